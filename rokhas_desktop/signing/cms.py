"""CMS signatures by a :class:`~rokhas_desktop.signing.face.RawSigner`, through pyHanko.

PAdES baseline (ETSI EN 319 142-1, 6.3) and CAdES baseline (EN 319 122-1): signing-certificate-v2 always; the
signing-time attribute only in CAdES (PAdES forbids it: the time is the dictionary's ``/M``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import algos
from asn1crypto import cms as asn1_cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.attributes import CMSAttributeProvider
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers.pdf_cms import CAdESSignedAttributeProviderSpec, PdfCMSSignedAttributes, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.signing import algorithms
from rokhas_desktop.signing.asn1 import quicken
from rokhas_desktop.signing.errors import KeyAnsweredWrong, NoScheme
from rokhas_desktop.signing.face import SCHEMES, RawSigner, TimestampSource
from rokhas_desktop.signing.template import Template, prepare

#: Length differences that an encoding may have: a serial number, a time, an outer header.
SLACK = 256
_CURVE_SCHEMES = {"secp256r1": "ecdsa-sha256", "secp384r1": "ecdsa-sha384"}
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to sign: its name on the signer's face, its hash, and how CMS writes it."""

    name: str
    hash: str
    mechanism: algos.SignedDigestAlgorithm

    def verify(self, certificate: x509.Certificate, data: bytes, signature: bytes) -> None:
        """Raises KeyAnsweredWrong unless ``signature`` over ``data`` is the certificate's."""
        key, digest = certificate.public_key(), _HASHES[self.hash]()
        try:
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(signature, data, ec.ECDSA(digest))
            elif isinstance(key, rsa.RSAPublicKey):
                pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
                key.verify(signature, data, pss if "-pss-" in self.name else padding.PKCS1v15(), digest)
        except InvalidSignature as error:
            raise KeyAnsweredWrong() from error


def choose_scheme(certificate: x509.Certificate, offered: tuple[str, ...]) -> Scheme:
    """The first scheme that fits the key and is offered.  Raises NoScheme."""
    key = certificate.public_key()
    fitting: tuple[str, ...] = ()
    if isinstance(key, rsa.RSAPublicKey):
        fitting = tuple(name for name in SCHEMES if name.startswith("rsa-"))
    elif isinstance(key, ec.EllipticCurvePublicKey):
        best = _CURVE_SCHEMES.get(key.curve.name)
        fitting = () if best is None else (best, *(name for name in SCHEMES if name.startswith("ecdsa-")))
    for name in fitting:
        if name in offered:
            return _scheme(name)
    raise NoScheme(offered=", ".join(offered) or "-")


def _scheme(name: str) -> Scheme:
    family, _, digest = name.rpartition("-")
    if family == "rsa-pss":
        # The salt is as long as the hash (RFC 4055, 3.1, and EN 319 142-1's suites).
        mask = algos.MaskGenAlgorithm({"algorithm": "mgf1", "parameters": algos.DigestAlgorithm({"algorithm": digest})})
        parameters = algos.RSASSAPSSParams(
            {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": digest}),
                "mask_gen_algorithm": mask,
                "salt_length": _HASHES[digest]().digest_size,
            }
        )
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})
    else:
        mechanism = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{family.partition('-')[0]}"})
    return Scheme(name, digest, mechanism)


class KeySigner(Signer):
    """pyHanko's signer over ours."""

    def __init__(self, raw: RawSigner) -> None:
        quicken()
        self._raw = raw
        self._certificate = load_certificate(raw.certificate)
        algorithms.check(self._certificate, raw.chain)
        self.scheme = choose_scheme(self._certificate, tuple(raw.schemes))
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([asn1_x509.Certificate.load(der) for der in raw.chain])
        super().__init__(
            embed_roots=False,
            signature_mechanism=self.scheme.mechanism,
            signing_cert=asn1_x509.Certificate.load(raw.certificate),
            cert_registry=store,
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The key's signature, checked at once; room for one in a dry run."""
        if dry_run:
            return bytes(self._most_bytes())
        if digest_algorithm != self.scheme.hash:
            raise NoScheme(offered=self.scheme.name)
        signature = self._raw.sign(data, self.scheme.name)
        self.scheme.verify(self._certificate, data, signature)
        return signature

    def _most_bytes(self) -> int:
        key = self._certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey):
            return (key.key_size + 7) // 8
        # Two integers with a sign byte each, their headers, and the sequence's (RFC 3279, 2.2.3).
        return 2 * ((self._certificate.public_key().key_size + 7) // 8 + 1 + 3) + 4  # type: ignore[union-attr]


class _Given(CMSAttributeProvider):
    """An attribute that is ready."""

    def __init__(self, attribute: Any) -> None:
        self._attribute = attribute

    async def get_attribute(self, dry_run: bool = False) -> Any:  # noqa: ARG002 - pyHanko's face
        """The attribute."""
        return self._attribute


class _Attributes(CAdESSignedAttributeProviderSpec):
    """CAdES's signed attributes, and further ones."""

    def __init__(self, settings: PdfCMSSignedAttributes, certificate: Any, further: tuple[Any, ...]) -> None:
        super().__init__(settings, certificate, is_pades=False, timestamper=None)
        self._further = further

    def signed_attr_providers(self, data_digest: bytes, digest_algorithm: str) -> Iterable[Any]:
        """As pyHanko asks for them."""
        yield from super().signed_attr_providers(data_digest, digest_algorithm)
        yield from map(_Given, self._further)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is the same for every document of a key: the PAdES signature without hash and signature, and its size."""

    scheme: Scheme
    certificate: x509.Certificate
    pades: Template | None
    size: int


@lru_cache(maxsize=4)
def prepared(certificate: bytes, chain: tuple[bytes, ...], schemes: tuple[str, ...]) -> Prepared:
    """Prepare a key's signatures, once a batch.  Raises what :class:`KeySigner` raises."""
    signer = KeySigner(_Absent(certificate, chain, schemes))

    def build(digest: bytes) -> bytes:
        made = run(signer.async_sign(digest, signer.scheme.hash, dry_run=True, use_pades=True, is_pdf_sig=True))
        encoded: bytes = made.dump()
        return encoded

    empty = bytes(_hash_size(signer.scheme.hash))
    template = prepare(build, len(empty))
    return Prepared(signer.scheme, load_certificate(certificate), template, len(build(empty)))


@dataclass(frozen=True, slots=True)
class _Absent:
    """A key that is not asked: what a dry run needs of it."""

    certificate: bytes
    chain: Sequence[bytes]
    schemes: Sequence[str]

    def sign(self, data: bytes, scheme: str) -> bytes:
        """Never: a dry run signs nothing."""
        raise NoScheme(offered=f"{scheme}, {len(data)}")


class Container:
    """What makes the CMS of one document by a key.  Raises what :class:`KeySigner` raises."""

    def __init__(self, raw: RawSigner, timestamps: TimestampSource | None) -> None:
        self._raw = raw
        self._prepared = prepared(raw.certificate, tuple(raw.chain), tuple(raw.schemes))
        self.timestamps = timestamps

    @property
    def hash(self) -> str:
        """The hash of the document and of the signature."""
        return self._prepared.scheme.hash

    def room(self) -> int:
        """The most bytes that the DER can take: computed, so that nothing is ever signed twice for space."""
        return self._prepared.size + SLACK + (self.timestamps.reserve(self.hash) if self.timestamps else 0)

    def pades(self, digest: bytes) -> bytes:
        """The CMS of a PDF whose byte range has this digest, not timestamped yet; asks the key once."""
        template, scheme = self._prepared.pades, self._prepared.scheme
        if template is None:
            built: bytes = self._make(digest, is_pdf_sig=True, settings=PdfCMSSignedAttributes()).dump()
            return built
        attributes = template.attributes(digest)
        signature = self._raw.sign(attributes, scheme.name)
        scheme.verify(self._prepared.certificate, attributes, signature)
        return template.content(digest, signature)

    def cades(self, digest: bytes, signed_at: datetime, further: Iterable[Any] = ()) -> bytes:
        """The detached CMS of a file with this digest, not timestamped yet; asks the key once.

        ``further`` are signed attributes (CMSAttribute) beside those that CAdES wants.
        """
        settings = PdfCMSSignedAttributes(signing_time=signed_at)
        built: bytes = self._make(digest, is_pdf_sig=False, settings=settings, further=tuple(further)).dump()
        return built

    def stamp(self, made: bytes) -> bytes:
        """The same with a timestamp, where this container has a source; apart from the signing, so that a server's
        fault never costs another signature of the key.  Raises TimestampUnreachable, TimestampRefused."""
        return made if self.timestamps is None else stamp(made, self.timestamps)

    def _make(
        self, digest: bytes, *, is_pdf_sig: bool, settings: PdfCMSSignedAttributes, further: tuple[Any, ...] = ()
    ) -> Any:
        signer = KeySigner(self._raw)  # a new one for each: one that failed stays broken
        if further:
            signer.signed_attr_prov_spec = _Attributes(settings, signer.signing_cert, further)
        return run(
            signer.async_sign(
                data_digest=digest,
                digest_algorithm=self.hash,
                use_pades=True,
                is_pdf_sig=is_pdf_sig,
                signed_attr_settings=settings,
            )
        )


def stamp(made: bytes, timestamps: TimestampSource) -> bytes:
    """A CMS signature with a timestamp over its value (EN 319 122-1, 5.3), made with the signature's hash.

    Raises TimestampUnreachable, TimestampRefused.
    """
    content = asn1_cms.ContentInfo.load(made)
    info = content["content"]["signer_infos"][0]
    algorithm = info["digest_algorithm"]["algorithm"].native
    running = digest_of(algorithm)
    running.update(info["signature"].native)
    token = asn1_cms.ContentInfo.load(timestamps.token(running.finalize(), algorithm))
    attribute = simple_cms_attribute("signature_time_stamp_token", token)  # type: ignore[no-untyped-call]
    info["unsigned_attrs"] = asn1_cms.CMSAttributes([attribute])
    stamped: bytes = content.dump(force=True)
    return stamped


def digest_of(algorithm: str) -> hashes.Hash:
    """A running hash by its name ("sha256"…)."""
    return hashes.Hash(_HASHES[algorithm]())


def _hash_size(algorithm: str) -> int:
    return _HASHES[algorithm]().digest_size


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run one of pyHanko's coroutines to its end in this thread."""
    return asyncio.run(coroutine)
