"""Augmentation: a proof of time, the evidence, an archive timestamp, each as an incremental update.

ETSI EN 319 142-1: the document security store (5.4.2) holds certificates, OCSP answers and revocation lists;
a document timestamp (5.4.3, ``ETSI.RFC3161``) covers all that stands before it.  B-T by a document timestamp
is what a signature made without a timestamp server can still become (6.3, note).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from rokhas_desktop.signing import levels, locks, reading
from rokhas_desktop.signing.draft import Writer
from rokhas_desktop.signing.errors import NoRoom
from rokhas_desktop.signing.evidence import Evidence, Gatherer
from rokhas_desktop.signing.face import TimestampSource
from rokhas_desktop.signing.output import CHUNK
from rokhas_desktop.signing.overlay import Overlay, attached

#: The hash of document timestamps.
HASH = "sha256"


@dataclass(frozen=True, slots=True)
class Services:
    """Who answers when a level above B-B is made: timestamps, and evidence for the levels above B-T."""

    timestamps: TimestampSource
    evidence: Gatherer | None = None


@dataclass(frozen=True, slots=True)
class Augmentation:
    """Updates of one file, appended to its overlay.  ``fields``: the signatures that are meant, None for all."""

    overlay: Overlay
    services: Services
    password: str | None = None
    fields: frozenset[str] | None = None

    def timestamp(self) -> None:
        """Append a document timestamp; nothing is appended if the server fails.

        Raises TimestampUnreachable, TimestampRefused, NoRoom, the document's errors.
        """
        self._appending(self._timestamp)

    def evidence(self) -> None:
        """Append the evidence for the signatures that are meant and for the timestamps over them.

        Raises EvidenceMissing and the document's errors; nothing is appended then.
        """
        self._appending(self._evidence)

    def complete(self) -> None:
        """Append what the last timestamp's own server needs, if the file does not hold it yet."""
        self._appending(self._evidence)

    def _appending(self, step: Callable[[io.BufferedRandom], None]) -> None:
        size = len(self.overlay.appended)
        try:
            with attached(self.overlay) as stream:
                step(stream)
        except BaseException:
            self.overlay.forget(size)
            raise

    def _reader(self, stream: Any) -> PdfFileReader:
        reader = reading.open_reader(stream)
        reading.unlock(reader, self.password, new_field=False)
        return reader

    def _timestamp(self, stream: Any) -> None:
        reader = self._reader(stream)
        room = self.services.timestamps.reserve(HASH)
        with reading.stage("timestamp"):
            writer = Writer.from_reader(reader)
            name = _own_name(locks.names(reader))
            steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(name)).write_cms(field_name=name, writer=writer)
            next(steps)
            place = DocumentTimestamp(bytes_reserved=2 * room)  # type: ignore[no-untyped-call]
            steps.send(SigObjSetup(sig_placeholder=place))
            prepared, _ = steps.send(SigIOSetup(md_algorithm=HASH, in_place=True, chunk_size=CHUNK))
        token = self.services.timestamps.token(prepared.document_digest, HASH)
        if len(token) > room:
            raise NoRoom(needed=len(token), room=room)
        with reading.stage("write"):
            steps.send(token)

    def _evidence(self, stream: Any) -> None:
        gatherer = self.services.evidence
        if gatherer is None:
            return
        reader = self._reader(stream)
        with reading.stage("signatures"):
            wanted = list(self._wanted(reader))
        found = Evidence()
        for certificate, others in wanted:
            found += gatherer.of(certificate, others)
        with reading.stage("evidence"):
            writer = Writer.from_reader(reader)
            if _store(writer, found):
                writer.write_in_place()  # type: ignore[no-untyped-call]

    def _wanted(self, reader: PdfFileReader) -> Iterator[tuple[bytes, Sequence[bytes]]]:
        """The certificate, and the other certificates, of each signature and timestamp that needs evidence."""
        meant = [
            one for one in reader.embedded_regular_signatures if self.fields is None or one.field_name in self.fields
        ]
        first = min((one.signed_revision for one in meant), default=0)
        for signature in meant:
            yield _named(signature)
            for token in levels.tokens(signature):
                yield token.signer, token.others
        for stamp in reader.embedded_timestamp_signatures:
            if stamp.signed_revision > first:
                yield _named(stamp)


def _named(signature: EmbeddedPdfSignature) -> tuple[bytes, Sequence[bytes]]:
    return signature.signer_cert.dump(), [one.dump() for one in signature.other_embedded_certs]


def _store(writer: IncrementalPdfFileWriter, found: Evidence) -> bool:
    """Put evidence into the store, once each; whether anything was new.

    No VRI: the standard leaves it optional, and validators read the store as a whole.
    """
    store = DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[asn1_x509.Certificate.load(der) for der in found.certificates],
        ocsps=[asn1_ocsp.OCSPResponse.load(der) for der in found.ocsps],
        crls=[asn1_crl.CertificateList.load(der) for der in found.crls],
    )
    return bool(store.modified)


def _own_name(taken: dict[str, bool]) -> str:
    """The first free ``RokhasTime_k``."""
    number = 1
    while f"RokhasTime_{number}" in taken:
        number += 1
    return f"RokhasTime_{number}"
