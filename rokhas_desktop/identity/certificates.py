"""What a certificate says, and every reason why it may not sign.

Pure: no clock, no network.  Whether it was revoked and whether its issuer is accepted are asked elsewhere
(``signing.revocation``, :mod:`rokhas_desktop.identity.chain`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID as AccessOID
from cryptography.x509.oid import NameOID

from rokhas_desktop.identity import qc
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.identity.holder import Holder
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.identity.rules import Rules, in_force
from rokhas_desktop.identity.subject import read_holder

Kind = Literal["signature", "seal", "advanced", "authentication", "ca", "unknown"]

EXPIRED, NOT_YET_VALID, AUTHENTICATION, SEAL, ADVANCED = "CRT-001", "CRT-002", "CRT-003", "CRT-004", "CRT-005"
PSEUDONYM, NO_SECURE_DEVICE, AUTHORITY, WEAK = "CRT-006", "CRT-007", "CRT-008", "CRT-009"
UNKNOWN_POLICY, NOT_QUALIFIED = "CRT-010", "CRT-011"

BARS_EVERY_SIGNATURE = frozenset({EXPIRED, NOT_YET_VALID, AUTHENTICATION, AUTHORITY})
"""The codes that forbid any signature, of a local file too; the others only forbid acts (and warn elsewhere)."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """One certificate, read.

    ``sha256`` is that of its DER, lower-case hexadecimal; ``serial`` its number in hexadecimal.  ``key_usage``
    holds RFC 5280 names ("nonRepudiation", …) and is None where the extension is absent.  ``key_algorithm``
    is "rsa", "ec" or "other"; ``curve`` is set for "ec".  ``signature_hash`` is how its issuer signed it.
    """

    sha256: str
    serial: str
    holder: Holder
    issuer_name: str
    not_before: datetime
    not_after: datetime
    kind: Kind
    qualified: bool
    on_qscd: bool
    pseudonym: bool
    policies: tuple[str, ...]
    key_algorithm: Literal["rsa", "ec", "other"]
    key_bits: int
    curve: str | None
    signature_hash: str | None
    key_usage: frozenset[str] | None
    ca_issuers: tuple[str, ...]
    ocsp_urls: tuple[str, ...]
    crl_urls: tuple[str, ...]
    is_ca: bool


def read_facts(der: bytes, *, rules: Rules | None = None) -> CertificateFacts:
    """Read a DER certificate.  Raises UnreadableCertificate."""
    try:
        return _read(load_certificate(der), der, rules or in_force())
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise UnreadableCertificate(size=len(der)) from error


def unfitness(facts: CertificateFacts, at: datetime, *, rules: Rules | None = None) -> tuple[Refusal, ...]:
    """Why this certificate may not sign an act at the instant ``at``; empty if nothing speaks against it.

    The first one is what a person should be told.  ``at`` has a time zone.
    """
    rules = rules or in_force()
    return (*_by_kind(facts), *_by_time(facts, at, rules), *_by_content(facts, rules))


def _by_kind(facts: CertificateFacts) -> Iterator[Refusal]:
    said = {
        "ca": Refusal(AUTHORITY),
        "authentication": Refusal(AUTHENTICATION),
        "seal": Refusal(SEAL),
        "advanced": Refusal(ADVANCED),
        "unknown": Refusal(UNKNOWN_POLICY, {"policies": ", ".join(facts.policies) or "-"}),
    }
    if facts.kind in said:
        yield said[facts.kind]


def _by_time(facts: CertificateFacts, at: datetime, rules: Rules) -> Iterator[Refusal]:
    if at > facts.not_after:
        yield Refusal(EXPIRED, {"date": rules.day(facts.not_after)})
    if at < facts.not_before:
        yield Refusal(NOT_YET_VALID, {"date": rules.day(facts.not_before), "today": rules.day(at)})


def _by_content(facts: CertificateFacts, rules: Rules) -> Iterator[Refusal]:
    if facts.pseudonym:
        yield Refusal(PSEUDONYM)
    if facts.kind == "signature":
        if not facts.qualified:
            yield Refusal(NOT_QUALIFIED)
        if not facts.on_qscd:
            yield Refusal(NO_SECURE_DEVICE)
    if _is_weak(facts, rules):
        what = facts.curve or f"{facts.key_algorithm} {facts.key_bits}"
        yield Refusal(WEAK, {"algorithm": f"{what}, {facts.signature_hash or '-'}"})


def _is_weak(facts: CertificateFacts, rules: Rules) -> bool:
    key_is_good = {
        "rsa": facts.key_bits >= rules.rsa_bits,
        "ec": facts.curve in rules.curves,
        "other": False,
    }
    return not key_is_good[facts.key_algorithm] or facts.signature_hash not in rules.hashes


def _read(certificate: x509.Certificate, der: bytes, rules: Rules) -> CertificateFacts:
    usage = _key_usage(certificate)
    policies = _policies(certificate)
    statements = qc.read(certificate)
    is_ca = _is_ca(certificate)
    algorithm, bits, curve = _key(certificate)
    return CertificateFacts(
        sha256=hashlib.sha256(der).hexdigest(),
        serial=f"{certificate.serial_number:x}",
        holder=read_holder(certificate, rules=rules),
        issuer_name=_issuer_name(certificate),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        kind=_kind(is_ca=is_ca, usage=usage, policies=policies, statements=statements, rules=rules),
        qualified=statements.compliance,
        on_qscd=statements.sscd,
        pseudonym=bool(certificate.subject.get_attributes_for_oid(NameOID.PSEUDONYM)),
        policies=policies,
        key_algorithm=algorithm,
        key_bits=bits,
        curve=curve,
        signature_hash=_signature_hash(certificate),
        key_usage=usage,
        ca_issuers=_access(certificate, AccessOID.CA_ISSUERS),
        ocsp_urls=_access(certificate, AccessOID.OCSP),
        crl_urls=_crl_urls(certificate),
        is_ca=is_ca,
    )


def _kind(
    *, is_ca: bool, usage: frozenset[str] | None, policies: tuple[str, ...], statements: qc.QcStatements, rules: Rules
) -> Kind:
    """The first that fits: an authority, a key that only authenticates, a seal, advanced, qualified signature."""
    if is_ca or "keyCertSign" in (usage or ()):
        return "ca"
    if "nonRepudiation" not in (usage or ()):
        return "authentication"
    held = set(policies)
    if held & rules.seal_policies or qc.E_SEAL in statements.types:
        return "seal"
    if held & rules.advanced_policies:
        return "advanced"
    says_signature = not statements.types or qc.E_SIGN in statements.types
    return "signature" if held & rules.signature_policies and says_signature else "unknown"


def _issuer_name(certificate: x509.Certificate) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.issuer.get_attributes_for_oid(oid):
            return str(attribute.value)
    return certificate.issuer.rfc4514_string()


_USAGES = {
    "digitalSignature": "digital_signature",
    "nonRepudiation": "content_commitment",
    "keyEncipherment": "key_encipherment",
    "dataEncipherment": "data_encipherment",
    "keyAgreement": "key_agreement",
    "keyCertSign": "key_cert_sign",
    "cRLSign": "crl_sign",
}


def _key_usage(certificate: x509.Certificate) -> frozenset[str] | None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None
    return frozenset(name for name, attribute in _USAGES.items() if getattr(usage, attribute))


def _policies(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(policy.policy_identifier.dotted_string for policy in policies)


def _is_ca(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _key(certificate: x509.Certificate) -> tuple[Literal["rsa", "ec", "other"], int, str | None]:
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return "other", 0, None
    if isinstance(key, rsa.RSAPublicKey):
        return "rsa", key.key_size, None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "ec", key.key_size, key.curve.name
    return "other", 0, None


def _signature_hash(certificate: x509.Certificate) -> str | None:
    try:
        algorithm = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return None
    return algorithm.name if algorithm is not None else None


def _access(certificate: x509.Certificate, method: x509.ObjectIdentifier) -> tuple[str, ...]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(
        item.access_location.value
        for item in access
        if item.access_method == method and isinstance(item.access_location, x509.UniformResourceIdentifier)
    )


def _crl_urls(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    )
