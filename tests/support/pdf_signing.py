"""Signs PDFs by pyHanko alone, as a client of the platform would and as a forger would: for TEST only."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko_certvalidator.registry import SimpleCertificateStore

from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, HolderSpec, PostalCA, Profile, person


@dataclass(frozen=True)
class TestKey:
    """A key in memory, its certificate, and the issuers to embed (DER)."""

    __test__ = False
    key: Any
    certificate: x509.Certificate
    chain: tuple[bytes, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def signer(self) -> Signer:
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        issuers = [asn1_x509.Certificate.load(item) for item in self.chain]
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(self.der),
            signing_key=keys.PrivateKeyInfo.load(der),
            cert_registry=SimpleCertificateStore.from_certs(issuers),
        )


def issue(
    ca: PostalCA,
    cin: str,
    *,
    surname: str = "TEST ALAOUI",
    given_names: str = "TEST Nadia",
    profile: Profile = QUALIFIED_SIGNATURE,
    id_type: Any = "IDC",
    key: Any = None,
    **validity: datetime,
) -> TestKey:
    """A new key with a certificate of the test postal CA."""
    key = key or rsa.generate_private_key(65537, 2048)
    holder = HolderSpec(surname=surname, given_names=given_names, cin=cin, id_type=id_type)
    certificate = ca.issue(key.public_key(), person(holder), profile, **validity)
    return TestKey(key, certificate, ca.chain)


def ec_key() -> Any:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Binding:
    """What the signature dictionary names."""

    reference: str
    piece: str
    document: str

    def keys(self) -> dict[str, str]:
        return {
            "/Reason": f"Acte {self.reference}, pièce {self.piece}",
            "/RokhasAct": self.reference,
            "/RokhasPiece": self.piece,
            "/RokhasDocument": self.document,
        }


@dataclass(frozen=True)
class How:
    """What a forger does otherwise than a client."""

    field_name: str = "Rokhas_TEST"
    new_field: bool = True
    digest: str = "sha256"
    certify: bool = False
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES
    timestamper: Any = None
    overrides: dict[str, str] = field(default_factory=dict)
    change: Any = None
    """Called with the writer before the signature: what else it alters."""


def sign(original: bytes, key: TestKey, binding: Binding, how: How | None = None) -> bytes:
    """The original with an appended signature; the original is its beginning."""
    how = how or How()
    writer = IncrementalPdfFileWriter(io.BytesIO(original), strict=False)
    if how.change is not None:
        how.change(writer)
    spec = SigFieldSpec(how.field_name) if how.new_field else None
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(
        field_name=how.field_name, writer=writer, existing_fields_only=spec is None
    )
    next(steps)
    dictionary = SignatureObject(timestamp=datetime.now(UTC), subfilter=how.subfilter, bytes_reserved=32768)
    for name, value in {**binding.keys(), **how.overrides}.items():
        dictionary[pdf_name(name)] = pdf_string(value)
    mdp = SigMDPSetup(certify=True, docmdp_perms=MDPPerm.FILL_FORMS, md_algorithm="sha256") if how.certify else None
    steps.send(SigObjSetup(sig_placeholder=dictionary, mdp_setup=mdp))
    prepared, output = steps.send(SigIOSetup(md_algorithm=how.digest, in_place=False))
    cms = asyncio.run(
        key.signer().async_sign(
            data_digest=prepared.document_digest,
            digest_algorithm=how.digest,
            use_pades=how.subfilter == SigSeedSubFilter.PADES,
            timestamper=how.timestamper,
        )
    )
    steps.send(cms)
    signed: bytes = output.getvalue()
    assert signed.startswith(original)
    return signed
