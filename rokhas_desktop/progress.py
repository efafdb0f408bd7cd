"""How long work says where it stands, whichever front shows it, and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from rokhas_desktop.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """One report: ``done`` of ``total`` ``unit``s (``total`` is None while it is not known).

    ``label`` is what is being worked on (a reference, a title), in no language of its own.
    """

    done: int
    total: int | None
    unit: str
    label: str = ""
    cancellable: bool = True


WINDOW, SOON = 30.0, 2.0
"""Seconds over which speed is taken, and below which nothing is said."""

Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Report to nobody."""


class TimeLeft:
    """How long work may still take, from how fast it went in the last half minute; each front keeps its own."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._seen: deque[tuple[float, int]] = deque()
        self._total: int | None = None

    def heard(self, progress: Progress | None) -> float | None:
        """Take a report in (None: the work ended); the seconds left, None while nothing can be said."""
        if progress is None or not progress.total:
            self._seen.clear()
            return None
        now = self._ticks()
        if progress.total != self._total or (self._seen and progress.done < self._seen[-1][1]):
            self._seen.clear()
        self._total = progress.total
        self._seen.append((now, progress.done))
        while now - self._seen[0][0] > WINDOW:
            self._seen.popleft()
        began, before = self._seen[0]
        if now - began < SOON or progress.done <= before:
            return None
        return (progress.total - progress.done) * (now - began) / (progress.done - before)


REST = 0.1
"""Seconds between two looks of work that is paused."""


class Cancel:
    """Asked for by a front, looked at by the work between two steps; it may also be paused there."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._going = threading.Event()
        self._going.set()

    def pause(self) -> None:
        """Ask the work to wait at its next safe point."""
        self._going.clear()

    def resume(self) -> None:
        """Let it go on."""
        self._going.set()

    def rest(self, look: Callable[[], None]) -> None:
        """Wait while paused.  ``look`` raises what ends the wait; Cancelled does too."""
        while True:
            self.check()
            look()
            if self._going.wait(REST):
                return

    def ask(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._event.set()

    @property
    def asked(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise :class:`Cancelled` if somebody asked."""
        if self._event.is_set():
            raise Cancelled()
