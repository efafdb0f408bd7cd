"""The level that policy asks for is the level that is reached, or the act is refused: never a silent fall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.desks import Fresh, Keys, log_in, pin, selection
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
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
