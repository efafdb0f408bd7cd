"""The order of the acts as a person changes it: pure functions on what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from rokhas_desktop.desk.face import ActView


def moved(acts: Sequence[ActView], reference: str, past: str) -> list[ActView]:
    """The acts with one of them moved to the other side of another, its neighbour in the list."""
    order = list(acts)
    names = [act.reference for act in order]
    source, target = names.index(reference), names.index(past)
    order.insert(target, order.pop(source))
    return order


def arranged(acts: Sequence[ActView], *touched: str) -> list[str]:
    """What is told: from the first act to the last one that was arranged before or touched now.

    What comes after it goes on by its deadline.
    """
    last = max(row for row, act in enumerate(acts) if act.rank is not None or act.reference in touched)
    return [act.reference for act in acts[: last + 1]]


def in_order(acts: Sequence[ActView], references: Sequence[str]) -> list[ActView]:
    """The acts with those that are named first, in the order in which they are named."""
    places = {reference: place for place, reference in enumerate(references)}
    return sorted(acts, key=lambda act: places.get(act.reference, len(places)))
