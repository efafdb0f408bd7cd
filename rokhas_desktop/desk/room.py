"""The desk of one logged-in account: the face that both fronts drive, over its parts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from rokhas_desktop.api.models import Document
from rokhas_desktop.desk import (
    augment,
    bringing,
    exporting,
    history,
    key_way,
    keys,
    lookup,
    placing,
    prepare,
    proposals,
    recovery,
    returnings,
    reviewing,
    shown,
    wiping,
)
from rokhas_desktop.desk.batch import Batch
from rokhas_desktop.desk.board import Board, read_board
from rokhas_desktop.desk.book import BookRoom
from rokhas_desktop.desk.book_views import Book, BookQuery
from rokhas_desktop.desk.database import exclusive
from rokhas_desktop.desk.errors import AttestForbidden, UnknownAct, UnknownPiece
from rokhas_desktop.desk.face import Query
from rokhas_desktop.desk.first_use import FirstUse
from rokhas_desktop.desk.history import History
from rokhas_desktop.desk.key_views import BoundView, KeyWay, TrialView
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.outbox import Outbox
from rokhas_desktop.desk.outcome import BatchPreflight, Outcome, PreparedAct
from rokhas_desktop.desk.planned import Consent, OnEvent
from rokhas_desktop.desk.rows import ActRow, Box, DocumentRow
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.desk.views import AccountView, ActView, JournalEntry, KeyStanding, MarkView, OutboxItem, SyncResult
from rokhas_desktop.progress import Cancel, Report, silent
from rokhas_desktop.token.views import Selection, Survey

_PENDING = frozenset({"awaiting", "in_progress"})


class DeskRoom:
    """The :class:`rokhas_desktop.desk.face.Desk`; ``lock_file`` keeps this home's other processes out meanwhile."""

    def __init__(self, office: Office, lock_file: Path) -> None:
        self._office = office
        self._store = office.store
        self._lock_file = lock_file
        self._sync = Synchroniser(office)
        self._outbox = Outbox(office, self._sync)
        self._batch = Batch(office, self._sync, self._outbox)
        self._first_use = FirstUse(office)
        self._book = BookRoom(office)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process works; what a stop left behind is settled.  Raises BatchUnderWay."""
        with exclusive(self._lock_file):
            recovery.settle(self._office)
            yield

    @property
    def account(self) -> AccountView:
        """Who is logged in."""
        return shown.account(self._office)

    def synchronise(self, *, fetch: bool = True, report: Report = silent, cancel: Cancel | None = None) -> SyncResult:
        """Learn what changed; see the face."""
        with self._alone():
            done = self._sync.run(fetch=fetch, report=report, cancel=cancel)
            wiping.expire(self._office)
            return done

    def acts(self, query: Query = "pending") -> tuple[ActView, ...]:
        """The acts on disk, the arranged ones first, then the most urgent."""
        seen = self._store.reviewed(self._office.number)
        views = [shown.act(row, self._office, seen) for row in self._office.acts()]
        wanted = [view for view in views if query == "all" or view.state in _PENDING]
        return tuple(sorted(wanted, key=shown.order))

    def book(self, query: BookQuery) -> Book:
        """The acts that await a signature, as numbers; from any thread."""
        return self._book.look(query)

    def warm_book(self) -> None:
        """Have what is searched in memory; from any thread."""
        self._book.warm()

    def book_acts(self, numbers: Sequence[int]) -> tuple[ActView | None, ...]:
        """The acts of some rows of the book; from any thread."""
        return self._book.acts(numbers)

    def ready_acts(self, most: int) -> tuple[ActView, ...]:
        """The acts that a fit key may sign now; from any thread."""
        return self._book.ready(most)

    def arrange(self, references: Sequence[str]) -> None:
        """Propose the order in which to take the acts; see the face."""
        with self._alone():
            proposals.arrange(self._office, [self._act(one).content.id for one in dict.fromkeys(references)])
            self._sync.run(fetch=False)

    def annotate(self, reference: str, text: str, marks: Sequence[MarkView] = ()) -> ActView:
        """Keep this account's note about an act; see the face."""
        with self._alone():
            proposals.annotate(self._office, self._act(reference).content, text, marks)
            self._sync.run(fetch=False)
        return self.act(reference)

    def act(self, reference: str) -> ActView:
        """One act.  Raises UnknownAct."""
        return self._view(self._act(reference))

    def _act(self, reference: str) -> ActRow:
        found = self._store.act_by_reference(self._office.number, reference)
        if found is None:
            raise UnknownAct(reference=reference.strip())
        return found

    def _view(self, act: ActRow) -> ActView:
        fresh = self._store.act(self._office.number, act.content.id) or act
        return shown.act(fresh, self._office, self._store.reviewed(self._office.number))

    def open_document(
        self, reference: str, piece: int, *, report: Report = silent, cancel: Cancel | None = None
    ) -> Path:
        """The original of a piece, here and checked; see the face.  Raises the document's own refusal."""
        act = self._act(reference)
        piece_ = (act.content, *_piece(act, piece))
        return bringing.original(self._office, self._sync, self._alone, piece_, report, cancel)

    def open_earlier(
        self, reference: str, piece: int, *, report: Report = silent, cancel: Cancel | None = None
    ) -> Path:
        """What a piece was in the pass before; see the face."""
        act = self._act(reference)
        return bringing.earlier(self._office, act.content, _piece(act, piece)[0], report, cancel)

    def mark_reviewed(self, sha256: str) -> None:
        """The person saw these bytes.  Raises UnknownPiece."""
        reviewing.review(self._office, lookup.documents(self._store, self._office.number, sha256), "shown")

    def attest(self, reference: str) -> ActView:
        """The person saw the whole act elsewhere.  Raises UnknownAct, AttestForbidden."""
        if not (self._office.is_test or self._office.settings.review.attest):
            raise AttestForbidden()
        act = self._act(reference)
        reviewing.review(self._office, act.documents, "attested")
        return self._view(act)

    def place_stamp(
        self, reference: str, piece: int, page: int, box: Box | None, *, sheet: tuple[float, float] | None = None
    ) -> ActView:
        """Move the visible signature of a piece; see the face."""
        with self._alone():
            act = self._act(reference)
            document, row = _piece(act, piece)
            placing.move(self._office, document, row, page, box, sheet)
        return self._view(act)

    def key_standings(self, survey: Survey | None = None) -> tuple[KeyStanding, ...]:
        """Every certificate on every token; see the face."""
        return keys.standings(self._office, survey if survey is not None else self._office.survey(None))

    def check_revocation(self, key: KeyStanding) -> KeyStanding:
        """The same key once its revocation was asked; from any thread."""
        return keys.check_revocation(self._office, key)

    def key_way(self) -> KeyWay:
        """The declared way of the holder's key; see the face."""
        return key_way.way(self._office)

    def trial_sentence(self) -> str:
        """A new sentence for one trial."""
        return self._first_use.sentence()

    def trial(
        self,
        sentence: str,
        selection: Selection,
        pin: bytearray | None,
        *,
        accept_final_try: bool = False,
        pin_for_each: bool = False,
    ) -> TrialView:
        """Sign the trial's sentence and have it verified; see the face."""
        try:
            with self._alone():
                return self._first_use.trial(
                    sentence, selection, pin, accept_final_try=accept_final_try, pin_for_each=pin_for_each
                )
        finally:
            if pin is not None:
                pin[:] = bytes(len(pin))

    def register(self) -> BoundView:
        """Bind the certificate of the trial just made to the account."""
        return self._first_use.register()

    def notify_predecessor(self, selection: Selection) -> datetime:
        """Say that another person's key should be revoked; when the platform received it."""
        return self._first_use.notify(selection)

    def board(self, province: str | None = None) -> Board:
        """The help desk's readiness board; see the face."""
        return read_board(self._office.client.board(province))

    def preflight(
        self,
        references: Sequence[str],
        selection: Selection | None = None,
        *,
        report: Report = silent,
        cancel: Cancel | None = None,
    ) -> BatchPreflight:
        """What a batch would do; see the face."""
        with self._alone():
            return self._batch.preflight(references, selection, report, cancel or Cancel())

    def sign(
        self,
        references: Sequence[str],
        selection: Selection,
        pin: bytearray | None,
        *,
        accept_final_try: bool = False,
        pin_for_each: bool = False,
        name_confirmed: bool = False,
        unshown_accepted: bool = False,
        hold: Cancel | None = None,
        report: Report = silent,
        cancel: Cancel | None = None,
        on_event: OnEvent | None = None,
    ) -> Outcome:
        """Sign the acts with one PIN, then send them; see the face."""
        agreed = (accept_final_try, pin_for_each, name_confirmed, unshown_accepted)
        consent = Consent(selection, pin, *agreed, report, cancel or Cancel(), on_event, hold or Cancel())
        try:
            with self._alone():
                return self._batch.run(references, consent)
        finally:
            if pin is not None:
                pin[:] = bytes(len(pin))

    def send_pending(self, *, report: Report = silent, cancel: Cancel | None = None) -> tuple[OutboxItem, ...]:
        """Send what is signed, make up for what was deferred; what is left.  Raises what ends all sending unsaid."""
        with self._alone():
            problem = self._outbox.send(report=report, cancel=cancel)
            if problem is None:
                problem = augment.make_up(self._office, self._sync, cancel or Cancel())
        left = self.outbox()
        if problem is not None and all(item.refusal is None for item in left):
            raise problem
        return left

    def return_for_correction(
        self, reference: str, reason: str, *, refusal: bool = False, marks: Sequence[MarkView] = ()
    ) -> ActView:
        """Send the act back to the services with a reason; see the face."""
        with self._alone():
            act = self._act(reference)
            self._outbox.send_return(returnings.begin(self._office, act, reason, marks, refusal=refusal))
        return self._view(act)

    def history(self, words: str = "", days: int = 0) -> History:
        """What was signed here; from any thread."""
        return history.history(self._office, words, days)

    def export(self, reference: str, folder: Path) -> tuple[Path, ...]:
        """Copies of the act's signed documents for the person; see the face."""
        return exporting.export(self._office, self._act(reference), folder)

    def hold(self, reference: str) -> tuple[OutboxItem, ...]:
        """Hold a signed act back; see the face."""
        with self._alone():
            return self._outbox.hold(self._act(reference))

    def release(self, reference: str) -> tuple[OutboxItem, ...]:
        """Let a held act leave; see the face."""
        with self._alone():
            return self._outbox.release(self._act(reference))

    def discard(self, reference: str) -> tuple[OutboxItem, ...]:
        """Throw away what was signed and never sent; see the face."""
        with self._alone():
            return self._outbox.discard(self._act(reference))

    def prepare(
        self, references: Sequence[str] = (), *, report: Report = silent, cancel: Cancel | None = None
    ) -> tuple[PreparedAct, ...]:
        """Fetch ahead, and reserve; see the face."""
        with self._alone():
            return prepare.prepare(self._office, self._sync, references, report, cancel or Cancel())

    def give_up(self, references: Sequence[str] = ()) -> None:
        """Let other PCs sign the acts again; see the face."""
        with self._alone():
            prepare.give_up(self._office, {self._act(one).content.id for one in references})

    def outbox(self) -> tuple[OutboxItem, ...]:
        """What the platform has not acknowledged yet."""
        return self._outbox.items()

    def journal(self, after: int = 0) -> Iterable[JournalEntry]:
        """The journal's entries with a number above ``after``."""
        return self._store.journal.entries(after)

    def lock(self) -> None:
        """End the child that holds the PIN at the next document boundary; from any thread."""
        self._batch.lock()

    close = lock  # the database is its owner's to close (rokhas_desktop.app.Rooms.close)


def _piece(act: ActRow, piece: int) -> tuple[Document, DocumentRow]:
    """Raises UnknownPiece."""
    pair = next((pair for pair in act.pairs() if pair[1].piece == piece), None)
    if pair is None:
        raise UnknownPiece(piece=piece)
    return pair
