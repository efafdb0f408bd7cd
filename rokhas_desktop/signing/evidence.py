"""What shows, years later, that a certificate was good when it signed: its chain, and who said "not revoked".

A long-term signature carries it (ETSI EN 319 142-1, 5.4: certificates, OCSP answers, revocation lists).  Each
answer is judged before it is taken, as a signature's own would be: signed, fresh, about this certificate, good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from asn1crypto import cms as asn1_cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from rokhas_desktop.identity import chain
from rokhas_desktop.identity.certificates import read_facts
from rokhas_desktop.signing import revocation
from rokhas_desktop.signing.broker import Broker
from rokhas_desktop.signing.errors import EvidenceMissing


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates, OCSP answers and revocation lists (DER), each once, in the order in which they were found."""

    certificates: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            _once(*self.certificates, *other.certificates),
            _once(*self.ocsps, *other.ocsps),
            _once(*self.crls, *other.crls),
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, and until when it may be used again."""

    evidence: Evidence
    until: datetime


class Gatherer:
    """Finds the evidence for certificates; an answer that is still valid is not asked for twice.

    ``anchors`` are the roots (DER) that are believed: nothing is asked about a certificate that leads to
    none of them, as its addresses are then anybody's.  ``known`` are further authorities' certificates.
    """

    def __init__(
        self,
        broker: Broker,
        *,
        anchors: Sequence[bytes],
        known: Sequence[bytes] = (),
        clock: Callable[[], datetime],
    ) -> None:
        self._broker = broker
        self._anchors, self._known = tuple(anchors), tuple(known)
        self._clock = clock
        self._kept: dict[bytes, _Kept] = {}

    def of(self, certificate: bytes, others: Iterable[bytes] = ()) -> Evidence:
        """The evidence for a certificate (DER) and each authority above it but the root.

        Raises EvidenceMissing where the chain leads to no root that is believed, or an answer cannot be had,
        or one says anything but good; UnreadableCertificate.
        """
        path = chain.build(certificate, (*others, *self._known), self._anchors)
        if path is None:
            raise EvidenceMissing(certificate=_name(certificate), reason="chain")
        line = (path.leaf, *path.intermediates, path.anchor)
        found = Evidence(certificates=line)
        for holder, issuer in pairwise(line):
            found += self._answer(holder, issuer)
        return found

    def of_token(self, token: bytes) -> Evidence:
        """The evidence for the server that made a timestamp (DER ContentInfo)."""
        signer, others = token_certificates(token)
        return self.of(signer, others)

    def _answer(self, certificate: bytes, issuer: bytes) -> Evidence:
        now = self._clock()
        key = hashlib.sha256(certificate).digest()
        kept = self._kept.get(key)
        if kept is None or kept.until < now:
            kept = self._ask(certificate, issuer, now)
            self._kept[key] = kept
        return kept.evidence

    def _ask(self, certificate: bytes, issuer: bytes, now: datetime) -> _Kept:
        told = revocation.check(certificate, issuer, self._broker, now)
        if told.state != "good" or told.evidence is None:
            reason = told.state if told.source != "none" else ", ".join(told.hosts) or "-"
            raise EvidenceMissing(certificate=_name(certificate), reason=reason)
        answer = told.evidence.answer
        found = Evidence(crls=(_list_der(answer),))
        if told.evidence.kind == "ocsp":
            found = Evidence(ocsps=(answer,)) + self._of_responder(answer, issuer, now)
        return _Kept(found, told.next_update or now)

    def _of_responder(self, answer: bytes, issuer: bytes, now: datetime) -> Evidence:
        """The responder's certificate, and its own evidence where it does not say that it needs none (RFC 6960,
        4.2.2.2.1)."""
        found = Evidence()
        for certificate in ocsp.load_der_ocsp_response(answer).certificates:
            der = certificate.public_bytes(Encoding.DER)
            found += Evidence(certificates=(der,))
            if der == issuer or _needs_no_check(certificate):
                continue
            told = revocation.check(der, issuer, self._broker, now)
            if told.state == "good" and told.evidence is not None and told.evidence.kind == "crl":
                found += Evidence(crls=(_list_der(told.evidence.answer),))
        return found


def token_certificates(token: bytes) -> tuple[bytes, list[bytes]]:
    """The timestamp server's certificate and the others in its token.  Raises EvidenceMissing without them."""
    content = asn1_cms.ContentInfo.load(token)["content"]
    sid = content["signer_infos"][0]["sid"]
    every = [choice.chosen for choice in content["certificates"]]
    if sid.name == "issuer_and_serial_number":
        wanted = (sid.chosen["issuer"], sid.chosen["serial_number"].native)
        signers = [one for one in every if (one.issuer, one.serial_number) == wanted]
    else:
        signers = [one for one in every if one.key_identifier == sid.chosen.native]
    if not signers:
        raise EvidenceMissing(certificate="TSA", reason="certificate")
    return signers[0].dump(), [one.dump() for one in every if one is not signers[0]]


def _list_der(data: bytes) -> bytes:
    if data.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_crl(data).public_bytes(Encoding.DER)
    return data


def _needs_no_check(certificate: x509.Certificate) -> bool:
    return any(isinstance(extension.value, x509.OCSPNoCheck) for extension in certificate.extensions)


def _name(certificate: bytes) -> str:
    """Who the certificate is about, without a person's name: the issuer and the serial number's end."""
    facts = read_facts(certificate)
    return f"{facts.issuer_name} …{facts.serial[-6:]}"


def _once(*values: bytes) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(values))
