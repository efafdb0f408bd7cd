"""Who is logged in: entering, leaving, and what an account leaves behind.  Everything slow runs on the lane."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rokhas_desktop.desk.face import AccountView, Desk
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.ui.jobs import Job, Lane

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.desk.wiping import Wiped

SYNC_EVERY = 120_000
"""Milliseconds between two looks at the platform while the window is open."""


class Entering(QObject):
    """The part of the window's commands that comes before the acts, and after them."""

    entered = Signal(object)  # AccountView
    left = Signal()
    asked_to_log_in = Signal(str)  # the address to open
    failed = Signal(object)  # RokhasError
    entry_failed = Signal(object)  # RokhasError: of a log-in

    def __init__(self, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rooms = rooms
        self._lane = Lane("desk", self)
        self._desk: Desk | None = None
        self._entry: Job | None = None
        self._asked: tuple[str, Path | None] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(SYNC_EVERY)

    @abstractmethod
    def synchronise(self) -> None:
        """Send what waits, then learn what is new."""

    @abstractmethod
    def _welcome(self, account: AccountView) -> None:
        """Somebody is logged in."""

    def resume(self) -> None:
        """Enter with what the last session left, or ask to log in."""
        self._lane.run(
            lambda _report, _cancel: self.rooms.desk(), done=self._enter, failed=lambda _error: self.left.emit()
        )

    def log_in(self, url: str, ca: Path | None, *, key_in_file: bool = False) -> None:
        """Log in through the person's own browser (RFC 8252).  ``key_in_file``: what :meth:`Rooms.log_in` says."""
        self._asked = (url, ca)
        self._entry = self._lane.run(
            lambda _report, cancel: (
                self.rooms.log_in(url, ca, self.asked_to_log_in.emit, key_in_file=key_in_file, cancel=cancel),
                self.rooms.desk(),
            )[1],
            done=self._enter,
            failed=self._entry_failed,
        )

    def proxy_log_in(self, proxy: str, user: str, password: str) -> None:
        """Keep a name and a password for a proxy, then do again what it stopped."""
        again = partial(self.log_in, *self._asked) if self._desk is None and self._asked else self.synchronise
        keep = partial(self.rooms.outlet.proxy_keys.save, proxy, user, password)
        self._lane.run(lambda _report, _cancel: keep(), done=lambda _kept: again(), failed=self.failed.emit)

    def log_in_again(self, *, key_in_file: bool) -> None:
        """Log in where it was tried last."""
        if self._asked is not None:
            self.log_in(*self._asked, key_in_file=key_in_file)

    def cancel_log_in(self) -> None:
        """Stop waiting for the browser."""
        if self._entry is not None:
            self._entry.cancel.ask()

    def log_out(self) -> None:
        """Forget the account's session; what is on its way stays on disk."""
        self._clock.stop()
        self._desk = None
        self._lane.run(
            lambda _report, _cancel: self.rooms.log_out(), done=lambda _none: self.left.emit(), failed=self.failed.emit
        )

    def purge(self, *, discard_unsent: bool, done: Callable[[Wiped], None]) -> None:
        """Log out and wipe what the account has on this PC.  Where that is refused nothing is changed."""

        def wiped(what: Wiped) -> None:
            self._clock.stop()
            self._desk = None
            self.left.emit()
            done(what)

        self._lane.run(
            lambda _report, _cancel: self.rooms.purge(discard_unsent=discard_unsent),
            done=wiped,
            failed=self.failed.emit,
        )

    def _enter(self, desk: Desk) -> None:
        self._entry = None
        self._desk = desk
        self._lane.run(lambda _report, _cancel: desk.account, done=self._welcome, failed=self.failed.emit)

    def _entry_failed(self, error: RokhasError) -> None:
        self._entry = None
        self.left.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
            self.entry_failed.emit(error)
