"""Who signed: the certificate's chain, validity, revocation, kind, and holder.

The path and the revocation by pyHanko's validator; what a certificate is for and whose it is by ``identity``.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext, errors
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from rokhas_desktop.identity import names
from rokhas_desktop.identity.certificates import EXPIRED, NOT_YET_VALID, WEAK, read_facts, unfitness
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.sandbox.platform.problems import Problem

NO_REVOCATION = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Whose signatures count here (DER), and whose belong to the other world.

    A test platform takes no real certificate and a real platform no test one.  The other world's authorities
    are known by the SHA-256 of their certificates and by their names: what names them is never accepted.
    """

    environment: Literal["test", "production"]
    roots: tuple[bytes, ...]
    intermediates: tuple[bytes, ...] = ()
    foreign_sha256: frozenset[str] = frozenset()
    foreign_names: frozenset[str] = frozenset()

    def foreign(self, chain: Sequence[x509.Certificate]) -> bool:
        """Whether a certificate, or one that came with it, is of the other world."""
        names = {str(certificate.issuer.native.get("common_name", "")) for certificate in chain}
        prints = {certificate.sha256.hex() for certificate in chain}
        return bool(names & self.foreign_names or prints & self.foreign_sha256)


@dataclass(slots=True)
class _Status:
    """What was fetched for one certificate, and when."""

    at: datetime
    ocsps: list[ocsp.OCSPResponse] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)


class Revocation:
    """Fetches OCSP responses, else CRLs, and keeps them for a minute; longer only while no service answers."""

    KEEP = timedelta(seconds=60)

    def __init__(self, timeout: float = 5.0) -> None:
        self._timeout = timeout
        self._kept: dict[bytes, _Status] = {}
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Fetch everything anew."""
        with self._lock:
            self._kept.clear()

    async def status(
        self, path: ValidationPath, now: datetime
    ) -> tuple[list[ocsp.OCSPResponse], list[crl.CertificateList]]:
        """All that is known of the certificates of a path below its anchor."""
        chain = list(path.iter_certs(include_root=True))
        ocsps: list[ocsp.OCSPResponse] = []
        crls: list[crl.CertificateList] = []
        for issuer, certificate in itertools.pairwise(chain):
            known = await self._of(certificate, issuer, now)
            ocsps += known.ocsps
            crls += known.crls
        return ocsps, crls

    async def _of(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> _Status:
        with self._lock:
            kept = self._kept.get(certificate.sha256)
        if kept and abs(now - kept.at) < self.KEEP:
            return kept
        fetched = await self._fetch(certificate, issuer, now)
        if fetched.ocsps or fetched.crls:
            with self._lock:
                self._kept[certificate.sha256] = fetched
            return fetched
        return kept or fetched

    async def _fetch(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> _Status:
        fetchers = RequestsFetcherBackend(per_request_timeout=self._timeout).get_fetchers()
        found = _Status(now)
        try:
            response = await fetchers.ocsp_fetcher.fetch(certificate, AuthorityWithCert(issuer))
            found.ocsps = [response] if _says_something(response, now) else []
        except (errors.OCSPFetchError, errors.OCSPValidationError):
            pass
        if not found.ocsps:
            with contextlib.suppress(errors.CRLFetchError):
                found.crls = list(await fetchers.crl_fetcher.fetch(certificate))
        return found


def _says_something(response: ocsp.OCSPResponse, now: datetime) -> bool:
    """Whether a response is of today and knows the certificate; whether it is true is judged elsewhere."""
    answer = response.response_data["responses"][0]
    until = answer["next_update"].native
    return answer["cert_status"].name != "unknown" and (until is None or until > now)


def signer_name(certificate: bytes) -> str | None:
    """The holder's name for the ledger, masked: initials only."""
    try:
        holder = read_facts(certificate).holder
    except UnreadableCertificate:
        return None
    return " ".join(f"{word[0]}." for word in (holder.common_name or "").split()) or None


def judge(certificate: bytes, others: Sequence[bytes], anchors: Anchors, revocation: Revocation, now: datetime) -> None:
    """Refuse a certificate that may not sign here at the instant ``now``; whose it is comes after
    (:func:`holder`)."""
    asyncio.run(_judge_path(certificate, others, anchors, revocation, now))
    _judge_kind(certificate, now)


async def _judge_path(
    certificate: bytes, others: Sequence[bytes], anchors: Anchors, revocation: Revocation, now: datetime
) -> None:
    end = x509.Certificate.load(certificate)
    roots = [x509.Certificate.load(der) for der in anchors.roots]
    extra = [x509.Certificate.load(der) for der in (*anchors.intermediates, *others)]
    if anchors.foreign([end, *(x509.Certificate.load(der) for der in others)]):
        raise Problem("real-certificate-on-test" if anchors.environment == "test" else "test-certificate-on-real")
    context = ValidationContext(
        trust_roots=roots, other_certs=extra, moment=now, revinfo_policy=NO_REVOCATION, allow_fetching=False
    )
    path = await _validate(end, context)
    ocsps, crls = await revocation.status(path, now)
    context = ValidationContext(
        trust_roots=roots,
        other_certs=extra,
        moment=now,
        revocation_mode="require",
        ocsps=ocsps,
        crls=crls,
        # A response made in the same second as it is asked for; the authority's clock may be a little ahead.
        time_tolerance=timedelta(seconds=30),
    )
    await _validate(end, context)


async def _validate(end: x509.Certificate, context: ValidationContext) -> ValidationPath:
    try:
        return await CertificateValidator(end, validation_context=context).async_validate_path()
    except errors.ExpiredError:
        raise Problem("certificate-expired") from None
    except errors.NotYetValidError:
        raise Problem("certificate-not-yet-valid") from None
    except errors.RevokedError:
        raise Problem("certificate-revoked") from None
    except errors.InsufficientRevinfoError:
        raise Problem("revocation-unknown") from None
    except errors.DisallowedAlgorithmError:
        raise Problem("weak-algorithm", "certificate") from None
    except (errors.PathError, errors.ValidationError, ValueError) as error:
        raise Problem("untrusted-certificate", type(error).__name__) from None


_PROBLEMS = {NOT_YET_VALID: "certificate-not-yet-valid", WEAK: "weak-algorithm", EXPIRED: "certificate-expired"}


def _judge_kind(certificate: bytes, now: datetime) -> None:
    try:
        reasons = unfitness(read_facts(certificate), now)
    except UnreadableCertificate:
        raise Problem("unsuitable-certificate", "unreadable") from None
    for reason in reasons:
        raise Problem(_PROBLEMS.get(reason.code, "unsuitable-certificate"), reason.code)


def holder(
    certificate: bytes,
    cin: str | None,
    name: Mapping[str, Mapping[str, str]],
    *,
    bound: frozenset[str] = frozenset(),
) -> None:
    """Refuse a certificate without a CIN (holder-unknown), with another's, or with one's own under a name that
    has nothing in common with the account's in either script (wrong-holder).

    ``bound`` are the SHA-256 of the certificates that an officer bound to the account: they need no CIN.
    """
    told = read_facts(certificate).holder
    if not told.cin:
        if told.id_kind != "none" or hashlib.sha256(certificate).hexdigest() not in bound:
            raise Problem("holder-unknown")
    elif not cin or _plain(told.cin) != _plain(cin):
        raise Problem("wrong-holder")
    known = [f"{name['surname'][script]} {name['given_names'][script]}" for script in ("fr", "ar")]
    spelled = [f"{told.surname or ''} {told.given_names or ''}", told.common_name or ""]
    spelled = [one for one in spelled if names.words(one)]
    if not spelled and not told.cin:
        raise Problem("holder-unknown")
    if spelled and all(names.best(one, known) == "different" for one in spelled):
        raise Problem("wrong-holder")


def _plain(cin: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", cin).upper())
