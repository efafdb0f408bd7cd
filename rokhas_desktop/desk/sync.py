"""Learning what changed, and bringing every piece here, checked.

Only one process of a home does this at a time (:func:`rokhas_desktop.desk.database.exclusive`), after
:mod:`rokhas_desktop.desk.recovery` has settled what a stop left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rokhas_desktop import catalogue
from rokhas_desktop.api.errors import ContentDiffers, PlatformRefused
from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.desk import found, placing
from rokhas_desktop.desk.documents import holds, private
from rokhas_desktop.desk.errors import AnotherAccount, DiskFull
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.desk.states import HELD, NEXT, SIGNABLE, State
from rokhas_desktop.desk.trust import test_roots
from rokhas_desktop.desk.views import SyncResult
from rokhas_desktop.disk import settle
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.failpoints import point
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.net.errors import NetError
from rokhas_desktop.progress import Cancel, Progress, Report, silent

STORED = point("an original is on the disk and not in the database")
LISTED = point("a page of acts is read and not stored")

SETTLED: frozenset[State] = frozenset({"acknowledged", "returned", "withdrawn"})
GONE = frozenset({"not-found", "not-yours", "act-withdrawn"})


class Synchroniser:
    """Synchronises one account's desk."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store

    def run(self, *, fetch: bool, report: Report = silent, cancel: Cancel | None = None) -> SyncResult:
        """See :meth:`rokhas_desktop.desk.face.Desk.synchronise`."""
        cancel = cancel or Cancel()
        self.account()
        if self._office.account.role == "signer":
            self._store.put_key_way(self._office.number, self._office.client.key())
        new, changed, gone = self._changes(cancel)
        fetched, failed = self._fetch_all(report, cancel) if fetch else (0, ())
        return SyncResult(tuple(new), tuple(changed), tuple(gone), fetched, failed)

    def account(self) -> None:
        """Learn what kind of platform this is and what the account may sign now.

        Raises AnotherAccount, and what every call of the platform does.
        """
        self._platform()
        told = self._office.client.me()
        if told.id != self._office.account.id:
            raise AnotherAccount()
        self._store.put_account(self._office.platform.id, told)

    def _platform(self) -> None:
        office = self._office
        told = office.client.platform()
        if told == office.platform:
            return
        if told.id != office.platform.id:
            raise AnotherAccount()
        office.connection = replace(office.connection, platform=told)
        with self._store.transaction():
            self._store.connect(office.connection)
            self._store.remember_test_roots(test_roots(told, office.authorities))
            self._store.journal.add("platform_changed", platform=told.id, environment=told.environment)

    def refresh(self, act: ActRow) -> ActRow:
        """Ask for one act again.  Raises NetError and the platform's refusals but those that say it is gone."""
        number = self._office.number
        try:
            told = self._office.client.act(act.content.id)
        except PlatformRefused as error:
            if error.slug not in GONE:
                raise
            with self._store.transaction():
                self._leave(act)
        else:
            with self._store.transaction():
                self.apply(told)
        return self._store.act(number, act.content.id) or act

    def whole(self, act: ActRow, cancel: Cancel) -> ActRow:
        """Have every piece of an open act here, examined; what cannot be had says so in its row."""
        if act.gone or act.content.state != "awaiting_signature":
            return act
        for document, row in act.pairs():
            if row.state in SIGNABLE and not self._office.documents.original(document).is_file():
                # It was here and was lost (a disk that forgot it, a tool that cleaned up): it is brought anew.
                row = self._store.move(row, "announced")
            if row.state in {"announced", "fetched", "failed"}:
                self.fetch(act.content, document, row, cancel=cancel)
            elif row.state not in HELD | {"acknowledged"}:
                placing.tried(self._office, document, row)
        return self._store.act(self._office.number, act.content.id) or act

    # what changed

    def _changes(self, cancel: Cancel) -> tuple[list[str], list[str], list[str]]:
        new: list[str] = []
        changed: list[str] = []
        gone: list[str] = []
        number = self._office.number
        cursor = self._store.cursor(number)
        whole, listed = cursor is None, set[str]()
        while True:
            cancel.check()
            try:
                page = self._office.client.acts(cursor)
            except PlatformRefused as error:
                if error.slug != "malformed-request" or whole:
                    raise
                cursor, whole = None, True  # a cursor that the platform forgot: from the beginning
                continue
            with self._store.transaction():
                for act in page.items:
                    listed.add(act.id)
                    said = self.apply(act)
                    {"new": new, "changed": changed}.get(said, []).append(act.reference)
                gone += self._left(page.gone)
                LISTED()
                self._store.set_cursor(number, page.cursor)
            cursor = page.cursor
            if not page.more:
                break
        if whole:
            # From the beginning only what awaits signature is listed.
            open_ = [act for act in self._office.acts() if act.content.state == "awaiting_signature" and not act.gone]
            with self._store.transaction():
                gone += self._left(act.content.id for act in open_ if act.content.id not in listed and _waits(act))
        return new, changed, gone

    def _left(self, idents: Iterable[str]) -> list[str]:
        found = [self._store.act(self._office.number, ident) for ident in idents]
        acts = [act for act in found if act is not None and not act.gone]
        for act in acts:
            self._leave(act)
        return [act.content.reference for act in acts]

    def _leave(self, act: ActRow) -> None:
        """The account no longer sees the act."""
        self._store.put_act(self._office.number, act.content, gone=True)
        for row in act.documents:
            self._end(row, "withdrawn")

    def apply(self, told: Act) -> str:
        """Take in what the platform says of an act, within the caller's transaction: "new", "changed" or "same"."""
        number = self._office.number
        known = self._store.act(number, told.id)
        self._store.put_act(number, told)
        rows = {row.id: row for row in known.documents} if known else {}
        for piece, document in enumerate(told.documents, 1):
            self._apply_document(told, document, piece, rows.pop(document.id, None))
        for row in rows.values():
            self._drop(row, "removed")
        if known is None:
            return "new"
        return "same" if known.content == told and not known.gone else "changed"

    def _apply_document(self, act: Act, document: Document, piece: int, row: DocumentRow | None) -> None:
        if row is not None and (row.sha256 != document.sha256 or _asked_again(document, row)):
            self._drop(row, "replaced" if row.sha256 != document.sha256 else "asked_again")
            row = None
        if row is None:
            row = self._store.add_document(self._office.number, act.id, document, piece)
        elif row.piece != piece:
            self._store.renumber(row, piece)
            row = self._store.document(row)
        if document.state == "signed":
            # What is on its way here is asked again: the same key gets the same receipt.
            if row.state not in {"acknowledged", "sending"}:
                self._acknowledged_elsewhere(document, row)
        elif act.state in {"withdrawn", "returned"}:
            self._end(row, "withdrawn" if act.state == "withdrawn" else "returned")
        elif row.state in {"withdrawn", "returned"}:
            self._store.move(row, "announced", event="announced_again")

    def _acknowledged_elsewhere(self, document: Document, row: DocumentRow) -> None:
        if row.state in {"withdrawn", "returned"}:
            row = self._store.move(row, "announced")
        elif row.signed is not None:
            # Another device's signature stands: the one made here was never received, and never leaves.
            self._office.documents.discard(Path(row.signed.path))
            row = self._store.move(row, "verified", event="discarded", signed_sha256=row.signed.sha256)
        self._store.move(row, "acknowledged", event="signed_elsewhere", receipt=document.receipt_id)

    def _drop(self, row: DocumentRow, why: str) -> None:
        """Other bytes, another document: what was made of the old ones never leaves."""
        if row.signed is not None and row.state in HELD:
            self._office.documents.discard(Path(row.signed.path))
        self._store.drop_document(row, event=why)

    def _end(self, row: DocumentRow, state: State) -> None:
        if state not in NEXT[row.state]:
            return
        if row.signed is not None:
            self._office.documents.discard(Path(row.signed.path))
        self._store.move(row, state, event=state)

    # the bytes

    def _fetch_all(self, report: Report, cancel: Cancel) -> tuple[int, tuple[tuple[str, int, Refusal], ...]]:
        wanted = [
            (act, document, row)
            for act in sorted(self._office.acts("announced", "fetched", "failed"), key=hurry)
            for document, row in sorted(act.pairs(), key=lambda pair: pair[0].kind != "decision")
            if row.state in {"announced", "fetched", "failed"} and not act.gone
        ]
        failed: list[tuple[str, int, Refusal]] = []
        before, total = 0, sum(document.size for _, document, _ in wanted)
        for act, document, row in wanted:
            cancel.check()
            told = part(report, before, total, act.content.reference)
            told(Progress(0, document.size, "bytes"))
            done = self.fetch(act.content, document, row, report=told, cancel=cancel)
            before += document.size
            if done.refusal is not None:
                failed.append((act.content.reference, row.piece, done.refusal))
        if wanted:
            report(Progress(total, total, "bytes"))
        return len(wanted) - len(failed), tuple(failed)

    def fetch(
        self, act: Act, document: Document, row: DocumentRow, *, report: Report = silent, cancel: Cancel | None = None
    ) -> DocumentRow:
        """Bring a document here and judge it: verified (or reviewed), failed, or as it was with why.

        A document's fault is in the row.  Raises Cancelled, and what ends every transfer (no log-in, disk full).
        """
        if row.state == "failed":
            row = self._store.move(row, "announced")
        if row.state == "announced":
            row = self._download(act, document, row, report, cancel)
        return found.again(self._office, act, document, self._verify(document, row) if row.state == "fetched" else row)

    def _download(
        self, act: Act, document: Document, row: DocumentRow, report: Report, cancel: Cancel | None
    ) -> DocumentRow:
        target = self._office.documents.original(document)
        try:
            self._office.client.download(act.id, document, target, report=report, cancel=cancel)
            private(target)
            _to_disk(target)
            STORED()
        except RokhasError as error:
            refusal = Refusal(error.code, error.details)
            entry = catalogue.entry(error.code)
            if isinstance(error, NetError) or (entry.retry and entry.batch == "continue"):
                return self._store.note(row, refusal)
            if isinstance(error, (PlatformRefused, ContentDiffers)) or entry.batch == "continue":
                return self._store.move(row, "failed", event="failed", refusal=refusal, code=error.code)
            raise
        return self._store.move(row, "fetched", event="fetched", size=document.size)

    def _verify(self, document: Document, row: DocumentRow) -> DocumentRow:
        """The bytes are the announced ones, and a signature can be appended to them, or made beside them."""
        from rokhas_desktop.signing.face import Limits, Spot

        path = self._office.documents.original(document)
        if not holds(path, document.sha256, document.size):
            self._office.documents.discard(path)
            return self._store.move(row, "announced")
        own = self._office.settings.limits
        stamp = document.stamp if document.is_pdf else None
        verdict = self._office.examiner.examine(
            path,
            limits=Limits(own.document_bytes, own.document_pages),
            field_name=stamp.field if stamp else None,
            spot=Spot(stamp.page, stamp.box) if stamp else None,
            screening=self._office.settings.preflight.model_dump(),
            media_type=document.media_type,
        )
        notices = tuple(Refusal(one.code, one.details) for one in verdict.findings)
        if verdict.refusal is not None:
            refusal = Refusal(verdict.refusal.code, verdict.refusal.details)
            return self._store.move(row, "failed", event="failed", refusal=refusal, notices=notices, code=refusal.code)
        warned = " ".join(sorted({one.code for one in verdict.warnings})) or None
        row = self._store.move(row, "verified", event="verified", notices=notices, warned=warned)
        row = placing.tried(self._office, document, row)
        if row.sha256 in self._store.reviewed(row.account):
            row = self._store.move(row, "reviewed")
        return row


def _asked_again(document: Document, row: DocumentRow) -> bool:
    """The platform wants a signature that it had acknowledged: the act came back."""
    return row.state == "acknowledged" and document.state == "awaiting"


def _waits(act: ActRow) -> bool:
    return any(row.state not in SETTLED for row in act.documents)


def part(report: Report, before: int, total: int, label: str) -> Report:
    """What one transfer reports, as a part of all of them."""
    return lambda one: report(Progress(min(before + one.done, total), total, "bytes", label))


def hurry(act: ActRow) -> tuple[bool, float, float]:
    """The most urgent first, then the oldest."""
    due = act.content.deadline.due.timestamp() if act.content.deadline else 0.0
    return (act.content.deadline is None, due, act.content.arrived_at.timestamp())


def _to_disk(path: Path) -> None:
    """The bytes and their name are on the disk before the state says so."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        settle(path.parent)
    except OSError as error:
        raise DiskFull(file=path.name) from error
