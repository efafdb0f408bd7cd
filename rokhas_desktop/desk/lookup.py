"""Finding some rows without reading all acts: a desk may hold 50,000."""

from __future__ import annotations

import json
from collections.abc import Collection

from rokhas_desktop.desk.rows import ActRow, DocumentRow, document_of
from rokhas_desktop.desk.states import State
from rokhas_desktop.desk.store import Store


def acts(store: Store, account: int, states: Collection[State]) -> tuple[ActRow, ...]:
    """The acts of which a piece is in one of these states."""
    sql = "SELECT DISTINCT act FROM document WHERE account = ? AND state IN (SELECT value FROM json_each(?))"
    found = (store.act(account, row["act"]) for row in store.database.rows(sql, account, json.dumps(sorted(states))))
    return tuple(act for act in found if act is not None)


def documents(store: Store, account: int, sha256: str) -> tuple[DocumentRow, ...]:
    """Every document with these bytes."""
    sql = "SELECT * FROM document WHERE account = ? AND sha256 = ?"
    return tuple(document_of(row) for row in store.database.rows(sql, account, sha256))
