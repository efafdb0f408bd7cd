"""One module's survey child: started when it is needed, set aside when it fails again and again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from rokhas_desktop.supervise import Child
from rokhas_desktop.token.views import ModuleCandidate

CRASHES_BEFORE_ASIDE = 3
"""A module that crashed so often in a row is not tried again until :meth:`TokenRoom.retry`."""
HANG_PAUSE = 60.0
"""Seconds for which a module that hung is left alone, so that the others are looked at meanwhile."""


class Surveyor:
    """One module's survey child, and how often it failed."""

    def __init__(self, candidate: ModuleCandidate, start: Callable[[ModuleCandidate, str], Child]) -> None:
        self.candidate = candidate
        self.lock = threading.Lock()
        self.crashes = 0
        self.broken_sessions = 0
        self.hung_at = -HANG_PAUSE
        self.library: tuple[str, str] = ("", "")
        self._start = start
        self._child: Child | None = None

    @property
    def aside(self) -> bool:
        """Crashes while looking, and crashes or hangs while signing, three in a row each; a hang while looking, for a
        while."""
        broken = max(self.crashes, self.broken_sessions) >= CRASHES_BEFORE_ASIDE
        return broken or time.monotonic() - self.hung_at < HANG_PAUSE

    def child(self, deadline: float) -> Child:
        """The child, started and loaded if need be."""
        if self._child is None or not self._child.alive:
            self._child = child = self._start(self.candidate, "survey")
            loaded = child.call(
                "load", deadline=deadline, path=self.candidate.path, reserved=self.candidate.reserved
            ).header
            self.library = (loaded["library"], loaded["version"])
        return self._child

    def stop(self) -> None:
        """End the child; the next look starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
