"""What shows, years later, that a certificate was good when it signed: its chain, and who said "not revoked".

A long-term signature carries it (ETSI EN 319 142-1, 5.4: certificates, OCSP answers, revocation lists).  Each
answer is judged before it is taken, as a signature's own would be: signed, fresh, about this certificate, good.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from asn1crypto import cms as asn1_cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from rokhas_desktop.identity import chain
from rokhas_desktop.identity.certificates import CertificateFacts, read_facts
from rokhas_desktop.net.errors import NetError
from rokhas_desktop.signing.broker import Broker
from rokhas_desktop.signing.errors import EvidenceMissing
from rokhas_desktop.signing.revocation_answers import NotUsable, Said, ocsp_request, read_crl, read_ocsp

OCSP_BYTES = 64 * 1024
CRL_BYTES = 16 * 1024 * 1024
#: How many of a certificate's addresses of one kind are tried.
ADDRESSES = 3

log = logging.getLogger(__name__)


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
        self._lists: dict[str, tuple[bytes, datetime]] = {}

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
        facts = read_facts(certificate)
        holder, authority = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer)
        for url in _web(facts.ocsp_urls):
            kept = self._by_ocsp(url, holder, authority, now)
            if kept is not None:
                return kept
        for url in _web(facts.crl_urls):
            kept = self._by_list(url, holder, authority, now)
            if kept is not None:
                return kept
        hosts = ", ".join(dict.fromkeys(urlsplit(url).netloc for url in _addresses(facts))) or "-"
        raise EvidenceMissing(certificate=_name(certificate), reason=hosts)

    def _by_ocsp(self, url: str, holder: x509.Certificate, authority: x509.Certificate, now: datetime) -> _Kept | None:
        nonce = secrets.token_bytes(16)
        request = ocsp_request(holder, authority, nonce)
        headers = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}
        body = request.public_bytes(Encoding.DER)
        try:
            answer = self._broker.send("POST", url, headers=headers, body=body, limit=OCSP_BYTES)
            if answer.status != 200:
                raise NotUsable(f"HTTP {answer.status}")
            said = read_ocsp(answer.body, request, authority, nonce, now)
        except (NetError, NotUsable) as error:
            log.info("OCSP of %s: %s", urlsplit(url).netloc, error)
            return None
        _require_good(said, holder)
        evidence = Evidence(ocsps=(answer.body,)) + self._of_responder(answer.body, authority)
        return _Kept(evidence, said.next_update or now)

    def _of_responder(self, answer: bytes, authority: x509.Certificate) -> Evidence:
        """The responder's certificate, and its own evidence where it does not say that it needs none (RFC 6960,
        4.2.2.2.1)."""
        found = Evidence()
        for certificate in ocsp.load_der_ocsp_response(answer).certificates:
            der = certificate.public_bytes(Encoding.DER)
            found += Evidence(certificates=(der,))
            if certificate == authority or _needs_no_check(certificate):
                continue
            for url in _web(read_facts(der).crl_urls):
                kept = self._by_list(url, certificate, authority, self._clock())
                if kept is not None:
                    found += kept.evidence
                    break
        return found

    def _by_list(self, url: str, holder: x509.Certificate, authority: x509.Certificate, now: datetime) -> _Kept | None:
        try:
            body = self._list(url, now)
            said = read_crl(body, holder, authority, url, now)
        except (NetError, NotUsable) as error:
            log.info("CRL of %s: %s", urlsplit(url).netloc, error)
            return None
        _require_good(said, holder)
        until = said.next_update or now
        self._lists[url] = body, until
        return _Kept(Evidence(crls=(_list_der(body),)), until)

    def _list(self, url: str, now: datetime) -> bytes:
        """The list at an address; one that is still in force is not fetched again."""
        kept, until = self._lists.get(url, (b"", now))
        if until > now:
            return kept
        answer = self._broker.send("GET", url, headers={"Accept": "application/pkix-crl"}, limit=CRL_BYTES)
        if answer.status != 200:
            raise NotUsable(f"HTTP {answer.status}")
        return answer.body


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


def _require_good(said: Said, holder: x509.Certificate) -> None:
    if said.state != "good":
        raise EvidenceMissing(certificate=_name(holder.public_bytes(Encoding.DER)), reason=said.state)


def _list_der(data: bytes) -> bytes:
    if data.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_crl(data).public_bytes(Encoding.DER)
    return data


def _needs_no_check(certificate: x509.Certificate) -> bool:
    return any(isinstance(extension.value, x509.OCSPNoCheck) for extension in certificate.extensions)


def _addresses(facts: CertificateFacts) -> list[str]:
    return [*_web(facts.ocsp_urls), *_web(facts.crl_urls)]


def _web(urls: Iterable[str]) -> list[str]:
    return [url for url in urls if url.startswith(("http://", "https://"))][:ADDRESSES]


def _name(certificate: bytes) -> str:
    """Who the certificate is about, without a person's name: the issuer and the serial number's end."""
    facts = read_facts(certificate)
    return f"{facts.issuer_name} …{facts.serial[-6:]}"


def _once(*values: bytes) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(values))
