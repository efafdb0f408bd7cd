"""Passwords are kept as scrypt hashes (RFC 7914)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_N, _R, _P = 1 << 14, 8, 1


def _derive(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, dklen=32)


def hash_password(password: str) -> str:
    """A hash with a salt of its own, in hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_derive(password, salt).hex()}"


NOBODY = hash_password(secrets.token_urlsafe())
"""What an unknown user's password is compared with, so that it takes as long as a known one's."""


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed."""
    salt, _, wanted = kept.partition("$")
    return hmac.compare_digest(_derive(password, bytes.fromhex(salt)), bytes.fromhex(wanted))
