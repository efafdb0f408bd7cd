"""Every key and scheme that may sign, on a real token and judged by others; every weak one refused with its code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from support.documents import plan, signature_of
from support.judges import is_valid, openssl_accepts, pdfsig
from support.pdf_signing import Binding, How, TestKey
from support.pdf_signing import sign as sign_otherwise
from support.signers import DAY, NOW, Authority, FileSigner, name, pem, signer, usage
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import algorithms, verify
from rokhas_desktop.signing.cms import KeySigner
from rokhas_desktop.signing.face import SignedFile
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.session import TokenSession

RSA = ("rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512", "rsa-pss-sha256")
MATRIX = {
    "rsa2048-matrix": RSA,
    "rsa3072-matrix": RSA,
    "rsa4096-matrix": RSA,
    "p256-matrix": ("ecdsa-sha256",),
    "p384-matrix": ("ecdsa-sha256", "ecdsa-sha384"),
}


class Holder:
    """A token's session with one scheme only."""

    def __init__(self, session: TokenSession, scheme: str) -> None:
        self.certificate, self.sign = session.certificate, session.sign
        self.schemes, self.chain = (scheme,), ()


@pytest.mark.parametrize("name", MATRIX)
def test_every_key_signs_by_every_scheme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: Callable[..., SignedFile], name: str
) -> None:
    monkeypatch.delenv("SOFTHSM2_CONF", raising=False)
    store = Store(tmp_path / "store")
    store.add("TEST token", OnToken(name))
    (tmp_path / "logs").mkdir()
    original = plan(tmp_path / "plan.pdf")
    with TokenRoom(DEADLINES, tmp_path / "logs") as room:
        selection = choose(room.survey([store.candidate]), token="TEST token")
        with room.open(selection, bytearray(PIN.encode())) as session:
            for scheme in MATRIX[name]:
                assert scheme in session.schemes
                signed = sign(original, by=Holder(session, scheme), target=tmp_path / f"{scheme}.pdf")
                assert openssl_accepts(signed.path, pem(session.certificate)) == "", scheme
                # Poppler does not say how it hashes a PSS signature; openssl above is the judge of those.
                assert is_valid(signed.path) or ("-pss-" in scheme and pdfsig(signed.path)), scheme
                info = signature_of(signed.path).signer_info
                assert info["digest_algorithm"]["algorithm"].native == scheme.rpartition("-")[2]
                used = info["signature_algorithm"]["algorithm"].native
                assert used == ("rsassa_pss" if "-pss-" in scheme else used)
                assert "sha1" not in used


def weak_leaf(authority: Authority, public: Any, *, hash_of: Any = None) -> bytes:
    """A TEST certificate over a key that nobody should use."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(name("TEST faible"))
        .issuer_name(authority.certificate.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage("content_commitment"), critical=True)
    )
    return builder.sign(authority.key, hash_of or hashes.SHA256()).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def good() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def small_exponent() -> Any:
    return rsa.generate_private_key(3, 2048).public_key()


WEAK_KEYS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "rsa1024": (lambda: rsa.generate_private_key(65537, 1024).public_key(), "SIG-013", "1024"),
    "rsa2047": (lambda: rsa.generate_private_key(65537, 2047).public_key(), "SIG-013", "2047"),
    "exponent 3": (small_exponent, "SIG-018", "RSA e=3"),
    "p192": (lambda: ec.generate_private_key(ec.SECP192R1()).public_key(), "SIG-018", "secp192r1"),
    "p224": (lambda: ec.generate_private_key(ec.SECP224R1()).public_key(), "SIG-018", "secp224r1"),
    "secp256k1": (lambda: ec.generate_private_key(ec.SECP256K1()).public_key(), "SIG-018", "secp256k1"),
    "dsa": (lambda: dsa.generate_private_key(2048).public_key(), "SIG-018", "DSA"),
    "ed25519": (lambda: ed25519.Ed25519PrivateKey.generate().public_key(), "SIG-018", "Ed25519"),
}


@pytest.mark.parametrize("kind", WEAK_KEYS)
def test_a_weak_key_is_refused_before_it_is_asked(authority: Authority, good: Any, kind: str) -> None:
    make, code, said = WEAK_KEYS[kind]
    holder = FileSigner(good, weak_leaf(authority, make()))
    with pytest.raises(RokhasError) as raised:
        KeySigner(holder)
    assert raised.value.code == code
    assert said in " ".join(str(value) for value in raised.value.details.values())
    assert holder.asked == 0


@pytest.mark.parametrize("exponent", [1, 3, 17, 65535, 65536, 65538, (1 << 64) + 1])
def test_odd_exponents_are_refused(exponent: int) -> None:
    """No library makes most of them: the rule itself is asked."""
    with pytest.raises(RokhasError) as raised:
        algorithms.check_exponent(exponent, "TEST")
    assert raised.value.code == "SIG-018"


def test_a_certificate_signed_with_sha1_is_refused(authority: Authority, good: Any) -> None:
    holder = FileSigner(good, sha1_signed(weak_leaf(authority, good.public_key()), authority))
    with pytest.raises(RokhasError) as raised:
        KeySigner(holder)
    assert (raised.value.code, raised.value.details["what"]) == ("SIG-018", "sha1")


def sha1_signed(der: bytes, authority: Authority) -> bytes:
    """The same certificate under a SHA-1 signature, which the library makes no more."""
    from asn1crypto import x509 as asn1
    from cryptography.hazmat.primitives.asymmetric import padding

    made = asn1.Certificate.load(der)
    algorithm = {"algorithm": "sha1_rsa"}
    made["tbs_certificate"]["signature"] = algorithm
    made["signature_algorithm"] = algorithm
    body = made["tbs_certificate"].dump(force=True)
    made["signature_value"] = authority.key.sign(body, padding.PKCS1v15(), hashes.SHA1())
    return bytes(made.dump(force=True))


@pytest.mark.parametrize("place", ["below the root", "the root's own"])
def test_a_weak_link_in_the_chain_is_refused_but_for_a_roots_own_signature(good: Any, place: str) -> None:
    root = Authority("TEST Racine")
    between = Authority("TEST AC", root)
    weak = sha1_signed(between.der if place == "below the root" else root.der, root)
    chain = (weak, root.der) if place == "below the root" else (between.der, weak)
    holder = FileSigner(good, between.issue(good.public_key()), chain)
    if place == "the root's own":
        assert KeySigner(holder).scheme.hash == "sha256"
        return
    with pytest.raises(RokhasError) as raised:
        KeySigner(holder)
    assert (raised.value.code, raised.value.details["what"]) == ("SIG-018", "sha1")
    assert "TEST AC" in str(raised.value.details["where"])


def test_a_chain_with_a_short_key_is_refused(good: Any) -> None:
    small = Authority("TEST AC courte", None, rsa.generate_private_key(65537, 1024))
    holder = FileSigner(good, small.issue(good.public_key()), (small.der,))
    with pytest.raises(RokhasError) as raised:
        KeySigner(holder)
    assert (raised.value.code, raised.value.details["what"]) == ("SIG-018", "RSA 1024")


def test_larger_rsa_keys_are_no_weak_ones(authority: Authority) -> None:
    algorithms.check_exponent(65537, "TEST")
    assert KeySigner(signer(authority, "rsa3072")).scheme.name == "rsa-pkcs1-sha256"


@pytest.mark.parametrize("how", [How(digest="sha1"), How()], ids=["sha1", "rsa1024"])
def test_what_another_program_signed_with_weak_means_is_not_passed(
    tmp_path: Path, authority: Authority, root: Authority, good: Any, how: How
) -> None:
    key = good if how.digest == "sha1" else rsa.generate_private_key(65537, 1024)
    made = TestKey(key, x509.load_der_x509_certificate(weak_leaf(authority, key.public_key())), (authority.der,))
    content = sign_otherwise(plan(tmp_path / "plan.pdf").read_bytes(), made, Binding("TEST", "1/1", "TEST"), how)
    (tmp_path / "weak.pdf").write_bytes(content)
    found = verify.verify_file(tmp_path / "weak.pdf", trust=[root.der])
    assert found.verdict == "INDETERMINATE"
    assert found.signatures[0].reasons == ("VER-011",)
