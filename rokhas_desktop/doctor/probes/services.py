"""What the authority serves: revocation, its services' reach and latency, timestamps."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from rokhas_desktop.desk.looking import Looked
from rokhas_desktop.desk.services import PLATFORM
from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient, data
from rokhas_desktop.doctor.probes.certificate import Candidate
from rokhas_desktop.doctor.probes.network import SLOW, Way
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.chain import Chain
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.net import address
from rokhas_desktop.net.errors import NetError, Unavailable

LIST_OLD = "REV-010"
OCSP = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}
OCSP_BYTES = 64 * 1024
CRL_BYTES = 16 * 1024 * 1024
MOST = 3
"""Addresses of one kind that are asked."""


def revocation(patient: Patient, values: Values) -> Seen:
    """Whether the certificate was revoked, asked now."""
    from rokhas_desktop.signing import revocation

    led: Chain = values["chain"]
    way: Way = values["network"]
    clock = way.session.clock()
    at = clock.now if clock.skew is not None else patient.now()
    status = revocation.check(led.leaf, led.issuer, way.session, at)
    allowed = status.state == "unknown" and values["settings"].signing.unknown_revocation == "allow"
    against = status.warning() if allowed else status.refusal()
    facts = f"{status.state} · {status.source}"
    return Seen((Finding(against.code, against.details),) if against else (), facts, value=status)


def services(patient: Patient, values: Values) -> Seen:
    """OCSP responders and revocation lists that the certificate names: their reach, latency and age."""
    best: Candidate = values["certificates"]
    way: Way = values["network"]
    asked = [("ocsp", url) for url in best.facts.ocsp_urls[:MOST]] + [
        ("crl", url) for url in best.facts.crl_urls[:MOST]
    ]
    if not asked:
        return Seen(value=SKIP)

    def ask(kind: str, url: str) -> tuple[str, list[Finding]]:
        host = address.host(address.parse(url))
        began = time.monotonic()
        findings = list(_ask(way, kind, url, values["chain"], patient.now()))
        taken = time.monotonic() - began
        if not findings and taken > float(data()["bounds"]["slow_seconds"]):
            findings.append(Finding(SLOW, {"host": host, "seconds": f"{taken:.1f}"}))
        return f"{kind} {host} {taken * 1000:.0f} ms", findings

    with ThreadPoolExecutor(len(asked)) as pool:
        told = list(pool.map(lambda one: ask(*one), asked))
    findings = {(one.code, str(one.details)): one for _said, found in told for one in found}
    return Seen(tuple(findings.values()), " · ".join(said for said, _found in told), value=True)


def _ask(way: Way, kind: str, url: str, led: Chain | None, now: datetime) -> Iterator[Finding]:
    """What is wrong with one address.  Where the issuer is known a responder is asked about the certificate; else
    it is asked nothing, and answers with a refusal: it is there."""
    try:
        if kind == "ocsp" and led is not None:
            answer = way.session.send("POST", url, headers=OCSP, body=_request(led), limit=OCSP_BYTES)
        else:
            answer = way.session.send("GET", url, limit=CRL_BYTES, headers={"Cache-Control": "no-cache"})
    except NetError as error:
        yield Finding(error.code, error.details, "warning")
        return
    if answer.status >= 500 or (answer.ok and answer.media_type == "text/html"):
        wrong = answer.unexpected()
        yield Finding(wrong.code, wrong.details, "warning")
    elif kind == "crl" and not answer.ok:
        yield Finding(Unavailable.code, {"host": answer.host, "status": answer.status}, "warning")
    elif kind == "crl":
        until = _next_update(answer.body)
        if until is not None and until < now:
            yield Finding(LIST_OLD, {"host": answer.host, "date": f"{until:%d/%m/%Y}"})


def _request(led: Chain) -> bytes:
    from rokhas_desktop.signing.revocation_answers import ocsp_request

    holder, issuer = load_certificate(led.leaf), load_certificate(led.issuer)
    return ocsp_request(holder, issuer, secrets.token_bytes(16)).public_bytes(Encoding.DER)


def _next_update(body: bytes) -> datetime | None:
    with contextlib.suppress(ValueError):
        return x509.load_der_x509_crl(body).next_update_utc
    return None


def timestamps(_patient: Patient, values: Values) -> Seen:
    """The timestamp servers of policy, each asked for one token over a random number."""
    from rokhas_desktop.signing.timestamps import HttpSource

    desk: Looked = values["database"] or Looked()
    way: Way = values["network"]
    policy = values["settings"].signing
    told = desk.connection.platform.timestamp_url if desk.connection else None
    named = policy.tsa or ((told,) if told and policy.level != "B-B" else ())
    urls = [told if one == PLATFORM else one for one in named]
    urls = [url for url in urls if url]
    if not urls:
        return Seen(value=SKIP)

    def ask(url: str) -> tuple[str, RokhasError | None]:
        began = time.monotonic()
        failed: RokhasError | None = None
        try:
            if url == told:  # behind the account's log-in: that it answers is all that is asked
                way.session.send("HEAD", url, limit=65536)
            else:
                HttpSource(url, way.session).sample("sha256")
        except RokhasError as error:
            failed = error
        return f"{address.host(address.parse(url))} {(time.monotonic() - began) * 1000:.0f} ms", failed

    with ThreadPoolExecutor(len(urls)) as pool:
        answers = list(pool.map(ask, urls))
    failures = [error for _said, error in answers if error is not None]
    all_failed = len(failures) == len(answers)
    findings = tuple(Finding(one.code, one.details, None if all_failed else "warning") for one in failures)
    return Seen(findings, " · ".join(said for said, _error in answers), value=True)
