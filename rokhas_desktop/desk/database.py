"""The one database: opened, migrated, every write in a transaction that is on the disk when it ends."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rokhas_desktop.desk import schema
from rokhas_desktop.desk.errors import BatchUnderWay, DatabaseDamaged, DiskFull

PATIENCE_MS = 10_000
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """SQLite in WAL mode with synchronous FULL.  One connection behind one lock: callable from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        with _own_words(path):
            # Private before there is anything in it; the journal files take its mode.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            try:
                for pragma in (
                    f"busy_timeout = {PATIENCE_MS}",
                    "journal_mode = WAL",
                    "synchronous = FULL",
                    "foreign_keys = ON",
                    "trusted_schema = OFF",
                ):
                    self._connection.execute(f"PRAGMA {pragma}")
                schema.migrate(self._connection)
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in the block, or nothing; on the disk when the block ends.  Blocks within one join it.

        Raises DiskFull, DatabaseDamaged, BatchUnderWay (another process writes for too long).
        """
        with self._lock, _own_words(self.path):
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0 and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def write(self, sql: str, *values: Any) -> int:
        """One statement; how many rows it touched."""
        with self.transaction():
            return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """What a query finds."""
        with self._lock, _own_words(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row, if there is one."""
        found = self.rows(sql, *values)
        return found[0] if found else None


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """One process at a time: a lock that the system takes back when its holder dies.  Raises BatchUnderWay.

    A database of its own is the one portable lock at hand that does not outlive a crash.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    try:
        with _own_words(path):
            connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A database as it lies there, for looking only: nothing is made, migrated or written.

    Raises DatabaseDamaged, DiskFull (its files cannot be opened), BatchUnderWay.
    """
    with _own_words(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=2)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def _own_words(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise BatchUnderWay() from error
        if primary in _FULL:
            raise DiskFull(file=path.name) from error
        if primary in _DAMAGED:
            raise DatabaseDamaged(file=path.name) from error
        raise
