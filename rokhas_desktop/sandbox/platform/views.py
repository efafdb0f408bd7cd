"""What the contract publishes of what the database holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from rokhas_desktop.sandbox.platform.clock import ZONE
from rokhas_desktop.sandbox.platform.tables import Account, Act, Bound, Document, Note, Receipt, Return

Json = dict[str, Any]


def moment(value: datetime) -> str:
    """ISO 8601, with the offset of the platform's zone."""
    return value.astimezone(ZONE).isoformat(timespec="seconds")


def document(item: Document) -> Json:
    """One piece."""
    return {
        "id": item.id,
        "kind": item.kind,
        **item.content,
        "size": item.size,
        "sha256": item.sha256,
        "state": item.state,
        "receipt_id": item.receipt_id,
    }


def act(item: Act) -> Json:
    """One act with its pieces in order."""
    return {
        "id": item.id,
        "reference": item.reference,
        "version": item.version,
        "state": item.state,
        **item.content,
        "documents": [document(piece) for piece in item.documents],
        "rank": item.rank,
        "notes": [note(one) for one in item.notes],
    }


def note(item: Note) -> Json:
    """What somebody wrote about an act."""
    return {
        "account": item.account_id,
        "author": item.account.name,
        "role": item.account.role,
        "written_at": moment(item.written_at),
        "text": item.text,
        "marks": item.marks,
    }


def account(item: Account, today: date) -> Json:
    """Who is logged in.  A suspended entitlement, or one that ended, is not told."""
    return {
        "id": item.id,
        "role": item.role,
        "name": item.name,
        "cin": item.cin,
        "entitlements": [
            entitlement.content
            for entitlement in item.entitlements
            if not entitlement.suspended and today.isoformat() <= last_day(entitlement.content)
        ],
        "certificates": [bound(one) for one in item.certificates],
        "provinces": item.provinces,
    }


def bound(item: Bound) -> Json:
    """A certificate of the account's."""
    return {"sha256": item.sha256, "state": item.state, "since": moment(item.since)}


def last_day(entitlement: Json) -> str:
    """The last day on which an entitlement holds (ISO 8601)."""
    return min(entitlement["valid_to"] or "9999-12-31", entitlement.get("bureau_to") or "9999-12-31")


def receipt(item: Receipt) -> Json:
    """The acknowledgement of a signed piece."""
    return {
        "id": item.id,
        "document_id": item.document_id,
        "received_at": moment(item.received_at),
        "sha256": item.sha256,
        "size": item.size,
        "level": item.level,
        "act_state": item.act_state,
    }


def returned(item: Return) -> Json:
    """The acknowledgement of a return for correction."""
    return {"id": item.id, "act_id": item.act_id, "returned_at": moment(item.returned_at)}
