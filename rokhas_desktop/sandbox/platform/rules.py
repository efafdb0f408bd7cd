"""Whether a piece may be returned now, before a look at its bytes: the act's state, leases, opinions, order, office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from rokhas_desktop.sandbox.platform import views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Account, Act, Document, Lease

FAVOURABLE = frozenset({"favourable", "favourable_with_reserves"})


def still_open(act: Act) -> None:
    """Refuses: act-withdrawn, act-closed."""
    if act.state == "withdrawn":
        raise Problem("act-withdrawn")
    if act.state != "awaiting_signature":
        raise Problem("act-closed")


def open_for_return(act: Act, version: int) -> None:
    """Refuses: act-withdrawn, act-closed, version-changed."""
    if act.state == "withdrawn":
        raise Problem("act-withdrawn")
    if act.state == "returned":
        raise Problem("act-closed")
    if act.version != version:
        raise Problem("version-changed")


def lease(session: Session, act_id: str, visitor: Visitor, device: str | None, now: datetime) -> None:
    """Refuses (lease-held) what another device returns while a lease runs."""
    taken = session.get(Lease, act_id)
    if taken is None or taken.expires_at <= now or (taken.account_id, taken.device) == (visitor.account_id, device):
        return
    own = taken.account_id == visitor.account_id
    raise Problem("lease-held", until=views.moment(taken.expires_at), holder=taken.label if own else None)


def opinions(content: dict[str, Any]) -> None:
    """Every required authority gave a binding opinion and none that binds is adverse (RGC art. 39).

    Refuses: opinion-missing, opinion-adverse.
    """
    given = sorted((item for item in content["opinions"] if item["binding"]), key=lambda item: str(item["given_on"]))
    binding = {item["authority_code"]: item["verdict"] for item in given}
    if any(verdict not in FAVOURABLE for verdict in binding.values()):
        raise Problem("opinion-adverse")
    if any(authority not in binding for authority in content["required_opinions"]):
        raise Problem("opinion-missing")


def order(act: Act, piece: Document) -> None:
    """The decision comes after all of its pieces.  Refuses: pieces-first."""
    if piece.kind == "decision" and any(item.kind != "decision" and item.state != "signed" for item in act.documents):
        raise Problem("pieces-first")


def office(account: Account, need: dict[str, Any], today: date) -> None:
    """The account signs, and an entitlement of it covers the act today.

    Refuses: clerk-cannot-sign, not-entitled (LO 113-14 arts. 100-110, 237; never with grounds).
    """
    if account.role != "signer":
        raise Problem("clerk-cannot-sign")
    held = (item.content for item in account.entitlements if not item.suspended)
    if not any(_covers(item, need, today) for item in held):
        raise Problem("not-entitled")


def _covers(entitlement: dict[str, Any], need: dict[str, Any], today: date) -> bool:
    """An empty list is no limit; days are compared as ISO dates, both ends included."""
    day = today.isoformat()
    return (
        entitlement["commune"]["code"] == need["commune"]
        and entitlement["valid_from"] <= day <= (entitlement["valid_to"] or "9999-12-31")
        and day <= (entitlement.get("bureau_to") or "9999-12-31")
        and not (need["project_class"] == "large" and entitlement["kind"].startswith("arrondissement_"))
        and _allows(entitlement["families"], need["family"])
        and _allows(entitlement["project_classes"], need["project_class"])
        and _in_sector(entitlement, need["sector"])
    )


def _in_sector(entitlement: dict[str, Any], sector: str | None) -> bool:
    """Powers are delegated for the sectors that are named (LO 113-14 art. 103); elsewhere a list is a limit."""
    if entitlement["kind"] == "delegation_of_powers":
        return sector is not None and sector in entitlement["sectors"]
    return sector is None or _allows(entitlement["sectors"], sector)


def _allows(listed: Iterable[str], wanted: str) -> bool:
    listed = tuple(listed)
    return not listed or wanted in listed
