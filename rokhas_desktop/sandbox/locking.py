"""One process at a time: a lock that ends with its holder, on Unix and on Windows."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_STEP = 0.05


@contextlib.contextmanager
def exclusive(path: Path, *, deadline: float = 60.0) -> Iterator[None]:
    """Hold the lock file ``path`` for the block.  Raises TimeoutError after ``deadline`` seconds."""
    until = time.monotonic() + deadline
    with path.open("a+b") as file:
        while not _taken(file.fileno()):
            if time.monotonic() > until:
                raise TimeoutError(path.name)
            time.sleep(_STEP)
        yield


def _taken(descriptor: int) -> bool:
    """Take the lock unless somebody holds it; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
