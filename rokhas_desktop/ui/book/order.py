"""The order of the acts as a person changes it: pure functions on references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def moved(references: Sequence[str], reference: str, past: str) -> list[str]:
    """The acts with one of them moved to the other side of another."""
    order = list(references)
    source, target = order.index(reference), order.index(past)
    order.insert(target, order.pop(source))
    return order


def arranged(references: Sequence[str], ranked: int, moves: Iterable[tuple[str, str]]) -> list[str]:
    """What is told after these moves: from the first act to the last one that was arranged before or touched now.

    The first ``ranked`` acts were arranged before.  What comes after them goes on by its deadline.
    """
    order, touched = list(references), set(references[:ranked])
    for reference, past in moves:
        if reference in order and past in order:
            order = moved(order, reference, past)
            touched |= {reference, past}
    last = max((row for row, name in enumerate(order) if name in touched), default=-1)
    return order[: last + 1]
