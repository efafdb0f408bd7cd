"""The database's tables, by version (``PRAGMA user_version``).  A version is never edited, only added to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from rokhas_desktop.desk.errors import DatabaseNewer

VERSIONS: tuple[str, ...] = (
    """
    CREATE TABLE connection (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        url TEXT NOT NULL,
        ca TEXT,
        platform TEXT NOT NULL,
        account INTEGER REFERENCES account (number)
    ) STRICT;
    CREATE TABLE test_root (sha256 TEXT PRIMARY KEY, der BLOB NOT NULL) STRICT;
    CREATE TABLE account (
        number INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        cursor TEXT,
        UNIQUE (platform, id)
    ) STRICT;
    CREATE TABLE act (
        account INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
        id TEXT NOT NULL,
        reference TEXT NOT NULL,
        content TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (account, id)
    ) STRICT;
    CREATE TABLE document (
        account INTEGER NOT NULL,
        act TEXT NOT NULL,
        id TEXT NOT NULL,
        piece INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        state TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        code TEXT,
        details TEXT,
        signed TEXT,
        receipt TEXT,
        attempts INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (account, act, id),
        FOREIGN KEY (account, act) REFERENCES act (account, id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX document_state ON document (account, state);
    CREATE TABLE review (
        account INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (account, sha256)
    ) STRICT;
    CREATE TABLE act_return (
        account INTEGER NOT NULL,
        act TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        code TEXT,
        details TEXT,
        PRIMARY KEY (account, act),
        FOREIGN KEY (account, act) REFERENCES act (account, id) ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        facts TEXT NOT NULL,
        previous TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'append-only'); END;
    CREATE TRIGGER journal_keeps BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'append-only'); END;
    """,
    "ALTER TABLE account ADD COLUMN key_way TEXT;\n",
    """
    CREATE TABLE revocation (
        certificate TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        answer BLOB NOT NULL,
        nonce BLOB NOT NULL,
        url TEXT NOT NULL,
        asked_at TEXT NOT NULL
    ) STRICT;
    """,
    # What was judged before there were notices is judged again.
    """
    ALTER TABLE document ADD COLUMN notices TEXT NOT NULL DEFAULT '[]';
    UPDATE document SET state = 'fetched' WHERE state IN ('verified', 'reviewed');
    """,
    # Where each act is found (desk.book); ``waiting`` counts its pieces that are not acknowledged.
    """
    CREATE TABLE book (
        number INTEGER PRIMARY KEY,
        account INTEGER NOT NULL,
        act TEXT NOT NULL,
        folding INTEGER NOT NULL,
        reference TEXT NOT NULL,
        family TEXT NOT NULL,
        commune TEXT NOT NULL,
        district TEXT,
        due REAL,
        arrived REAL NOT NULL,
        rank INTEGER,
        shut INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        needle TEXT NOT NULL,
        UNIQUE (account, act),
        FOREIGN KEY (account, act) REFERENCES act (account, id) ON DELETE CASCADE
    ) STRICT;
    CREATE VIEW book_waiting AS SELECT * FROM book WHERE waiting > 0 AND NOT shut;
    CREATE INDEX act_reference ON act (account, reference);
    CREATE INDEX document_bytes ON document (account, sha256);
    CREATE TABLE book_label (
        account INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        code TEXT NOT NULL,
        fr TEXT NOT NULL,
        ar TEXT NOT NULL,
        PRIMARY KEY (account, kind, code)
    ) STRICT;
    CREATE TABLE book_revision (account INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;
    CREATE TRIGGER book_added AFTER INSERT ON book BEGIN
        INSERT INTO book_revision VALUES (NEW.account, 1) ON CONFLICT (account) DO UPDATE SET number = number + 1; END;
    CREATE TRIGGER book_changed AFTER UPDATE ON book BEGIN
        UPDATE book_revision SET number = number + 1 WHERE account = NEW.account; END;
    CREATE TRIGGER book_removed AFTER DELETE ON book BEGIN
        UPDATE book_revision SET number = number + 1 WHERE account = OLD.account; END;
    CREATE TRIGGER book_piece_added AFTER INSERT ON document WHEN NEW.state <> 'acknowledged' BEGIN
        UPDATE book SET waiting = waiting + 1 WHERE account = NEW.account AND act = NEW.act; END;
    CREATE TRIGGER book_piece_removed AFTER DELETE ON document WHEN OLD.state <> 'acknowledged' BEGIN
        UPDATE book SET waiting = waiting - 1 WHERE account = OLD.account AND act = OLD.act; END;
    CREATE TRIGGER book_piece_moved AFTER UPDATE OF state ON document
        WHEN (NEW.state = 'acknowledged') <> (OLD.state = 'acknowledged') BEGIN
        UPDATE book SET waiting = waiting + (NEW.state <> 'acknowledged') - (OLD.state <> 'acknowledged')
        WHERE account = NEW.account AND act = NEW.act; END;
    """,
    # Where the visible signature goes; settled when it is first wanted.
    "ALTER TABLE document ADD COLUMN place TEXT;\n",
    # What a return says besides its reason (the contract's ReturnOrder).
    "ALTER TABLE act_return ADD COLUMN said TEXT;\n",
    """
    CREATE TABLE device (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;
    CREATE TABLE reservation (
        account INTEGER NOT NULL,
        act TEXT NOT NULL,
        version INTEGER NOT NULL,
        entitled_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        ticks REAL NOT NULL,
        boot TEXT NOT NULL,
        prepared INTEGER NOT NULL,
        PRIMARY KEY (account, act),
        FOREIGN KEY (account, act) REFERENCES act (account, id) ON DELETE CASCADE
    ) STRICT;
    """,
    # The book's order and what it is narrowed by, read from a few pages, and what was folded by other rules.
    """
    CREATE INDEX book_order ON book (account, rank IS NULL, rank, due IS NULL, coalesce(due, arrived), reference,
        number, family, commune, district, due, arrived, waiting, shut) WHERE waiting > 0 AND NOT shut;
    CREATE INDEX book_folding ON book (account, folding);
    """,
)


def version(connection: Any) -> int:
    """The version of a database's tables.  Raises DatabaseNewer for one that this program does not know."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > len(VERSIONS):
        raise DatabaseNewer(found=found, known=len(VERSIONS))
    return found


def migrate(connection: Any) -> None:
    """Bring the tables to this program's version, all in one transaction.  Raises DatabaseNewer.

    The version is read within it: two processes may open a new home at the same time.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version(connection)
        for number, script in enumerate(VERSIONS[found:], found + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script (``executescript`` would end the transaction first)."""
    statement = ""
    for line in script.splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
