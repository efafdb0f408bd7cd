"""A process and all below it: memory and processor time."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Collection
from types import TracebackType
from typing import Self

import psutil

_WHOLE_PROCESS = 2
"""How Linux names the processor clock of another process: clock_getcpuclockid(3), which Python does not have."""


def tree(root: int) -> list[psutil.Process]:
    """A process and all below it; empty where it has ended."""
    try:
        first = psutil.Process(root)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def pss(root: int) -> int:
    """Bytes of proportional set size: what is shared with others is counted in shares.  Linux."""
    if sys.platform == "win32":
        return 0
    found = 0
    for one in tree(root):
        with contextlib.suppress(psutil.Error):
            found += one.memory_full_info().pss
    return found


def cpu(root: int, *, without: Collection[int] = ()) -> float:
    """Seconds of processor time of all that live, to the nanosecond: what rests uses less than a tick.  Linux.

    ``without`` are processes that do not count.
    """
    if sys.platform == "win32":
        return 0.0
    found = 0.0
    for one in tree(root):
        if one.pid not in without:
            with contextlib.suppress(OSError):
                found += time.clock_gettime((~one.pid << 3) | _WHOLE_PROCESS)
    return found


class Peak:
    """The most memory (PSS, bytes) of a process and all below it while the block runs, seen every so many seconds."""

    def __init__(self, root: int, *, every: float = 0.05) -> None:
        self.most = 0
        self._root, self._every = root, every
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while True:
            self.most = max(self.most, pss(self._root))
            if self._over.wait(self._every):
                return

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._watch.join()


def resting(root: int, *, patience: float, share: float = 0.05, span: float = 0.5) -> None:
    """Wait until a process and all below it use less than ``share`` of a core over ``span`` seconds.

    After ``patience`` seconds it is as it is.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = cpu(root)
        time.sleep(span)
        if cpu(root) - before < share * span:
            return
