"""The returns that the platform has not acknowledged, on the disk before they are sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rokhas_desktop.api.models import Act, Mark
from rokhas_desktop.api.order_models import ReturnOrder
from rokhas_desktop.desk import readiness
from rokhas_desktop.desk.database import Row, moment, stored
from rokhas_desktop.desk.errors import ReasonMissing, UnknownPiece
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import ActRow, refusal_of
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.views import MarkView
from rokhas_desktop.identity.refusal import Refusal

REASON_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class Returning:
    """One act on its way back, and why it is not there yet."""

    act: str
    order: ReturnOrder
    at: datetime
    attempts: int
    refusal: Refusal | None


@stored
def of(store: Store, account: int) -> tuple[Returning, ...]:
    """The account's, the oldest first."""
    rows = store.database.rows("SELECT * FROM act_return WHERE account = ? ORDER BY at", account)
    return tuple(
        Returning(row["act"], _order(row), moment(row["at"]), row["attempts"], refusal_of(row)) for row in rows
    )


def _order(row: Row) -> ReturnOrder:
    """What is sent; of a return from before there was more to it, the reason."""
    said = json.loads(row["said"]) if row["said"] else {}
    return ReturnOrder.model_validate({**said, "reason": row["reason"]})


def put(store: Store, account: int, act: str, order: ReturnOrder, *, attempts: int, refusal: Refusal | None) -> None:
    """Intend to return an act, or say why it is not returned yet."""
    store.database.write(
        "INSERT INTO act_return (account, act, reason, at, attempts, code, details, said)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, act) DO UPDATE SET reason = excluded.reason,"
        " attempts = excluded.attempts, code = excluded.code, details = excluded.details, said = excluded.said",
        account,
        act,
        order.reason,
        datetime.now(UTC).isoformat(),
        attempts,
        refusal.code if refusal else None,
        json.dumps(dict(refusal.details)) if refusal else None,
        order.model_dump_json(exclude={"reason"}),
    )


def begin(office: Office, act: ActRow, reason: str, marks: Sequence[MarkView], *, refusal: bool) -> Returning:
    """Write down that an act is to be returned: repeated with the same words it is the same return.

    Raises ReasonMissing, UnknownPiece, and why the act is not open any more.
    """
    said = " ".join(reason.split())
    if not 1 <= len(said) <= REASON_LENGTH:
        raise ReasonMissing(most=REASON_LENGTH)
    shut = readiness.closed(act)
    if shut is not None:
        raise shut.error()
    ident = act.content.id
    put(office.store, office.number, ident, _order_of(act.content, said, marks, refusal), attempts=0, refusal=None)
    return next(one for one in of(office.store, office.number) if one.act == ident)


def drop(store: Store, account: int, act: str) -> None:
    """The return is acknowledged, or will never be."""
    store.database.write("DELETE FROM act_return WHERE account = ? AND act = ?", account, act)


def _order_of(act: Act, reason: str, marks: Sequence[MarkView], refusal: bool) -> ReturnOrder:
    for mark in marks:
        if not 1 <= mark.piece <= len(act.documents):
            raise UnknownPiece(piece=mark.piece)
    told = tuple(Mark(document=act.documents[one.piece - 1].id, page=one.page, box=one.box) for one in marks)
    return ReturnOrder(reason=reason, wanted="refusal" if refusal else "correction", marks=told)
