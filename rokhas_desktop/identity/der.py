"""Certificates from bytes that anybody may have made."""

from __future__ import annotations

from cryptography import x509


def load_certificate(der: bytes) -> x509.Certificate:
    """One certificate.  Raises ValueError for whatever is none (the library has a class of its own for a version)."""
    try:
        return x509.load_der_x509_certificate(der)
    except x509.InvalidVersion as error:
        raise ValueError("version") from error
