"""Who signed, as a verification shows it: the name, the masked number, whether the chain is one that is trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rokhas_desktop.identity import chain
from rokhas_desktop.identity.certificates import CertificateFacts, read_facts
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.identity.holder import mask_cin
from rokhas_desktop.signing.report import Qualified


@dataclass(frozen=True, slots=True)
class Who:
    """``anchored``: a path of good signatures leads to a trusted root, whatever time and revocation say.
    ``starts_later``: the certificate is not valid yet.  ``nominative``: it names a person, neither an organisation nor
    a pseudonym; None where it cannot be read."""

    name: str | None
    cin_masked: str | None
    issuer: str | None
    anchored: bool
    starts_later: bool
    qualified: Qualified
    sha256: str
    nominative: bool | None = None


def describe(certificate: bytes, others: Sequence[bytes], trust: Sequence[bytes]) -> Who:
    """Read a signer's certificate (DER)."""
    sha256 = hashlib.sha256(certificate).hexdigest()
    try:
        facts = read_facts(certificate)
        anchored = chain.build(certificate, others, trust) is not None
    except UnreadableCertificate:
        return Who(None, None, None, anchored=False, starts_later=False, qualified="undetermined", sha256=sha256)
    holder = facts.holder
    return Who(
        name=holder.common_name,
        cin_masked=mask_cin(holder.cin) if holder.cin else None,
        issuer=facts.issuer_name,
        anchored=anchored,
        starts_later=facts.not_before > datetime.now(UTC),
        qualified=_qualified(facts),
        sha256=sha256,
        nominative=facts.kind not in ("seal", "ca") and not facts.pseudonym and holder.common_name is not None,
    )


def _qualified(facts: CertificateFacts) -> Qualified:
    """Never "yes" by the certificate's own word: who is accredited is the national authority's list to say
    (43-20 art. 33 and following), and a validation that counts is itself a qualified service."""
    return "undetermined" if facts.qualified and facts.on_qscd else "no"
