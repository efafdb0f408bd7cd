"""Which authorities count on which platform: a real key never signs on a test platform, nor a test key on a
real one.  Decided by trust anchors and the platform's own word, never by a module's name.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rokhas_desktop import resources
from rokhas_desktop.api.models import Platform
from rokhas_desktop.desk.anchors import AnchorList
from rokhas_desktop.identity.certificates import read_facts
from rokhas_desktop.identity.chain import Chain, build
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.identity.refusal import Refusal

UNTRUSTED, TEST_ON_REAL, REAL_ON_TEST, NO_ANCHORS = "CRT-012", "CRT-013", "CRT-014", "CRT-015"

MARK = "TEST"
"""What the name of a test root says.  A real root cannot be passed off as a test platform's: its name is signed."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """The real authorities (DER): the anchors, and sub-authorities that lie beside them."""

    anchors: tuple[bytes, ...] = ()
    between: tuple[bytes, ...] = ()

    @classmethod
    def load(cls, *folders: Path) -> Authorities:
        """The PEM files of the folders; self-issued ones are anchors.  What is no certificate is passed over."""
        found: list[x509.Certificate] = []
        for folder in folders:
            for path in sorted(folder.glob("*.pem")):
                try:
                    found += x509.load_pem_x509_certificates(path.read_bytes())
                except (OSError, ValueError, x509.InvalidVersion):
                    continue
        own = [one for one in found if one.subject == one.issuer]
        return cls(_ders(own), _ders(one for one in found if one not in own))

    @classmethod
    def of_machine(cls, policy: Path, listed: AnchorList | None = None) -> Authorities:
        """What is shipped, what the administrator put beside the machine policy, and the signed list."""
        return cls.load(resources.path_of("anchors"), policy.parent / "anchors").with_list(listed)

    def with_list(self, listed: AnchorList | None) -> Authorities:
        """These and those of a signed list."""
        if listed is None:
            return self
        return Authorities((*self.anchors, *listed.anchors), (*self.between, *listed.between))


def test_roots(platform: Platform, real: Authorities) -> Mapping[str, bytes]:
    """The roots (SHA-256 → DER) of a test platform's chain that can be believed; none on a real platform."""
    if platform.environment != "test":
        return {}
    found: dict[str, bytes] = {}
    for der in test_chain(platform):
        certificate = load_certificate(der)
        sha256 = hashlib.sha256(der).hexdigest()
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        marked = any(MARK in str(name.value).split() for name in names)
        own = certificate.subject == certificate.issuer
        if own and marked and sha256 in platform.anchors and der not in real.anchors:
            found[sha256] = der
    return found


def judge(
    certificate: bytes, beside: Sequence[bytes], platform: Platform, real: Authorities, known_tests: Sequence[bytes]
) -> Chain | Refusal:
    """The certificate's chain to an anchor that counts on this platform, or why there is none.

    ``beside`` are the token's other certificates (DER), ``known_tests`` the test roots this home has met.
    """
    truly = build(certificate, (*beside, *real.between), real.anchors)
    if platform.environment == "test":
        if truly is not None:
            return Refusal(REAL_ON_TEST)
        roots = test_roots(platform, real)
        chain = build(certificate, (*beside, *test_chain(platform)), tuple(roots.values()))
        return chain or _untrusted(certificate)
    if truly is not None and truly.anchor_sha256 in platform.anchors:
        return truly
    if build(certificate, beside, known_tests) is not None:
        return Refusal(TEST_ON_REAL)
    return _untrusted(certificate) if real.anchors else Refusal(NO_ANCHORS)


def _untrusted(certificate: bytes) -> Refusal:
    return Refusal(UNTRUSTED, {"issuer": read_facts(certificate).issuer_name})


def test_chain(platform: Platform) -> list[bytes]:
    """The certificates of a test platform's chain (DER); believed only by :func:`test_roots`."""
    found = []
    for text in platform.test_chain:
        try:
            der = base64.b64decode(text, validate=True)
            load_certificate(der)
        except (binascii.Error, ValueError):
            continue
        found.append(der)
    return found


def _ders(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(one.public_bytes(Encoding.DER) for one in certificates)
