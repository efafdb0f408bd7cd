"""A cap on the bytes a second of each way, shared by everything that goes through the session."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import Any

LEAST = 4096


class Rate:
    """``limit`` bytes a second, 0 for no cap; after a pause, a quarter of a second's more at once."""

    def __init__(
        self,
        limit: int,
        *,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limit = limit
        self._ticks = ticks
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at = ticks()

    def piece(self, most: int) -> int:
        """How much to move at once, so that the line is left to others in between."""
        return min(most, max(LEAST, self.limit // 8)) if self.limit else most

    def spend(self, count: int) -> None:
        """Wait until so many more bytes are allowed."""
        if not self.limit:
            return
        with self._lock:
            now = self._ticks()
            self._free_at = max(self._free_at, now - 0.25) + count / self.limit
            wait = self._free_at - now
        if wait > 0:
            self._sleep(wait)


class Slowed(io.RawIOBase):
    """A body that is read no faster than the cap allows; seekable, with its length."""

    def __init__(self, body: Any, rate: Rate, length: int) -> None:
        self._body = body
        self._rate = rate
        self._length = length

    def __len__(self) -> int:
        return self._length

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: a repeated call reads again."""
        return True

    def tell(self) -> int:
        """Where the body is."""
        return int(self._body.tell())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go there."""
        return int(self._body.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        """Some bytes, once they are allowed."""
        data = self._body.read(self._rate.piece(len(buffer)))
        count = len(data)
        buffer[:count] = data
        self._rate.spend(count)
        return count
