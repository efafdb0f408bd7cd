"""What lies on the disk, bent: a value of any table, bytes of any file.  Whatever is found there, the program opens or
says why not by a code of its own; nothing ends in an exception that nobody made."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.desks import Keys, act_with, keys_of, log_in, pin, rooms_at, selection
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop import app, catalogue
from rokhas_desktop.desk import database
from rokhas_desktop.desk.face import BookQuery
from rokhas_desktop.desk.vault import DESK, KEYS, Vault
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home

SECONDS = float(os.environ.get("ROKHAS_TEST_STATE", "0"))
"""How long; a campaign asks for 600.  Without it a few dozen examples."""
FEW = 40
QUICK = settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@dataclass
class Kept:
    """A home that has signed, with its key in a file; and where its copies are bent."""

    home: Home
    copies: Path
    columns: tuple[tuple[str, str], ...]
    met: Counter[str]


def connect(root: Path) -> object:
    desk = root / "desk"
    return database.connect(desk / "desk.db", Vault(desk / KEYS, root).peek(DESK))


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("state") / "platform", acts=3) as running:
        yield running


@pytest.fixture(scope="module")
def kept(platform: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    keys: Keys = keys_of(platform, folder / "keys", "valid")
    home = Home.find(folder / "home")
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, platform)
        desk.synchronise()
        act = desk.attest(act_with(desk).reference)
        desk.sign([act.reference], selection(desk, keys.token("valid")), pin())
        desk.key_way()
        desk.prepare()
    sqlite = connect(home.root)
    tables = [row[0] for row in sqlite.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]  # type: ignore[attr-defined]
    columns = tuple(
        (table, row[1])
        for table in tables
        if not table.startswith("sqlite_")
        for row in sqlite.execute(f"PRAGMA table_info({table})")  # type: ignore[attr-defined]
    )
    sqlite.close()  # type: ignore[attr-defined]
    return Kept(home, folder / "copies", columns, Counter())


def use(root: Path) -> str | None:
    """What a person does with a home; the code of what it says against itself."""
    try:
        with app.build(Home.find(root), policy=root / "no-policy.toml") as rooms:
            desk = rooms.desk()
            for act in desk.acts():
                desk.act(act.reference)
            book = desk.book(BookQuery(words="a"))
            desk.book_acts(list(book.numbers)[:5])
            desk.ready_acts(5)
            desk.outbox()
            list(desk.journal())
            _ = desk.account
    except RokhasError as error:
        catalogue.entry(error.code)
        return error.code
    return None


def copied(kept: Kept) -> Path:
    shutil.rmtree(kept.copies, ignore_errors=True)
    shutil.copytree(kept.home.root, kept.copies)
    return kept.copies


VALUES = (
    st.text(max_size=40)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.binary(max_size=60)
    | st.sampled_from(["{}", "[]", "null", '{"id": 1}', "2026-13-45", "9" * 400, "\x00", "../../x", "é" * 200])
    | st.none()
)


def bend_value(kept: Kept, place: int, value: object) -> None:
    table, column = kept.columns[place % len(kept.columns)]
    root = copied(kept)
    sqlite = connect(root)
    try:
        sqlite.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]
        sqlite.execute("PRAGMA ignore_check_constraints = ON")  # type: ignore[attr-defined]
        sqlite.execute(f"UPDATE {table} SET {column} = ?", (value,))  # type: ignore[attr-defined]
        sqlite.commit()  # type: ignore[attr-defined]
    except (database.sqlcipher.Error, OverflowError, ValueError):
        return  # the table itself does not take it
    finally:
        sqlite.close()  # type: ignore[attr-defined]
    kept.met[f"{table}: {use(root) or 'opened'}"] += 1


def bend_file(kept: Kept, chance: random.Random) -> None:
    root = copied(kept)
    files = sorted(path for path in root.rglob("*") if path.is_file() and "logs" not in path.parts)
    path = chance.choice(files)
    data = bytearray(path.read_bytes())
    way = chance.randrange(4)
    if way == 0:
        del data[chance.randrange(len(data) + 1) :]
    elif way == 1 and data:
        for _ in range(chance.randrange(1, 9)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif way == 2:
        data += chance.randbytes(chance.randrange(1, 200))
    else:
        data[:] = chance.randbytes(chance.randrange(400))
    path.write_bytes(data)
    kept.met[f"{path.suffix or path.name}: {use(root) or 'opened'}"] += 1


@pytest.mark.timeout(120 + SECONDS * 2)
def test_a_bent_value_is_met_by_a_code(kept: Kept) -> None:
    @QUICK
    @given(st.integers(0, 10_000), VALUES)
    def bend(place: int, value: object) -> None:
        bend_value(kept, place, value)

    bend()
    assert kept.met


@pytest.mark.timeout(120 + SECONDS * 2)
@pytest.mark.parametrize("seed", range(25))
def test_a_bent_file_is_met_by_a_code(kept: Kept, seed: int) -> None:
    bend_file(kept, random.Random(seed))


@pytest.mark.timeout(120 + SECONDS * 2)
@pytest.mark.skipif(not SECONDS, reason="a campaign: minutes")
def test_for_minutes(kept: Kept) -> None:
    chance, until, tries = random.Random(), time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        tries += 1
        seed = chance.randrange(1 << 62)
        try:
            if seed % 2:
                bend_file(kept, random.Random(seed))
            else:
                own = random.Random(seed)
                drawn = (
                    own.randbytes(own.randrange(40)),
                    str(own.random()),
                    own.randrange(-(1 << 62), 1 << 62),
                    "{}",
                    "",
                )
                bend_value(kept, own.randrange(10_000), own.choice(drawn))
        except Exception:
            print(f"seed {seed}")
            raise
    codes = Counter[str]()
    for name, count in kept.met.items():
        codes[name.rpartition(": ")[2]] += count
    print(f"{tries} homes bent in {SECONDS:.0f} s: {dict(codes)}")
