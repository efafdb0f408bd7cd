"""The order of the acts: whatever is moved, nothing is lost and nothing else changes places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.ui.book import order


def acts(count: int) -> list[str]:
    return [f"TEST-{n}" for n in range(count)]


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 2), st.booleans())))
def test_a_move_swaps_two_neighbours_and_nothing_else(case: tuple[int, int, bool]) -> None:
    count, row, down = case
    before = acts(count)
    pair = before[row], before[row + 1]
    act, past = pair if down else (pair[1], pair[0])
    after = order.moved(before, act, past)
    assert after == [*before[:row], pair[1], pair[0], *before[row + 2 :]]
    assert order.arranged(before, 0, [(act, past)]) == after[: row + 2]


@given(st.integers(1, 12), st.integers(0, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=6))
def test_what_is_told_ends_with_the_last_that_was_arranged_or_touched(
    count: int, ranked: int, rows: list[tuple[int, int]]
) -> None:
    before, ranked = acts(count), min(ranked, count)
    moves = [(f"TEST-{one % count}", f"TEST-{other % count}") for one, other in rows]
    told = order.arranged(before, ranked, moves)
    whole = before
    for act, past in moves:
        whole = order.moved(whole, act, past)
    touched = {*before[:ranked], *(name for move in moves for name in move)}
    assert told == whole[: len(told)]
    assert touched <= set(told)
    assert not told or told[-1] in touched


def test_a_move_of_what_is_no_longer_there_changes_nothing() -> None:
    assert order.arranged(acts(3), 0, [("TEST-9", "TEST-1")]) == []
