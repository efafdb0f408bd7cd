"""What the test postal CA writes into the certificates of holders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rokhas_desktop.identity import qc
from rokhas_desktop.identity.rules import Place

SIGNATURE_POLICY = "1.2.504.1.1.1.2.1.1.2.1.10"
SEAL_POLICY = "1.2.504.1.1.1.2.1.1.2.2.10"
ADVANCED_POLICY = "1.2.504.1.1.1.1.1.1.1.27.6"
TIMESTAMP_POLICY = "1.2.504.1.1.1.2.1.1.3.10"
"""The arcs of the postal CA's certificate policies v6.0."""

IdType = Literal["IDC", "PAS", "TIN"]


@dataclass(frozen=True, slots=True)
class HolderSpec:
    """A person to whom a certificate is issued.  ``id_type`` is the ETSI EN 319 412-1 type of ``cin``."""

    surname: str
    given_names: str
    cin: str
    id_type: IdType = "IDC"

    def __repr__(self) -> str:
        """Without names and numbers."""
        return "HolderSpec(…)"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject and, where the number sits there, an alternative name."""

    name: x509.Name
    alternative: x509.Name | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The extensions that make a kind of certificate.  ``usages`` are attribute names of ``x509.KeyUsage``."""

    policies: tuple[str, ...]
    statements: qc.QcStatements
    usages: frozenset[str]
    purposes: tuple[x509.ObjectIdentifier, ...] = ()

    def extensions(self) -> tuple[tuple[x509.ExtensionType, bool], ...]:
        """The extensions and whether each is critical."""
        found: list[tuple[x509.ExtensionType, bool]] = [
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (key_usage(*self.usages), True),
        ]
        if self.policies:
            policies = [x509.PolicyInformation(x509.ObjectIdentifier(oid), None) for oid in self.policies]
            found.append((x509.CertificatePolicies(policies), False))
        if self.purposes:
            found.append((x509.ExtendedKeyUsage(self.purposes), False))
        if self.statements != qc.QcStatements():
            found.append((qc.build(self.statements), False))
        return tuple(found)


QUALIFIED_SIGNATURE = Profile(
    (SIGNATURE_POLICY,),
    qc.QcStatements(compliance=True, types=(qc.E_SIGN,), sscd=True),
    frozenset({"content_commitment"}),
)
QUALIFIED_SEAL = Profile(
    (SEAL_POLICY,),
    qc.QcStatements(compliance=True, types=(qc.E_SEAL,), sscd=True),
    frozenset({"content_commitment"}),
)
ADVANCED = Profile((ADVANCED_POLICY,), qc.QcStatements(), frozenset({"content_commitment"}))
AUTHENTICATION = Profile((), qc.QcStatements(), frozenset({"digital_signature"}), (ExtendedKeyUsageOID.CLIENT_AUTH,))


def key_usage(*attributes: str) -> x509.KeyUsage:
    """A KeyUsage with the named bits set (``x509.KeyUsage``'s attribute names) and no other."""
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
    return x509.KeyUsage(**{name: name in attributes for name in every})


def person(holder: HolderSpec, *, place: Place = "serial_number") -> Subject:
    """The subject of a person, the number where ``place`` says (as ``identity.toml`` names places)."""
    number = f"{holder.id_type}MA-{holder.cin}"
    common_name = f"{holder.given_names} {holder.surname}"
    if place == "common_name_tail":
        common_name = f"{common_name} {holder.cin}"
    attributes = [
        (NameOID.COUNTRY_NAME, "MA"),
        (NameOID.SURNAME, holder.surname),
        (NameOID.GIVEN_NAME, holder.given_names),
        (NameOID.COMMON_NAME, common_name),
    ]
    if place == "serial_number":
        attributes.insert(1, (NameOID.SERIAL_NUMBER, number))
    if place == "uid":
        attributes.append((NameOID.USER_ID, holder.cin))
    alternative = _name([(NameOID.SERIAL_NUMBER, number)]) if place == "san_directory_name" else None
    return Subject(_name(attributes), alternative)


def organisation(name: str, identifier: str) -> Subject:
    """The subject of an organisation's seal; ``identifier`` as ETSI EN 319 412-1 §5.1.4 ("NTRMA-…")."""
    return Subject(
        _name(
            [
                (NameOID.COUNTRY_NAME, "MA"),
                (NameOID.ORGANIZATION_NAME, name),
                (NameOID.ORGANIZATION_IDENTIFIER, identifier),
                (NameOID.COMMON_NAME, name),
            ]
        )
    )


def _name(attributes: list[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
