"""TEST certificates and keys in memory, as signers of the signing room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
_HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def name(common: str, **more: str) -> x509.Name:
    attributes = [x509.NameAttribute(NameOID.COUNTRY_NAME, "MA"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if "serial" in more:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, more["serial"]))
    return x509.Name(attributes)


def key_of(kind: str) -> Any:
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind.removeprefix("rsa") or 2048))
    return ec.generate_private_key(ec.SECP256R1() if kind == "p256" else ec.SECP384R1())


def usage(*names: str) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{one: one in names for one in every})


@dataclass
class Authority:
    """A TEST certification authority; ``issuer`` is None for a root."""

    common: str
    issuer: Authority | None = None
    key: Any = field(default_factory=lambda: key_of("rsa2048"))
    certificate: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        above = self.issuer
        issuer = above.certificate.subject if above else name(self.common)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name(self.common))
            .issuer_name(issuer)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 400 * DAY)
            .not_valid_after(NOW + 3650 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage("key_cert_sign", "crl_sign"), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(above.key if above else self.key, hashes.SHA256())
        )

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def issue(
        self,
        public: Any,
        common: str = "TEST Signataire EL OUALI",
        *,
        serial: str = "IDCMA-XX123456",
        not_before: dt.datetime = NOW - 30 * DAY,
        not_after: dt.datetime = NOW + 365 * DAY,
        crl: str | None = None,
        timestamping: bool = False,
    ) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(common, serial=serial))
            .issuer_name(self.certificate.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(not_before)
            .not_valid_after(not_after)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage("digital_signature" if timestamping else "content_commitment"), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        )
        if crl is not None:
            place = x509.DistributionPoint([x509.UniformResourceIdentifier(crl)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False)
        if timestamping:
            only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(only, critical=True)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def crl(self, *revoked: int, at: dt.datetime = NOW - DAY) -> bytes:
        """A revocation list (DER) that names serial numbers as revoked at an instant."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(NOW - dt.timedelta(hours=1))
            .next_update(NOW + 7 * DAY)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .add_extension(x509.CRLNumber(1), critical=False)
        )
        for serial in revoked:
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
            builder = builder.add_revoked_certificate(one)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass
class FileSigner:
    """A key in memory behind the face that a token's session has."""

    key: Any
    certificate: bytes
    chain: Sequence[bytes] = ()
    schemes: Sequence[str] = ()
    asked: int = 0

    def __post_init__(self) -> None:
        if not self.schemes:
            is_rsa = isinstance(self.key, rsa.RSAPrivateKey)
            self.schemes = ("rsa-pkcs1-sha256",) if is_rsa else ("ecdsa-sha256", "ecdsa-sha384")

    def sign(self, data: bytes, scheme: str) -> bytes:
        self.asked += 1
        digest = _HASHES[scheme.rpartition("-")[2]]
        if scheme.startswith("ecdsa"):
            return self.key.sign(data, ec.ECDSA(digest))
        pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
        return self.key.sign(data, pss if "-pss-" in scheme else padding.PKCS1v15(), digest)


def signer(authority: Authority, kind: str = "rsa2048", *, schemes: Sequence[str] = (), **issue: Any) -> FileSigner:
    """A TEST signer under ``authority``; its chain goes up to the root."""
    key = key_of(kind)
    chain = []
    above: Authority | None = authority
    while above is not None:
        chain.append(above.der)
        above = above.issuer
    return FileSigner(key, authority.issue(key.public_key(), **issue), tuple(chain), schemes)


def pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
