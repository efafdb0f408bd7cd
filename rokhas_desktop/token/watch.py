"""Insertion and removal, seen within a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, Survey

PACE = 0.65
"""Seconds between two looks: a change is told within a second, and a window at rest uses next to nothing."""
LISTED = 5.0
"""Seconds for which a list of modules counts: to find them reads a dozen folders, which is most of a look's work."""


class Watcher:
    """A thread that looks at the modules at a steady pace and tells of each change, the first look included.

    Polling, because C_WaitForSlotEvent blocks or is missing in many modules.  A module that crashes is a
    change too; its child is started again at the next look.  ``modules`` may be a function, which is asked every
    few seconds, so that middleware installed meanwhile is found.  ``on_change`` is called on the watcher's thread.
    """

    def __init__(
        self,
        room: TokenRoom,
        modules: Sequence[ModuleCandidate] | Callable[[], Sequence[ModuleCandidate]],
        on_change: Callable[[Survey], None],
        *,
        pace: float = PACE,
    ) -> None:
        self._room = room
        self._modules = modules if callable(modules) else lambda: modules
        self._on_change = on_change
        self._pace = pace
        self._wake = threading.Event()
        self._stopped = False
        self._deep = False
        self._thread = threading.Thread(target=self._run, name="token-watcher", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def look_now(self) -> None:
        """Look at once, reading every object again."""
        self._deep = True
        self._wake.set()

    def stop(self) -> None:
        """End the thread; waits for a look under way, which its deadlines bound."""
        self._stopped = True
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self.stop()

    def _run(self) -> None:
        last: Survey | None = None
        modules, listed = self._modules(), time.monotonic()
        while not self._stopped:
            deep, self._deep = self._deep, False
            if deep or time.monotonic() - listed >= LISTED:
                modules, listed = self._modules(), time.monotonic()
            seen = self._room.survey(modules, quick=not deep)
            if seen != last and not self._stopped:
                last = seen
                self._on_change(seen)
            self._wake.wait(self._pace)
            self._wake.clear()
