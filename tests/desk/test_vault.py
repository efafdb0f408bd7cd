"""Where the keys lie, and the database that is encrypted with one."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from keyring.backends import fail
from support.desks import KEY
from support.rings import Ring

from rokhas_desktop.desk import schema
from rokhas_desktop.desk.database import Database
from rokhas_desktop.desk.errors import DatabaseDamaged, DatabaseNewer, KeyGone, KeyringClosed, NoKeyPlace
from rokhas_desktop.desk.vault import Vault

SECRET = "TEST-applicant-Zineb"


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "keys"
    path.mkdir(mode=0o700)
    return path


def in_the_clear(path: Path, version: int = len(schema.VERSIONS)) -> None:
    """A database as an earlier version left it: in the clear, in WAL mode."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    for script in schema.VERSIONS:
        raw.executescript(script)
    raw.execute("INSERT INTO account (number, platform, id, content) VALUES (1, 'p', 'a', ?)", (SECRET,))
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_key_is_in_the_keyring_and_nowhere_else(folder: Path, ring: Ring) -> None:
    vault = Vault(folder, folder.parent, backend=ring)
    key = vault.key("desk")
    assert len(key) == 32
    assert vault.key("other") != key
    assert Vault(folder, folder.parent, backend=ring).key("desk") == key
    assert key.hex().encode() not in everything(folder)
    assert "key" not in json.loads((folder / "desk.json").read_bytes())
    assert vault.warning is None
    assert len(ring.kept) == 2


def test_a_keyring_that_is_locked_or_gone_is_not_an_empty_one(folder: Path, ring: Ring) -> None:
    key = Vault(folder, folder.parent, backend=ring).key("desk")
    ring.locked = True
    with pytest.raises(KeyringClosed):
        Vault(folder, folder.parent, backend=ring).key("desk")
    with pytest.raises(KeyringClosed):
        Vault(folder, folder.parent, backend=fail.Keyring()).key("desk")
    ring.locked = False
    assert Vault(folder, folder.parent, backend=ring).key("desk") == key
    ring.kept.clear()
    with pytest.raises(KeyGone):
        Vault(folder, folder.parent, backend=ring).key("desk")
    (folder / "desk.json").write_text("{")
    with pytest.raises(KeyGone):
        Vault(folder, folder.parent, backend=ring).key("desk")


def test_without_a_keyring_a_test_platform_s_key_is_in_a_file_and_a_real_one_is_refused(folder: Path) -> None:
    vault = Vault(folder, folder.parent, backend=fail.Keyring())
    key = vault.key("desk")
    assert vault.warning is not None
    assert vault.warning.code == "DSK-070"
    vault.admit(test=True)
    with pytest.raises(NoKeyPlace):
        vault.admit(test=False)
    if sys.platform != "win32":
        assert (folder / "desk.json").stat().st_mode & 0o077 == 0
    vault.choose_file()
    vault.admit(test=False)
    again = Vault(folder, folder.parent, backend=fail.Keyring())
    again.admit(test=False)
    assert again.key("desk") == key


def test_policy_can_forbid_the_file_and_can_want_it(folder: Path, ring: Ring) -> None:
    firm = Vault(folder, folder.parent, may_choose=False, backend=fail.Keyring())
    firm.key("desk")
    with pytest.raises(NoKeyPlace):
        firm.choose_file()
    (folder / "choice.json").write_text('{"kept": "file"}')
    with pytest.raises(NoKeyPlace):
        firm.admit(test=False)
    wanted = Vault(folder, folder.parent, in_file=True, may_choose=False, backend=ring)
    wanted.key("other")
    wanted.admit(test=False)
    assert ring.kept == {}


def test_a_key_moves_into_the_keyring_when_there_is_one(folder: Path, ring: Ring) -> None:
    key = Vault(folder, folder.parent, backend=fail.Keyring()).key("desk")
    vault = Vault(folder, folder.parent, backend=ring)
    vault.admit(test=False)
    assert vault.warning is None
    assert vault.key("desk") == key
    assert "key" not in json.loads((folder / "desk.json").read_bytes())


def test_a_forgotten_key_is_nowhere(folder: Path, ring: Ring) -> None:
    vault = Vault(folder, folder.parent, backend=ring)
    before = vault.key("a")
    vault.forget("a")
    assert (ring.kept, vault.peek("a")) == ({}, None)
    assert vault.key("a") != before


def test_nothing_of_the_database_can_be_read_without_the_key(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.db", KEY)
    database.write("INSERT INTO account (number, platform, id, content) VALUES (1, 'p', 'a', ?)", SECRET)
    assert SECRET.encode() not in everything(tmp_path)
    database.close()
    assert SECRET.encode() not in everything(tmp_path)
    with pytest.raises(DatabaseDamaged):
        Database(tmp_path / "desk.db", bytes(32))
    again = Database(tmp_path / "desk.db", KEY)
    assert again.rows("SELECT content FROM account")[0]["content"] == SECRET
    again.close()


def test_a_database_in_the_clear_is_encrypted_once_with_all_that_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    in_the_clear(path)
    assert SECRET.encode() in everything(tmp_path)
    for _ in range(2):
        database = Database(path, KEY)
        assert [row["content"] for row in database.rows("SELECT content FROM account")] == [SECRET]
        assert database.rows("PRAGMA user_version")[0][0] == len(schema.VERSIONS)
        assert {row[0] for row in database.rows("PRAGMA journal_mode")} == {"wal"}
        database.close()
    assert SECRET.encode() not in everything(tmp_path)
    assert not path.read_bytes().startswith(b"SQLite")
    assert {one.name for one in tmp_path.iterdir()} <= {"desk.db", "sealing.lock"}


def test_what_a_stop_left_of_the_encrypting_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    in_the_clear(path)
    (tmp_path / "desk.db.sealing").write_bytes(b"TEST half written" * 1000)
    database = Database(path, KEY)
    assert len(database.rows("SELECT * FROM account")) == 1
    database.close()


def test_a_newer_database_in_the_clear_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    in_the_clear(path, len(schema.VERSIONS) + 1)
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer):
        Database(path, KEY)
    assert path.read_bytes() == before
