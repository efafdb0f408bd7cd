"""Sending what is signed, and returning acts for correction: each until the platform acknowledges it, once.

The platform knows a repetition by its idempotency key, made of document, bytes and signer; so what was on its
way when everything stopped is simply sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from rokhas_desktop import catalogue
from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.api.transfer import Slice
from rokhas_desktop.desk import readiness, recovery, returnings
from rokhas_desktop.desk.documents import holds
from rokhas_desktop.desk.errors import HeldBack, NoLine, NothingWaits, OnItsWay, StoredFileChanged
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.returnings import Returning
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.desk.shown import both
from rokhas_desktop.desk.states import HELD, State
from rokhas_desktop.desk.sync import Synchroniser, hurry, part
from rokhas_desktop.desk.views import OutboxItem
from rokhas_desktop.errors import Detail, RokhasError
from rokhas_desktop.failpoints import point
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel, Progress, Report, silent

Moved = Callable[[ActRow, Document, DocumentRow], None]
"""Told of each document whose state changed."""

LEAVING = point("a signed document is about to leave")
ANSWERED = point("a receipt is here and not stored")
DISCARDED = point("a signed file that was thrown away is gone, and the database not told")
RETURNING = point("a return is about to leave")
RETURNED = point("a return's receipt is here and not stored")

AWAY = frozenset({"slow-down", "unavailable", "upload-offset", "upload-unknown"})
"""Refusals that say nothing of the document: all sending ends, and goes on later."""

_LATER = frozenset({"version-changed", "lease-held", "pieces-first", "opinion-missing", "opinion-adverse"})
"""Refusals that are not about the signature: it waits."""

_OVER = frozenset({"act-withdrawn", "act-closed", "not-yours", "not-found", "already-signed"})
"""Refusals that say that the act is not as it is known here."""


class Outbox:
    """One account's."""

    def __init__(self, office: Office, sync: Synchroniser) -> None:
        self._office = office
        self._store = office.store
        self._sync = sync

    def items(self) -> tuple[OutboxItem, ...]:
        """What the platform has not acknowledged yet, and why."""
        found = [
            OutboxItem(
                reference=act.content.reference,
                document_id=row.id,
                piece=row.piece,
                title=both(document.title),
                state=row.state,  # type: ignore[arg-type] # narrowed by the condition below
                since=row.changed_at,
                attempts=row.attempts,
                refusal=row.refusal,
            )
            for act in self._office.acts(*HELD, "refused")
            for document, row in act.pairs()
            if row.state in HELD | {"refused"}
        ]
        for one in returnings.of(self._store, self._office.number):
            act = self._store.act(self._office.number, one.act)
            reference = act.content.reference if act else one.act
            found.append(OutboxItem(reference, None, None, None, "returning", one.at, one.attempts, one.refusal))
        return tuple(sorted(found, key=lambda item: item.since))

    def send(
        self,
        only: Collection[str] | None = None,
        *,
        report: Report = silent,
        cancel: Cancel | None = None,
        moved: Moved | None = None,
    ) -> RokhasError | None:
        """Send every act's signed pieces, the most urgent act first, its decision last; ``only`` these acts' ids.

        What concerns one document is in its row; what ends all sending (no network, no log-in, cancelled) is
        given back, and nothing is lost.
        """
        cancel = cancel or Cancel()
        waiting = sorted(self._office.acts("checked", "sending"), key=hurry)
        acts = [act for act in waiting if only is None or act.content.id in only]
        # A set is whole or not at all: one piece held back holds the act.
        acts = [act for act in acts if all(row.state != "held" for row in act.documents)]
        before, total = 0, sum(_appended(row) for act in acts for row in act.documents)
        try:
            for act in acts:
                for document, known in sorted(act.pairs(), key=lambda pair: pair[0].kind == "decision"):
                    # What became of the piece before may have changed the act.
                    row = self._now(known)
                    if row is None or row.state not in {"checked", "sending"}:
                        continue
                    cancel.check()
                    told = part(report, before, total, act.content.reference)
                    told(Progress(0, total, "bytes"))
                    if not self._send(act, document, row, told, cancel, moved):
                        break  # what follows in this act would not be received either
                    before += _appended(row)
            if only is None:
                for one in returnings.of(self._store, self._office.number):
                    self.send_return(one)
        except RokhasError as error:
            return error
        return None

    def _now(self, row: DocumentRow) -> DocumentRow | None:
        act = self._store.act(row.account, row.act)
        return next((one for one in act.documents if one.id == row.id), None) if act else None

    def _send(
        self,
        act: ActRow,
        document: Document,
        row: DocumentRow,
        report: Report,
        cancel: Cancel,
        moved: Moved | None,
    ) -> bool:
        """One document; whether it was acknowledged.  Raises what ends all sending."""
        told = moved or _silent
        path = Path(row.signed.path) if row.signed else Path()
        if row.signed is None or not holds(path, row.signed.sha256, row.signed.size):
            refusal = Refusal(StoredFileChanged.code, {"file": path.name})
            if row.state == "sending":
                row = self._store.move(row, "checked")
            told(act, document, recovery.discard(self._office, row, path, refusal))
            return False
        if row.state == "checked":
            row = self._store.move(row, "sending", event="sending", signed_sha256=row.signed.sha256)
            told(act, document, row)
        row = self._submit(act.content, document, row, report, cancel)
        told(self._store.act(self._office.number, act.content.id) or act, document, row)
        return row.state == "acknowledged"

    def _submit(
        self, act: Act, document: Document, row: DocumentRow, report: Report, cancel: Cancel, *, again: bool = False
    ) -> DocumentRow:
        signed = row.signed
        if signed is None:
            raise ValueError("nothing to send")
        appended = Slice(Path(signed.path), signed.original_size, signed.size - signed.original_size)
        LEAVING()
        try:
            receipt = self._office.client.submit(
                act,
                document,
                appended,
                whole_sha256=signed.sha256,
                whole_size=signed.size,
                signer=signed.certificate,
                report=report,
                device=self._office.reservations.device,
                cancel=cancel,
            )
        except RokhasError as error:
            if isinstance(error, PlatformRefused) and error.slug not in AWAY:
                row = self._refused(row, error)
                retry = error.slug == "version-changed" and not again
                return self._try_new_version(act, document, row, report, cancel) if retry else row
            # It may have arrived: "sending" stays, and it is sent again by the same key.
            self._store.note(row, Refusal(error.code, error.details))
            raise
        ANSWERED()
        return self._store.move(
            row, "acknowledged", event="acknowledged", receipt=receipt.id, receipt_id=receipt.id, level=receipt.level
        )

    def _refused(self, row: DocumentRow, error: PlatformRefused) -> DocumentRow:
        refusal = Refusal(error.code, error.details)
        if error.slug in _LATER:
            return self._store.move(row, "checked", event="waits", refusal=refusal, code=error.code)
        row = self._store.move(row, "refused", event="refused", refusal=refusal, code=error.code)
        known = self._store.act(row.account, row.act)
        if error.slug not in _OVER or known is None:
            return row
        fresh = self._sync.refresh(known)
        return next((one for one in fresh.documents if one.id == row.id), row)

    def _try_new_version(
        self, act: Act, document: Document, row: DocumentRow, report: Report, cancel: Cancel
    ) -> DocumentRow:
        """The act changed.  If its pieces are the same and it may still be signed, send it as it is now; once."""
        known = self._store.act(row.account, row.act)
        if known is None:
            return row
        fresh = self._sync.refresh(known)
        found = next((one for one in fresh.documents if one.id == row.id), None)
        if found is None or found.state != "checked":
            return found or row
        same = [one.sha256 for one in fresh.content.documents] == [one.sha256 for one in act.documents]
        barred = readiness.refusals(fresh, self._office, self._store.reviewed(row.account))
        if not same or barred or fresh.content.version == act.version:
            return self._store.note(found, barred[0] if barred else row.refusal)
        anew = self._store.move(found, "sending", event="sending", version=fresh.content.version)
        return self._submit(fresh.content, document, anew, report, cancel, again=True)

    # holding back

    def hold_all(self, idents: Collection[str]) -> None:
        """Hold back what is signed in these acts and not on its way."""
        for act in self._office.acts():
            if act.content.id in idents:
                for row in act.documents:
                    if row.state == "checked":
                        self._hold(row)

    def _hold(self, row: DocumentRow) -> None:
        signed = row.signed.sha256 if row.signed else None
        self._store.move(row, "held", event="held", refusal=Refusal(HeldBack.code, {}), signed_sha256=signed)

    def no_line(self, idents: Collection[str]) -> None:
        """Say of what was signed without a network why it waits."""
        for act in self._office.acts():
            for row in act.documents if act.content.id in idents else ():
                if row.state == "checked":
                    self._store.note(row, Refusal(NoLine.code, {}))

    def hold(self, act: ActRow) -> tuple[OutboxItem, ...]:
        """Hold one act back.  Raises OnItsWay, NothingWaits."""
        self._ours(act)
        self.hold_all({act.content.id})
        return self.items()

    def release(self, act: ActRow) -> tuple[OutboxItem, ...]:
        """Let a held act leave with the next sending.  Raises OnItsWay, NothingWaits."""
        for row in self._ours(act):
            if row.state == "held":
                signed = row.signed.sha256 if row.signed else None
                self._store.move(row, "checked", event="released", signed_sha256=signed)
        return self.items()

    def discard(self, act: ActRow) -> tuple[OutboxItem, ...]:
        """Throw away what is signed of one act and was never sent; the journal keeps that.

        Its documents await signature again.  Raises OnItsWay, NothingWaits.
        """
        seen = self._store.reviewed(self._office.number)
        for row in self._ours(act):
            signed = row.signed
            if signed is not None:
                self._office.documents.discard(Path(signed.path))
            DISCARDED()
            state: State = "reviewed" if row.sha256 in seen else "verified"
            self._store.move(row, state, event="discarded", signed_sha256=signed.sha256 if signed else None)
        return self.items()

    def _ours(self, act: ActRow) -> list[DocumentRow]:
        if any(row.state == "sending" for row in act.documents):
            raise OnItsWay()
        rows = [row for row in act.documents if row.state in {"checked", "held"}]
        if not rows:
            raise NothingWaits()
        return rows

    # returns for correction

    def send_return(self, one: Returning) -> None:
        """Return one act.  What the platform says against it is kept; raises what ends all sending."""
        number = self._office.number
        act = self._store.act(number, one.act)
        if act is None or readiness.closed(act) is not None:
            returnings.drop(self._store, number, one.act)
            return
        attempts = one.attempts + 1
        RETURNING()
        try:
            receipt = self._office.client.return_act(act.content, one.order)
        except RokhasError as error:
            refusal = Refusal(error.code, error.details)
            with self._store.transaction():
                if isinstance(error, PlatformRefused) and not catalogue.entry(error.code).retry:
                    returnings.drop(self._store, number, one.act)
                else:
                    returnings.put(self._store, number, one.act, one.order, attempts=attempts, refusal=refusal)
            raise
        RETURNED()
        with self._store.transaction():
            self._sync.apply(act.content.model_copy(update={"state": "returned"}))
            returnings.drop(self._store, number, one.act)
            facts: dict[str, Detail | None] = {
                "receipt": receipt.id,
                "version": act.content.version,
                "wanted": one.order.wanted,
            }
            self._store.journal.add("returned", act=one.act, **facts)


def _appended(row: DocumentRow) -> int:
    """The bytes that a document's return costs, 0 where it does not wait to be sent."""
    signed = row.signed if row.state in {"checked", "sending"} else None
    return signed.size - signed.original_size if signed else 0


def _silent(act: ActRow, document: Document, row: DocumentRow) -> None:
    """Tell nobody."""
