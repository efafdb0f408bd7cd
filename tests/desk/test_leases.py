"""Two PCs of one president; what is held back; what is signed without a line."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.desks import PIN, Fresh, Keys, log_in, pin, received, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk import journal
from rokhas_desktop.desk.face import BatchEvent, Desk
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net import clock
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import BadSettings, Home, NotForUsers, load

OFFLINE = "[net]\nretries = 0\n[signing]\noffline = true\n"


@pytest.fixture
def other(tmp_path: Path, keys: Keys, sandbox: RunningSandbox) -> Iterator[Desk]:
    """The president's other PC."""
    with rooms_at(Home.find(tmp_path / "other"), keys) as rooms:
        yield log_in(rooms, sandbox)


def events(desk: Desk) -> list[str]:
    told = list(desk.journal())
    journal.verify(told)
    return [entry.event for entry in told]


def test_one_pc_at_a_time_signs_an_act(
    desk: Desk, other: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    for one in (desk, other):
        one.synchronise()
        one.attest(references[0])
    (prepared,) = desk.prepare(references)
    assert prepared.ready
    refused = other.sign(references, selection(other, keys.token("valid")), pin())
    (why,) = refused.acts[0].refusals
    assert why.code == "API-078"
    assert received(sandbox, references) == []
    assert "signing" not in str([entry.event for entry in other.journal()])
    done = desk.sign(references, selection(desk, keys.token("valid")), pin())
    assert {one.result for one in done.documents} == {"acknowledged"}
    assert len(received(sandbox, references)) == len(done.documents)
    other.synchronise()
    assert other.act(references[0]).state == "signed"
    assert "intent" not in events(other)


def test_an_act_that_was_let_go_of_is_the_other_pcs(
    desk: Desk, other: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.prepare(references)
    other.synchronise()
    other.attest(references[0])
    desk.give_up(references)
    done = other.sign(references, selection(other, keys.token("valid")), pin())
    assert {one.result for one in done.documents} == {"acknowledged"}
    assert events(desk).count("lease_given_up") == 1


def test_what_two_pcs_signed_all_the_same_counts_once(
    desk: Desk, other: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    """The first signs and cannot send; its lease ends; the second signs and sends."""
    references = fresh(1)
    for one in (desk, other):
        one.synchronise()
        one.attest(references[0])
    hold = Cancel()
    hold.ask()
    first = desk.sign(references, selection(desk, keys.token("valid")), pin(), hold=hold)
    assert {one.result for one in first.documents} == {"signed"}
    sandbox.ctl("clock", seconds=3600)
    try:
        second = other.sign(references, selection(other, keys.token("valid")), pin())
        assert [one.code for one in second.acts[0].refusals] == ["DSK-008"], "this PC's clock is an hour behind"
    finally:
        sandbox.ctl("clock", seconds=-3600)
    desk.give_up(references)
    second = other.sign(references, selection(other, keys.token("valid")), pin())
    assert {one.result for one in second.documents} == {"acknowledged"}
    desk.release(references[0])
    assert desk.send_pending() == ()
    desk.synchronise()
    ledger = received(sandbox, references)
    assert len(ledger) == len(set(ledger)) == len(second.documents)
    sent = {one["sha256"] for one in sandbox.ctl("ledger") if one["reference"] in references}
    assert {one.sha256 for one in second.documents} <= sent
    assert desk.act(references[0]).state == "signed"
    for document in first.documents:
        assert document.signed_path is not None
        assert not document.signed_path.exists()
    assert {"discarded", "signed_elsewhere"} <= set(events(desk))


def held(desk: Desk, keys: Keys, references: list[str]) -> int:
    """Sign an act and hold it back; how many documents it has."""
    desk.synchronise()
    desk.attest(references[0])
    hold = Cancel()

    def ask(event: BatchEvent) -> None:
        if event.state == "checked":
            hold.ask()

    done = desk.sign(references, selection(desk, keys.token("valid")), pin(), hold=hold, on_event=ask)
    assert {one.result for one in done.documents} == {"signed"}
    return len(done.documents)


def test_what_is_held_back_does_not_leave_until_it_is_released(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    count = held(desk, keys, references)
    assert {(one.state, one.refusal.code if one.refusal else None) for one in desk.outbox()} == {("held", "DSK-066")}
    desk.send_pending()
    desk.synchronise()
    assert received(sandbox, references) == []
    desk.release(references[0])
    assert desk.send_pending() == ()
    assert len(received(sandbox, references)) == count
    assert {"held", "released", "acknowledged"} <= set(events(desk))


def test_what_was_discarded_is_kept_by_the_journal_and_signed_anew(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    count = held(desk, keys, references)
    files = [one.signed_path for one in desk.act(references[0]).documents]
    assert desk.discard(references[0]) == ()
    assert [path for path in files if path is not None and path.exists()] == []
    assert {one.state for one in desk.act(references[0]).documents} == {"reviewed"}
    told = [entry for entry in desk.journal() if entry.event == "discarded"]
    assert len(told) == count
    assert all(entry.facts["signed_sha256"] for entry in told)
    done = desk.sign(references, selection(desk, keys.token("valid")), pin())
    assert {one.result for one in done.documents} == {"acknowledged"}
    thrown_away = {entry.facts["signed_sha256"] for entry in told}
    assert not thrown_away & {one["sha256"] for one in sandbox.ctl("ledger")}
    with pytest.raises(RokhasError) as nothing:
        desk.discard(references[0])
    assert nothing.value.code == "DSK-065"


def test_what_may_have_arrived_is_neither_held_nor_discarded(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])

    def fail(event: BatchEvent) -> None:
        if event.state == "sending":
            sandbox.ctl("fail", count=20)

    desk.sign(references, selection(desk, keys.token("valid")), pin(), on_event=fail)
    sandbox.ctl("fail", count=0)
    assert "sending" in {one.state for one in desk.outbox()}
    for refused in (desk.hold, desk.discard, desk.release):
        with pytest.raises(RokhasError) as on_its_way:
            refused(references[0])
        assert on_its_way.value.code == "DSK-064"
    assert desk.send_pending() == ()


def test_an_act_that_changes_during_a_batch_is_not_signed(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    """The second act is withdrawn, the third changes, while the first is signed; the lease is short."""
    references = fresh(3)
    desk.synchronise()
    for reference in references:
        desk.attest(reference)
    chosen = selection(desk, keys.token("valid"))
    desk.preflight(references, chosen)
    done: list[str] = []

    def change(event: BatchEvent) -> None:
        if event.state == "signing" and not done:
            done.append(event.reference)
            sandbox.ctl("withdraw", reference=references[1])
            sandbox.ctl("set-opinion", reference=references[2], authority="TEST-AU", verdict="favourable")

    outcome = desk.sign(references, chosen, pin(), on_event=change)
    by = {act.reference: act for act in outcome.acts}
    assert by[references[0]].state == "signed"
    # Noticed after signing at the latest: nothing of a withdrawn act was received or is kept to be sent.
    assert received(sandbox, [references[1]]) == []
    assert by[references[1]].state == "withdrawn"
    assert not [one for one in desk.outbox() if one.reference == references[1]]
    # The other act's pieces stayed the same: what was signed is sent for its new version.
    assert by[references[2]].state == "signed"


# without a line


@pytest.fixture
def policy(home: Home, tmp_path: Path) -> Path:
    """A machine policy that allows to sign without a network."""
    path = tmp_path / "policy.toml"
    path.write_text(OFFLINE, encoding="utf-8")
    return path


@pytest.fixture
def far(home: Home, keys: Keys, policy: Path, sandbox: RunningSandbox) -> Iterator[Rooms]:
    """Rooms where policy allows it; logged in."""
    keys.lend(home)
    with app.build(home, policy=policy) as rooms:
        log_in(rooms, sandbox)
        yield rooms


@contextlib.contextmanager
def no_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system says of every address that it cannot be reached."""

    def unreachable(*_address: object, **_options: object) -> None:
        raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))

    with monkeypatch.context() as patch:
        patch.setattr("urllib3.util.connection.create_connection", unreachable)
        yield


def again(home: Home, policy: Path) -> Rooms:
    """The program started anew, on the same PC."""
    return app.build(home, policy=policy)


def test_only_machine_policy_may_allow_to_sign_without_a_network(home: Home, tmp_path: Path) -> None:
    home.settings_file.write_text(OFFLINE, encoding="utf-8")
    with pytest.raises(NotForUsers):
        load(home, tmp_path / "no-policy.toml")
    (tmp_path / "policy.toml").write_text("[signing]\noffline_hours = 1000\n", encoding="utf-8")
    with pytest.raises(BadSettings):
        load(Home.find(tmp_path / "fresh"), tmp_path / "policy.toml")


def test_without_policy_nothing_is_signed_without_a_network(
    desk: Desk, home: Home, keys: Keys, fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = fresh(1)
    desk.prepare(references)
    desk.attest(references[0])
    with no_line(monkeypatch), app.build(home, policy=home.root / "no-policy.toml") as rooms:
        alone = rooms.desk()
        assert alone.open_document(references[0], 1).is_file(), "reviewed without a line"
        with pytest.raises(RokhasError) as refused:
            alone.sign(references, selection(alone, keys.token("valid")), pin())
        assert refused.value.code.startswith("NET-")
        assert "intent" not in events(alone)


def test_signed_without_a_line_and_received_later(
    far: Rooms,
    home: Home,
    policy: Path,
    keys: Keys,
    fresh: Fresh,
    sandbox: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared, unprepared = fresh(2)
    desk = far.desk()
    desk.synchronise()
    for reference in (prepared, unprepared):
        desk.attest(reference)
    (made,) = desk.prepare([prepared])
    assert made.ready
    far.close()
    with no_line(monkeypatch), again(home, policy) as rooms:
        alone = rooms.desk()
        outcome = alone.sign([prepared, unprepared], selection(alone, keys.token("valid")), pin())
        by = {act.reference: act for act in outcome.acts}
        assert [one.code for one in by[unprepared].refusals] == ["DSK-060"]
        assert {one.result for one in by[prepared].documents} == {"signed"}
        assert {one.level for one in by[prepared].documents} == {"B-B"}
        assert outcome.stop is None
        assert {one.refusal.code for one in alone.outbox() if one.refusal} == {"DSK-067"}
    assert received(sandbox, [prepared]) == []
    with again(home, policy) as rooms:
        assert rooms.desk().send_pending() == ()
    assert len(received(sandbox, [prepared])) == len(by[prepared].documents)


@pytest.mark.parametrize(
    ("trick", "code"),
    [("restarted", "DSK-061"), ("ended", "DSK-060"), ("clock put back", "DSK-008"), ("revocation too old", "DSK-062")],
)
def test_what_a_former_president_might_try_without_a_line(
    far: Rooms,
    home: Home,
    policy: Path,
    keys: Keys,
    fresh: Fresh,
    monkeypatch: pytest.MonkeyPatch,
    trick: str,
    code: str,
) -> None:
    references = fresh(1)
    desk = far.desk()
    desk.prepare(references)
    desk.attest(references[0])
    far.close()
    with no_line(monkeypatch) as _:
        real_wall, real_elapsed = clock.wall, clock.elapsed
        if trick == "restarted":
            monkeypatch.setattr(clock, "boot", lambda: "TEST another run")
        elif trick == "ended":
            monkeypatch.setattr(clock, "elapsed", lambda: real_elapsed() + 9 * 3600)
            monkeypatch.setattr(clock, "wall", lambda: real_wall() + timedelta(hours=9))
        elif trick == "clock put back":
            monkeypatch.setattr(clock, "wall", lambda: real_wall() - timedelta(days=40))
        else:
            policy.write_text(OFFLINE + "revocation_hours = 0.0\nunknown_revocation = 'allow'\n", encoding="utf-8")
            # The platform's clock is told in whole seconds: a minute later the answer is older than none.
            monkeypatch.setattr(clock, "elapsed", lambda: real_elapsed() + 60)
            monkeypatch.setattr(clock, "wall", lambda: real_wall() + timedelta(seconds=60))
        with again(home, policy) as rooms:
            alone = rooms.desk()
            chosen = alone.key_standings()[0].selection
            told: list[str] = []
            try:
                told += [one.code for one in alone.sign(references, chosen, bytearray(PIN)).acts[0].refusals]
            except RokhasError as refused:
                told.append(refused.code)
            assert code in told
            assert "intent" not in events(alone)


def test_the_level_ordered_is_never_claimed_before_it_is_reached(
    home: Home,
    policy: Path,
    keys: Keys,
    fresh: Fresh,
    sandbox: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy.write_text(OFFLINE + "level = 'B-T'\ntsa = 'platform'\n", encoding="utf-8")
    keys.lend(home)
    references = fresh(1)
    with app.build(home, policy=policy) as rooms:
        desk = log_in(rooms, sandbox)
        desk.prepare(references)
        desk.attest(references[0])
    with no_line(monkeypatch), again(home, policy) as rooms:
        alone = rooms.desk()
        outcome = alone.sign(references, selection(alone, keys.token("valid")), pin())
        assert {(one.level, one.deferred) for one in outcome.documents} == {("B-B", "DSK-063")}
    with again(home, policy) as rooms:
        desk = rooms.desk()
        assert desk.send_pending() == ()
        assert {(one.level, one.deferred) for one in desk.act(references[0]).documents} == {("B-T", None)}
