"""Which keys and hashes a signature that must last may rest on (ETSI TS 119 312).

RSA from 2048 bits with a public exponent of at least 65537, the curves P-256, P-384 and P-521, SHA-256 and up:
in the signer's certificate, and in those of the authorities above it.  What a root says of itself is not proof
of anything, so its own signature does not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.signing.errors import WeakAlgorithm, WeakKey

LEAST_RSA_BITS = 2048
LEAST_EXPONENT = 65537
#: A larger exponent than this one is a way to hide a weak key; libraries refuse to compute with it.
MOST_EXPONENT = 1 << 64
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})
STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512, hashes.SHA3_256, hashes.SHA3_384, hashes.SHA3_512)


def check(certificate: x509.Certificate, authorities: Sequence[bytes]) -> None:
    """Raises WeakKey for the signer's own key that is too short, WeakAlgorithm for anything else that is weak."""
    key = _key(certificate)
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < LEAST_RSA_BITS:
        raise WeakKey(bits=key.key_size)
    _check_one(certificate)
    for der in authorities:
        try:
            authority = load_certificate(der)
        except ValueError:
            continue
        _check_one(authority)


def _check_one(certificate: x509.Certificate) -> None:
    where = certificate.subject.rfc4514_string() if _is_authority(certificate) else "certificate"
    key = _key(certificate)
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < LEAST_RSA_BITS:
            raise WeakAlgorithm(what=f"RSA {key.key_size}", where=where)
        check_exponent(key.public_numbers().e, where)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        if key.curve.name not in CURVES:
            raise WeakAlgorithm(what=key.curve.name, where=where)
    else:
        raise WeakAlgorithm(what=type(key).__name__ if key is not None else "?", where=where)
    if certificate.issuer != certificate.subject:
        _check_hash(certificate, where)


def check_exponent(exponent: int, where: str) -> None:
    """Raises WeakAlgorithm for a public exponent that is even, or outside the bounds."""
    if exponent % 2 == 0 or not LEAST_EXPONENT <= exponent <= MOST_EXPONENT:
        raise WeakAlgorithm(what=f"RSA e={exponent}", where=where)


def _check_hash(certificate: x509.Certificate, where: str) -> None:
    try:
        used = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        used = None
    if not isinstance(used, STRONG):
        raise WeakAlgorithm(what=used.name if used is not None else "?", where=where)


def _key(certificate: x509.Certificate) -> object:
    """The public key, None for one that the library does not know."""
    try:
        return certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
