from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.postal import der, leaf

from rokhas_desktop.identity import chain
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.sandbox.postal_ca import PostalCA

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> PostalCA:
    folder: Path = tmp_path_factory.mktemp("chain") / "ca"
    return PostalCA.open_or_create(folder)


class Authority:
    """A small CA of any shape, for paths that a good CA would not make."""

    def __init__(
        self,
        name: str,
        issuer: Authority | None = None,
        *,
        ca: bool = True,
        length: int | None = None,
        sign: bool = True,
    ) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} TEST")])
        usage = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "encipher_only", "decipher_only"), False,
        )  # fmt: skip
        self.der = der(
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(issuer.name if issuer else self.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=10))
            .not_valid_after(NOW + timedelta(days=10))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=length), True)
            .add_extension(x509.KeyUsage(**usage, key_cert_sign=sign, crl_sign=False), True)
            .sign((issuer or self).key, hashes.SHA256())
        )


def test_a_path_leads_to_the_anchor(ca: PostalCA) -> None:
    certificate = der(leaf(ca))
    found = chain.build(certificate, ca.chain, ca.anchors)
    assert found is not None
    assert (found.leaf, found.intermediates, found.anchor) == (certificate, ca.chain, ca.anchors[0])
    assert found.issuer == ca.chain[0]
    assert found.anchor_sha256 == hashlib.sha256(ca.anchors[0]).hexdigest()


def test_an_anchor_may_be_the_issuer_itself(ca: PostalCA) -> None:
    found = chain.build(der(leaf(ca)), (), ca.chain)
    assert found is not None
    assert found.intermediates == ()
    assert found.issuer == ca.chain[0]


def test_there_is_no_path_without_the_sub_ca_or_to_another_root(ca: PostalCA, tmp_path: Path) -> None:
    certificate = der(leaf(ca))
    assert chain.build(certificate, (), ca.anchors) is None
    # The same names with other keys: only a signature tells them apart.
    other = PostalCA.open_or_create(tmp_path / "other")
    assert chain.build(certificate, ca.chain, other.anchors) is None
    assert chain.build(certificate, other.chain, other.anchors) is None


def test_rubbish_among_the_intermediates_is_passed_over(ca: PostalCA) -> None:
    assert chain.build(der(leaf(ca)), (b"", b"\x30\x00", der(leaf(ca)), *ca.chain), ca.anchors) is not None


def test_rubbish_instead_of_the_certificate_is_refused(ca: PostalCA) -> None:
    with pytest.raises(UnreadableCertificate):
        chain.build(b"\x30\x03abc", ca.chain, ca.anchors)


def test_authorities_must_be_valid_at_the_instant(ca: PostalCA) -> None:
    certificate = der(leaf(ca))
    assert chain.build(certificate, ca.chain, ca.anchors, at=NOW) is not None
    assert chain.build(certificate, ca.chain, ca.anchors, at=NOW + timedelta(days=20 * 365)) is None


def test_one_who_is_no_authority_cannot_issue() -> None:
    root = Authority("Root")
    for wrong in (Authority("Person", root, ca=False), Authority("Silent", root, sign=False)):
        assert chain.build(Authority("Leaf", wrong).der, [wrong.der], [root.der]) is None


def test_path_lengths_are_respected() -> None:
    root = Authority("Root")
    for length, expected in ((0, False), (1, True), (None, True)):
        upper = Authority("Upper", root, length=length)
        lower = Authority("Lower", upper)
        found = chain.build(Authority("Leaf", lower, ca=False).der, [lower.der, upper.der], [root.der])
        assert (found is not None) is expected


def test_authorities_that_sign_each_other_come_to_an_end() -> None:
    ring = [Authority("Ring")]
    for _ in range(12):
        ring.append(Authority("Ring", ring[-1]))
    assert (
        chain.build(Authority("Leaf", ring[-1], ca=False).der, [one.der for one in ring], [Authority("R").der]) is None
    )
