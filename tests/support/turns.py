"""Who measures how promptly a window answers runs alone: the other workers wait between two tests meanwhile.

Two locks that the operating system frees when a worker ends: the room is shared by all tests but those, and the
turnstile lets nobody in while one of those waits for the room to empty.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turns:
    """Of the workers of one run of the tests."""

    def __init__(self, run: str) -> None:
        self._paths = [Path(tempfile.gettempdir()) / f"rokhas-tests-{run}.{name}" for name in ("turnstile", "room")]

    @contextmanager
    def taken(self, *, alone: bool) -> Iterator[None]:
        """One test's turn."""
        turnstile, room = (os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for path in self._paths)
        try:
            fcntl.flock(turnstile, fcntl.LOCK_EX)
            fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            fcntl.flock(turnstile, fcntl.LOCK_UN)
            yield
        finally:
            os.close(room)
            os.close(turnstile)

    def end(self) -> None:
        """Leave nothing behind."""
        for path in self._paths:
            path.unlink(missing_ok=True)
