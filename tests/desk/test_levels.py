"""The level that policy asks for is the level that is reached, or the act is refused: never a silent fall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.desks import Fresh, Keys, log_in, pin, selection
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home


@pytest.fixture
def rooms(home: Home, keys: Keys) -> Iterator[Rooms]:
    """A machine policy that wants time stamps of the test CA."""
    policy = home.root / "policy.toml"
    policy.write_text(f'locked = ["signing.level"]\n[signing]\nlevel = "B-T"\ntsa = "{keys.ca.urls.tsa}"\n', "utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        yield built


def test_time_stamped_signatures_are_accepted_as_such(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(rooms, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert outcome.stop is None
    assert {document.result for document in outcome.documents} == {"acknowledged"}
    assert {document.level for document in outcome.documents} == {"B-T"}
    ledger = [one for one in sandbox.ctl("ledger") if one["reference"] == reference]
    assert {one["verdict"] for one in ledger} == {"accepted"}


def test_without_the_time_stamp_server_nothing_falls_to_a_lower_level(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(rooms, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    sandbox.ctl("tsa-down")
    try:
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    finally:
        sandbox.ctl("tsa-up")
    assert not {document.result for document in outcome.documents} & {"acknowledged", "signed"}
    assert all(document.level is None for document in outcome.documents)
    again = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {document.level for document in again.documents} == {"B-T"}
    assert {document.result for document in again.documents} == {"acknowledged"}


@pytest.fixture
def archiving(home: Home, keys: Keys) -> Iterator[Rooms]:
    """A machine policy that wants B-LTA, stamped by the platform's own service."""
    policy = home.root / "policy.toml"
    policy.write_text('locked = ["signing.level"]\n[signing]\nlevel = "B-LTA"\ntsa = ["platform"]\n', "utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        yield built


def test_acts_are_signed_for_the_archive_by_the_platforms_service(
    archiving: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(archiving, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert outcome.stop is None
    assert {document.level for document in outcome.documents} == {"B-LTA"}
    assert {document.result for document in outcome.documents} == {"acknowledged"}
    ledger = [one for one in sandbox.ctl("ledger") if one["reference"] == reference]
    assert {one["verdict"] for one in ledger} == {"accepted"}


@pytest.fixture
def deferring(home: Home, keys: Keys) -> Iterator[Rooms]:
    """A machine policy that wants B-LT, and lets it wait for the services."""
    policy = home.root / "policy.toml"
    policy.write_text('locked = ["signing.level"]\n[signing]\nlevel = "B-LT"\ndefer = true\n', "utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        yield built


def test_what_was_deferred_is_said_and_made_up_for(
    deferring: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(deferring, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    sandbox.ctl("tsa-down")
    try:
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
        assert {(one.result, one.level, one.deferred) for one in outcome.documents} == {
            ("acknowledged", "B-B", "SIG-006")
        }
        short = {one.id: one for one in desk.act(reference).documents}
        with pytest.raises(RokhasError) as raised:
            desk.send_pending()
        assert raised.value.code == "SIG-006"
        assert {one.level for one in desk.act(reference).documents} == {"B-B"}
    finally:
        sandbox.ctl("tsa-up")
    assert desk.send_pending() == ()
    for one in desk.act(reference).documents:
        before = short[one.id]
        assert (one.level, one.deferred, one.state) == ("B-LT", None, "acknowledged")
        assert one.receipt_id != before.receipt_id
        assert one.signed_path is not None
        assert before.signed_path is not None
        assert one.signed_path.read_bytes().startswith(before.signed_path.read_bytes())
    events = [entry.event for entry in deferring._store.journal.entries()]
    assert events.count("augmented") == len(short)
    assert desk.send_pending() == ()
    levels = [one["verdict"] for one in sandbox.ctl("ledger") if one["reference"] == reference]
    assert levels == ["accepted"] * 2 * len(short)


def test_an_augmentation_that_was_on_its_way_is_sent_again_as_it_was(
    deferring: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop between the file and the receipt: the platform has it already, and acknowledges the same bytes again."""
    desk = log_in(deferring, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    sandbox.ctl("tsa-down")
    desk.sign([reference], selection(desk, keys.token("valid")), pin())
    sandbox.ctl("tsa-up")
    store = deferring._store
    with monkeypatch.context() as patched:
        patched.setattr(type(store), "augment", _stopped)
        with pytest.raises(KeyboardInterrupt):
            desk.send_pending()
    assert {one.level for one in desk.act(reference).documents} == {"B-B"}
    assert desk.send_pending() == ()
    assert {one.level for one in desk.act(reference).documents} == {"B-LT"}


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_platform_may_ask_for_more_than_policy_does(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    """Policy B-T, the act B-LT, one piece B-LTA: each gets the highest of what is wanted of it."""
    desk = log_in(rooms, sandbox)
    (reference,) = fresh(1)
    desk.synchronise()
    first = desk.act(reference).documents[1]
    sandbox.ctl("level", reference=reference, level="B-LT")
    sandbox.ctl("level", reference=reference, level="B-LTA", document=first.id)
    desk.synchronise()
    assert {one.wanted_level for one in desk.act(reference).documents} == {"B-LT", "B-LTA"}
    desk.attest(reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert outcome.stop is None
    assert {(one.level, one.result) for one in outcome.documents if one.document_id != first.id} == {
        ("B-LT", "acknowledged")
    }
    assert [one.level for one in outcome.documents if one.document_id == first.id] == ["B-LTA"]


def test_a_lower_wish_of_the_platforms_lowers_nothing(
    rooms: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(rooms, sandbox)
    (reference,) = fresh(1)
    sandbox.ctl("level", reference=reference, level="B-B")
    desk.synchronise()
    desk.attest(reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {one.level for one in outcome.documents} == {"B-T"}


@pytest.fixture
def plain(home: Home, keys: Keys) -> Iterator[Rooms]:
    """A machine policy that asks for nothing and names no server."""
    policy = home.root / "policy.toml"
    policy.write_text("", "utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        yield built


def test_what_the_platform_asks_for_is_reached_by_its_own_service_or_nothing_is_signed(
    plain: Rooms, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    desk = log_in(plain, sandbox)
    (reference,) = fresh(1)
    sandbox.ctl("level", reference=reference, level="B-T")
    desk.synchronise()
    desk.attest(reference)
    sandbox.ctl("tsa-down")
    try:
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
        assert not {document.result for document in outcome.documents} & {"acknowledged", "signed"}
    finally:
        sandbox.ctl("tsa-up")
    again = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {(one.level, one.result) for one in again.documents} == {("B-T", "acknowledged")}


def test_a_level_that_a_piece_cannot_reach_refuses_its_act(plain: Rooms, sandbox: RunningSandbox, keys: Keys) -> None:
    desk = log_in(plain, sandbox)
    (reference,) = sandbox.ctl("add", formats=["png"])["references"]
    sandbox.ctl("level", reference=reference, level="B-LT")
    desk.synchronise()
    desk.attest(reference)
    assert [one.code for one in desk.act(reference).refusals] == ["DOC-042"]
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {one.result for one in outcome.documents} == {"refused"}
    sandbox.ctl("level", reference=reference, level="B-T")
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {(one.level, one.result) for one in outcome.documents} == {("B-T", "acknowledged")}


def test_what_the_platform_asked_for_may_wait_where_policy_lets_it(
    home: Home, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    policy = home.root / "policy.toml"
    policy.write_text("[signing]\ndefer = true\n", "utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        desk = log_in(built, sandbox)
        (reference,) = fresh(1)
        sandbox.ctl("level", reference=reference, level="B-T")
        desk.synchronise()
        desk.attest(reference)
        sandbox.ctl("tsa-down")
        try:
            outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
            assert {(one.level, one.deferred) for one in outcome.documents} == {("B-B", "SIG-006")}
        finally:
            sandbox.ctl("tsa-up")
        assert desk.send_pending() == ()
        assert {one.level for one in desk.act(reference).documents} == {"B-T"}
