"""The one database: encrypted (SQLCipher), migrated, every write in a transaction that is on the disk when it ends."""

from __future__ import annotations

import contextlib
import functools
import hmac
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from sqlcipher3 import dbapi2 as sqlcipher

from rokhas_desktop.desk import schema
from rokhas_desktop.desk.errors import BatchUnderWay, DatabaseDamaged, DiskFull
from rokhas_desktop.disk import settle


class Row(Protocol):
    """A row of a query, by column or place."""

    def __getitem__(self, key: str | int) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...


NAME = "desk.db"
PATIENCE_MS = 10_000
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_PLAIN = b"SQLite format 3\0"
"""How a database in the clear begins; an encrypted one begins with its salt."""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


Read = ParamSpec("Read")
Made = TypeVar("Made")


def stored(read: Callable[Read, Made]) -> Callable[Read, Made]:
    """A reading of rows: what cannot be read as what it was written as is damage.  Raises DatabaseDamaged."""

    @functools.wraps(read)
    def reading_rows(*args: Read.args, **kwargs: Read.kwargs) -> Made:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            raise DatabaseDamaged(file=NAME) from error

    return reading_rows


def moment(text: str) -> datetime:
    """An instant as it is stored.  Raises ValueError where it has no zone, too."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(text)
    return read


class Database:
    """SQLite in WAL mode with synchronous FULL.  One connection behind one lock: callable from any thread."""

    def __init__(self, path: Path, key: bytes) -> None:
        """``key`` is 32 bytes.  A database that an earlier version left in the clear is encrypted first, once.

        Raises DatabaseNewer, DatabaseDamaged (another key looks like damage), DiskFull, BatchUnderWay.
        """
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        with own_words(path):
            _prepare(path, key)
            self._connection = self._opened(key)
        self._key = key
        self._file = _identity(path)

    def _opened(self, key: bytes) -> Any:
        connection = connect(self.path, key)
        try:
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "trusted_schema = OFF",
                "secure_delete = ON",
            ):
                connection.execute(f"PRAGMA {pragma}")
            schema.migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _present(self) -> None:
        """Go on in the file that lies there now: another process may have mended the database."""
        if self._depth == 0 and _identity(self.path) != self._file:
            self._connection.close()
            self._connection = self._opened(self._key)
            self._file = _identity(self.path)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in the block, or nothing; on the disk when the block ends.  Blocks within one join it.

        Raises DiskFull, DatabaseDamaged, BatchUnderWay (another process writes for too long).
        """
        with self._lock, own_words(self.path):
            self._present()
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
                self._commit()

    def _commit(self) -> None:
        """All of it, or nothing: what the disk did not take is not left open for the next one."""
        try:
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def derived(self, purpose: str) -> str:
        """A name that only who has this database's key can make, the same each time; it tells nothing of the key."""
        return hmac.new(self._key, f"rokhas-desktop {purpose}".encode(), "sha256").hexdigest()

    def compact(self) -> None:
        """Leave nothing of deleted rows in the files.  Raises as :meth:`transaction` does."""
        with self._lock, own_words(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def write(self, sql: str, *values: Any) -> int:
        """One statement; how many rows it touched."""
        with self.transaction():
            return int(self._connection.execute(sql, values).rowcount)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """What a query finds."""
        with self._lock, own_words(self.path):
            self._present()
            return list(self._connection.execute(sql, values))

    def row(self, sql: str, *values: Any) -> Row | None:
        """The first row, if there is one."""
        found = self.rows(sql, *values)
        return found[0] if found else None


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies there; None where none does."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _prepare(path: Path, key: bytes) -> None:
    """A private file, empty or encrypted; the journal files take its mode."""
    try:
        if _in_the_clear(path):
            _seal(path, key)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DiskFull(file=path.name) from error


def connect(path: Path | str, key: bytes | None) -> Any:
    """A connection, to a path or a URI; without a key to a database in the clear."""
    uri = isinstance(path, str)
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, uri=uri)
    connection.row_factory = sqlcipher.Row
    # Its own log goes to standard error, beside what we say in our words.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{_raw(key)}"')
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    return connection


def _raw(key: bytes) -> str:
    """The key itself: no passphrase from which one would be derived."""
    return f"x'{key.hex()}'"


def _in_the_clear(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except FileNotFoundError:
        return False


def _seal(path: Path, key: bytes) -> None:
    """Encrypt a database that lies in the clear, whole or not at all; what it was is removed."""
    sealed = path.with_name(f"{path.name}.sealing")
    with exclusive(path.with_name("sealing.lock"), patience=PATIENCE_MS / 1000):
        if not _in_the_clear(path):
            return
        sealed.unlink(missing_ok=True)
        os.close(os.open(sealed, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(connect(path, None)) as plain:
            found = schema.version(plain)
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            plain.execute("PRAGMA locking_mode = EXCLUSIVE")
            plain.execute(f'ATTACH DATABASE ? AS sealed KEY "{_raw(key)}"', (str(sealed),))
            plain.execute("SELECT sqlcipher_export('sealed')")
            plain.execute(f"PRAGMA sealed.user_version = {found}")
            plain.execute("DETACH DATABASE sealed")
            plain.execute("PRAGMA journal_mode = DELETE")
        with sealed.open("rb+") as file:
            os.fsync(file.fileno())
        sealed.replace(path)
        settle(path.parent)


@contextlib.contextmanager
def exclusive(path: Path, *, patience: float = 0) -> Iterator[None]:
    """One process at a time: a lock that the system takes back when its holder dies.

    Raises BatchUnderWay after ``patience`` seconds.

    A database of its own is the one portable lock at hand that does not outlive a crash.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=patience, check_same_thread=False)
    try:
        with own_words(path):
            connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()


@contextlib.contextmanager
def reading(path: Path, key: bytes | None) -> Iterator[Any]:
    """A database as it lies there, for looking only: nothing is made, migrated, encrypted or written.

    Raises DatabaseDamaged, DiskFull (its files cannot be opened), BatchUnderWay.
    """
    with own_words(path):
        found = None if _in_the_clear(path) else key
        with contextlib.closing(connect(f"{path.absolute().as_uri()}?mode=ro", found)) as connection:
            connection.execute("PRAGMA busy_timeout = 2000")
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection


@contextlib.contextmanager
def own_words(path: Path) -> Iterator[None]:
    """Say in this room's errors what SQLite raises about the file at ``path``."""
    try:
        yield
    except (sqlite3.Error, sqlcipher.Error) as error:
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise BatchUnderWay() from error
        if primary in _FULL:
            raise DiskFull(file=path.name) from error
        if primary in _DAMAGED:
            raise DatabaseDamaged(file=path.name) from error
        raise
