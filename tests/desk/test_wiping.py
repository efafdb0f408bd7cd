"""What leaves the PC again: after its time, at a purge, and what the person copied before."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest
from support.desks import Fresh, Keys, log_in, pin, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop.api.errors import NotLoggedIn
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk import journal
from rokhas_desktop.desk.database import reading
from rokhas_desktop.desk.errors import NotHere, UnknownAct, UnsentLeft
from rokhas_desktop.desk.face import BatchEvent, Desk
from rokhas_desktop.desk.vault import DESK
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home


def signed_act(desk: Desk, keys: Keys, fresh: Fresh) -> str:
    """One new act, signed and acknowledged."""
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {one.result for one in outcome.documents} == {"acknowledged"}
    return reference


def all_text(home: Home, rooms: Rooms) -> str:
    """Everything that the database says, to who has its key."""
    with reading(home.root / "desk" / "desk.db", rooms.vault.key(DESK)) as raw:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for name in tables for row in raw.execute(f"SELECT * FROM {name}")]
        return json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)


def sha256_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_was_never_signed_cannot_be_copied(desk: Desk, fresh: Fresh, tmp_path: Path) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    with pytest.raises(NotHere):
        desk.export(reference, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def files_of(home: Home) -> list[Path]:
    return [path for path in (home.root / "desk").rglob("*") if path.suffix in {".pdf", ".bin"}]


def test_an_act_is_copied_for_the_person_then_purged_with_all_else_but_the_journal(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, home: Home, tmp_path: Path
) -> None:
    desk = log_in(rooms, sandbox)
    reference = signed_act(desk, keys, fresh)
    act = desk.act(reference)
    made = desk.export(reference, tmp_path / "out")
    assert len(made) == len(act.documents)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
    again = desk.export(reference, tmp_path / "out")
    assert not set(made) & set(again)
    name = act.applicant.fr
    assert name in all_text(home, rooms)
    before = list(desk.journal())
    done = rooms.purge()
    assert (done.accounts, done.discarded) == (1, 0)
    assert files_of(home) == []
    assert name not in all_text(home, rooms)
    assert list((home.root / "accounts").iterdir()) == []
    with pytest.raises(NotLoggedIn):
        rooms.desk()
    with pytest.raises(NotLoggedIn):
        rooms.purge()
    told = list(log_in(rooms, sandbox).journal())
    journal.verify(told)
    assert told[: len(before)] == before
    assert [one.event for one in told[len(before) :]] == ["logged_out", "purged", "logged_in"]
    with pytest.raises(UnknownAct):
        rooms.desk().act(reference)
    assert all(path.is_file() for path in (*made, *again))


def test_what_is_signed_and_not_received_is_not_purged_by_the_way(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, home: Home
) -> None:
    desk = log_in(rooms, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)

    def stop_receiving(event: BatchEvent) -> None:
        if event.state == "sending":
            sandbox.ctl("fail", count=50)

    desk.sign([reference], selection(desk, keys.token("valid")), pin(), on_event=stop_receiving)
    sandbox.ctl("fail", count=0)
    waiting = desk.outbox()
    assert waiting
    with pytest.raises(UnsentLeft) as refused:
        rooms.purge()
    assert refused.value.details["count"] == len(waiting)
    assert rooms.desk().outbox() == waiting
    done = rooms.purge(discard_unsent=True)
    assert done.discarded == len(waiting)
    assert files_of(home) == []
    told = list(log_in(rooms, sandbox).journal())
    journal.verify(told)
    lost = [one for one in told if one.event == "purged_unsent"]
    assert len(lost) == len(waiting)
    assert all(one.facts["signed_sha256"] for one in lost)


def test_two_accounts_of_one_home_do_not_see_one_another(rooms: Rooms, sandbox: RunningSandbox, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    desk = log_in(rooms, sandbox)
    desk.synchronise()
    mine = {act.reference for act in desk.acts("all")}
    assert reference in mine
    other = next(one for one in sandbox.accounts if one["username"] != sandbox.president["username"])
    second = log_in(rooms, sandbox, other["username"])
    with pytest.raises(UnknownAct):
        second.act(reference)
    assert second.acts("all") == ()
    rooms.purge()
    first = log_in(rooms, sandbox)
    assert {act.reference for act in first.acts("all")} == mine


def test_files_go_after_their_time_and_what_is_known_of_them_stays(
    sandbox: RunningSandbox, keys: Keys, fresh: Fresh, home: Home, tmp_path: Path
) -> None:
    home.settings_file.write_text("[store]\nretention_days = 0\n", encoding="utf-8")
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        reference = signed_act(desk, keys, fresh)
        before = desk.act(reference)
        assert all(one.signed_path for one in before.documents)
        time.sleep(1.1)  # the platform's clock, which the time is counted by, tells whole seconds
        desk.synchronise()
        after = desk.act(reference)
        assert {one.signed_path for one in after.documents} == {None}
        assert [one.receipt_id for one in after.documents] == [one.receipt_id for one in before.documents]
        assert [one.event for one in desk.journal()].count("wiped") == len(after.documents)
        desk.synchronise()
        assert [one.event for one in desk.journal()].count("wiped") == len(after.documents)
        # What was signed is the platform's to give again: the very bytes that it received.
        again = desk.export(reference, tmp_path / "out")
        sent = [sandbox.ctl("signed", reference=reference, document=one.id)["sha256"] for one in after.documents]
        assert [sha256_of_file(path) for path in again] == sent
        sandbox.ctl("cut", count=len(again))  # the line breaks half way, and the download goes on where it stopped
        assert [path.read_bytes() for path in desk.export(reference, tmp_path / "out")] == [
            path.read_bytes() for path in again
        ]
        # The original is the platform's to give again.
        assert desk.open_document(reference, 1).read_bytes().startswith(b"%PDF")
        sandbox.ctl("withdraw", reference=reference)
        kept = set((tmp_path / "out").iterdir())
        with pytest.raises(RokhasError):
            desk.export(reference, tmp_path / "out")
        assert set((tmp_path / "out").iterdir()) == kept  # nothing half written
