"""How long work says where it stands, whichever front shows it, and how it is stopped."""

from __future__ import annotations

import threading
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


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Report to nobody."""


class Cancel:
    """Asked for by a front, looked at by the work between two steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

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
