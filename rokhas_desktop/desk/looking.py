"""The desk's state as the examination may see it: read from the disk, nothing made and nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rokhas_desktop.api.models import Account, Platform
from rokhas_desktop.desk import schema
from rokhas_desktop.desk.database import reading
from rokhas_desktop.desk.errors import DatabaseDamaged, DatabaseNewer
from rokhas_desktop.desk.rows import Connection
from rokhas_desktop.desk.states import HELD
from rokhas_desktop.desk.vault import DESK, KEYS, Vault

FILE = "desk.db"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is there; ``waiting`` documents are signed and not acknowledged, the oldest since ``since``, and
    ``codes`` say why they wait."""

    connection: Connection | None = None
    account: Account | None = None
    test_roots: tuple[bytes, ...] = ()
    waiting: int = 0
    since: datetime | None = None
    codes: tuple[str, ...] = ()


def look(folder: Path) -> Looked | None:
    """The desk in ``folder``; None where there is none yet.

    Raises DatabaseDamaged, DatabaseNewer, DiskFull, BatchUnderWay, KeyringClosed, KeyGone.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    with reading(path, Vault(folder / KEYS, folder.parent).peek(DESK)) as sqlite:
        version = int(sqlite.execute("PRAGMA user_version").fetchone()[0])
        if version > len(schema.VERSIONS):
            raise DatabaseNewer(found=version, known=len(schema.VERSIONS))
        if sqlite.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DatabaseDamaged(file=path.name)
        if version < len(schema.VERSIONS):
            return Looked()  # older: the program brings it up to date when it next opens it
        try:
            return _read(sqlite)
        except (ValidationError, ValueError) as error:
            raise DatabaseDamaged(file=path.name) from error


def _read(sqlite: Any) -> Looked:
    roots = tuple(row["der"] for row in sqlite.execute("SELECT der FROM test_root"))
    row = sqlite.execute("SELECT * FROM connection").fetchone()
    if row is None:
        return Looked(test_roots=roots)
    connection = Connection(row["url"], row["ca"], Platform.model_validate_json(row["platform"]), row["account"])
    if connection.account is None:
        return Looked(connection, None, roots)
    told = sqlite.execute("SELECT content FROM account WHERE number = ?", (connection.account,)).fetchone()
    account = Account.model_validate_json(told["content"]) if told else None
    states = sorted(HELD | {"refused"})
    marks = ", ".join("?" * len(states))
    held = sqlite.execute(
        f"SELECT changed_at, code FROM document WHERE account = ? AND state IN ({marks}) ORDER BY changed_at",  # noqa: S608 - marks alone
        (connection.account, *states),
    ).fetchall()
    since = datetime.fromisoformat(held[0]["changed_at"]) if held else None
    codes = tuple(dict.fromkeys(row["code"] for row in held if row["code"]))
    return Looked(connection, account, roots, len(held), since, codes)
