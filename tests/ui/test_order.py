"""The order of the acts: whatever is moved, nothing is lost and nothing else changes places."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.ui import order


def acts(count: int, ranked: int = 0) -> list[Any]:
    return [SimpleNamespace(reference=f"TEST-{n}", rank=n + 1 if n < ranked else None) for n in range(count)]


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 2), st.booleans())))
def test_a_move_swaps_two_neighbours_and_nothing_else(case: tuple[int, int, bool]) -> None:
    count, row, down = case
    before = acts(count)
    pair = before[row], before[row + 1]
    act, past = pair if down else (pair[1], pair[0])
    after = order.moved(before, act.reference, past.reference)
    assert after == [*before[:row], pair[1], pair[0], *before[row + 2 :]]


@given(st.integers(1, 12), st.integers(0, 12), st.integers(0, 11))
def test_what_is_told_ends_with_the_last_that_was_arranged_or_touched(count: int, ranked: int, touched: int) -> None:
    shown = acts(count, ranked)
    touched %= count
    told = order.arranged(shown, f"TEST-{touched}")
    assert told == [act.reference for act in shown[: max(min(ranked, count) - 1, touched) + 1]]
    assert order.in_order(shown, told) == shown
    assert order.in_order(list(reversed(shown)), told)[: len(told)] == shown[: len(told)]
