"""The journal: append-only and hash-chained, of everything that bears on a signature.

Ids and hashes, no names.  An entry is written in the same transaction as the state that it tells of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rokhas_desktop.desk.database import Database, Row, moment, stored
from rokhas_desktop.desk.errors import JournalBroken
from rokhas_desktop.desk.views import JournalEntry
from rokhas_desktop.errors import Detail

FIRST = "0" * 64
"""What the first entry calls its predecessor."""


class Journal:
    """The journal of one home."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: str, **facts: Detail | None) -> JournalEntry:
        """Append one entry, within the caller's transaction if there is one."""
        with self._database.transaction():
            last = self._database.row("SELECT number, sha256 FROM journal ORDER BY number DESC LIMIT 1")
            number, previous = (last["number"] + 1, last["sha256"]) if last else (1, FIRST)
            at = datetime.now(UTC)
            sha256 = digest(number, at.isoformat(), event, facts, previous)
            self._database.write(
                "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
                number,
                at.isoformat(),
                event,
                json.dumps(facts),
                previous,
                sha256,
            )
        return JournalEntry(number, at, event, facts, previous, sha256)

    def last(self, event: str) -> JournalEntry | None:
        """The last entry of an event."""
        row = self._database.row("SELECT * FROM journal WHERE event = ? ORDER BY number DESC LIMIT 1", event)
        return entry_of(row) if row else None

    def entries(self, after: int = 0) -> Iterator[JournalEntry]:
        """The entries with a number above ``after``, in order."""
        for row in self._database.rows("SELECT * FROM journal WHERE number > ? ORDER BY number", after):
            yield entry_of(row)


@stored
def entry_of(row: Row | Mapping[str, Any]) -> JournalEntry:
    """One line of the table.  Raises DatabaseDamaged."""
    return JournalEntry(
        row["number"],
        moment(row["at"]),
        row["event"],
        json.loads(row["facts"]),
        row["previous"],
        row["sha256"],
    )


def digest(number: int, at: str, event: str, facts: Mapping[str, Detail | None], previous: str) -> str:
    """The SHA-256 of an entry: of its canonical JSON (sorted keys, no spaces, UTF-8)."""
    said = {"number": number, "at": at, "event": event, "facts": dict(facts), "previous": previous}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(entries: Iterable[JournalEntry], previous: str = FIRST) -> str:
    """The chain's head, if every entry follows from the one before.  Raises JournalBroken with the number."""
    expected = None
    for entry in entries:
        whole = digest(entry.number, entry.at.isoformat(), entry.event, entry.facts, entry.previous)
        in_order = expected is None or entry.number == expected
        if entry.previous != previous or entry.sha256 != whole or not in_order:
            raise JournalBroken(number=entry.number)
        previous, expected = entry.sha256, entry.number + 1
    return previous
