"""A file that says how much of it was read, and whose reading can be stopped: hashing a gigabyte takes seconds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rokhas_desktop.progress import Cancel, Progress, Report, silent
from rokhas_desktop.signing import reading

#: Bytes between two reports.
_EVERY = 1 << 22


class Watch:
    """Who watches the reading of one file.  ``report`` hears bytes, of the file's size."""

    def __init__(self, report: Report = silent, cancel: Cancel | None = None) -> None:
        self._report = report
        self._cancel = cancel or Cancel()
        self._done = self._told = self._size = 0

    def begin(self, size: int) -> None:
        """A file of this size is opened."""
        self._done, self._told, self._size = 0, 0, size

    def read(self, count: int) -> None:
        """So many bytes were read.  Raises Cancelled."""
        self._cancel.check()
        self._done += count
        if self._done - self._told >= _EVERY:
            self._told = self._done
            self._report(Progress(min(self._done, self._size), self._size, "bytes"))


class Watched(io.BufferedReader):
    """Tells of ``readinto``, by which pyHanko hashes; small reads stay as quick as they are."""

    def __init__(self, raw: io.FileIO, watch: Watch) -> None:
        super().__init__(raw)
        self._watch = watch

    def readinto(self, buffer: Any) -> int:
        """As the file's.  Raises Cancelled."""
        count = super().readinto(buffer)
        self._watch.read(count)
        return count


@contextmanager
def opened(path: Path, watch: Watch) -> Iterator[Watched]:
    """The file, open for reading.  Raises FileUnreadable."""
    with reading.opened(path) as handle:
        raw = io.FileIO(handle.fileno(), closefd=False)
        with Watched(raw, watch) as watched:
            watch.begin(path.stat().st_size)
            yield watched
