"""The path from a certificate to an anchor that is accepted (RFC 5280 §6, signatures and CA constraints).

Expired leaves have a path too: that a certificate expired is another refusal than an unknown issuer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.identity.errors import UnreadableCertificate

MAX_AUTHORITIES = 6


@dataclass(frozen=True, slots=True)
class Chain:
    """A path as DER: the certificate, the authorities between, and the anchor."""

    leaf: bytes
    intermediates: tuple[bytes, ...]
    anchor: bytes

    @property
    def anchor_sha256(self) -> str:
        """The anchor's fingerprint, lower-case hexadecimal: what a platform names its anchors by."""
        return hashlib.sha256(self.anchor).hexdigest()

    @property
    def issuer(self) -> bytes:
        """The certificate of the leaf's own issuer."""
        return self.intermediates[0] if self.intermediates else self.anchor


def build(
    der: bytes, intermediates: Iterable[bytes], anchors: Iterable[bytes], *, at: datetime | None = None
) -> Chain | None:
    """The shortest path to one of ``anchors``, or None.

    All are DER.  ``intermediates`` come from anywhere (a token, a platform) and are believed only by their
    signatures; one that cannot be read is passed over.  With ``at`` every authority must be valid at that
    instant.  Raises UnreadableCertificate for the certificate itself.
    """
    try:
        leaf = load_certificate(der)
    except ValueError as error:
        raise UnreadableCertificate(size=len(der)) from error
    trusted = _authorities(anchors, at)
    between = _authorities(intermediates, at)
    paths: list[tuple[x509.Certificate, ...]] = [(leaf,)]
    for _ in range(MAX_AUTHORITIES):
        for path in paths:
            anchor = next((one for one in trusted if _issued(one, path)), None)
            if anchor is not None:
                return Chain(der, tuple(_der(one) for one in path[1:]), _der(anchor))
        paths = list(_longer(paths, between))
    return None


def _longer(
    paths: list[tuple[x509.Certificate, ...]], between: list[x509.Certificate]
) -> Iterator[tuple[x509.Certificate, ...]]:
    """Each path with one more authority.  Each authority is used once: cross-signed ones must not multiply."""
    for path in paths:
        for authority in [one for one in between if _issued(one, path)]:
            between.remove(authority)
            yield (*path, authority)


def _authorities(ders: Iterable[bytes], at: datetime | None) -> list[x509.Certificate]:
    found: dict[bytes, x509.Certificate] = {}
    for der in ders:
        try:
            certificate = load_certificate(der)
            if _may_issue(certificate) and (at is None or _valid(certificate, at)):
                found[der] = certificate
        except (ValueError, x509.DuplicateExtension):
            continue
    return list(found.values())


def _may_issue(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    try:
        if not extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
        return extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound as missing:
        return missing.oid == x509.KeyUsage.oid  # key usage may be absent, basic constraints not


def _valid(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _issued(authority: x509.Certificate, path: tuple[x509.Certificate, ...]) -> bool:
    """Whether ``authority`` signed the path's last certificate and may have that many authorities below it."""
    limit = authority.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
    if limit is not None and len(path) - 1 > limit:
        return False
    try:
        path[-1].verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
