"""How the test CA comes into being: its keys and certificates, in a folder that appears whole."""

from __future__ import annotations

import contextlib
import json
import random
import secrets
import shutil
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from rokhas_desktop.sandbox.postal_ca.profiles import TIMESTAMP_POLICY, key_usage
from rokhas_desktop.sandbox.postal_ca.state import write

HOST = "127.0.0.1"
PORTS = range(20_000, 32_000)
"""Below the range from which systems take ports for outgoing connections."""

BEFORE = timedelta(days=5 * 365)
"""How long before its founding the CA's certificates begin, so that expired ones can be issued below them."""
AFTER = timedelta(days=10 * 365)


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the CA's services answer."""

    port: int

    @property
    def base(self) -> str:
        """The services' common beginning."""
        return f"http://{HOST}:{self.port}"

    @property
    def ocsp(self) -> str:
        """RFC 6960, by POST and GET."""
        return f"{self.base}/ocsp"

    @property
    def tsa(self) -> str:
        """RFC 3161, by POST."""
        return f"{self.base}/tsa"

    def crl(self, name: str) -> str:
        """The list of "root" or "qualified-ca"."""
        return f"{self.base}/crl/{name}.crl"

    def certificate(self, name: str) -> str:
        """The DER certificate of "root" or "qualified-ca"."""
        return f"{self.base}/ca/{name}.cer"


def found(folder: Path, now: datetime) -> None:
    """Make a CA in ``folder`` unless there is one.  Two processes may do it at once: one of them wins."""
    if (folder / "ca.json").exists():
        return
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    temporary.mkdir(mode=0o700)
    try:
        _fill(temporary, now)
        with contextlib.suppress(OSError):
            folder.rmdir()  # an empty one would be in the way on Windows
        try:
            temporary.rename(folder)
        except OSError:
            if not (folder / "ca.json").exists():
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def free_port() -> int:
    """A loopback port that nobody listens on."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        return port


def revocation_access(urls: Urls, issuer: str, *, ocsp: bool = True) -> tuple[tuple[x509.ExtensionType, bool], ...]:
    """AIA (the issuer's certificate, OCSP) and the CRL's place, for what ``issuer`` issues."""
    places = [(AuthorityInformationAccessOID.CA_ISSUERS, urls.certificate(issuer))]
    if ocsp:
        places.append((AuthorityInformationAccessOID.OCSP, urls.ocsp))
    access = [x509.AccessDescription(method, x509.UniformResourceIdentifier(url)) for method, url in places]
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(urls.crl(issuer))], None, None, None)
    return (x509.AuthorityInformationAccess(access), False), (x509.CRLDistributionPoints([point]), False)


def certify(
    name: x509.Name,
    public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    issuer: Signer | None,
    signing_key: rsa.RSAPrivateKey,
    validity: tuple[datetime, datetime],
    extensions: tuple[tuple[x509.ExtensionType, bool], ...],
) -> x509.Certificate:
    """Sign one certificate (SHA-256); ``issuer`` is None for the root."""
    issuer_name = issuer.certificate.subject if issuer is not None else name
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer_name)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity[0].replace(microsecond=0))
        .not_valid_after(validity[1].replace(microsecond=0))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), False)
    )
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    return builder.sign(signing_key, hashes.SHA256())


def _fill(folder: Path, now: datetime) -> None:
    urls = Urls(free_port())
    validity = (now - BEFORE, now + AFTER)
    root_key = _new_key(3072)
    ca_usage = (key_usage("key_cert_sign", "crl_sign"), True)
    root = Signer(
        certify(
            _ca_name("AC Racine G2 TEST"),
            root_key.public_key(),
            None,
            root_key,
            validity,
            ((x509.BasicConstraints(ca=True, path_length=None), True), ca_usage),
        ),
        root_key,
    )
    qualified_key = _new_key(3072)
    qualified = Signer(
        certify(
            _ca_name("Qualified CA Barid eSign TEST"),
            qualified_key.public_key(),
            root,
            root_key,
            validity,
            (
                (x509.BasicConstraints(ca=True, path_length=0), True),
                ca_usage,
                (_any_policy(), False),
                *revocation_access(urls, "root", ocsp=False),
            ),
        ),
        qualified_key,
    )
    responder = _service("OCSP Barid eSign TEST", qualified, validity, ExtendedKeyUsageOID.OCSP_SIGNING)
    stamper = _service("Horodatage Barid eSign TEST", qualified, validity, ExtendedKeyUsageOID.TIME_STAMPING, urls)
    for name, signer in {"root": root, "qualified-ca": qualified, "ocsp": responder, "tsa": stamper}.items():
        write(folder / "keys" / f"{name}.pem", _key_pem(signer.key))
        place = {"root": "trust", "qualified-ca": "chain"}.get(name, "services")
        write(folder / place / f"{name}.pem", signer.certificate.public_bytes(Encoding.PEM))
    write(folder / "ca.json", json.dumps({"port": urls.port}).encode())


def _service(
    common_name: str,
    issuer: Signer,
    validity: tuple[datetime, datetime],
    purpose: x509.ObjectIdentifier,
    urls: Urls | None = None,
) -> Signer:
    """A service's certificate.  The OCSP responder's is not looked up itself (RFC 6960 §4.2.2.2.1)."""
    key = _new_key(2048)
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (key_usage("digital_signature"), True),
        (x509.ExtendedKeyUsage([purpose]), True),
    ]
    if urls is None:
        extensions.append((x509.OCSPNoCheck(), False))
    else:
        policy = x509.PolicyInformation(x509.ObjectIdentifier(TIMESTAMP_POLICY), None)
        extensions += [(x509.CertificatePolicies([policy]), False), *revocation_access(urls, "qualified-ca")]
    name = _ca_name(common_name)
    return Signer(certify(name, key.public_key(), issuer, issuer.key, validity, tuple(extensions)), key)


def _any_policy() -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier("2.5.29.32.0"), None)])


def _ca_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "MA"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Barid Al Maghrib TEST"),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, "NTRMA-TEST"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _new_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
