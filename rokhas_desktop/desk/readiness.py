"""Why an act may not be signed now, whatever the key: its state, the office, the opinions, what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rokhas_desktop import catalogue
from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.desk import levels
from rokhas_desktop.desk.errors import NotFetched, NotSeen
from rokhas_desktop.desk.office import CLOSED, WITHDRAWN, Office
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.desk.states import HELD, State
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.settings import Preflight, Review

if TYPE_CHECKING:
    from rokhas_desktop.signing.face import Notice

DONE: frozenset[State] = HELD | {"acknowledged"}
UNSHOWN = "DOC-041"
"""What an examination says of a document that cannot be shown here (``signing.traits``)."""


def platform_says(slug: str) -> Refusal:
    """The refusal for one of the platform's problem codes."""
    return Refusal(catalogue.by_problem()[slug])


def closed(act: ActRow) -> Refusal | None:
    """Why the act is not open any more, None if it is."""
    if act.gone or act.content.state == "withdrawn":
        return platform_says(WITHDRAWN)
    return platform_says(CLOSED) if act.content.state != "awaiting_signature" else None


def must_review(document: Document, row: DocumentRow, review: Review) -> bool:
    """Whether policy wants this piece seen before it is signed; what cannot be shown wants another consent."""
    if unshown(row):
        return False
    return review.require_decision if document.kind == "decision" else review.require_plans


def refusals(act: ActRow, office: Office, seen: frozenset[str]) -> tuple[Refusal, ...]:
    """Every reason; empty if a fit key may sign the act.  Needs no network."""
    shut = closed(act)
    if shut is not None:
        return (shut,)
    barred = gate.check_act(office.account, act.content, office.today())
    return (*barred, *_pieces(act, office, seen))


def _pieces(act: ActRow, office: Office, seen: frozenset[str]) -> Iterator[Refusal]:
    waiting = [(document, row) for document, row in act.pairs() if row.state not in DONE]
    absent = [row for _, row in waiting if row.state in {"announced", "fetched"}]
    if absent:
        yield Refusal(NotFetched.code, {"count": len(absent)})
    for row in _failed(waiting):
        if row.refusal is not None:
            yield row.refusal
    for document, row in waiting:
        if row.state != "failed":
            yield from judged(row, office.settings.preflight)[0]
            yield from _beside(act.content, document, row, office)
    unseen = [
        row
        for document, row in waiting
        if must_review(document, row, office.settings.review) and row.sha256 not in seen
    ]
    if unseen:
        yield Refusal(NotSeen.code, {"count": len(unseen), "first": unseen[0].piece})


def _beside(act: Act, document: Document, row: DocumentRow, office: Office) -> Iterator[Refusal]:
    """What stands against a piece that is no PDF, whatever policy says of formats."""
    from rokhas_desktop.signing.errors import LevelBeyond
    from rokhas_desktop.signing.face import DETACHED_LEVELS

    if document.kind == "decision" and unshown(row):
        yield next(one for one in row.notices if one.code == UNSHOWN)
    wanted = levels.wanted(office.settings.signing.level, act, document)
    if not document.is_pdf and wanted not in DETACHED_LEVELS:
        yield Refusal(LevelBeyond.code, {"level": wanted})


def unshown(row: DocumentRow) -> bool:
    """Whether the examination found that it cannot be shown here, whatever policy makes of it."""
    return any(one.code == UNSHOWN for one in row.notices)


def to_accept(act: ActRow) -> list[tuple[Document, DocumentRow]]:
    """The pieces that wait and cannot be shown: a batch that holds them wants a consent of its own."""
    return [(document, row) for document, row in act.pairs() if row.state not in DONE and unshown(row)]


def judged(row: DocumentRow, policy: Preflight) -> tuple[tuple[Refusal, ...], tuple[Refusal, ...]]:
    """What of a document's examination refuses it by the policy of now, and what is only told."""
    from rokhas_desktop.signing import traits
    from rokhas_desktop.signing.face import Notice

    refused, told = traits.judge([Notice(one.code, one.details) for one in row.notices], policy.model_dump())
    return _refusals(refused), _refusals(told)


def warnings(act: ActRow, office: Office) -> tuple[Refusal, ...]:
    """What should be known of the pieces that wait, each code once."""
    found = (one for row in act.documents if row.state not in DONE for one in judged(row, office.settings.preflight)[1])
    return tuple({one.code: one for one in found}.values())


def _refusals(notices: Iterable[Notice]) -> tuple[Refusal, ...]:
    return tuple(Refusal(one.code, one.details) for one in notices)


def _failed(waiting: list[tuple[Document, DocumentRow]]) -> Iterator[DocumentRow]:
    return (row for _, row in waiting if row.state == "failed")
