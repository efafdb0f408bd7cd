"""Log-in and signatures on real SoftHSM tokens; signatures are checked by a second implementation of ours."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from support.tokens import DEADLINES, PIN, OnToken, Store, private_key

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token import errors
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.session import TokenSession
from rokhas_desktop.token.views import Selection

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SoftHSM is that of the Linux test machine")

Make = Callable[..., Selection]
MESSAGE = b"TEST: signed attributes"


def verify(name: str, scheme: str, signature: bytes) -> None:
    """Raises InvalidSignature."""
    key = private_key(name).public_key()
    algorithm = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}[scheme[-3:]]
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, MESSAGE, ec.ECDSA(algorithm))
        return
    assert isinstance(key, rsa.RSAPublicKey)
    pss = padding.PSS(padding.MGF1(algorithm), salt_length=32)
    key.verify(signature, MESSAGE, pss if "pss" in scheme else padding.PKCS1v15(), algorithm)


@pytest.mark.parametrize(
    ("name", "schemes"),
    [
        ("rsa1", ("rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512", "rsa-pss-sha256")),
        ("p256", ("ecdsa-sha256",)),
        ("p384", ("ecdsa-sha384", "ecdsa-sha256")),
    ],
)
def test_every_scheme_of_a_key_signs(
    on_token: Make, room: TokenRoom, pin: bytearray, name: str, schemes: tuple[str, ...]
) -> None:
    with room.open(on_token(OnToken(name)), pin) as session:
        assert session.schemes == schemes
        assert session.certificate == OnToken(name).certificate
        for scheme in schemes:
            verify(name, scheme, session.sign(MESSAGE, scheme))


@pytest.mark.parametrize(("allowed", "scheme"), [((0x1,), "rsa-pkcs1-sha256"), ((0xD,), "rsa-pss-sha256")])
def test_a_key_that_takes_only_what_was_hashed_here(
    on_token: Make, room: TokenRoom, pin: bytearray, allowed: tuple[int, ...], scheme: str
) -> None:
    with room.open(on_token(OnToken("rsa1", allowed=allowed)), pin) as session:
        assert scheme in session.schemes
        assert not ({"rsa-pkcs1-sha256", "rsa-pss-sha256"} - {scheme}) & set(session.schemes)
        verify("rsa1", scheme, session.sign(MESSAGE, scheme))


def test_a_scheme_that_is_not_offered_is_refused_and_the_session_goes_on(
    on_token: Make, room: TokenRoom, pin: bytearray
) -> None:
    with room.open(on_token(OnToken("rsa1")), pin) as session:
        for scheme in ("ecdsa-sha256", "rsa-pkcs1-md5"):
            with pytest.raises(errors.SchemeNotOffered):
                session.sign(MESSAGE, scheme)
        verify("rsa1", "rsa-pkcs1-sha256", session.sign(MESSAGE, "rsa-pkcs1-sha256"))


def test_a_batch_is_signed_after_one_pin(on_token: Make, room: TokenRoom, pin: bytearray) -> None:
    with room.open(on_token(OnToken("rsa1")), pin) as session:
        assert len({session.sign(MESSAGE + bytes([number]), "rsa-pkcs1-sha256") for number in range(30)}) == 30


def test_an_always_authenticate_key_signs_as_often_as_was_consented_to(
    on_token: Make, room: TokenRoom, store: Store, pin: bytearray
) -> None:
    selection = on_token(OnToken("rsa1", always_authenticate=True))
    with pytest.raises(errors.ConsentWanted):
        room.open(selection, bytearray(pin))
    found = room.survey([store.candidate]).find(selection)
    assert found is not None
    assert found[1].key is not None
    assert found[1].key.always_authenticate is True  # learned, though the token hides it before log-in
    with room.open(selection, pin, pin_uses=50) as session:
        assert session.key.always_authenticate is True
        for _ in range(50):
            verify("rsa1", "rsa-pkcs1-sha256", session.sign(MESSAGE, "rsa-pkcs1-sha256"))
        with pytest.raises(errors.PinUsesSpent):
            session.sign(MESSAGE, "rsa-pkcs1-sha256")


def test_a_wrong_pin_is_named_spent_once_and_not_kept(on_token: Make, room: TokenRoom, store: Store) -> None:
    selection = on_token(OnToken("rsa1"))
    wrong = bytearray(b"13572468")
    with pytest.raises(errors.PinIncorrect) as caught:
        room.open(selection, wrong)
    assert wrong == bytes(8)
    assert caught.value.details == {"ckr": "C_Login: CKR_PIN_INCORRECT"}
    assert not catalogue.entry(caught.value.code).retry
    (token,) = room.survey([store.candidate]).tokens
    assert token.pin_state == "count-low"
    with room.open(selection, bytearray(PIN.encode())) as session:
        verify("rsa1", "rsa-pkcs1-sha256", session.sign(MESSAGE, "rsa-pkcs1-sha256"))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", errors.PinLength),
        ("123", errors.PinLength),
        ("1" * 256, errors.PinLength),
        ("٢٤٦٨١٣٥٧", errors.PinCharacters),
        ("۲۴۶۸۱۳۵۷", errors.PinCharacters),
        ("2468\t1357", errors.PinCharacters),
        ("24681357\n", errors.PinCharacters),
    ],
)
def test_a_pin_that_cannot_be_right_spends_no_try(
    on_token: Make, room: TokenRoom, store: Store, typed: str, error: type[RokhasError]
) -> None:
    selection = on_token(OnToken("p256"))
    given = bytearray(typed.encode())
    with pytest.raises(error):
        room.open(selection, given)
    assert not any(given)
    (token,) = room.survey([store.candidate]).tokens
    assert token.pin_state == "ok"


def test_a_token_without_pin_or_pinpad_says_so(on_token: Make, room: TokenRoom, store: Store, pin: bytearray) -> None:
    selection = on_token(OnToken("p256"))
    with pytest.raises(errors.PinMissing):
        room.open(selection, None)


def test_another_token_or_certificate_is_never_tried(
    on_token: Make, room: TokenRoom, store: Store, pin: bytearray
) -> None:
    selection = on_token(OnToken("p256"))
    with pytest.raises(errors.UnknownCertificate):
        room.open(replace(selection, certificate_sha256="00" * 32), bytearray(pin))
    with pytest.raises(errors.TokenRemoved):
        room.open(replace(selection, serial="another"), bytearray(pin))
    wrong = bytearray(b"13572468")
    with pytest.raises(errors.UnknownCertificate):
        room.open(replace(selection, certificate_sha256="00" * 32), wrong)
    (token,) = room.survey([store.candidate]).tokens
    assert token.pin_state == "ok"


@pytest.mark.parametrize(
    ("key", "error"),
    [
        (OnToken("rsa1", with_private=False), errors.NoKey),
        (OnToken("rsa1", with_private=False, with_public=False), errors.NoKey),
        (OnToken("rsa1", signs=False), errors.KeyNotForSigning),
    ],
)
def test_a_certificate_whose_key_cannot_sign(
    on_token: Make, room: TokenRoom, pin: bytearray, key: OnToken, error: type[RokhasError]
) -> None:
    with pytest.raises(error):
        room.open(on_token(key), pin)


@pytest.mark.parametrize("name", ["rsa1", "p256"])
def test_a_key_with_another_id_is_found_by_its_public_key(
    on_token: Make, room: TokenRoom, pin: bytearray, name: str
) -> None:
    with room.open(on_token(OnToken(name, "a1", key_id="ff"), OnToken("p384", "b2"), cert_id="a1"), pin) as session:
        verify(name, session.schemes[0], session.sign(MESSAGE, session.schemes[0]))


def test_a_key_without_public_object_is_found_by_id_and_by_modulus(
    on_token: Make, room: TokenRoom, pin: bytearray
) -> None:
    keys = [OnToken("rsa1", "a1", with_public=False), OnToken("rsa2", "b2", key_id="ee", with_public=False)]
    with room.open(on_token(*keys, cert_id="a1"), bytearray(pin)) as session:
        verify("rsa1", "rsa-pkcs1-sha256", session.sign(MESSAGE, "rsa-pkcs1-sha256"))
        other = replace(session.selection, certificate_sha256=_sha256(keys[1].certificate))
    with room.open(other, pin) as session:
        verify("rsa2", "rsa-pkcs1-sha256", session.sign(MESSAGE, "rsa-pkcs1-sha256"))


def _sha256(data: bytes) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize().hex()


def test_an_id_that_another_key_took_does_not_pair(on_token: Make, room: TokenRoom, pin: bytearray) -> None:
    stale = OnToken("rsa1", "a1", with_private=False, with_public=False)
    successor = OnToken("rsa2", "a1", with_certificate=False)
    with pytest.raises(errors.NoKey):
        room.open(on_token(stale, successor), pin)


def test_a_signature_that_does_not_fit_the_certificate_is_thrown_away(
    on_token: Make, room: TokenRoom, pin: bytearray
) -> None:
    # A private EC key does not tell its point: an ID taken over by another key is noticed at the signature only.
    stale = OnToken("p256", "a1", with_private=False, with_public=False)
    successor = OnToken("p256 of another", "a1", with_certificate=False, with_public=False)
    with room.open(on_token(stale, successor), pin) as session:
        with pytest.raises(errors.WrongSignature):
            session.sign(MESSAGE, "ecdsa-sha256")
        assert not session.open
        with pytest.raises(errors.SessionClosed):
            session.sign(MESSAGE, "ecdsa-sha256")


def test_a_removed_token_ends_the_session_with_a_code(
    on_token: Make, room: TokenRoom, store: Store, pin: bytearray
) -> None:
    selection = on_token(OnToken("p256"))
    with room.open(selection, bytearray(pin)) as session:
        store.remove_all()
        with pytest.raises(errors.TokenError):
            session.sign(MESSAGE, "ecdsa-sha256")
        assert not session.open
    with pytest.raises(errors.TokenRemoved):
        room.open(selection, pin)


def started(session: TokenSession, outcome: list[object]) -> threading.Thread:
    """Signs on a thread of its own."""

    def sign() -> None:
        try:
            outcome.append(session.sign(MESSAGE, session.schemes[0]))
        except RokhasError as error:
            outcome.append(error)

    thread = threading.Thread(target=sign)
    thread.start()
    time.sleep(0.1)
    return thread


def test_a_child_killed_while_signing_is_told_and_the_next_log_in_works(
    on_token: Make, room: TokenRoom, pin: bytearray
) -> None:
    selection = on_token(OnToken("p256"))
    outcome: list[object] = []
    with room.open(selection, bytearray(pin)) as session:
        child = psutil.Process(session.pid)
        child.suspend()
        thread = started(session, outcome)
        os.kill(session.pid, signal.SIGKILL)
        thread.join(5)
    assert [type(item) for item in outcome] == [errors.CrashedInSession]
    assert not child.is_running()
    with room.open(selection, pin) as session:
        verify("p256", "ecdsa-sha256", session.sign(MESSAGE, "ecdsa-sha256"))


def test_a_child_that_hangs_is_killed_at_its_deadline(on_token: Make, store: Store, logs: Path, pin: bytearray) -> None:
    selection = on_token(OnToken("p256"))
    with TokenRoom(DEADLINES.model_copy(update={"sign": 0.5}), logs) as room:
        room.survey([store.candidate])
        with room.open(selection, pin) as session:
            child = psutil.Process(session.pid)
            child.suspend()
            with pytest.raises(errors.HungInSession):
                session.sign(MESSAGE, "ecdsa-sha256")
            assert not child.is_running()


def test_close_waits_for_the_signature_under_way_and_may_be_called_again(
    on_token: Make, room: TokenRoom, pin: bytearray
) -> None:
    session = room.open(on_token(OnToken("p256")), pin)
    child = psutil.Process(session.pid)
    outcome: list[object] = []
    child.suspend()
    signing = started(session, outcome)
    closing = threading.Thread(target=session.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    child.resume()
    signing.join(5)
    closing.join(5)
    assert [type(item) for item in outcome] == [bytes]
    assert not child.is_running()
    session.close()
    with pytest.raises(errors.SessionClosed):
        session.sign(MESSAGE, "ecdsa-sha256")
