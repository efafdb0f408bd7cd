"""The life of a document, the database under it, and the journal beside it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlcipher3 import dbapi2 as sqlcipher
from support.desks import KEY

from rokhas_desktop.api.models import Account, Act
from rokhas_desktop.desk import journal as chain
from rokhas_desktop.desk import schema
from rokhas_desktop.desk.database import Database, exclusive
from rokhas_desktop.desk.errors import BatchUnderWay, DatabaseDamaged, DatabaseNewer, JournalBroken
from rokhas_desktop.desk.lease import Lease, Limits
from rokhas_desktop.desk.rows import DocumentRow, SignedFacts
from rokhas_desktop.desk.states import HELD, NEXT, STATES, ForbiddenStep, State, step
from rokhas_desktop.desk.store import Moved, Store
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token.errors import SessionClosed

SHA = "ab" * 32
BOTH = {"fr": "TEST", "ar": "تجربة"}
PLACE = {"code": "01", "name": BOTH}
ACCOUNT = Account.model_validate(
    {"id": "a", "role": "signer", "name": {"surname": BOTH, "given_names": BOTH}, "cin": "TT1", "entitlements": []}
)
ACT = Act.model_validate(
    {
        "id": "act-1",
        "reference": "PCT-TEST-1",
        "version": 1,
        "family": "PCT",
        "family_label": BOTH,
        "subject": BOTH,
        "state": "awaiting_signature",
        "commune": PLACE,
        "province": PLACE,
        "applicant": BOTH,
        "arrived_at": "2026-11-20T09:00:00+01:00",
        "need": {"commune": "01", "family": "PCT", "project_class": "small"},
        "documents": [
            {
                "id": "d1",
                "kind": "decision",
                "title": BOTH,
                "filename": "../x.pdf",
                "media_type": "application/pdf",
                "size": 10,
                "sha256": SHA,
                "ne_varietur": "not_applicable",
                "state": "awaiting",
            }
        ],
    }
)
SIGNED = SignedFacts("/TEST/x.pdf", "cd" * 32, 20, 10, "B-B", "ef" * 32, "2026-11-24T10:00:00+01:00")


def filled(path: Path) -> tuple[Store, DocumentRow]:
    store = Store(path, KEY)
    number = store.put_account("TEST", ACCOUNT)
    store.put_act(number, ACT)
    return store, store.add_document(number, ACT.id, ACT.documents[0], 1)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Store, DocumentRow]]:
    store, row = filled(tmp_path / "desk.db")
    yield store, row
    store.close()


def test_every_state_can_be_reached_and_only_the_way_of_a_signature_leads_to_the_platform() -> None:
    reached: set[State] = {"announced"}
    while True:
        more = {new for old in reached for new in NEXT[old]} - reached
        if not more:
            break
        reached |= more
    assert reached == set(STATES)
    assert [old for old in STATES if "signed" in NEXT[old]] == ["signing"]
    assert [old for old in STATES if "sending" in NEXT[old]] == ["checked"]
    assert {old for old in STATES if "signing" in NEXT[old]} == {"verified", "reviewed"}
    assert {old for old in STATES if "checked" in NEXT[old]} == {"signed", "held", "sending"}
    assert NEXT["acknowledged"] == frozenset()
    with pytest.raises(ForbiddenStep):
        step("reviewed", "signed")


class Life(RuleBasedStateMachine):
    """Random steps on the real store, the database opened anew now and then: the disk never disagrees."""

    path: Path
    number = 0

    def __init__(self) -> None:
        super().__init__()
        Life.number += 1
        self.file = self.path / f"life-{Life.number}.db"
        self.store, self.row = filled(self.file)
        self.signatures = 0

    @rule(wanted=st.sampled_from(STATES))
    def go(self, wanted: State) -> None:
        if wanted not in NEXT[self.row.state]:
            with pytest.raises(ForbiddenStep):
                self.store.move(self.row, wanted, event="never")
            return
        refusal = Refusal("DOC-001") if wanted in {"failed", "refused"} else None
        signed = dataclasses.replace(SIGNED, signed_at=str(self.signatures)) if wanted == "signed" else None
        old = self.row
        self.row = self.store.move(old, wanted, event=wanted, signed=signed, refusal=refusal)
        self.signatures += wanted == "signed"
        if old.state != wanted:
            with pytest.raises((Moved, ForbiddenStep)):
                self.store.move(old, wanted)

    @rule()
    def stop_and_start(self) -> None:
        self.store.close()
        self.store = Store(self.file, KEY)

    @precondition(lambda self: self.row.state in HELD)
    @rule()
    def what_is_held_has_its_facts(self) -> None:
        assert self.row.signed is not None
        assert self.row.signed.signed_at == str(self.signatures - 1)

    @invariant()
    def the_disk_says_the_same(self) -> None:
        assert self.store.document(self.row) == self.row
        assert (self.row.state in HELD | {"acknowledged", "refused"}) or self.row.signed is None

    @invariant()
    def the_journal_holds_and_tells_the_last_step(self) -> None:
        told = list(self.store.journal.entries())
        chain.verify(told)
        assert not told or told[-1].event == self.row.state

    def teardown(self) -> None:
        self.store.close()


def test_the_disk_never_disagrees_whatever_happens(tmp_path: Path) -> None:
    Life.path = tmp_path
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_a_step_that_fails_leaves_neither_state_nor_entry(made: tuple[Store, DocumentRow]) -> None:
    store, row = made
    with contextlib.suppress(RuntimeError), store.transaction():
        store.move(row, "fetched", event="fetched")
        raise RuntimeError
    assert store.document(row).state == "announced"
    assert list(store.journal.entries()) == []


def test_the_journal_cannot_be_changed_and_an_edited_copy_is_found_out(made: tuple[Store, DocumentRow]) -> None:
    store, row = made
    for state in ("fetched", "verified", "reviewed"):
        row = store.move(row, state, event=state)  # type: ignore[arg-type]
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        store.database.write("UPDATE journal SET event = 'x'")
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        store.database.write("DELETE FROM journal")
    told = list(store.journal.entries())
    chain.verify(told)
    for spoiled in (told[1:], [told[0], told[2]], [told[0], dataclasses.replace(told[1], event="sent"), told[2]]):
        with pytest.raises(JournalBroken):
            chain.verify(spoiled)


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Database(path, KEY).close()
    with contextlib.closing(sqlcipher.connect(str(path), isolation_level=None)) as raw:
        raw.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        raw.execute(f"PRAGMA user_version = {len(schema.VERSIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer):
        Database(path, KEY)
    assert path.read_bytes() == before


def test_a_damaged_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"not a database at all" * 500)
    with pytest.raises(DatabaseDamaged):
        Database(path, KEY)


def test_the_database_is_private_and_lasts(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.db", KEY)
    database.write("INSERT INTO test_root VALUES ('x', x'00')")
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    (mode,) = database.rows("PRAGMA journal_mode")
    (synchronous,) = database.rows("PRAGMA synchronous")
    assert (mode[0], synchronous[0]) == ("wal", 2)
    database.close()


def test_one_at_a_time(tmp_path: Path) -> None:
    with exclusive(tmp_path / "work.lock"), pytest.raises(BatchUnderWay), exclusive(tmp_path / "work.lock"):
        pass
    with exclusive(tmp_path / "work.lock"):
        pass


class Key:
    """A session that counts; what a lease does to it is what is looked at."""

    certificate = b""
    schemes = ("rsa-pkcs1-sha256",)

    def __init__(self) -> None:
        self.signed = self.closed = 0

    def sign(self, data: bytes, scheme: str) -> bytes:
        self.signed += 1
        return data

    def close(self) -> None:
        self.closed += 1


def test_a_lease_ends_after_idleness_and_after_its_time() -> None:
    now = [0.0]
    key = Key()
    with Lease(key, (), Limits(600.0, 900.0), ticks=lambda: now[0]) as lease:
        now[0] = 599.0
        lease.sign(b"x", "s")
        now[0] = 899.0
        lease.sign(b"x", "s")
        now[0] = 901.0
        with pytest.raises(SessionClosed):
            lease.check()
    assert (key.signed, key.closed > 0) == (2, True)
    with Lease(key, (), Limits(600.0), ticks=lambda: now[0]) as idle:
        now[0] += 601.0
        with pytest.raises(SessionClosed):
            idle.sign(b"x", "s")
    assert key.signed == 2
