"""Whether a certificate was revoked: asked of the authority's OCSP service, else read in its revocation list.

Where both could be had, OCSP prevails (the postal CA's policy).  An answer is believed only if it is signed
by the issuer or by its responder, fresh, and about this very certificate.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from rokhas_desktop.identity.certificates import CertificateFacts, read_facts
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.identity.rules import Rules, in_force
from rokhas_desktop.net.errors import NetError
from rokhas_desktop.signing.revocation_answers import NotUsable, Said, ocsp_request, read_crl, read_ocsp
from rokhas_desktop.signing.timestamps import Answered

REVOKED, NOT_VERIFIED, SIGNED_UNVERIFIED = "REV-001", "REV-002", "REV-003"

OCSP_BYTES = 64 * 1024
CRL_BYTES = 16 * 1024 * 1024
OCSP_SECONDS = 10.0
CRL_SECONDS = 20.0
"""Seconds without a byte after which a service is given up."""
URLS = 3
"""How many of a certificate's addresses of one kind are tried."""

log = logging.getLogger(__name__)


class Sender(Protocol):
    """The one thing we need of :class:`rokhas_desktop.net.session.Session`."""

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int = ...,
        timeout: float | None = None,
    ) -> Answered:
        """Ask and take the whole answer, whatever its status.  Raises NetError."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answer itself, so that it can be judged again later: a response with the nonce that was asked with, or a
    list with its address."""

    kind: Literal["ocsp", "crl"]
    answer: bytes
    nonce: bytes = b""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known about a certificate's revocation.

    ``source`` is who said so, "none" where nobody could; ``hosts`` are the services that the certificate names.
    ``evidence`` is what it was read in, None where nobody answered.
    """

    state: Literal["good", "revoked", "unknown"]
    source: Literal["ocsp", "crl", "none"]
    this_update: datetime | None = None
    next_update: datetime | None = None
    revoked_at: datetime | None = None
    hosts: tuple[str, ...] = ()
    evidence: Evidence | None = field(default=None, repr=False, compare=False)

    def refusal(self, *, rules: Rules | None = None) -> Refusal | None:
        """Why the key may not sign: revoked, or not verified; None if the certificate is good."""
        if self.state == "good":
            return None
        if self.state == "unknown":
            return Refusal(NOT_VERIFIED, self._named_hosts())
        day = (rules or in_force()).day(self.revoked_at) if self.revoked_at is not None else "?"
        return Refusal(REVOKED, {"date": day})

    def warning(self) -> Refusal | None:
        """What to say where policy lets a certificate of unknown status sign; None if it is known."""
        return Refusal(SIGNED_UNVERIFIED, self._named_hosts()) if self.state == "unknown" else None

    def _named_hosts(self) -> dict[str, str | int]:
        return {"hosts": ", ".join(self.hosts) or "-"}


def check(certificate: bytes, issuer: bytes, session: Sender, at: datetime) -> Status:
    """Ask about ``certificate`` (DER), issued by ``issuer`` (DER), at the instant ``at`` (with a time zone).

    Makes no request for a certificate that ``issuer`` did not sign: its addresses are then anybody's.  A
    responder that answers that it does not know the certificate is believed: the status is unknown, whatever
    a list lacks.  Never raises for what a service does; raises UnreadableCertificate for the certificates.
    """
    facts = read_facts(certificate)
    read_facts(issuer)
    holder, authority = load_certificate(certificate), load_certificate(issuer)
    hosts = tuple(dict.fromkeys(urlsplit(url).netloc for url in (*_web(facts.ocsp_urls), *_web(facts.crl_urls))))
    if not _issued(holder, authority):
        return Status("unknown", "none", hosts=hosts)
    for evidence, said in _ask_ocsp(facts, holder, authority, session, at):
        return _status(said, evidence, hosts)
    for evidence, said in _ask_crl(facts, holder, authority, session, at):
        return _status(said, evidence, hosts)
    return Status("unknown", "none", hosts=hosts)


def again(certificate: bytes, issuer: bytes, evidence: Evidence, at: datetime) -> Status | None:
    """What an answer that was kept says at the instant ``at``; None where it does not hold then, or is not about
    this certificate.  Asks nobody."""
    facts = read_facts(certificate)
    holder, authority = load_certificate(certificate), load_certificate(issuer)
    hosts = tuple(dict.fromkeys(urlsplit(url).netloc for url in (*_web(facts.ocsp_urls), *_web(facts.crl_urls))))
    if not _issued(holder, authority):
        return None
    try:
        return _status(_read(evidence, holder, authority, at), evidence, hosts)
    except NotUsable:
        return None


def _read(evidence: Evidence, holder: x509.Certificate, authority: x509.Certificate, at: datetime) -> Said:
    if evidence.kind == "crl":
        return read_crl(evidence.answer, holder, authority, evidence.url, at)
    request = ocsp_request(holder, authority, evidence.nonce)
    return read_ocsp(evidence.answer, request, authority, evidence.nonce, at)


def _status(said: Said, evidence: Evidence, hosts: tuple[str, ...]) -> Status:
    return Status(said.state, evidence.kind, said.this_update, said.next_update, said.revoked_at, hosts, evidence)


Answer = Iterator[tuple[Evidence, Said]]


def _ask_ocsp(
    facts: CertificateFacts, holder: x509.Certificate, authority: x509.Certificate, session: Sender, at: datetime
) -> Answer:
    headers = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}
    for url in _web(facts.ocsp_urls):
        nonce = secrets.token_bytes(16)
        body = ocsp_request(holder, authority, nonce).public_bytes(Encoding.DER)
        try:
            answer = session.send("POST", url, headers=headers, body=body, limit=OCSP_BYTES, timeout=OCSP_SECONDS)
            evidence = Evidence("ocsp", _body(answer), nonce=nonce)
            yield evidence, _read(evidence, holder, authority, at)
        except (NetError, NotUsable) as error:
            log.info("OCSP of %s: %s", urlsplit(url).netloc, error)


def _ask_crl(
    facts: CertificateFacts, holder: x509.Certificate, authority: x509.Certificate, session: Sender, at: datetime
) -> Answer:
    headers = {"Accept": "application/pkix-crl", "Cache-Control": "no-cache"}
    for url in _web(facts.crl_urls):
        try:
            answer = session.send("GET", url, headers=headers, limit=CRL_BYTES, timeout=CRL_SECONDS)
            evidence = Evidence("crl", _body(answer), url=url)
            yield evidence, _read(evidence, holder, authority, at)
        except (NetError, NotUsable) as error:
            log.info("CRL of %s: %s", urlsplit(url).netloc, error)


def _web(urls: tuple[str, ...]) -> list[str]:
    """The addresses that can be asked: http or https, with a host."""
    found = []
    for url in urls:
        with contextlib.suppress(ValueError):
            parts = urlsplit(url)
            if parts.scheme in {"http", "https"} and parts.netloc:
                found.append(url)
    return found[:URLS]


def _body(answer: Answered) -> bytes:
    if answer.status != 200:
        raise NotUsable(f"HTTP {answer.status}")
    return answer.body


def _issued(holder: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        holder.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True
