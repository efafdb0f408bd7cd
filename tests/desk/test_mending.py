"""A damaged database: what can be read goes into a new one, the old is set aside, and what was signed and not received
is sent once and signed once, by the platform's own ledger."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from support.desks import KEY, Fresh, Keys, log_in, pin, received, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop.app import Rooms
from rokhas_desktop.desk import journal, mending, salvage
from rokhas_desktop.desk.database import Database
from rokhas_desktop.desk.errors import DatabaseDamaged, DatabaseNewer, JournalBroken
from rokhas_desktop.desk.journal_file import export, verify
from rokhas_desktop.desk.schema import VERSIONS
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.vault import DESK, KEYS, Vault
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Home

PAGE = 4096
Damage = Callable[[Path], None]


def truncated(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def pages(path: Path) -> None:
    """A third of the pages are noise; the first is whole."""
    chance, data = random.Random(20261125), bytearray(path.read_bytes())
    for start in range(PAGE, len(data), PAGE):
        if chance.random() < 1 / 3:
            data[start : start + PAGE] = chance.randbytes(PAGE)
    path.write_bytes(data)


def other_key(path: Path) -> None:
    """It lies there under another key than the keyring's: another home's file, copied over."""
    path.unlink()
    Database(path, bytes(32)).close()


DAMAGES = [truncated, zeroed, emptied, gone, pages, other_key]


@pytest.fixture
def signed(home: Home, keys: Keys, sandbox: RunningSandbox, fresh: Fresh) -> list[str]:
    """A home with one act that the platform has, and two that are signed and held."""
    references = fresh(3)
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        for one in references:
            desk.attest(one)
        key = selection(desk, keys.token("valid"))
        desk.sign(references[:1], key, pin())
        held = Cancel()
        held.ask()
        desk.sign(references[1:], key, pin(), hold=held)
        assert {item.state for item in desk.outbox()} == {"held"}
    with contextlib.closing(Database(home.folder("desk") / "desk.db", key_of(home))) as database:
        database.compact()
    return references


def key_of(home: Home) -> bytes:
    return Vault(home.folder("desk") / KEYS, home.root).key(DESK)


def look(rooms: Rooms) -> None:
    """Read all that there is."""
    list(rooms.desk().journal())
    rooms.desk().acts("all")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_what_was_signed_is_sent_and_not_signed_again(
    damage: Damage, signed: list[str], home: Home, keys: Keys, sandbox: RunningSandbox
) -> None:
    folder = home.folder("desk")
    before = {path.name: path.read_bytes() for path in folder.glob("*/signed/*/*")}
    damage(folder / "desk.db")
    spoilt = (folder / "desk.db").read_bytes() if (folder / "desk.db").exists() else None
    with rooms_at(home, keys) as rooms, pytest.raises(DatabaseDamaged) as refused:
        look(rooms)
    assert refused.value.code == "DSK-022"
    aside = mending.rebuild(folder)
    assert spoilt is None or (aside / "desk.db").read_bytes() == spoilt, "set aside, as it was"
    assert {path.name: path.read_bytes() for path in folder.glob("*/signed/*/*")} == before
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        told = list(desk.journal())
        journal.verify(told)
        assert [one.facts["aside"] for one in told if one.event == mending.MENDED] == [aside.name]
        for one in signed[1:]:
            assert {piece.state for piece in desk.act(one).documents} == {"held"}
            desk.release(one)
        desk.send_pending()
        assert [(item.state, item.refusal) for item in desk.outbox()] == []
        made = {path.name: path.read_bytes() for path in folder.glob("*/signed/*/*")}
        assert made == before, "nothing was signed anew"
    pieces = received(sandbox, signed)
    assert len(pieces) == len(set(pieces)) == len(before)
    for reference, document in pieces:
        with Path(sandbox.ctl("signed", reference=reference, document=document)["path"]).open("rb") as file:
            assert len(PdfFileReader(file).embedded_signatures) == 1


def test_a_gap_in_the_journal_ends_what_is_kept_and_an_export_from_before_disagrees(tmp_path: Path) -> None:
    with contextlib.closing(Store(tmp_path / "damaged.db", KEY)) as store:
        for number in range(9):
            store.journal.add("exported", act=f"TEST {number}")
        kept = export(store.journal.entries(), tmp_path / "kept")
        store.database.write("DROP TRIGGER journal_keeps")
        store.database.write("DELETE FROM journal WHERE number = 5")
    with contextlib.closing(Store(tmp_path / "new.db", KEY)) as store:
        read = salvage.salvage(tmp_path / "damaged.db", KEY, store)
        assert (read.entries, read.beyond) == (4, 4)
        store.journal.add(mending.MENDED, journal_kept=read.entries, journal_beyond=read.beyond)
        told = list(store.journal.entries())
    journal.verify(told)
    with pytest.raises(JournalBroken) as broken:
        verify(kept, told)
    assert broken.value.details["number"] == 5


def test_a_database_of_a_later_version_is_neither_mended_nor_touched(signed: list[str], home: Home) -> None:
    path = home.folder("desk") / "desk.db"
    with contextlib.closing(Database(path, key_of(home))) as database:
        database.write(f"PRAGMA user_version = {len(VERSIONS) + 1}")
        database.compact()
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer):
        mending.rebuild(path.parent)
    assert path.read_bytes() == before


def test_what_was_set_aside_goes_with_a_purge_of_everybody(signed: list[str], home: Home, keys: Keys) -> None:
    folder = home.folder("desk")
    pages(folder / "desk.db")
    aside = mending.rebuild(folder)
    with rooms_at(home, keys) as rooms:
        rooms.purge(everybody=True, discard_unsent=True)
    assert not aside.exists()


def test_a_window_that_is_open_goes_on_in_the_mended_database(signed: list[str], home: Home) -> None:
    folder = home.folder("desk")
    with contextlib.closing(Database(folder / "desk.db", key_of(home))) as open_elsewhere:
        before = len(list(journal.Journal(open_elsewhere).entries()))
        pages(folder / "desk.db")
        mending.rebuild(folder)
        journal.Journal(open_elsewhere).add("exported")
    with contextlib.closing(Database(folder / "desk.db", key_of(home))) as database:
        told = [one.event for one in journal.Journal(database).entries()]
    assert told[-2:] == [mending.MENDED, "exported"]
    assert before
