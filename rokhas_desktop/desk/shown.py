"""From what is stored to what a front shows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from rokhas_desktop.api import models
from rokhas_desktop.desk import levels, placing, readiness
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.desk.states import HELD
from rokhas_desktop.desk.views import (
    AccountView,
    ActState,
    ActView,
    Bilingual,
    DocumentView,
    EntitlementView,
    MarkView,
    NoteView,
    OpinionView,
    StampView,
    Urgency,
)
from rokhas_desktop.identity.entitlements import entitled, in_force
from rokhas_desktop.identity.holder import mask_cin

SOON_DAYS = 3


def both(text: models.Bilingual) -> Bilingual:
    """A text of the contract's."""
    return Bilingual(text.fr, text.ar)


def _maybe(text: models.Bilingual | None) -> Bilingual | None:
    return both(text) if text is not None else None


def person(name: models.PersonName) -> Bilingual:
    """Given names, then the surname, in each script."""
    return Bilingual(
        f"{name.given_names.fr} {name.surname.fr}".strip(), f"{name.given_names.ar} {name.surname.ar}".strip()
    )


def account(office: Office) -> AccountView:
    """The account that is logged in."""
    who, today = office.account, office.today()
    return AccountView(
        id=who.id,
        role=who.role,
        name=person(who.name),
        cin_masked=mask_cin(who.cin) if who.cin else None,
        entitlements=tuple(_entitlement(one, today) for one in who.entitlements),
        platform=both(office.platform.name),
        platform_id=office.platform.id,
        platform_url=office.connection.url,
        environment=office.platform.environment,
        cin=who.cin,
    )


def _entitlement(one: models.Entitlement, today: date) -> EntitlementView:
    return EntitlementView(
        kind=one.kind,
        commune=both(one.commune.name),
        capacity=both(one.capacity),
        families=one.families,
        project_classes=one.project_classes,
        sectors=one.sectors,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        in_force=in_force(one, today),
    )


def act(row: ActRow, office: Office, seen: frozenset[str]) -> ActView:
    """One act with its pieces."""
    content, today = row.content, office.today()
    days = (office.day(content.deadline.due) - today).days if content.deadline else None
    held = entitled(office.account.entitlements, content.need, today)
    place = content.arrondissement
    return ActView(
        id=content.id,
        reference=content.reference,
        version=content.version,
        family=content.family,
        family_label=both(content.family_label),
        subject=both(content.subject),
        state=act_state(row),
        commune=both(content.commune.name),
        province=both(content.province.name),
        arrondissement=both(place.name) if place else None,
        applicant=both(content.applicant),
        architect=_maybe(content.architect),
        address=_maybe(content.address),
        parcel=content.parcel,
        land_title=content.land_title,
        project_class=content.need.project_class,
        sector=content.need.sector,
        arrived_at=content.arrived_at,
        due=content.deadline.due if content.deadline else None,
        basis=both(content.deadline.basis) if content.deadline else None,
        urgency=urgency(days),
        days_left=days,
        capacity=both(held.capacity) if held else None,
        opinions=tuple(_opinion(one) for one in content.opinions),
        required_opinions=content.required_opinions,
        documents=tuple(document(told, one, row, office, seen) for told, one in row.pairs()),
        refusals=readiness.refusals(row, office, seen),
        rank=row.content.rank,
        notes=tuple(_note(one, content, office) for one in content.notes),
    )


def _note(note: models.Note, act: models.Act, office: Office) -> NoteView:
    """A mark on a piece that the act no longer has is left out."""
    pieces = {document.id: number for number, document in enumerate(act.documents, 1)}
    marks = tuple(MarkView(pieces[one.document], one.page, one.box) for one in note.marks if one.document in pieces)
    own = note.account == office.account.id
    return NoteView(person(note.author), note.role, note.written_at, note.text, marks, own)


def order(view: ActView) -> tuple[bool, int, bool, datetime, str]:
    """The services' order first, then the deadline; overdue acts keep their mark wherever they stand."""
    return (view.rank is None, view.rank or 0, view.due is None, view.due or view.arrived_at, view.reference)


def urgency(days: int | None) -> Urgency:
    """How near the deadline is, in the platform's days."""
    if days is None:
        return "none"
    if days < 0:
        return "overdue"
    return "today" if days == 0 else "soon" if days <= SOON_DAYS else "later"


def act_state(row: ActRow) -> ActState:
    """The act as its front should name it: what is acknowledged counts, whatever the platform said before."""
    states = {one.state for one in row.documents}
    if states == {"acknowledged"}:
        return "signed"
    if row.gone or row.content.state == "withdrawn":
        return "withdrawn"
    if row.content.state == "returned":
        return "returned"
    return "in_progress" if states & (HELD | {"acknowledged"}) else "awaiting"


def _opinion(one: models.Opinion) -> OpinionView:
    return OpinionView(both(one.authority), one.authority_code, one.verdict, one.binding, one.given_on, one.remarks)


def _stamp(told: models.Document, row: DocumentRow, office: Office) -> StampView | None:
    if told.stamp is None:
        return None
    place = placing.current(told, row)
    if place is None:
        return StampView(told.stamp.page, told.stamp.box, told.stamp.field)
    may = placing.movable(office, told, row)
    return StampView(place.page, place.box, told.stamp.field, place.sheet, movable=may, moved=place.moved)


def document(
    told: models.Document, row: DocumentRow, whole: ActRow, office: Office, seen: frozenset[str]
) -> DocumentView:
    """One piece."""
    original = office.documents.original(told)
    signed = Path(row.signed.path) if row.signed else None
    return DocumentView(
        id=told.id,
        piece=row.piece,
        of=len(whole.documents),
        kind=told.kind,
        title=both(told.title),
        filename=told.filename,
        media_type=told.media_type,
        size=told.size,
        sha256=told.sha256,
        state=row.state,
        reviewed=row.sha256 in seen,
        must_review=readiness.must_review(told, row, office.settings.review),
        viewable=not readiness.unshown(row),
        wanted_level=levels.wanted(office.settings.signing.level, whole.content, told),
        ne_varietur=told.ne_varietur,
        stamp=_stamp(told, row, office),
        path=original if row.state != "announced" and original.is_file() else None,
        signed_path=signed if signed and signed.is_file() else None,
        level=row.signed.level if row.signed else None,
        receipt_id=row.receipt,
        refusal=row.refusal,
        warnings=readiness.judged(row, office.settings.preflight)[1],
        deferred=row.signed.deferred if row.signed else None,
        replaced_at=told.earlier.replaced_at if told.earlier else None,
    )
