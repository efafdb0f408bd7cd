"""From the sealed envelope to a registered certificate: the trial, the registration, a predecessor's key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from support.desks import Keys, keys_of, log_in, pin, rooms_at, selection, standing
from support.sandbox import RunningSandbox

from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.desk.errors import NotPredecessors, NoTrial, SentenceNotShown
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity import trial
from rokhas_desktop.sandbox.postal_ca import HolderSpec, person
from rokhas_desktop.sandbox.postal_ca.profiles import Subject
from rokhas_desktop.settings import Home
from rokhas_desktop.token.errors import PinIncorrect


@pytest.fixture
def desk(home: Home, keys: Keys, sandbox: RunningSandbox) -> Iterator[Desk]:
    keys.token("valid")
    keys.token("predecessor")
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        yield desk
    for token in keys.tokens.values():
        sandbox.ctl("bind", username=sandbox.president["username"], sha256=token.certificate_sha256, state="none")


def test_a_trial_is_verified_and_the_certificate_registered(desk: Desk, keys: Keys, sandbox: RunningSandbox) -> None:
    before = desk.key_way()
    assert before.known
    assert before.missing is not None
    assert before.missing.step == "registered"
    sentence = desk.trial_sentence()
    code = pin()
    done = desk.trial(sentence, selection(desk, keys.tokens["valid"]), code)
    assert code == bytes(len(code))
    assert done.certificate_sha256 == keys.tokens["valid"].certificate_sha256
    bound = desk.register()
    assert (bound.sha256, bound.state) == (done.certificate_sha256, "registered")
    after = desk.key_way()
    assert after.registered
    assert after.missing is None
    events = [entry.event for entry in desk.journal()]
    assert events[-2:] == ["trial_signature", "certificate_registered"]
    assert sandbox.ctl("ledger") == []
    with pytest.raises(NoTrial):
        desk.register()


def test_only_the_sentence_that_was_shown_is_signed_and_once(desk: Desk, keys: Keys) -> None:
    key = selection(desk, keys.tokens["valid"])
    shown = desk.trial_sentence()
    with pytest.raises(SentenceNotShown):
        desk.trial("Je soussignée autorise TEST", key, pin())
    desk.trial(shown, key, pin())
    with pytest.raises(SentenceNotShown):
        desk.trial(shown, key, pin())


def test_a_wrong_pin_spends_the_sentence_and_registers_nothing(desk: Desk, keys: Keys) -> None:
    with pytest.raises(PinIncorrect):
        desk.trial(desk.trial_sentence(), selection(desk, keys.tokens["valid"]), bytearray(b"135791"))
    with pytest.raises(NoTrial):
        desk.register()
    assert desk.key_way().certificates == ()


def test_a_predecessors_key_makes_no_trial_and_can_be_reported_once(
    desk: Desk, keys: Keys, sandbox: RunningSandbox
) -> None:
    theirs = selection(desk, keys.tokens["predecessor"])
    with pytest.raises(RokhasError) as refused:
        desk.trial(desk.trial_sentence(), theirs, pin())
    assert refused.value.code == "IDN-001"
    first = desk.notify_predecessor(theirs)
    assert desk.notify_predecessor(theirs) == first
    (notice,) = sandbox.ctl("notices")
    assert notice["sha256"] == theirs.certificate_sha256
    assert not {"name", "cin"} & set(notice)
    with pytest.raises(NotPredecessors):
        desk.notify_predecessor(selection(desk, keys.tokens["valid"]))


def test_the_platform_refuses_an_old_sentence_and_another_text(desk: Desk, keys: Keys) -> None:
    from rokhas_desktop.desk.room import DeskRoom
    from rokhas_desktop.signing import trial as trial_signature

    assert isinstance(desk, DeskRoom)
    office = desk._office
    token = selection(desk, keys.tokens["valid"])
    old = trial.sentence(datetime.now(UTC) - timedelta(hours=1), bytes(16))
    with office.token.open(token, pin()) as session:

        class Signer:
            certificate, chain, schemes, sign = session.certificate, (), session.schemes, session.sign

        signature = trial_signature.sign(old, Signer(), signed_at=datetime.now(UTC))  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="sentence"):
            trial_signature.sign("Décision n° 1 TEST", Signer(), signed_at=datetime.now(UTC))  # type: ignore[arg-type]
    for said in (old, "x" * 80):
        with pytest.raises(PlatformRefused) as refused:
            office.client.trial(said, signature)
        assert refused.value.slug == "trial-sentence"
    with pytest.raises(PlatformRefused) as refused:
        office.client.trial(trial.sentence(datetime.now(UTC), bytes(16)), signature)
    assert refused.value.slug == "broken-signature"


def test_a_new_presidents_key_is_on_its_way_and_a_delegate_signs_meanwhile(
    home: Home, keys: Keys, sandbox: RunningSandbox
) -> None:
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox, "president.berrechid")
        way = desk.key_way()
        assert way.on_its_way
        assert way.missing is not None
        assert way.missing.step == "face_to_face"
        assert [step.state for step in way.steps] == ["done", "done", "pending", *["unknown"] * 4]
        assert way.lapses_on is not None
        (delegate,) = way.meanwhile
        assert (delegate.kind, delegate.key_ready) == ("delegation_of_signature", True)
        sandbox.ctl("key-step", username="president.berrechid", step="face_to_face", state="done", by="ca")
        sandbox.ctl("key-step", username="president.berrechid", step="picked_up", state="done", by="holder")
        desk.synchronise(fetch=False)
        moved = desk.key_way()
        assert moved.missing is not None
        assert moved.missing.step == "delivery_record"
        assert moved.lapses_on is None


@pytest.fixture
def numberless(sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keys]:
    """A token whose certificate holds its holder's name and no number."""
    with monkeypatch.context() as patched:
        patched.setattr("rokhas_desktop.sandbox.emulated.postal_ca.person", without_number)
        keys = keys_of(sandbox, tmp_path / "keys", "valid")
    yield keys
    (token,) = keys.tokens.values()
    sandbox.ctl("bind", username=sandbox.president["username"], sha256=token.certificate_sha256, state="none")


def without_number(holder: HolderSpec) -> Subject:
    whole = person(holder)
    return Subject(x509.Name([one for one in whole.name if one.oid != NameOID.SERIAL_NUMBER]))


def test_a_certificate_without_a_number_signs_only_once_an_officer_confirmed_it(
    home: Home, numberless: Keys, sandbox: RunningSandbox
) -> None:
    token = numberless.tokens["valid"]
    with rooms_at(home, numberless) as rooms:
        desk = log_in(rooms, sandbox)
        assert [one.code for one in standing(desk, token).refusals] == ["IDN-002"]
        desk.trial(desk.trial_sentence(), selection(desk, token), pin())
        assert desk.register().state == "pending"
        assert [one.code for one in standing(desk, token).refusals] == ["IDN-007"]
        sandbox.ctl("bind", username=sandbox.president["username"], sha256=token.certificate_sha256, state="registered")
        desk.synchronise(fetch=False)
        assert standing(desk, token).usable
        sandbox.ctl("bind", username=sandbox.president["username"], sha256=token.certificate_sha256, state="none")
        desk.synchronise(fetch=False)
        assert [one.code for one in standing(desk, token).refusals] == ["IDN-002"]


@given(st.datetimes(timezones=st.just(UTC)), st.binary(min_size=16, max_size=16), st.text(min_size=1))
def test_a_sentence_is_recognised_and_nothing_longer(at: datetime, nonce: bytes, more: str) -> None:
    made = trial.sentence(at, nonce)
    assert trial.is_sentence(made)
    assert not trial.is_sentence(made + more)
    assert not trial.is_sentence(more + made)
    assert not trial.is_sentence(more)
