"""What can be read of a damaged database, brought into a new one: row by row, over the pages that nobody can read.

What is only a copy of something else (the book, answers about revocation) is made anew.  Of the journal the entries are
kept that follow from the first without a gap; the rest stays in the file that is set aside.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from rokhas_desktop.desk import journal, schema
from rokhas_desktop.desk.database import connect
from rokhas_desktop.desk.errors import DatabaseDamaged, DatabaseNewer, JournalBroken
from rokhas_desktop.desk.journal import entry_of
from rokhas_desktop.desk.store import Store

TABLES = ("account", "connection", "test_root", "device", "act", "document", "review", "act_return", "reservation")
"""In an order in which each finds what it names."""
NEXT_ROWS, FARTHEST = 512, 1 << 40


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows were read, how many of the journal's entries go on, and how many more were read of it."""

    rows: int = 0
    entries: int = 0
    beyond: int = 0


def salvage(damaged: Path, key: bytes, store: Store) -> Salvaged:
    """Bring what can be read of ``damaged``, a copy that may be spoilt, into an empty ``store``.

    Raises DatabaseNewer: what a later version wrote is not damage.
    """
    _older(damaged, key)
    with store.transaction():
        read = sum(_insert(store, table, row) for table in TABLES for row in _rows(damaged, key, table))
        _judge(store)
        # What was fetched is looked at again, and the platform is asked from the beginning.
        store.database.write("UPDATE document SET state = 'fetched' WHERE state IN ('verified', 'reviewed')")
        store.database.write("UPDATE account SET cursor = NULL")
        kept, beyond = _journal(damaged, key, store)
    return Salvaged(read, kept, beyond)


def _older(damaged: Path, key: bytes) -> None:
    with contextlib.suppress(sqlcipher.Error), contextlib.closing(connect(damaged, key)) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > len(schema.VERSIONS):
            raise DatabaseNewer(found=found, known=len(schema.VERSIONS))


def _rows(damaged: Path, key: bytes, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that can be read, by their numbers; a fault ends a connection, the next goes on behind it."""
    after, fault = 0, 0
    while after < FARTHEST:
        try:
            with contextlib.closing(connect(damaged, key)) as connection:
                sql = f"SELECT rowid AS row_number, * FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 - our names
                for row in connection.execute(sql, (after,)):
                    after, fault = row["row_number"], 0
                    yield {name: row[name] for name in row.keys()[1:]}
            return
        except sqlcipher.Error:
            fault += 1
            after += 1 if fault <= NEXT_ROWS else 1 << min(fault - NEXT_ROWS, 40)


def _insert(store: Store, table: str, row: dict[str, Any]) -> int:
    """One row, as far as this version has its columns; how many were taken."""
    known = {one["name"] for one in store.database.rows(f"PRAGMA table_info({table})")}
    taken = {name: value for name, value in row.items() if name in known}
    columns, marks = ", ".join(taken), ", ".join("?" * len(taken))
    try:
        sql = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - the schema's own names
        return store.database.write(sql, *taken.values())
    except sqlcipher.Error:
        return 0  # what it belongs to was lost


def _judge(store: Store) -> None:
    """Take out again what is not whole: the platform tells of it anew."""
    for row in store.database.rows("SELECT number FROM account"):
        try:
            store.account(row["number"])
        except DatabaseDamaged:
            store.database.write("UPDATE connection SET account = NULL WHERE account = ?", row["number"])
            store.database.write("DELETE FROM account WHERE number = ?", row["number"])
    for row in store.database.rows("SELECT account, id FROM act"):
        try:
            store.act(row["account"], row["id"])
        except DatabaseDamaged:
            store.database.write("DELETE FROM act WHERE account = ? AND id = ?", row["account"], row["id"])
    try:
        store.connection()
    except DatabaseDamaged:
        store.database.write("DELETE FROM connection")


def _journal(damaged: Path, key: bytes, store: Store) -> tuple[int, int]:
    """The entries that follow from the first one; how many they are, and how many others were read."""
    kept, beyond, head = 0, 0, journal.FIRST
    for row in _rows(damaged, key, "journal"):
        try:
            entry = entry_of(row)
            if beyond or entry.number != kept + 1:
                raise JournalBroken(number=entry.number)
            head = journal.verify([entry], head)
        except (DatabaseDamaged, JournalBroken):
            beyond += 1
            continue
        store.database.write(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
            *(row[name] for name in ("number", "at", "event", "facts", "previous", "sha256")),
        )
        kept += 1
    return kept, beyond


def lost(path: Path) -> bool:
    """Whether a database is gone that was here: signed documents lie beside the place where it should be."""
    try:
        return path.stat().st_size == 0 and _left(path)
    except FileNotFoundError:
        return _left(path)


def _left(path: Path) -> bool:
    return any(path.parent.glob("*/signed/*/*"))
