"""Giving up a call from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rokhas_desktop.errors import Cancelled


class Interrupt:
    """Asked for once, from any thread; handed to a call, which may not have begun yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._tell: Callable[[], None] | None = None

    def ask(self) -> None:
        """Give the call up; at once where it runs, before it begins where it does not."""
        with self._lock:
            tell = None if self._asked else self._tell
            self._asked = True
            if tell is not None:
                tell()

    @property
    def asked(self) -> bool:
        """Whether somebody asked."""
        return self._asked

    def check(self) -> None:
        """Raise Cancelled where it was asked for."""
        if self._asked:
            raise Cancelled()

    @contextmanager
    def told_to(self, tell: Callable[[], None]) -> Iterator[None]:
        """While a call runs, ``tell`` is how its child hears of it."""
        with self._lock:
            self._tell = tell
            if self._asked:
                tell()
        try:
            yield
        finally:
            with self._lock:
                self._tell = None
