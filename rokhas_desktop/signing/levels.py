"""Which level a PDF signature has reached, by what its file holds (ETSI EN 319 142-1, 6.3): never what it claims.

B-T needs a proof of time whose mathematics hold; B-LT every certificate of the signer's and of the timestamp's
chain with an answer about its revocation; B-LTA a document timestamp over all that.  Who is to be believed is
the verification's question, not this one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.sign.general import SignedDataCerts, extract_certificate_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from rokhas_desktop.identity import chain
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.signing import cms, reading
from rokhas_desktop.signing.face import Level

PADES = "/ETSI.CAdES.detached"


@dataclass(frozen=True, slots=True)
class Token:
    """A timestamp: its server's certificate and the others in it (DER)."""

    signer: bytes
    others: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Store:
    """A document security store as it was in one revision."""

    certificates: tuple[bytes, ...]
    serials: frozenset[tuple[bytes, int]]
    lists: frozenset[bytes]

    def covers(self, certificate: bytes, others: Sequence[bytes], known: Sequence[bytes]) -> bool:
        """Whether each certificate of the chain, but the root, is there with an answer about it."""
        every = (*self.certificates, *others, *known)
        roots = [der for der in every if _is_root(der)]
        try:
            path = chain.build(certificate, every, roots)
        except UnreadableCertificate:
            return False
        if path is None:
            return False
        line = (path.leaf, *path.intermediates, path.anchor)
        return all(self._says(holder, issuer) for holder, issuer in pairwise(line))

    def _says(self, holder: bytes, issuer: bytes) -> bool:
        one, authority = load_certificate(holder), load_certificate(issuer)
        subject = authority.subject.public_bytes()
        return (subject, one.serial_number) in self.serials or subject in self.lists


def of(signature: EmbeddedPdfSignature, known: Sequence[bytes] = ()) -> Level | None:
    """The level of a signature; None for one that is not PAdES.  ``known``: further certificates (DER)."""
    if reading.value(signature.sig_object, "/SubFilter") != PADES:
        return None
    with reading.stage("level"):
        later = [stamp for stamp in document_timestamps(signature) if _holds(stamp)]
        proofs = list(tokens(signature)) or [_token_of(stamp) for stamp in later[:1]]
        if not proofs:
            return "B-B"
        chains = [(signature.signer_cert.dump(), _others(signature)), *((one.signer, one.others) for one in proofs)]
        if not _covered(_store(signature.reader), chains, known):
            return "B-T"
        archived = (_covered(_store(_before(stamp)), chains, known) for stamp in later)
        return "B-LTA" if any(archived) else "B-LT"


def document_timestamps(signature: EmbeddedPdfSignature) -> list[EmbeddedPdfSignature]:
    """The document timestamps made after a signature, oldest first."""
    every = signature.reader.embedded_timestamp_signatures
    return [stamp for stamp in every if stamp.signed_revision > signature.signed_revision]


def tokens(signature: EmbeddedPdfSignature) -> Iterator[Token]:
    """The signature's own timestamps."""
    for signed_data in generic_cms.extract_tst_data_iter(signature.signer_info, signed=False):
        yield _token(extract_certificate_info(signed_data))


def _token(found: SignedDataCerts) -> Token:
    return Token(found.signer_cert.dump(), tuple(one.dump() for one in found.other_certs))


def _token_of(stamp: EmbeddedPdfSignature) -> Token:
    return Token(stamp.signer_cert.dump(), _others(stamp))


def _others(signature: EmbeddedPdfSignature) -> tuple[bytes, ...]:
    return tuple(one.dump() for one in signature.other_embedded_certs)


def _holds(stamp: EmbeddedPdfSignature) -> bool:
    """Whether a document timestamp is over the bytes before it and signed by its own certificate."""
    stamp.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = cms.run(generic_cms.validate_tst_signed_data(stamp.signed_data, nobody, stamp.compute_digest))
    return bool(status["intact"] and status["valid"])


def _before(stamp: EmbeddedPdfSignature) -> Any:
    """The document as a timestamp found it."""
    return stamp.reader.get_historical_resolver(stamp.signed_revision)


def _covered(store: _Store | None, chains: Iterable[tuple[bytes, Sequence[bytes]]], known: Sequence[bytes]) -> bool:
    return store is not None and all(store.covers(leaf, others, known) for leaf, others in chains)


def _store(handler: Any) -> _Store | None:
    """The store of a document, or of one of its revisions; None where there is none that can be read."""
    try:
        found = DocumentSecurityStore.read_dss(handler)
        certificates = tuple(one.dump() for one in found.load_certs())
        serials = frozenset(pair for one in found.ocsps for pair in _answered(one, certificates))
        lists = frozenset(_list_issuer(one) for one in found.crls)
    except (NoDSSFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return _Store(certificates, serials, lists)


def _answered(stream: Any, certificates: Sequence[bytes]) -> Iterator[tuple[bytes, int]]:
    """Whom an OCSP answer is about: the issuer's name (DER) and the serial number."""
    answer = ocsp.load_der_ocsp_response(stream.get_object().read_data(DecodePurpose.OCSP_RESPONSE))
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return
    for single in answer.responses:
        for der in certificates:
            name = load_certificate(der).subject.public_bytes()
            hashed = hashes.Hash(single.hash_algorithm)
            hashed.update(name)
            if hashed.finalize() == single.issuer_name_hash:
                yield name, single.serial_number
                break


def _list_issuer(stream: Any) -> bytes:
    return x509.load_der_x509_crl(stream.get_object().read_data(DecodePurpose.CRL)).issuer.public_bytes()


def _is_root(der: bytes) -> bool:
    """Whether a certificate is signed by itself."""
    try:
        certificate = load_certificate(der)
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
