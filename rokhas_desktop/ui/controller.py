"""What the window does, without a widget: state in, signals out.  Everything slow runs on the lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.desk.face import AccountView, BatchEvent, Desk, KeyStanding, Outcome, PreparedAct
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Settings
from rokhas_desktop.ui.entering import Entering
from rokhas_desktop.ui.jobs import Job, Lane
from rokhas_desktop.ui.key_watch import KeyWatch
from rokhas_desktop.ui.new_pin.flow import NewPin

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.token.views import Selection


class Controller(Entering):
    """The window's commands and what comes of them."""

    opening = Signal()  # the book alone; whoever shows it says begin()
    acts_changed = Signal()
    way_changed = Signal(object)  # KeyWay
    keys_changed = Signal(object)  # tuple[KeyStanding, ...]
    modules_changed = Signal(object)  # tuple[Finding, ...]
    document_ready = Signal(str, int, object)  # reference, piece, Path
    document_failed = Signal(str, int, object)  # reference, piece, RokhasError
    sync_changed = Signal(bool, object)  # running, Progress | None
    preflighted = Signal(object)  # BatchPreflight
    batch_started = Signal()
    batch_event = Signal(object)  # BatchEvent
    batch_ended = Signal(object)  # Outcome
    batch_refused = Signal(object)  # RokhasError
    closing = Signal()

    def __init__(self, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(rooms, parent)
        self._book_lane = Lane("book", self)
        self._batch: Job | None = None
        self._hold = Cancel()
        self._desk_of_acts = False
        self._waits_for_book = False
        self.syncing = False
        # The token's room is built at its first use, after the first frame.
        self._watch = KeyWatch(lambda: rooms.token, rooms.modules, self.ask, self)
        self._watch.changed.connect(self.keys_changed)
        self._watch.found.connect(self.modules_changed)
        self._watch.failed.connect(self.failed)
        self.new_pin = NewPin(lambda: rooms.token, rooms.settings.token, self._watch.look, self)
        self._clock.timeout.connect(self.synchronise)
        self.left.connect(self._forget_book)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.rooms.settings

    @property
    def busy_signing(self) -> bool:
        """Whether a batch runs: the window asks before it closes."""
        return self._batch is not None

    def _welcome(self, account: AccountView) -> None:
        self.entered.emit(account)
        if account.role == "help_desk":
            self._desk_of_acts = False
            return
        self._desk_of_acts = self._waits_for_book = True
        self._say_syncing(running=True)  # it follows the book
        self.opening.emit()

    def begin(self) -> None:
        """The book is shown: now what else a session begins with, which would only have kept it waiting."""
        if self._waits_for_book:
            self._forget_book()
            self._refresh()
            self._watch.start()
            self.synchronise()
            self._clock.start()

    def _forget_book(self) -> None:
        """Nothing waits for it any more."""
        if self._waits_for_book:
            self._waits_for_book = False
            self._say_syncing(running=False)

    def _say_syncing(self, *, running: bool) -> None:
        self.syncing = running
        self.sync_changed.emit(running, None)

    # -- acts

    def synchronise(self) -> None:
        """Send what waits, then learn what is new."""
        desk = self._desk
        if desk is None or not self._desk_of_acts or self.syncing or self.busy_signing:
            return
        self._say_syncing(running=True)
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
        self._say_syncing(running=False)
        self._refresh()
        if error is not None:
            self.failed.emit(error)

    def _refresh(self) -> None:
        desk = self._desk
        if desk is not None:
            self.acts_changed.emit()
            self._lane.run(lambda _r, _c: desk.key_way(), done=self.way_changed.emit, failed=self.failed.emit)

    def prepare(self, references: Sequence[str], *, done: Callable[[Sequence[PreparedAct]], None]) -> None:
        """Make acts ready for a meeting without a line; shown as a synchronisation is."""
        desk = self._desk
        if desk is None or self.syncing:
            return

        def made(acts: Sequence[PreparedAct]) -> None:
            self._synced(None)
            done(acts)

        self.syncing = True
        self.sync_changed.emit(True, None)
        self._lane.run(
            lambda report, cancel: desk.prepare(references, report=report, cancel=cancel),
            done=made,
            failed=self._synced,
            progress=lambda progress: self.sync_changed.emit(True, progress),
        )

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
