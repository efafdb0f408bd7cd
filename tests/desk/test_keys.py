"""Which keys may sign: refused with the right code before any PIN is used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.desks import Fresh, Keys, keys_of, log_in, pin, received, rooms_at, selection, standing
from support.sandbox import RunningSandbox

from rokhas_desktop import catalogue
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.errors import UnknownAct
from rokhas_desktop.desk.face import BatchEvent, Desk
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.errors import TimedOut
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import Selection

REFUSED: list[tuple[ProfileName, str]] = [
    ("predecessor", "IDN-001"),
    ("wrong-cin", "IDN-001"),
    ("passport", "IDN-003"),
    ("expired", "CRT-001"),
    ("not-yet-valid", "CRT-002"),
    ("seal", "CRT-004"),
    ("advanced", "CRT-005"),
]


UNASKED: tuple[ProfileName, ...] = ("valid", "revoked", "no-private-key", "always-authenticate")
"""What looks fit before a server is asked or somebody logs in."""


@pytest.fixture(scope="module")
def keys(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    profiles = (*UNASKED, *(profile for profile, _ in REFUSED))
    return keys_of(sandbox, tmp_path_factory.mktemp("keys"), *profiles)


@pytest.mark.parametrize(("profile", "code"), REFUSED)
def test_a_key_that_may_not_sign_is_refused_with_its_reason(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, profile: ProfileName, code: str
) -> None:
    desk.synchronise()
    waiting = [act.reference for act in desk.acts()] or fresh(1)
    desk.synchronise()
    desk.attest(waiting[0])
    found = standing(desk, keys.token(profile))
    assert not found.usable
    assert found.refusals[0].code == code
    opened: list[Selection] = []
    real = desk._office.token.open
    desk._office.token.open = lambda *args, **more: opened.append(args[0]) or real(*args, **more)
    secret = pin()
    with pytest.raises(RokhasError) as refused:
        desk.sign([waiting[0]], found.selection, secret)
    assert refused.value.code == code
    assert opened == []
    assert secret == bytearray(len(secret))
    assert desk.act(waiting[0]).state == "awaiting"


def test_a_revoked_key_is_found_out_before_the_pin(desk: Desk, keys: Keys, fresh: Fresh) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    before = standing(desk, keys.token("revoked"))
    assert before.revocation is None
    plan = desk.preflight(references, before.selection)
    assert plan.key is not None
    assert [one.code for one in plan.key.refusals] == ["REV-001"]
    with pytest.raises(RokhasError) as refused:
        desk.sign(references, before.selection, pin())
    assert refused.value.code == "REV-001"
    assert standing(desk, keys.token("revoked")).revocation == "revoked"


def test_a_certificate_without_its_key_is_found_out_at_log_in(desk: Desk, keys: Keys, fresh: Fresh) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    with pytest.raises(RokhasError) as refused:
        desk.sign(references, selection(desk, keys.token("no-private-key")), pin())
    assert refused.value.code == "TOK-040"
    assert {one.state for one in desk.act(references[0]).documents} == {"reviewed"}


class Silent:
    """The way out to revocation servers, cut: what an office without port 80 has."""

    def send(self, *asked: object, **more: object) -> None:
        raise TimedOut(host="ocsp.TEST")


def test_unknown_revocation_status_refuses_by_policy(
    desk: DeskRoom, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    asked = desk._office.revocations._session
    desk._office.revocations._session = Silent()
    plan = desk.preflight(references, chosen)
    assert plan.key is not None
    assert plan.key.revocation == "unknown"
    with pytest.raises(RokhasError) as refused:
        desk.sign(references, chosen, pin())
    assert refused.value.code == "REV-002"
    desk._office.revocations._session = asked
    assert desk.sign(references, chosen, pin()).acts[0].state == "signed"


def test_fit_keys_come_first_and_every_other_says_why(desk: Desk, keys: Keys) -> None:
    shown = desk.key_standings()
    usable = [one.usable for one in shown]
    assert usable == sorted(usable, reverse=True)
    # A certificate of whose key nothing is seen comes after those that show theirs.
    assert shown[usable.count(True) - 1].key.sha256 == keys.token("no-private-key").certificate_sha256
    # What only a server or a log-in can tell: revoked, and a private key that is not there.
    asked = {keys.token(profile).certificate_sha256 for profile in UNASKED}
    assert all(one.refusals for one in shown if one.key.sha256 not in asked)
    assert {one.key.sha256 for one in shown if one.usable} == asked
    # A representation ends up in logs: no holder's name in it.
    names = {one.holder_name for one in shown if one.usable and one.holder_name}
    assert names
    assert not any(name in repr(shown) for name in names)


def test_another_accounts_key_is_anothers(home: Home, sandbox: RunningSandbox, keys: Keys) -> None:
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox, "president.martil")
        assert standing(desk, keys.token("valid")).refusals[0].code == "IDN-001"


def test_a_clerk_sees_and_never_signs(home: Home, sandbox: RunningSandbox, keys: Keys, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox, "agent.aitmelloul")
        desk.synchronise()
        assert "IDN-012" in [one.code for one in desk.act(reference).refusals]
        found = standing(desk, keys.token("valid"))
        assert found.refusals[0].code == "IDN-012"
        outcome = desk.sign([reference], found.selection, pin())
        assert outcome.acts[0].refusals[0].code == "IDN-012"
    assert received(sandbox, [reference]) == []


def test_a_clerks_order_is_the_signers(
    home: Home, desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, tmp_path: Path
) -> None:
    fresh(3)
    desk.synchronise(fetch=False)
    by_deadline = [act.reference for act in desk.acts()]
    wanted = [by_deadline[2], by_deadline[0]]
    elsewhere = Home.find(tmp_path / "clerk")
    with rooms_at(elsewhere, keys) as rooms:
        office = log_in(rooms, sandbox, "agent.aitmelloul")
        office.synchronise(fetch=False)
        office.arrange(wanted)
        assert [act.reference for act in office.acts()][:2] == wanted
        with pytest.raises(RokhasError, match=UnknownAct.code):
            office.arrange(["TEST-gone"])
        assert [entry.event for entry in office.journal()].count("arranged") == 1
    before = desk.acts()
    desk.synchronise(fetch=False)
    now = desk.acts()
    assert [act.reference for act in now[:2]] == wanted
    assert [act.rank for act in now[:3]] == [1, 2, None]
    rest = [reference for reference in by_deadline if reference not in wanted]
    assert [act.reference for act in now[2:]] == rest
    assert [act.reference for act in before] == by_deadline
    desk.arrange([])
    assert [act.reference for act in desk.acts()] == by_deadline


def test_an_entitlement_that_is_suspended_refuses_without_grounds(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    sandbox.ctl("suspend", username=sandbox.president["username"])
    try:
        outcome = desk.sign(references, chosen, pin())
    finally:
        sandbox.ctl("restore", username=sandbox.president["username"])
    assert [one.code for one in outcome.acts[0].refusals] == ["IDN-010"]
    assert received(sandbox, references) == []
    assert desk.sign(references, chosen, pin()).acts[0].state == "signed"


def test_a_clock_far_from_the_platforms_refuses(desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    sandbox.ctl("clock", seconds=3600)
    try:
        outcome = desk.sign(references, chosen, pin())
    finally:
        sandbox.ctl("clock", seconds=-3600)
    assert "DSK-008" in [one.code for one in outcome.acts[0].refusals]
    assert received(sandbox, references) == []


def test_a_wrong_pin_signs_nothing_and_is_zeroed(desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    wrong = bytearray(b"000000")
    with pytest.raises(RokhasError) as refused:
        desk.sign(references, selection(desk, keys.token("valid")), wrong)
    assert refused.value.code == "TOK-020"
    assert wrong == bytearray(6)
    assert {one.state for one in desk.act(references[0]).documents} == {"reviewed"}
    assert received(sandbox, references) == []


def test_two_accounts_on_one_home_see_only_their_own(
    home: Home, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    (reference,) = fresh(1)
    with rooms_at(home, keys) as rooms:
        first = log_in(rooms, sandbox)
        first.synchronise()
        first.attest(reference)
        path = first.open_document(reference, 1)
        second = log_in(rooms, sandbox, "president.martil")
        second.synchronise()
        assert reference not in [act.reference for act in second.acts("all")]
        for call in (second.act, second.attest):
            with pytest.raises(RokhasError) as unknown:
                call(reference)
            assert unknown.value.code == "DSK-001"
        third = log_in(rooms, sandbox)
        assert third.act(reference).documents[0].reviewed
        assert Path(path).is_file()


def test_a_key_that_wants_its_pin_each_time_needs_a_consent_of_its_own(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("always-authenticate"))
    with pytest.raises(RokhasError) as refused:
        desk.sign(references, chosen, pin())
    assert refused.value.code == "TOK-032"
    assert received(sandbox, references) == []
    assert standing(desk, keys.token("always-authenticate")).always_authenticate
    outcome = desk.sign(references, chosen, pin(), pin_for_each=True)
    assert {one.result for one in outcome.documents} == {"acknowledged"}


def test_a_test_key_does_not_sign_where_the_platform_turns_out_to_be_real(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    sandbox.ctl("environment", environment="production")
    try:
        with pytest.raises(RokhasError) as refused:
            desk.sign(references, chosen, pin())
    finally:
        sandbox.ctl("environment", environment="test")
    assert refused.value.code == "CRT-013"
    assert received(sandbox, references) == []


def test_a_module_of_anybodys_choosing_signs_on_a_test_platform_and_never_on_a_real_one(
    rooms: Rooms, desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, tmp_path: Path
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    token = keys.token("valid")
    elsewhere = shutil.copy(token.module, tmp_path / "chosen-TEST.so")
    survey = rooms.token.survey(rooms.modules(str(elsewhere)))
    found = standing(desk, token, survey)
    assert found.usable
    chosen = found.selection
    assert chosen.module == str(elsewhere)
    sandbox.ctl("environment", environment="production")
    try:
        with pytest.raises(RokhasError) as refused:
            desk.sign(references, chosen, pin())
        assert standing(desk, token, survey).refusals[0].code == refused.value.code == "TOK-018"
    finally:
        sandbox.ctl("environment", environment="test")
    assert received(sandbox, references) == []
    assert {one.result for one in desk.sign(references, chosen, pin()).documents} == {"acknowledged"}


def test_what_the_platform_refused_is_told_and_can_be_signed_anew(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    suspended = False

    def suspend(event: BatchEvent) -> None:
        nonlocal suspended
        if event.state == "sending" and not suspended:
            suspended = True
            sandbox.ctl("suspend", username=sandbox.president["username"])

    first = desk.sign(references, chosen, pin(), on_event=suspend)
    sandbox.ctl("restore", username=sandbox.president["username"])
    refused = [one for one in first.documents if one.result == "refused"]
    assert len(refused) == 1
    assert refused[0].refusal is not None
    assert refused[0].refusal.code == catalogue.by_problem()["not-entitled"]
    assert desk.preflight(references, chosen).ready_acts == 1
    assert [item.state for item in desk.outbox() if item.document_id == refused[0].document_id] == ["refused"]
    second = desk.sign(references, chosen, pin())
    assert {one.result for one in second.documents} == {"acknowledged"}
    assert received(sandbox, references) == sorted((one.reference, one.document_id) for one in second.documents)
