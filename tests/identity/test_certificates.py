from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from support.postal import HOLDER, der, ec_key, key, leaf

from rokhas_desktop import catalogue
from rokhas_desktop.identity import qc
from rokhas_desktop.identity.certificates import BARS_EVERY_SIGNATURE, read_facts, unfitness
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.sandbox.postal_ca import (
    ADVANCED,
    AUTHENTICATION,
    QUALIFIED_SEAL,
    QUALIFIED_SIGNATURE,
    PostalCA,
    Profile,
    organisation,
    person,
)
from rokhas_desktop.sandbox.postal_ca.founding import Signer, Urls, certify, revocation_access
from rokhas_desktop.sandbox.postal_ca.profiles import Subject

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> PostalCA:
    folder: Path = tmp_path_factory.mktemp("identity") / "ca"
    return PostalCA.open_or_create(folder)


def codes(certificate: x509.Certificate, at: datetime = NOW) -> list[str]:
    return [refusal.code for refusal in unfitness(read_facts(der(certificate)), at)]


def test_a_qualified_signature_is_fit(ca: PostalCA) -> None:
    certificate = leaf(ca)
    facts = read_facts(der(certificate))
    assert unfitness(facts, NOW) == ()
    assert facts.kind == "signature"
    assert facts.qualified
    assert facts.on_qscd
    assert facts.key_usage == frozenset({"nonRepudiation"})
    assert (facts.key_algorithm, facts.key_bits, facts.signature_hash) == ("rsa", 2048, "sha256")
    assert facts.policies == ("1.2.504.1.1.1.2.1.1.2.1.10",)
    assert facts.sha256 == hashlib.sha256(der(certificate)).hexdigest()
    assert facts.holder.cin == HOLDER.cin
    assert facts.issuer_name == "Qualified CA Barid eSign TEST"
    assert facts.ocsp_urls == (ca.urls.ocsp,)
    assert facts.crl_urls == (ca.urls.crl("qualified-ca"),)
    assert facts.ca_issuers == (ca.urls.certificate("qualified-ca"),)
    assert not facts.is_ca


def test_an_elliptic_key_is_fit(ca: PostalCA) -> None:
    assert codes(ca.issue(ec_key().public_key(), person(HOLDER), QUALIFIED_SIGNATURE)) == []


def test_time_bounds_are_included(ca: PostalCA) -> None:
    facts = read_facts(der(leaf(ca)))
    second = timedelta(seconds=1)
    assert unfitness(facts, facts.not_before) == ()
    assert unfitness(facts, facts.not_after) == ()
    assert [r.code for r in unfitness(facts, facts.not_before - second)] == ["CRT-002"]
    assert [r.code for r in unfitness(facts, facts.not_after + second)] == ["CRT-001"]


def test_expiry_tells_the_day_at_casablanca(ca: PostalCA) -> None:
    facts = replace(read_facts(der(leaf(ca))), not_after=datetime(2025, 1, 31, 23, 30, tzinfo=UTC))
    (refusal,) = unfitness(facts, NOW)
    assert refusal.details["date"] == "01/02/2025"  # UTC+1
    assert refusal.text("fr").title == (
        "Le certificat de cette clé a expiré le 01/02/2025 ; la loi 43-20 (article 44) interdit de l'utiliser."
    )


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (AUTHENTICATION, ["CRT-003"]),
        (QUALIFIED_SEAL, ["CRT-004"]),
        (ADVANCED, ["CRT-005"]),
        (replace(QUALIFIED_SIGNATURE, statements=qc.QcStatements(True, (qc.E_SIGN,), False)), ["CRT-007"]),
        (replace(QUALIFIED_SIGNATURE, statements=qc.QcStatements(False, (qc.E_SIGN,), True)), ["CRT-011"]),
        (replace(QUALIFIED_SIGNATURE, statements=qc.QcStatements(True, (qc.E_SEAL,), True)), ["CRT-004"]),
        (replace(QUALIFIED_SIGNATURE, statements=qc.QcStatements(True, ("0.4.0.1862.1.6.3",), True)), ["CRT-010"]),
        # A policy below an accepted one, or beside it, is another policy.
        (replace(QUALIFIED_SIGNATURE, policies=("1.2.504.1.1.1.2.1.1.2.1.10.1",)), ["CRT-010"]),
        (replace(QUALIFIED_SIGNATURE, policies=("1.2.504.1.1.1.2.1.1.2.1.1",)), ["CRT-010"]),
        (replace(QUALIFIED_SIGNATURE, policies=()), ["CRT-010"]),
        (replace(QUALIFIED_SIGNATURE, usages=frozenset({"key_cert_sign", "content_commitment"})), ["CRT-008"]),
    ],
)
def test_what_a_certificate_is_not_for(ca: PostalCA, profile: Profile, expected: list[str]) -> None:
    assert codes(leaf(ca, profile)) == expected


def test_authorities_do_not_sign_acts(ca: PostalCA) -> None:
    for certificate in (*ca.anchors, *ca.chain):
        facts = read_facts(certificate)
        assert facts.is_ca
        assert "CRT-008" in [refusal.code for refusal in unfitness(facts, NOW)]


def test_a_pseudonym_is_refused(ca: PostalCA) -> None:
    name = x509.Name(
        [x509.NameAttribute(NameOID.PSEUDONYM, "Atlas TEST"), x509.NameAttribute(NameOID.COMMON_NAME, "Atlas TEST")]
    )
    assert codes(ca.issue(key().public_key(), Subject(name), QUALIFIED_SIGNATURE)) == ["CRT-006"]


def test_weak_keys_are_refused(ca: PostalCA) -> None:
    small = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
    assert codes(ca.issue(small, person(HOLDER), QUALIFIED_SIGNATURE)) == ["CRT-009"]
    curve = ec.generate_private_key(ec.SECP256K1()).public_key()
    assert codes(ca.issue(curve, person(HOLDER), QUALIFIED_SIGNATURE)) == ["CRT-009"]
    other = ed25519.Ed25519PrivateKey.generate().public_key()
    assert codes(ca.issue(other, person(HOLDER), QUALIFIED_SIGNATURE)) == ["CRT-009"]  # type: ignore[arg-type]


def test_weak_hashes_are_refused(ca: PostalCA) -> None:
    facts = read_facts(der(leaf(ca)))
    for weak in ("sha1", "md5", None):
        assert [r.code for r in unfitness(replace(facts, signature_hash=weak), NOW)] == ["CRT-009"]


def test_reasons_add_up_and_the_kind_comes_first(ca: PostalCA) -> None:
    facts = read_facts(der(leaf(ca, QUALIFIED_SEAL)))
    assert [r.code for r in unfitness(facts, facts.not_after + timedelta(days=1))] == ["CRT-004", "CRT-001"]


def test_a_seal_has_no_holder_s_number(ca: PostalCA) -> None:
    certificate = ca.issue(key().public_key(), organisation("Commune TEST", "NTRMA-0"), QUALIFIED_SEAL)
    assert read_facts(der(certificate)).holder.cin is None


def test_what_bars_every_signature_is_in_the_catalogue() -> None:
    assert {catalogue.entry(code).severity for code in BARS_EVERY_SIGNATURE} == {"problem"}


def test_every_cut_of_a_certificate_is_refused_and_never_crashes(ca: PostalCA) -> None:
    whole = der(leaf(ca))
    for end in range(0, len(whole), 37):
        with pytest.raises(UnreadableCertificate):
            read_facts(whole[:end])


def test_a_certificate_of_an_unknown_version_is_refused() -> None:
    version = SAMPLE.index(b"\xa0\x03\x02\x01\x02")
    with pytest.raises(UnreadableCertificate):
        read_facts(SAMPLE[: version + 4] + b"\x01" + SAMPLE[version + 5 :])


@given(st.data())
def test_a_damaged_certificate_is_read_or_refused(damaged: st.DataObject) -> None:
    whole = bytearray(SAMPLE)
    for _ in range(damaged.draw(st.integers(1, 4))):
        whole[damaged.draw(st.integers(0, len(whole) - 1))] = damaged.draw(st.integers(0, 255))
    try:
        facts = read_facts(bytes(whole))
    except UnreadableCertificate:
        return
    unfitness(facts, NOW)


def _sample() -> bytes:
    subject = person(HOLDER)
    validity = (NOW, NOW + timedelta(days=1))
    extensions = (*QUALIFIED_SIGNATURE.extensions(), *revocation_access(Urls(20_000), "qualified-ca"))
    issuer = Signer(certify(subject.name, key().public_key(), None, key(), validity, ()), key())
    return der(certify(subject.name, key().public_key(), issuer, key(), validity, extensions))


SAMPLE = _sample()


@given(st.booleans(), st.lists(st.sampled_from([qc.E_SIGN, qc.E_SEAL, "0.4.0.1862.1.6.3"]), max_size=3), st.booleans())
def test_statements_are_read_as_they_were_written(compliance: bool, types: list[str], sscd: bool) -> None:
    said = qc.QcStatements(compliance, tuple(types), sscd)
    profile = replace(QUALIFIED_SIGNATURE, statements=said)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(person(HOLDER).name)
        .issuer_name(person(HOLDER).name)
        .public_key(ec_key().public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
    )
    for value, critical in profile.extensions():
        certificate = certificate.add_extension(value, critical)
    assert qc.read(certificate.sign(ec_key(), hashes.SHA256())) == said
