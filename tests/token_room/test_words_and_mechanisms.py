"""The room's texts, and the arithmetic of its signatures."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tokens import certificate, private_key

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Coded
from rokhas_desktop.token import errors
from rokhas_desktop.token.check import fits
from rokhas_desktop.token.host import returns
from rokhas_desktop.token.host.cryptoki import Returned
from rokhas_desktop.token.host.mechanisms import SCHEMES, schemes_for

CLASSES = {error.code: error for error in errors.TokenError.__subclasses__()}


def placeholders(code: str) -> Iterator[str]:
    for text in catalogue.entry(code).texts.values():
        for sentence in (text.title, text.cause, *text.remedy):
            yield from (name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in errors.TokenError.__subclasses__()]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= {code for code in catalogue.everything() if code.startswith("TOK-")}


@pytest.mark.parametrize("code", sorted(CLASSES))
def test_a_text_says_the_same_in_three_languages(code: str) -> None:
    entry = catalogue.entry(code)
    assert (entry.exit, entry.batch) == ((4, "stop") if entry.severity == "problem" else (0, "continue"))
    assert len({len(text.remedy) for text in entry.texts.values()}) == 1
    said = {language: set(_names(text)) for language, text in entry.texts.items()}
    assert said["fr"] == said["ar"] == said["en"]


def _names(text: catalogue.Text) -> Iterator[str]:
    for sentence in (text.title, text.cause, *text.remedy):
        yield from (name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_an_error_of_the_child_gets_its_class_back() -> None:
    back = errors.typed(Coded("TOK-020", ckr="CKR_PIN_INCORRECT"))
    assert isinstance(back, errors.PinIncorrect)
    assert back.details == {"ckr": "CKR_PIN_INCORRECT"}
    other = Coded("APP-001", where="TEST")
    assert errors.typed(other) is other


@given(st.integers(1, 2**32 - 1))
def test_only_one_return_value_is_ever_called_a_wrong_pin(rv: int) -> None:
    error = returns.error(Returned("C_Login", rv), "log-in")
    assert isinstance(error, errors.PinIncorrect) == (rv == 0xA0)


@pytest.mark.parametrize("rv", [0x05, 0x06, 0x07, 0x30, 0x80100068, 0x80000001])
def test_an_ambiguous_failure_of_the_log_in_is_called_that(rv: int) -> None:
    error = returns.error(Returned("C_Login", rv), "log-in")
    assert type(error) is errors.LogInFailed
    assert set(placeholders(error.code)) <= set(error.details)


def test_return_values_become_what_the_help_desk_calls_them() -> None:
    def code(rv: int, phase: returns.Phase) -> str:
        return returns.error(Returned("C_Sign", rv), phase).code

    assert code(0x32, "sign") == code(0xE0, "search") == "TOK-011"
    assert code(0xE1, "search") == "TOK-014"
    assert code(0xA4, "log-in") == code(0xA4, "sign") == "TOK-021"
    assert code(0x102, "log-in") == "TOK-025"
    assert code(0xA3, "sign") == "TOK-026"
    assert code(0x104, "log-in") == "TOK-031"
    assert code(0x101, "sign") == "TOK-044"
    assert code(0xB1, "search") == code(0x31, "sign") == "TOK-051"
    assert code(0xB3, "sign") == "TOK-052"
    assert code(0x68, "sign") == "TOK-042"
    assert code(0xA0, "authenticate") == "TOK-034"
    assert returns.name(0x80100068) == "0x80100068"


@given(st.integers(1, 2**256 - 1), st.integers(1, 2**256 - 1))
def test_a_raw_ecdsa_signature_becomes_der(r: int, s: int) -> None:
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    assert utils.decode_dss_signature(SCHEMES["ecdsa-sha256"].finished(raw)) == (r, s)


@pytest.mark.parametrize("name", ["rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512"])
def test_a_digest_info_made_here_is_what_a_verifier_recovers(name: str) -> None:
    scheme = SCHEMES[name]
    on_token, here = scheme.mechanisms
    assert scheme.prepared(on_token, b"TEST") == b"TEST"
    algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[scheme.hash]
    key = private_key("rsa1")
    signature = key.sign(b"TEST", padding.PKCS1v15(), algorithm)  # type: ignore[call-arg,arg-type]
    recovered = key.public_key().recover_data_from_signature(signature, padding.PKCS1v15(), None)  # type: ignore[union-attr]
    assert recovered == scheme.prepared(here, b"TEST")


def test_schemes_follow_what_the_token_and_the_key_allow() -> None:
    assert schemes_for("rsa", 2048, {0x1}) == ("rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512")
    assert schemes_for("rsa", 2048, {0x1, 0xD, 0x40}, only_pss=True) == ("rsa-pss-sha256",)
    assert schemes_for("rsa", 2048, {0x1, 0xD, 0x40}, allowed=[0x40]) == ("rsa-pkcs1-sha256",)
    assert schemes_for("rsa", 2048, {0x1041}) == ()
    assert schemes_for("ec", 256, {0x1041, 0x1045}) == ("ecdsa-sha256",)
    assert schemes_for("ec", 384, {0x1041}) == ("ecdsa-sha384", "ecdsa-sha256")
    assert schemes_for("other", 0, {0x1, 0x1041}) == ()


@settings(max_examples=50)
@given(st.integers(min_value=0), st.sampled_from(["rsa1", "p256"]))
def test_a_signature_with_one_bit_changed_never_fits(bit: int, name: str) -> None:
    key = private_key(name)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        scheme, signature = "ecdsa-sha256", key.sign(b"TEST", ec.ECDSA(hashes.SHA256()))
    else:
        scheme, signature = "rsa-pkcs1-sha256", key.sign(b"TEST", padding.PKCS1v15(), hashes.SHA256())
    assert fits(certificate(name), scheme, signature, b"TEST")
    bad = bytearray(signature)
    bad[bit // 8 % len(bad)] ^= 1 << bit % 8
    assert not fits(certificate(name), scheme, bytes(bad), b"TEST")
    assert not fits(certificate("p384"), scheme, signature, b"TEST")
    assert not fits(certificate(name), "rsa-pss-sha256", signature, b"TEST")
