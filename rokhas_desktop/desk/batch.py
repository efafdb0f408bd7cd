"""A batch: what would be signed, and the signing of it with one PIN.

Every act is all or nothing at preflight; pieces first, the decision last.  What is wrong with one act or one
document never ends the others; what is wrong with the token, the disk or this PC ends the batch between two
documents, with what is signed kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rokhas_desktop import catalogue
from rokhas_desktop.api.models import Document, Level
from rokhas_desktop.desk import keys, levels, placing, readiness, services, shown
from rokhas_desktop.desk.errors import (
    NameNotConfirmed,
    NotReached,
    PieceFailed,
    PinForEachForbidden,
    TooManyPinUses,
    UnknownAct,
    UnshownNotAccepted,
)
from rokhas_desktop.desk.lease import Lease, Limits
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.outbox import Outbox
from rokhas_desktop.desk.outcome import (
    ActOutcome,
    BatchEvent,
    BatchPreflight,
    DocumentOutcome,
    Outcome,
    Readiness,
    Result,
)
from rokhas_desktop.desk.planned import Consent, Planned, unshown
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.desk.signature import Piece, Signature
from rokhas_desktop.desk.states import HELD
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.entitlements import entitled
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel, Progress, Report
from rokhas_desktop.token.views import Selection

if TYPE_CHECKING:
    from rokhas_desktop.signing.longterm import Services


@dataclass(slots=True)
class _Course:
    """How far a batch is; ``refused`` are documents' own reasons in this batch."""

    total: int
    done: int = 0
    stop: Refusal | None = None
    refused: dict[tuple[str, str], Refusal] = field(default_factory=dict)


class Batch:
    """One account's batches, one at a time."""

    def __init__(self, office: Office, sync: Synchroniser, outbox: Outbox) -> None:
        self._office = office
        self._store = office.store
        self._sync = sync
        self._outbox = outbox
        self._lease: Lease | None = None

    def lock(self) -> None:
        """End the lease on the key, from any thread."""
        lease = self._lease
        if lease is not None:
            lease.end()

    # what would be signed

    def preflight(
        self, references: Sequence[str], selection: Selection | None, report: Report, cancel: Cancel
    ) -> BatchPreflight:
        """See :meth:`rokhas_desktop.desk.face.Desk.preflight`."""
        plan = self._plan(references, report, cancel)
        key = keys.selected(self._office, self._office.survey(selection), selection).standing if selection else None
        return BatchPreflight(tuple(map(self._readiness, plan)), key)

    def _readiness(self, one: Planned) -> Readiness:
        if one.act is None:
            return Readiness(one.reference, 0, one.refusals)
        told = readiness.warnings(one.act, self._office)
        return Readiness(one.reference, len(one.to_sign), one.refusals, told, tuple(unshown(one)))

    def _plan(self, references: Sequence[str], report: Report, cancel: Cancel) -> list[Planned]:
        """Compare each act with the platform's, fetch what is missing, and judge it."""
        self._sync.account()
        plan: list[Planned] = []
        wanted = list(dict.fromkeys(reference.strip().upper() for reference in references))
        for number, reference in enumerate(wanted):
            cancel.check()
            report(Progress(number, len(wanted), "acts", reference))
            plan.append(self._planned(reference, cancel))
        return plan

    def _planned(self, reference: str, cancel: Cancel) -> Planned:
        act = self._store.act_by_reference(self._office.number, reference)
        if act is None:
            return Planned(reference, None, (Refusal(UnknownAct.code, {"reference": reference}),))
        act = self._sync.refresh(act)
        if readiness.closed(act) is None:
            for document, row in act.pairs():
                if row.state in {"announced", "fetched", "failed"}:
                    self._sync.fetch(act.content, document, row, cancel=cancel)
                elif row.state not in readiness.DONE:
                    placing.tried(self._office, document, row)
            act = self._store.act(self._office.number, act.content.id) or act
        seen = self._store.reviewed(self._office.number)
        clock = self._office.clock_refusal()
        barred = (*((clock,) if clock else ()), *readiness.refusals(act, self._office, seen))
        return Planned(act.content.reference, act, barred)

    def _again(self, row: DocumentRow) -> DocumentRow:
        """What the platform refused may be signed anew; the refused signature never leaves again."""
        seen = row.sha256 in self._store.reviewed(row.account)
        return self._store.move(row, "reviewed" if seen else "verified", event="refused_discarded")

    # the signing

    def run(self, references: Sequence[str], consent: Consent) -> Outcome:
        """See :meth:`rokhas_desktop.desk.face.Desk.sign`."""
        began = time.monotonic()
        plan = self._plan(references, consent.report, consent.cancel)
        course = _Course(sum(len(one.to_sign) for one in plan if not one.refusals))
        if course.total:
            self._accepted(plan, consent)
            judged = self._fit(consent, course.total)
            self._sign_all(plan, consent, judged, course)
        ids = {one.act.content.id for one in plan if one.act is not None}
        moved = self._moved(consent, course)
        problem = self._outbox.send(ids, report=consent.report, cancel=consent.cancel, moved=moved)
        if problem is not None and course.stop is None:
            course.stop = Refusal(problem.code, problem.details)
        acts = tuple(self._act_outcome(one, course) for one in plan)
        return Outcome(acts, course.stop, time.monotonic() - began)

    def _accepted(self, plan: Sequence[Planned], consent: Consent) -> None:
        """What cannot be shown is signed by a consent of its own, which the journal keeps.

        Raises UnshownNotAccepted.
        """
        pieces = [piece for one in plan if not one.refusals for piece in unshown(one)]
        if pieces and not consent.unshown_accepted:
            raise UnshownNotAccepted(count=len(pieces), first=pieces[0].filename)
        for piece in pieces:
            self._store.journal.add("unshown_accepted", sha256=piece.sha256, account=self._office.account.id)

    def _fit(self, consent: Consent, documents: int) -> keys.Judged:
        """The key, if it may sign and the consent covers it.  Raises its first refusal: no PIN is used."""
        judged = keys.selected(self._office, self._office.survey(consent.selection), consent.selection)
        for refusal in judged.standing.refusals:
            raise refusal.error()
        if any(one.code == gate.NAME_SPELLED_OTHERWISE for one in judged.standing.warnings):
            if not consent.name_confirmed:
                raise NameNotConfirmed()
            self._store.journal.add("name_confirmed", certificate=consent.selection.certificate_sha256)
        if judged.standing.always_authenticate or consent.pin_for_each:
            policy = self._office.settings.signing
            if not policy.always_authenticate:
                raise PinForEachForbidden()
            if documents > policy.pin_uses:
                raise TooManyPinUses(count=documents, limit=policy.pin_uses)
        return judged

    def _sign_all(self, plan: Sequence[Planned], consent: Consent, judged: keys.Judged, course: _Course) -> None:
        settings = self._office.settings
        asked = self._services(plan)
        minutes = settings.signing.pin_minutes * 60.0
        whole = minutes if consent.pin_for_each else None
        limits = Limits(settings.limits.idle_lock, whole)
        session = self._office.token.open(
            consent.selection,
            consent.pin,
            pin_uses=course.total if consent.pin_for_each else 0,
            pin_seconds=minutes,
            accept_final_try=consent.accept_final_try,
        )
        chain = judged.chain
        authorities = (*chain.intermediates, chain.anchor) if chain else ()
        with Lease(session, authorities, limits) as lease:
            self._lease = lease
            try:
                signature = Signature(self._office, lease, asked)
                for one in plan:
                    if not one.refusals and course.stop is None:
                        self._sign_act(one, signature, lease, consent, course)
            finally:
                self._lease = None

    def _level(self, act: ActRow, document: Document) -> Level:
        return levels.wanted(self._office.settings.signing.level, act.content, document)

    def _services(self, plan: Sequence[Planned]) -> Services | None:
        """Who stamps the time and shows revocation, None at B-B.  Raises NeedsTimestampServer: never a silent fall."""
        from rokhas_desktop.signing.errors import NeedsTimestampServer

        signable = [one for one in plan if one.act is not None and not one.refusals]
        level = levels.highest(self._level(one.act, told) for one in signable if one.act for told, _ in one.to_sign)
        if level == "B-B":
            return None
        made = services.of(self._office, asked_by_platform=level != self._office.settings.signing.level)
        if made is None:
            raise NeedsTimestampServer(level=level)
        return made

    def _sign_act(self, one: Planned, signature: Signature, lease: Lease, consent: Consent, course: _Course) -> None:
        act = one.act
        if act is None:
            return
        held = entitled(self._office.account.entitlements, act.content.need, self._office.today())
        for document, row in one.to_sign:
            if held is None:
                return
            try:
                consent.cancel.check()
                lease.check()
                consent.report(Progress(course.done, course.total, "documents", one.reference))
                if row.state == "refused":
                    row = self._again(row)
                level = self._level(act, document)
                piece = Piece(act.content, document, row.piece, len(act.documents), held, level)
                signature.make(piece, row, self._teller(act, document, consent, course))
            except RokhasError as error:
                refusal = Refusal(error.code, error.details)
                course.refused[act.content.id, row.id] = refusal
                if catalogue.entry(error.code).batch == "stop":
                    course.stop = refusal
                return

    # telling

    def _teller(
        self, act: ActRow, document: Document, consent: Consent, course: _Course
    ) -> Callable[[DocumentRow], None]:
        moved = self._moved(consent, course)
        return lambda row: moved(act, document, row)

    def _moved(self, consent: Consent, course: _Course) -> Callable[[ActRow, Document, DocumentRow], None]:
        def tell(act: ActRow, document: Document, row: DocumentRow) -> None:
            course.done += row.state == "checked"
            if consent.on_event is not None:
                consent.on_event(
                    BatchEvent(
                        reference=act.content.reference,
                        document_id=row.id,
                        piece=row.piece,
                        of=len(act.documents),
                        title=shown.both(document.title),
                        state=row.state,
                        done=course.done,
                        total=course.total,
                        refusal=row.refusal,
                    )
                )

        return tell

    def _act_outcome(self, one: Planned, course: _Course) -> ActOutcome:
        act = self._store.act(self._office.number, one.act.content.id) if one.act else None
        if act is None:
            return ActOutcome(one.reference, "", "withdrawn", (), one.refusals)
        documents = tuple(self._outcome(act, document, row, one, course) for document, row in act.pairs())
        return ActOutcome(act.content.reference, act.content.family, shown.act_state(act), documents, one.refusals)

    def _outcome(
        self, act: ActRow, document: Document, row: DocumentRow, one: Planned, course: _Course
    ) -> DocumentOutcome:
        result, refusal = _result(row, one, course)
        view = shown.document(document, row, act, self._office, frozenset())
        return DocumentOutcome(
            reference=act.content.reference,
            document_id=row.id,
            piece=row.piece,
            of=len(act.documents),
            kind=document.kind,
            title=view.title,
            result=result,
            refusal=refusal,
            signed_path=view.signed_path,
            sha256=row.signed.sha256 if row.signed else None,
            level=view.level,
            receipt_id=view.receipt_id,
            deferred=view.deferred,
        )


def _result(row: DocumentRow, one: Planned, course: _Course) -> tuple[Result, Refusal | None]:
    """What became of a document, and why."""
    own = course.refused.get((row.act, row.id)) or row.refusal
    if row.state == "acknowledged":
        return "acknowledged", None
    if row.state in HELD:
        return "signed", row.refusal
    if row.state == "refused" or one.refusals:
        return "refused", own or _first(one.refusals)
    if own is not None:
        return ("refused" if own.code.startswith("DOC-") else "failed"), own
    if course.stop is not None:
        return "not_reached", Refusal(NotReached.code, {"code": course.stop.code})
    return "not_reached", Refusal(PieceFailed.code, {"reference": one.reference})


def _first(refusals: Iterable[Refusal]) -> Refusal | None:
    return next(iter(refusals), None)
