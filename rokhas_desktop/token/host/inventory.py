"""What is on a token: certificates, keys, and which belongs to which.

Pairing is by CKA_ID unless the key itself says otherwise, then by the public key (a modulus, or an EC point),
never by label: labels repeat, an ID may be stale, and a public-key object may be missing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import PublicKeyAlgorithmOID

from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.token.host.cryptoki import Cryptoki, number
from rokhas_desktop.token.host.mechanisms import KEY_TYPES, KeyType, schemes_for
from rokhas_desktop.token.views import Evidence, KeyFacts, KeyView

_CKA_CLASS, _CKA_LABEL, _CKA_VALUE, _CKA_KEY_TYPE, _CKA_ID = 0x0, 0x3, 0x11, 0x100, 0x102
_CKA_SIGN, _CKA_MODULUS, _CKA_EC_POINT = 0x108, 0x120, 0x181
_CKA_ALWAYS_AUTHENTICATE, _CKA_ALLOWED_MECHANISMS = 0x202, 0x40000600
_CKO_CERTIFICATE, _CKO_PUBLIC_KEY, _CKO_PRIVATE_KEY = 0x1, 0x2, 0x3
_ORDER: Literal["little", "big"] = "little" if number(1)[0] else "big"


@dataclass(frozen=True, slots=True)
class KeyObject:
    """A key object: its handle (which never leaves the child) and what pairs it.

    ``public`` is the big-endian modulus or the uncompressed point, None where the object does not tell.
    """

    handle: int
    id: bytes
    type: KeyType
    public: bytes | None
    signs: bool = True
    always_authenticate: bool = False
    allowed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """The public key inside a certificate."""

    type: KeyType
    bits: int
    public: bytes | None
    only_pss: bool = False


@dataclass(frozen=True, slots=True)
class CertificateObject:
    """A certificate object and the public key in it."""

    handle: int
    id: bytes
    label: str
    der: bytes = field(repr=False)
    half: PublicHalf

    @property
    def sha256(self) -> str:
        """Names the certificate (hex)."""
        return hashlib.sha256(self.der).hexdigest()


@dataclass(frozen=True, slots=True)
class Inventory:
    """All certificates and keys that a session sees."""

    certificates: tuple[CertificateObject, ...]
    public_keys: tuple[KeyObject, ...]
    private_keys: tuple[KeyObject, ...]
    mechanisms: frozenset[int]

    def private_key(self, certificate: CertificateObject) -> KeyObject | None:
        """The private key of a certificate."""
        return _pair(certificate.id, certificate.half, self.private_keys) or self._by_public_object(certificate)

    def _by_public_object(self, certificate: CertificateObject) -> KeyObject | None:
        """A private EC key does not tell its point: go by the ID of the public object that has the same one."""
        half = certificate.half
        for public in self.public_keys:
            if half.public is not None and public.public == half.public and public.id:
                return _pair(public.id, half, self.private_keys)
        return None

    def view(self, certificate: CertificateObject) -> KeyView:
        """What crosses the pipe."""
        half = certificate.half
        private = self.private_key(certificate)
        evidence: Evidence = "private-key" if private else "none"
        if not private and _pair(certificate.id, half, self.public_keys):
            evidence = "public-key"
        # Where the token shows private keys without log-in, one that is not seen is not there.
        known_absent = evidence == "none" and bool(self.private_keys)
        key = None if known_absent else self.facts(half, private, evidence)
        return KeyView(certificate.der, certificate.id.hex(), certificate.label, key)

    def facts(self, half: PublicHalf, private: KeyObject | None, evidence: Evidence) -> KeyFacts:
        """Type, size and schemes of a key."""
        allowed = private.allowed if private else frozenset()
        schemes = schemes_for(half.type, half.bits, self.mechanisms, only_pss=half.only_pss, allowed=allowed)
        always = private.always_authenticate if private else None
        return KeyFacts(half.type, half.bits, schemes, always, evidence)


def _pair(wanted: bytes, half: PublicHalf, keys: tuple[KeyObject, ...]) -> KeyObject | None:
    for key in keys:
        contradicts = None not in (key.public, half.public) and key.public != half.public
        if wanted and key.id == wanted and not contradicts:
            return key
    for key in keys:
        if half.public is not None and key.public == half.public:
            return key
    return None


def take(module: Cryptoki, session: int, slot: int) -> Inventory:
    """Read every certificate and key that ``session`` sees.  Raises Returned."""
    return Inventory(
        certificates=certificates(module, session),
        public_keys=tuple(_key(module, session, item) for item in _all(module, session, _CKO_PUBLIC_KEY)),
        private_keys=tuple(
            _key(module, session, item, private=True) for item in _all(module, session, _CKO_PRIVATE_KEY)
        ),
        mechanisms=module.mechanisms(slot),
    )


def certificates(module: Cryptoki, session: int) -> tuple[CertificateObject, ...]:
    """The certificates that ``session`` sees, which need no log-in.  Raises Returned."""
    found = (_certificate(module, session, item) for item in _all(module, session, _CKO_CERTIFICATE))
    return tuple(item for item in found if item is not None)


def certificate_der(module: Cryptoki, session: int, handle: int) -> bytes | None:
    """The certificate that a handle stands for now."""
    return module.attribute(session, handle, _CKA_VALUE)


def _all(module: Cryptoki, session: int, kind: int) -> list[int]:
    return module.find(session, {_CKA_CLASS: number(kind)})


def _certificate(module: Cryptoki, session: int, handle: int) -> CertificateObject | None:
    der = module.attribute(session, handle, _CKA_VALUE)
    if not der:
        return None
    label = module.attribute(session, handle, _CKA_LABEL) or b""
    identifier = module.attribute(session, handle, _CKA_ID) or b""
    return CertificateObject(
        handle, identifier, label.rstrip(b"\0").decode("utf-8", "replace"), bytes(der), public_half(der)
    )


def _key(module: Cryptoki, session: int, handle: int, *, private: bool = False) -> KeyObject:
    def read(kind: int) -> bytes:
        return module.attribute(session, handle, kind) or b""

    kind = KEY_TYPES.get(int.from_bytes(read(_CKA_KEY_TYPE), _ORDER), "other")
    public = read(_CKA_MODULUS).lstrip(b"\0") if kind == "rsa" else _point(read(_CKA_EC_POINT))
    if not private:
        return KeyObject(handle, read(_CKA_ID), kind, public or None)
    allowed = read(_CKA_ALLOWED_MECHANISMS)
    width = len(number(0))
    return KeyObject(
        handle,
        read(_CKA_ID),
        kind,
        public or None,
        signs=read(_CKA_SIGN) != b"\0",
        always_authenticate=read(_CKA_ALWAYS_AUTHENTICATE) == b"\1",  # missing means no
        allowed=frozenset(
            int.from_bytes(allowed[at : at + width], _ORDER) for at in range(0, len(allowed) // width * width, width)
        ),
    )


def _point(value: bytes) -> bytes:
    """CKA_EC_POINT is a DER OCTET STRING; some tokens give the bare point."""
    if len(value) > 2 and value[0] == 0x04:
        if value[1] == len(value) - 2:
            return value[2:]
        if value[1] == 0x81 and value[2] == len(value) - 3:
            return value[3:]
    return value


def public_half(der: bytes) -> PublicHalf:
    """The public key of a certificate; "other" where it cannot be read, which then pairs by ID alone."""
    try:
        certificate = load_certificate(der)
        key = certificate.public_key()
        only_pss = certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSASSA_PSS
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return PublicHalf("other", 0, None)
    if isinstance(key, rsa.RSAPublicKey):
        modulus = key.public_numbers().n
        return PublicHalf("rsa", key.key_size, modulus.to_bytes((modulus.bit_length() + 7) // 8, "big"), only_pss)
    if isinstance(key, ec.EllipticCurvePublicKey):
        point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return PublicHalf("ec", key.key_size, point)
    return PublicHalf("other", 0, None)
