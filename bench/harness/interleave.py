"""Measuring several in turn, so that what else the machine does meets all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

Call = Callable[[], float | None]
"""Does it once; gives what it measured itself, or None to be timed from outside (seconds)."""


def interleaved(calls: Mapping[str, Call], rounds: int, *, warm: int = 0) -> dict[str, list[float]]:
    """Each call once a round, the first of a round another each time; ``warm`` rounds before do not count."""
    names = list(calls)
    samples: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            began = time.perf_counter()
            told = calls[name]()
            seconds = time.perf_counter() - began
            if number >= 0:
                samples[name].append(seconds if told is None else told)
    return samples
