"""Signature schemes as data: which CKM_ mechanisms do each, and what is hashed here.

A scheme's first mechanism hashes on the token; the second takes what was hashed here, for tokens that
offer no other (which of the two works differs between tokens of one make, so it is found out at run time).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from rokhas_desktop.token.host.cryptoki import pss_parameter

CKK_RSA, CKK_EC = 0x0, 0x3
KeyType = Literal["rsa", "ec", "other"]
KEY_TYPES: dict[int, KeyType] = {CKK_RSA: "rsa", CKK_EC: "ec"}

# DER of DigestInfo up to the digest itself (RFC 8017, section 9.2, note 1).
_DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
_CKM_SHA256, _CKG_MGF1_SHA256 = 0x250, 0x2
_PSS_SHA256 = pss_parameter(_CKM_SHA256, _CKG_MGF1_SHA256, 32)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One CKM_ number with its parameter, and what is done to the message before C_Sign."""

    number: int
    prepare: Literal["message", "digest", "digest-info"]
    parameter: bytes = b""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A signature scheme: the key's type, the hash, and the mechanisms that do it, best first."""

    key: Literal["rsa", "ec"]
    hash: str
    mechanisms: tuple[Mechanism, ...]

    def usable(self, offered: Collection[int]) -> tuple[Mechanism, ...]:
        """The mechanisms that a token offers."""
        return tuple(item for item in self.mechanisms if item.number in offered)

    def prepared(self, mechanism: Mechanism, message: bytes | bytearray) -> bytes:
        """What C_Sign is given."""
        if mechanism.prepare == "message":
            return bytes(message)
        digest = hashlib.new(self.hash, message).digest()
        return _DIGEST_INFO[self.hash] + digest if mechanism.prepare == "digest-info" else digest

    def finished(self, raw: bytes) -> bytes:
        """The signature as X.509 wants it: ECDSA's r‖s becomes DER (RFC 3279, 2.2.3), RSA's stays."""
        if self.key == "rsa":
            return raw
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


def _pkcs1(hash_name: str, on_token: int) -> Scheme:
    return Scheme("rsa", hash_name, (Mechanism(on_token, "message"), Mechanism(0x1, "digest-info")))


def _ecdsa(hash_name: str, on_token: int) -> Scheme:
    return Scheme("ec", hash_name, (Mechanism(on_token, "message"), Mechanism(0x1041, "digest")))


SCHEMES: dict[str, Scheme] = {
    "rsa-pkcs1-sha256": _pkcs1("sha256", 0x40),
    "rsa-pkcs1-sha384": _pkcs1("sha384", 0x41),
    "rsa-pkcs1-sha512": _pkcs1("sha512", 0x42),
    "rsa-pss-sha256": Scheme(
        "rsa", "sha256", (Mechanism(0x43, "message", _PSS_SHA256), Mechanism(0xD, "digest", _PSS_SHA256))
    ),
    "ecdsa-sha256": _ecdsa("sha256", 0x1044),
    "ecdsa-sha384": _ecdsa("sha384", 0x1045),
}
"""Best first for each type of key."""


def schemes_for(
    key_type: str, bits: int, offered: Collection[int], *, only_pss: bool = False, allowed: Iterable[int] = ()
) -> tuple[str, ...]:
    """The schemes a token offers for a key, best first.

    ``only_pss`` is for a certificate whose public key is id-RSASSA-PSS (RFC 4055); ``allowed`` is the key's
    own CKA_ALLOWED_MECHANISMS, empty when it names none.  A hash longer than the curve is not offered: tokens
    differ in how they cut it.
    """
    allowed = frozenset(allowed)
    mechanisms = frozenset(offered) & allowed if allowed else frozenset(offered)
    names = [
        name
        for name, scheme in SCHEMES.items()
        if scheme.key == key_type and scheme.usable(mechanisms) and (not only_pss or name == "rsa-pss-sha256")
    ]
    if key_type == "ec":
        return tuple(reversed(names)) if bits >= 384 else tuple(name for name in names if name == "ecdsa-sha256")
    return tuple(names)
