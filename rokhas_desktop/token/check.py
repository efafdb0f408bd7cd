"""Whether a signature fits a certificate: asked of each one before anybody sees it."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from rokhas_desktop.identity.der import load_certificate

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


def fits(certificate: bytes, scheme: str, signature: bytes, data: bytes) -> bool:
    """Verify ``signature`` over ``data`` with the certificate's public key (DER), under one of our schemes."""
    family, _, hash_name = scheme.rpartition("-")
    algorithm = _HASHES[hash_name]
    try:
        key = load_certificate(certificate).public_key()
        if isinstance(key, rsa.RSAPublicKey) and family == "rsa-pkcs1":
            key.verify(signature, data, padding.PKCS1v15(), algorithm)
        elif isinstance(key, rsa.RSAPublicKey) and family == "rsa-pss":
            pss = padding.PSS(padding.MGF1(algorithm), salt_length=algorithm.digest_size)
            key.verify(signature, data, pss, algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey) and family == "ecdsa":
            key.verify(signature, data, ec.ECDSA(algorithm))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
