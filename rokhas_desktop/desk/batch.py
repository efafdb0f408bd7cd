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
from rokhas_desktop.desk import keys, levels, readiness, services, shown
from rokhas_desktop.desk.errors import (
    NameNotConfirmed,
    NotReached,
    PieceFailed,
    PinForEachForbidden,
    RevocationNotKept,
    TooManyPinUses,
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
from rokhas_desktop.desk.plan import Plan, Planner
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
    signed: set[tuple[str, str]] = field(default_factory=set)
    """Acts and documents: what the platform lets wait is told of as checked a second time."""
    stop: Refusal | None = None
    refused: dict[tuple[str, str], Refusal] = field(default_factory=dict)


class Batch:
    """One account's batches, one at a time."""

    def __init__(self, office: Office, sync: Synchroniser, outbox: Outbox) -> None:
        self._office = office
        self._store = office.store
        self._outbox = outbox
        self._planner = Planner(office, sync)
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
        plan = self._planner.make(references, report, cancel, take=False)
        key = keys.selected(self._office, self._office.survey(selection), selection).standing if selection else None
        return BatchPreflight(tuple(map(self._readiness, plan.acts)), key)

    def _readiness(self, one: Planned) -> Readiness:
        if one.act is None:
            return Readiness(one.reference, 0, one.refusals)
        told = readiness.warnings(one.act, self._office)
        return Readiness(one.reference, len(one.to_sign), one.refusals, told, tuple(unshown(one)))

    def _again(self, row: DocumentRow) -> DocumentRow:
        """What the platform refused may be signed anew; the refused signature never leaves again."""
        seen = row.sha256 in self._store.reviewed(row.account)
        return self._store.move(row, "reviewed" if seen else "verified", event="refused_discarded")

    # the signing

    def run(self, references: Sequence[str], consent: Consent) -> Outcome:
        """See :meth:`rokhas_desktop.desk.face.Desk.sign`."""
        began = time.monotonic()
        plan = self._planner.make(references, consent.report, consent.cancel, take=True)
        course = _Course(plan.documents)
        try:
            if course.total:
                self._accepted(plan, consent)
                judged = self._fit(consent, course.total, online=plan.online)
                self._sign_all(plan, consent, judged, course)
            self._send(plan, consent, course)
        finally:
            if plan.online:
                self._planner.release(plan)
        acts = tuple(self._act_outcome(one, course) for one in plan.acts)
        return Outcome(acts, course.stop, time.monotonic() - began)

    def _send(self, plan: Plan, consent: Consent, course: _Course) -> None:
        """What is signed leaves, unless the person holds it back or there is no line."""
        ids = {one.act.content.id for one in plan.acts if one.act is not None}
        if consent.hold.asked:
            self._outbox.hold_all(ids)
        elif plan.online:
            moved = self._moved(consent, course)
            problem = self._outbox.send(ids, report=consent.report, cancel=consent.cancel, moved=moved)
            if problem is not None and course.stop is None:
                course.stop = Refusal(problem.code, problem.details)
        else:
            self._outbox.no_line(ids)

    def _accepted(self, plan: Plan, consent: Consent) -> None:
        """What cannot be shown is signed by a consent of its own, which the journal keeps.

        Raises UnshownNotAccepted.
        """
        pieces = [piece for one in plan.acts if not one.refusals for piece in unshown(one)]
        if pieces and not consent.unshown_accepted:
            raise UnshownNotAccepted(count=len(pieces), first=pieces[0].filename)
        for piece in pieces:
            self._store.journal.add("unshown_accepted", sha256=piece.sha256, account=self._office.account.id)

    def _fit(self, consent: Consent, documents: int, *, online: bool) -> keys.Judged:
        """The key, if it may sign and the consent covers it.  Raises its first refusal: no PIN is used."""
        judged = keys.selected(self._office, self._office.survey(consent.selection), consent.selection)
        for refusal in judged.standing.refusals:
            raise refusal.error()
        if not online and judged.standing.revocation != "good":
            raise RevocationNotKept()
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

    def _sign_all(self, plan: Plan, consent: Consent, judged: keys.Judged, course: _Course) -> None:
        settings = self._office.settings
        asked = self._services(plan) if plan.online else None
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
                signature = Signature(self._office, lease, asked, online=plan.online)
                for one in plan.acts:
                    if not one.refusals and course.stop is None and self._still(one, plan, course):
                        self._sign_act(one, signature, lease, consent, course)
            finally:
                self._lease = None

    def _still(self, one: Planned, plan: Plan, course: _Course) -> bool:
        """Whether the act is still what was planned and reserved for this PC: batches may last."""
        if one.act is None:
            return False
        try:
            if plan.online:
                self._planner.keep(one.act)
        except RokhasError as error:
            for _, row in one.to_sign:
                course.refused[one.act.content.id, row.id] = Refusal(error.code, error.details)
            if catalogue.entry(error.code).batch == "stop":
                course.stop = Refusal(error.code, error.details)
            return False
        return True

    def _level(self, act: ActRow, document: Document) -> Level:
        return levels.wanted(self._office.settings.signing.level, act.content, document)

    def _services(self, plan: Plan) -> Services | None:
        """Who stamps the time and shows revocation, None at B-B.  Raises NeedsTimestampServer: never a silent fall."""
        from rokhas_desktop.signing.errors import NeedsTimestampServer

        signable = [one for one in plan.acts if one.act is not None and not one.refusals]
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
                consent.cancel.rest(lease.check)
                consent.report(Progress(len(course.signed), course.total, "documents", one.reference))
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
            if row.state == "checked":
                course.signed.add((row.act, row.id))
            if consent.on_event is not None:
                consent.on_event(
                    BatchEvent(
                        reference=act.content.reference,
                        document_id=row.id,
                        piece=row.piece,
                        of=len(act.documents),
                        title=shown.both(document.title),
                        state=row.state,
                        done=len(course.signed),
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
