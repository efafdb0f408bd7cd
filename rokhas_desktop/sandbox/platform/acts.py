"""What an account sees: acts, their changes since a cursor, the originals."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, selectinload

from rokhas_desktop.sandbox.platform import views
from rokhas_desktop.sandbox.platform.database import next_change
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Account, Act, Document, Meta

LIMIT, MOST = 50, 200
MOST_ARRANGED = 2000


@dataclass(frozen=True, slots=True)
class Visitor:
    """The account behind a request and what its token allows."""

    account_id: str
    role: str
    scopes: frozenset[str]


def _sees(account: Account) -> ColumnElement[bool]:
    """Which acts an account sees: a signer those of the places it signs for (whatever its entitlement is at
    this moment, so that the client can say why it may not sign), a clerk those of its own place."""
    if account.role == "clerk":
        place = account.territory
        return or_(Act.commune == place, Act.arrondissement == place, Act.signing_place == place)
    places = [item.territory for item in account.entitlements] if account.role == "signer" else []
    return Act.signing_place.in_(places)


def cursor(epoch: str, change: int) -> str:
    """The opaque cursor after a change.  It names the database: another's changes have other numbers."""
    return base64.urlsafe_b64encode(f"{epoch}:{change}".encode()).decode().rstrip("=")


def _change(epoch: str, given: str) -> int:
    try:
        text = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode("ascii")
        base, _, number = text.partition(":")
        if base == epoch and number.isdecimal():
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise Problem("malformed-request", "since")


def page(session: Session, visitor: Visitor, since: str | None, limit: int) -> views.Json:
    """A page of changes in the order in which they were made."""
    meta = session.scalars(select(Meta)).one()
    account = session.get_one(Account, visitor.account_id)
    wanted = select(Act).where(_sees(account)).order_by(Act.change).limit(limit + 1)
    start = 0
    if since is None:
        wanted = wanted.where(Act.state == "awaiting_signature")
    else:
        start = _change(meta.epoch, since)
        wanted = wanted.where(Act.change > start)
    found = session.scalars(wanted.options(selectinload(Act.documents))).all()
    shown = found[:limit]
    more = len(found) > limit
    last = shown[-1].change if more else max(meta.change, start)
    return {
        "items": [views.act(item) for item in shown if item.state != "withdrawn"],
        "gone": [item.id for item in shown if item.state == "withdrawn"],
        "cursor": cursor(meta.epoch, last),
        "more": more,
    }


def find(session: Session, visitor: Visitor, act_id: str) -> Act:
    """An act that the account sees, with its pieces.  Refuses: not-found, not-yours."""
    act = session.get(Act, act_id, options=[selectinload(Act.documents)])
    if act is None:
        raise Problem("not-found")
    account = session.get_one(Account, visitor.account_id)
    if session.scalars(select(Act.id).where(Act.id == act_id, _sees(account))).first() is None:
        raise Problem("not-yours")
    return act


def arrange(session: Session, visitor: Visitor, idents: Sequence[str]) -> views.Json:
    """Give the acts named the ranks 1, 2, 3…, and take the others' away; each change is told like any other.

    Refuses: not-found, not-yours, malformed-request (an act named twice).
    """
    if len(set(idents)) != len(idents):
        raise Problem("malformed-request", "acts")
    named = [find(session, visitor, ident) for ident in idents]
    ranks = {act.id: rank for rank, act in enumerate((a for a in named if a.state == "awaiting_signature"), 1)}
    account = session.get_one(Account, visitor.account_id)
    ranked = select(Act).where(_sees(account), or_(Act.rank.is_not(None), Act.id.in_(ranks)))
    for act in session.scalars(ranked).all():
        if act.rank != ranks.get(act.id):
            act.rank = ranks.get(act.id)
            act.change = next_change(session)
            session.flush()
    return {"acts": list(ranks)}


def piece(act: Act, document_id: str) -> Document:
    """A piece of an act.  Refuses: not-found."""
    for item in act.documents:
        if item.id == document_id:
            return item
    raise Problem("not-found")


def original(session: Session, visitor: Visitor, act_id: str, document_id: str) -> Document:
    """A piece whose original may be fetched.  Refuses: not-found, not-yours, act-withdrawn."""
    act = find(session, visitor, act_id)
    if act.state == "withdrawn":
        raise Problem("act-withdrawn")
    return piece(act, document_id)


def by_reference(session: Session, reference: str) -> Act:
    """The act of a reference, however it is written (trimmed, in capitals or not).  Refuses: not-found."""
    wanted: Any = reference.strip().upper()
    for act in session.scalars(select(Act).options(selectinload(Act.documents))):
        if act.reference.upper() == wanted:
            return act
    raise Problem("not-found", reference)
