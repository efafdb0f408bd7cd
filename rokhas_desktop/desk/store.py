"""What is on disk, as values: accounts, acts, documents, reviews.  Every row belongs to one account."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rokhas_desktop.api.key_models import KeyDeclarations
from rokhas_desktop.api.models import Account, Act, Document, Platform
from rokhas_desktop.desk import book_index
from rokhas_desktop.desk.database import Database, Row, stored
from rokhas_desktop.desk.journal import Journal
from rokhas_desktop.desk.rows import (
    ActRow,
    Connection,
    DocumentRow,
    Placed,
    SignedFacts,
    act_of,
    document_of,
    notices_json,
    place_json,
    signed_json,
)
from rokhas_desktop.desk.states import CROSSINGS, State, step
from rokhas_desktop.errors import Detail
from rokhas_desktop.identity.refusal import Refusal


class Store:
    """The desk's database.  Only this room opens it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.database = Database(path, key)
        self.journal = Journal(self.database)
        self.transaction = self.database.transaction

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    # connection and accounts

    @stored
    def connection(self) -> Connection | None:
        """The last log-in, if there was one.  Raises DatabaseDamaged."""
        row = self.database.row("SELECT * FROM connection")
        if row is None:
            return None
        return Connection(row["url"], row["ca"], Platform.model_validate_json(row["platform"]), row["account"])

    def connect(self, connection: Connection) -> None:
        """Remember a log-in."""
        self.database.write(
            "INSERT OR REPLACE INTO connection VALUES (1, ?, ?, ?, ?)",
            connection.url,
            connection.ca,
            connection.platform.model_dump_json(),
            connection.account,
        )

    def log_out(self) -> None:
        """Nobody is logged in; the platform stays known."""
        self.database.write("UPDATE connection SET account = NULL")

    def remember_test_roots(self, roots: Mapping[str, bytes]) -> None:
        """Roots (SHA-256 → DER) of test platforms: no certificate under them signs on a real one."""
        with self.transaction():
            for sha256, der in roots.items():
                self.database.write("INSERT OR IGNORE INTO test_root VALUES (?, ?)", sha256, der)

    def test_roots(self) -> tuple[bytes, ...]:
        """The roots of every test platform that this home has met (DER)."""
        return tuple(row["der"] for row in self.database.rows("SELECT der FROM test_root"))

    def put_account(self, platform: str, account: Account) -> int:
        """Store what the platform says of an account; its number here."""
        with self.transaction():
            self.database.write(
                "INSERT INTO account (platform, id, content) VALUES (?, ?, ?)"
                " ON CONFLICT (platform, id) DO UPDATE SET content = excluded.content",
                platform,
                account.id,
                account.model_dump_json(),
            )
            row = self.database.row("SELECT number FROM account WHERE platform = ? AND id = ?", platform, account.id)
        return int(row["number"]) if row else 0

    @stored
    def account(self, number: int) -> Account:
        """What the platform said of an account.  Raises DatabaseDamaged."""
        row = self.database.rows("SELECT content FROM account WHERE number = ?", number)[0]
        return Account.model_validate_json(row["content"])

    def cursor(self, account: int) -> str | None:
        """Up to where the account's acts are known."""
        row = self.database.row("SELECT cursor FROM account WHERE number = ?", account)
        return row["cursor"] if row else None

    def set_cursor(self, account: int, cursor: str | None) -> None:
        """Remember up to where the account's acts are known."""
        self.database.write("UPDATE account SET cursor = ? WHERE number = ?", cursor, account)

    def key_way(self, account: int) -> str | None:
        """What the platform last said of the way of the account's key (the contract's KeyDeclarations)."""
        row = self.database.row("SELECT key_way FROM account WHERE number = ?", account)
        return row["key_way"] if row else None

    def put_key_way(self, account: int, said: KeyDeclarations) -> None:
        """Remember it."""
        self.database.write("UPDATE account SET key_way = ? WHERE number = ?", said.model_dump_json(), account)

    # acts and documents

    def acts(self, account: int) -> tuple[ActRow, ...]:
        """Every act of the account."""
        documents: dict[str, list[DocumentRow]] = {}
        for row in self.database.rows("SELECT * FROM document WHERE account = ? ORDER BY act, piece", account):
            documents.setdefault(row["act"], []).append(document_of(row))
        rows = self.database.rows("SELECT * FROM act WHERE account = ?", account)
        return tuple(act_of(row, documents.get(row["id"], [])) for row in rows)

    def act(self, account: int, ident: str) -> ActRow | None:
        """One act by its id."""
        return self._whole(self.database.row("SELECT * FROM act WHERE account = ? AND id = ?", account, ident))

    def act_by_reference(self, account: int, reference: str) -> ActRow | None:
        """One act by its reference, trimmed and in any case; one that is still seen goes first."""
        sql = "SELECT * FROM act WHERE account = ? AND reference = ? ORDER BY gone, rowid DESC LIMIT 1"
        return self._whole(self.database.row(sql, account, reference.strip().upper()))

    def document(self, row: DocumentRow) -> DocumentRow:
        """The document as it stands now."""
        return self._document(row.account, row.act, row.id)

    def put_act(self, account: int, act: Act, *, gone: bool = False) -> None:
        """Store what the platform says of an act, and where it is found; its documents' rows are another call's."""
        with self.transaction():
            self.database.write(
                "INSERT INTO act VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, id) DO UPDATE SET"
                " reference = excluded.reference, content = excluded.content, gone = excluded.gone",
                account,
                act.id,
                act.reference.strip().upper(),
                act.model_dump_json(),
                int(gone),
            )
            book_index.write(self.database, account, act, gone=gone)

    def add_document(self, account: int, act: str, document: Document, piece: int) -> DocumentRow:
        """A document that is heard of for the first time."""
        with self.transaction():
            self.database.write(
                "INSERT INTO document (account, act, id, piece, sha256, state, changed_at)"
                " VALUES (?, ?, ?, ?, ?, 'announced', ?)",
                account,
                act,
                document.id,
                piece,
                document.sha256,
                _now(),
            )
            return self._document(account, act, document.id)

    def drop_document(self, row: DocumentRow, *, event: str) -> None:
        """A document that its act no longer has, or has with other bytes."""
        with self.transaction():
            self.database.write(
                "DELETE FROM document WHERE account = ? AND act = ? AND id = ?", row.account, row.act, row.id
            )
            self.journal.add(event, **self._who(row), sha256=row.sha256, state=row.state)

    def renumber(self, row: DocumentRow, piece: int) -> None:
        """The document's place in its act changed."""
        self._update(row, {"piece": piece})

    def move(
        self,
        row: DocumentRow,
        state: State,
        *,
        event: str | None = None,
        refusal: Refusal | None = None,
        sha256: str | None = None,
        signed: SignedFacts | None = None,
        receipt: str | None = None,
        notices: Sequence[Refusal] | None = None,
        **facts: Detail | None,
    ) -> DocumentRow:
        """Take a document one step on, with its line in the journal, in one transaction.

        ``row`` must be how it stands: another state on disk raises ForbiddenStep, as a step does that the
        life of a document does not have.  ``signed`` stays unless the new state has no signature.
        """
        step(row.state, state)
        keeps = state in {"signed", "checked", "held", "sending", "acknowledged", "refused"}
        values: dict[str, Any] = {
            "state": state,
            "changed_at": _now(),
            "code": refusal.code if refusal else None,
            "details": json.dumps(dict(refusal.details)) if refusal else None,
            "sha256": sha256 or row.sha256,
            "signed": signed_json(signed or row.signed) if keeps else None,
            "receipt": receipt or (row.receipt if keeps else None),
            "attempts": row.attempts + 1 if state == "sending" else row.attempts,
            "notices": notices_json(row.notices if notices is None else notices),
        }
        crossing = CROSSINGS[row.state, state]
        crossing.before()
        with self.transaction():
            self._update(row, values)
            crossing.within()
            if event is not None:
                self.journal.add(event, **self._who(row), sha256=values["sha256"], **facts)
            moved = self.document(row)
        crossing.after()
        return moved

    def augment(
        self, row: DocumentRow, signed: SignedFacts, receipt: str | None, *, event: str, **facts: Detail | None
    ) -> DocumentRow:
        """Say what an acknowledged signature has become, with a line in the journal; its state stays."""
        with self.transaction():
            self._update(row, {"signed": signed_json(signed), "receipt": receipt})
            self.journal.add(event, **self._who(row), **facts)
            return self.document(row)

    def place(
        self, row: DocumentRow, place: Placed, notices: Sequence[Refusal], *, event: str, **facts: Detail | None
    ) -> DocumentRow:
        """Keep where a visible signature goes and what is to be told of it, with a line in the journal; no step."""
        with self.transaction():
            self._update(row, {"place": place_json(place), "notices": notices_json(notices)})
            self.journal.add(event, **self._who(row), sha256=row.sha256, **facts)
            return self.document(row)

    def note(self, row: DocumentRow, refusal: Refusal | None) -> DocumentRow:
        """Say why a document waits, without a step."""
        self._update(
            row,
            {
                "code": refusal.code if refusal else None,
                "details": json.dumps(dict(refusal.details)) if refusal else None,
            },
        )
        return self.document(row)

    def _who(self, row: DocumentRow) -> dict[str, Detail | None]:
        found = self.database.rows("SELECT platform, id FROM account WHERE number = ?", row.account)[0]
        return {"platform": found["platform"], "account": found["id"], "act": row.act, "document": row.id}

    # reviews

    def reviewed(self, account: int) -> frozenset[str]:
        """The SHA-256 of everything this account has seen."""
        rows = self.database.rows("SELECT sha256 FROM review WHERE account = ?", account)
        return frozenset(row["sha256"] for row in rows)

    def add_review(self, account: int, sha256: str, how: str) -> bool:
        """This account saw these bytes; False if that was known."""
        return bool(
            self.database.write("INSERT OR IGNORE INTO review VALUES (?, ?, ?, ?)", account, sha256, how, _now())
        )

    def _whole(self, row: Row | None) -> ActRow | None:
        if row is None:
            return None
        rows = self.database.rows(
            "SELECT * FROM document WHERE account = ? AND act = ? ORDER BY piece", row["account"], row["id"]
        )
        return act_of(row, [document_of(one) for one in rows])

    def _document(self, account: int, act: str, ident: str) -> DocumentRow:
        rows = self.database.rows(
            "SELECT * FROM document WHERE account = ? AND act = ? AND id = ?", account, act, ident
        )
        return document_of(rows[0])

    def _update(self, row: DocumentRow, values: Mapping[str, Any]) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        touched = self.database.write(
            f"UPDATE document SET {columns} WHERE account = ? AND act = ? AND id = ? AND state = ?",  # noqa: S608 - our own column names
            *values.values(),
            row.account,
            row.act,
            row.id,
            row.state,
        )
        if touched != 1:
            raise Moved(f"{row.act}/{row.id} is no longer {row.state}")


class Moved(AssertionError):
    """A document is not in the state it was read in: two workers on one document, our own bug."""


def _now() -> str:
    return datetime.now(UTC).isoformat()
