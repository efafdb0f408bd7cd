"""A file that can only grow: the original on disk, what is appended in memory.

pyHanko writes an incremental update through it "in place".  No library can alter a byte of the original,
memory stays at the size of what is appended whatever the size of the file, and nothing reaches the disk
before the signature has been made and checked.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 1 << 16


class Overlay(io.RawIOBase):
    """Reads ``base`` (opened for reading, its size fixed now) followed by the appended bytes."""

    def __init__(self, base: BinaryIO) -> None:
        super().__init__()
        self._base = base
        self.base_size = base.seek(0, os.SEEK_END)
        self._tail = bytearray()
        self._at = 0

    @property
    def appended(self) -> bytes:
        """What was written after the original."""
        return bytes(self._tail)

    def forget(self, size: int) -> None:
        """Let go of what was appended after the first ``size`` appended bytes."""
        del self._tail[size:]
        self._at = min(self._at, self.base_size + len(self._tail))

    def readable(self) -> bool:  # noqa: D102
        return True

    def writable(self) -> bool:  # noqa: D102
        return True

    def seekable(self) -> bool:  # noqa: D102
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:  # noqa: D102
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.base_size + len(self._tail)}[whence]
        if start + offset < 0:
            raise ValueError("negative seek position")
        self._at = start + offset
        return self._at

    def tell(self) -> int:  # noqa: D102
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill ``buffer`` from one of the two parts; the next call goes on in the other."""
        view = memoryview(buffer).cast("B")
        if self._at < self.base_size:
            self._base.seek(self._at)
            data = self._base.read(min(len(view), self.base_size - self._at))
        else:
            start = self._at - self.base_size
            data = bytes(self._tail[start : start + len(view)])
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Append, or overwrite what was appended.  Raises io.UnsupportedOperation within the original."""
        start = self._at - self.base_size
        if start < 0 or start > len(self._tail):
            raise io.UnsupportedOperation("the original is not written to")
        piece = bytes(data)
        self._tail[start : start + len(piece)] = piece
        self._at += len(piece)
        return len(piece)


@contextmanager
def attached(overlay: Overlay) -> Iterator[io.BufferedRandom]:
    """The overlay with buffering while the block runs; what was appended stays in the overlay."""
    stream = buffered(overlay)
    try:
        yield stream
    finally:
        stream.flush()
        stream.detach()


def buffered(overlay: Overlay) -> io.BufferedRandom:
    """The overlay with buffering, which the reader of single bytes needs."""
    return io.BufferedRandom(overlay, BUFFER)
