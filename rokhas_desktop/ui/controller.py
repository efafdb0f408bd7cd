"""What the window does, without a widget: state in, signals out.  Everything slow runs on the lane."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from rokhas_desktop.desk.face import AccountView, BatchEvent, Desk, KeyStanding, Outcome
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Settings
from rokhas_desktop.ui.jobs import Job, Lane
from rokhas_desktop.ui.key_watch import KeyWatch
from rokhas_desktop.ui.new_pin.flow import NewPin

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.token.views import Selection

log = logging.getLogger(__name__)
SYNC_EVERY = 120_000
"""Milliseconds between two looks at the platform while the window is open."""


class Controller(QObject):
    """The window's commands and what comes of them."""

    entered = Signal(object)  # AccountView
    left = Signal()
    acts_changed = Signal()
    way_changed = Signal(object)  # KeyWay
    keys_changed = Signal(object)  # tuple[KeyStanding, ...]
    modules_changed = Signal(object)  # tuple[Finding, ...]
    document_ready = Signal(str, int, object)  # reference, piece, Path
    document_failed = Signal(str, int, object)  # reference, piece, RokhasError
    sync_changed = Signal(bool, object)  # running, Progress | None
    asked_to_log_in = Signal(str)  # the address to open
    failed = Signal(object)  # RokhasError
    preflighted = Signal(object)  # BatchPreflight
    batch_started = Signal()
    batch_event = Signal(object)  # BatchEvent
    batch_ended = Signal(object)  # Outcome
    batch_refused = Signal(object)  # RokhasError
    closing = Signal()

    def __init__(self, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rooms = rooms
        self._lane = Lane("desk", self)
        self._book_lane = Lane("book", self)
        self._desk: Desk | None = None
        self._batch: Job | None = None
        self._hold = Cancel()
        self._entry: Job | None = None
        self._asked: tuple[str, Path | None] | None = None
        self._desk_of_acts = False
        self.syncing = False
        self._watch = KeyWatch(rooms.token, rooms.modules, self.ask, self)
        self._watch.changed.connect(self.keys_changed)
        self._watch.found.connect(self.modules_changed)
        self._watch.failed.connect(self.failed)
        self.new_pin = NewPin(rooms.token, rooms.settings.token, self._watch.look, self)
        self._clock = QTimer(self)
        self._clock.setInterval(SYNC_EVERY)
        self._clock.timeout.connect(self.synchronise)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.rooms.settings

    @property
    def busy_signing(self) -> bool:
        """Whether a batch runs: the window asks before it closes."""
        return self._batch is not None

    # -- entering and leaving

    def resume(self) -> None:
        """Enter with what the last session left, or ask to log in."""
        self._lane.run(
            lambda _report, _cancel: self.rooms.desk(), done=self._enter, failed=lambda _error: self.left.emit()
        )

    def log_in(self, url: str, ca: Path | None) -> None:
        """Log in through the person's own browser (RFC 8252)."""
        self._asked = (url, ca)
        self._entry = self._lane.run(
            lambda _report, cancel: (
                self.rooms.log_in(url, ca, self.asked_to_log_in.emit, cancel=cancel),
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

    def _enter(self, desk: Desk) -> None:
        self._entry = None
        self._desk = desk
        self._lane.run(lambda _report, _cancel: desk.account, done=self._welcome, failed=self.failed.emit)

    def _welcome(self, account: AccountView) -> None:
        self.entered.emit(account)
        if account.role == "help_desk":
            self._desk_of_acts = False
            return
        self._desk_of_acts = True
        self._refresh()
        self._watch.start()
        self.synchronise()
        self._clock.start()

    def _entry_failed(self, error: RokhasError) -> None:
        self._entry = None
        self.left.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    # -- acts

    def synchronise(self) -> None:
        """Send what waits, then learn what is new."""
        desk = self._desk
        if desk is None or not self._desk_of_acts or self.syncing or self.busy_signing:
            return
        self.syncing = True
        self.sync_changed.emit(True, None)
        self._lane.run(
            lambda report, cancel: (
                desk.send_pending(report=report, cancel=cancel),
                desk.synchronise(report=report, cancel=cancel),
            ),
            done=lambda _result: self._synced(None),
            failed=self._synced,
            progress=lambda progress: self.sync_changed.emit(True, progress),
        )

    def _synced(self, error: RokhasError | None) -> None:
        self.syncing = False
        self.sync_changed.emit(False, None)
        self._refresh()
        if error is not None:
            self.failed.emit(error)

    def _refresh(self) -> None:
        desk = self._desk
        if desk is not None:
            self.acts_changed.emit()
            self._lane.run(lambda _r, _c: desk.key_way(), done=self.way_changed.emit, failed=self.failed.emit)

    def ask(
        self, call: Callable[[Desk], Any], *, done: Callable[[Any], None], failed: Callable[[RokhasError], None]
    ) -> bool:
        """Have the desk do one thing on the lane, for a flow of its own; False where nobody is logged in."""
        desk = self._desk
        if desk is not None:
            self._lane.run(lambda _report, _cancel: call(desk), done=done, failed=failed)
        return desk is not None

    def look_up(
        self, call: Callable[[Desk], Any], *, done: Callable[[Any], None], failed: Callable[[RokhasError], None]
    ) -> bool:
        """Have the desk look something up in the book, beside its long work; False where nobody is logged in.

        An answer that comes after the account left is dropped.
        """
        desk = self._desk
        if desk is None:
            return False

        def still(then: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda result: then(result) if self._desk is desk else None

        self._book_lane.run(lambda _report, _cancel: call(desk), done=still(done), failed=still(failed))
        return True

    def open_document(self, reference: str, piece: int) -> None:
        """Have a document ready to be shown."""
        desk = self._desk
        if desk is None:
            return
        self._lane.run(
            lambda report, cancel: desk.open_document(reference, piece, report=report, cancel=cancel),
            done=lambda path: self.document_ready.emit(reference, piece, path),
            failed=lambda error: self.document_failed.emit(reference, piece, error),
        )

    def mark_reviewed(self, sha256: str) -> None:
        """The person saw every page of these very bytes."""
        self.change(lambda desk: desk.mark_reviewed(sha256))

    def change(self, tell: Callable[[Desk], object]) -> None:
        """Have the desk change something of the acts; then, and where that fails, they are shown as they are."""
        desk = self._desk
        if desk is None:
            return

        def failed(error: RokhasError) -> None:
            self.failed.emit(error)
            self._refresh()

        self._lane.run(lambda _r, _c: tell(desk), done=lambda _none: self._refresh(), failed=failed)

    # -- keys

    @property
    def keys(self) -> Sequence[KeyStanding]:
        """The keys that were seen last, the usable ones first."""
        return self._watch.keys

    def look(self) -> None:
        """Look at the tokens now."""
        self._watch.look()

    def retry_module(self, module: str) -> None:
        """Try a module again that was set aside."""
        self._watch.retry(module)

    # -- signing

    def preflight(self, references: Sequence[str], selection: Selection) -> None:
        """Learn what would be signed, before anybody types a PIN."""
        desk = self._desk
        if desk is not None:
            self._lane.run(
                lambda report, cancel: desk.preflight(references, selection, report=report, cancel=cancel),
                done=self.preflighted.emit,
                failed=self.batch_refused.emit,
            )

    def sign(
        self,
        references: Sequence[str],
        selection: Selection,
        pin: bytearray | None,
        *,
        accept_final_try: bool,
        pin_for_each: bool,
        name_confirmed: bool,
        unshown_accepted: bool,
    ) -> None:
        """Sign the acts.  The PIN is zeroed by the desk, whatever happens."""
        desk = self._desk
        if desk is None or self._batch is not None:
            return
        hold = self._hold = Cancel()
        self._batch = self._lane.run(
            lambda report, cancel: desk.sign(
                references,
                selection,
                pin,
                accept_final_try=accept_final_try,
                pin_for_each=pin_for_each,
                name_confirmed=name_confirmed,
                unshown_accepted=unshown_accepted,
                hold=hold,
                report=report,
                cancel=cancel,
                on_event=self._tell,
            ),
            done=self._batch_done,
            failed=self._batch_failed,
        )
        self.batch_started.emit()

    def cancel_batch(self) -> None:
        """Stop at the next document boundary."""
        if self._batch is not None:
            self._batch.cancel.ask()

    def pause_batch(self, paused: bool) -> None:
        """Wait at the next document boundary, or go on.  The key's time runs on."""
        if self._batch is not None:
            (self._batch.cancel.pause if paused else self._batch.cancel.resume)()

    def hold_batch(self) -> None:
        """Keep what is signed here, unless it is being sent already."""
        self._hold.ask()

    def lock(self) -> None:
        """The screen locks or the PC sleeps: the child that holds the PIN ends."""
        if self._desk is not None:
            self._desk.lock()

    def _tell(self, event: BatchEvent) -> None:
        self.batch_event.emit(event)  # from the lane's thread; Qt queues it to the window's

    def _batch_done(self, outcome: Outcome) -> None:
        self._batch = None
        self.batch_ended.emit(outcome)
        self._refresh()

    def _batch_failed(self, error: RokhasError) -> None:
        self._batch = None
        self.batch_refused.emit(error)
        self._refresh()

    def close(self) -> None:
        """Stop watching and let the running job end."""
        self.closing.emit()
        self._clock.stop()
        self._watch.close()
        self.new_pin.close()
        self._lane.close()
        self._book_lane.close()
        self.rooms.close()
