"""The incremental update that will carry a signature: field, stamp, signature dictionary; nothing signed yet.

pyHanko's ``PdfCMSEmbedder`` is used rather than its ``PdfSigner``: that one follows seed values found in the
document, to the point of contacting a timestamp server that the document names.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.form_tools import annot_width_height, get_single_field_annot
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject

from rokhas_desktop.signing import locks, placement, reading, tagging
from rokhas_desktop.signing.errors import BadAppearance, NoRoom
from rokhas_desktop.signing.face import Appearance, PdfOrder
from rokhas_desktop.signing.output import CHUNK

#: Bytes beside what is known to be needed, where a signature did not fit and is made again.
SPARE = 2048

_Steps = Generator[Any, Any, None]


class Writer(IncrementalPdfFileWriter):
    """pyHanko's writer, which leaves the document's own description alone.

    It would write a modification date and its own name into XMP and the information dictionary: XMP that it
    cannot read would stop a signature that does not concern it, and PDF/A wants the two to agree.
    """

    def _update_meta(self) -> None:
        """Change nothing."""

    def register_annotation(self, page_ref: Any, annot_ref: Any) -> None:
        """List the widget on its page; a list that is null is none (ISO 32000-1, 7.3.9)."""
        page = page_ref.get_object()
        if "/Annots" in page and reading.value(page, "/Annots") is None:
            del page["/Annots"]
        super().register_annotation(page_ref, annot_ref)  # type: ignore[no-untyped-call]

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        """The file's identifiers; one that is no pair (seen in real files) is replaced, as a missing one is."""
        try:
            found: Any = prev.trailer["/ID"]
        except KeyError:
            found = None
        if found is None or (isinstance(found, generic.ArrayObject) and len(found) == 2):
            pair: generic.ArrayObject = super()._handle_id(prev)  # type: ignore[no-untyped-call]
            return pair
        return generic.ArrayObject([generic.ByteStringObject(secrets.token_bytes(16)) for _ in range(2)])


@dataclass(frozen=True, slots=True)
class Draft:
    """An update that is in the writer's memory.  ``field`` is the name of the signature field."""

    field: str
    writer: IncrementalPdfFileWriter
    steps: _Steps
    dictionary: _Dictionary

    def write(self, original: hashlib._Hash) -> PreparedByteRangeDigest:
        """Append the update with an empty place for the signature; the digest that is to be signed.

        ``original`` is the running hash of the file as it was.
        """
        algorithm = original.name
        self.dictionary.original = original
        with reading.stage("write"):
            prepared, _ = self.steps.send(SigIOSetup(md_algorithm=algorithm, in_place=True, chunk_size=CHUNK))
            found: PreparedByteRangeDigest = prepared
            return found

    def append(self) -> None:
        """Append the update without hashing it: what a trial needs."""
        with reading.stage("write"):
            self.writer.write_in_place()  # type: ignore[no-untyped-call]

    def fill(self, prepared: PreparedByteRangeDigest, signature: bytes) -> None:
        """Put the signature in its place.  Raises NoRoom."""
        room = (prepared.reserved_region_end - prepared.reserved_region_start - 2) // 2
        if len(signature) > room:
            raise NoRoom(needed=len(signature), room=room)
        with reading.stage("write"):
            self.steps.send(signature)


def prepare(reader: PdfFileReader, order: PdfOrder, room: int) -> Draft:
    """Make the update for an order.  ``room`` is the most bytes that the CMS can take.

    The reader's stream is written to later.  Where the document admits no stamp (:func:`locks.admits_stamp`) a
    new field is invisible: preflight says so.  Raises the document's errors, BadAppearance, OutsidePage.
    """
    name = order.field or locks.own_field_name(locks.names(reader))
    if order.field is not None:
        locks.check_field(reader, order.field)
    shown = order.appearance if order.field is not None or locks.admits_stamp(reader) else None
    spec = None if order.field is not None else _new_field(reader, name, shown)
    with reading.stage("field"):
        writer = Writer.from_reader(reader)
        steps: _Steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(
            field_name=name, writer=writer, existing_fields_only=spec is None
        )
        reference = next(steps)
        field = reference.get_object()
        _declare_pades(writer)
        if shown is not None:
            _stamp(reader, writer, field, shown, spec)
        if spec is not None and not reader.embedded_signatures:
            page, _ = writer.find_page_for_modification(spec.on_page)  # type: ignore[no-untyped-call]
            tagging.tag(writer, reference, page, order.name)
        dictionary = _dictionary(order, room)
        steps.send(SigObjSetup(sig_placeholder=dictionary, mdp_setup=_lock(field)))
        return Draft(name, writer, steps, dictionary)


def _new_field(reader: PdfFileReader, name: str, appearance: Appearance | None) -> SigFieldSpec:
    if appearance is None:
        placement.page_of(reader, 1)
        return SigFieldSpec(sig_field_name=name, on_page=0)
    page = placement.page_of(reader, appearance.page)
    with reading.stage("placement"):
        box = placement.fitting(page, appearance.box or placement.free_corner(reader, page))
    rect: Any = page.to_user(box)
    return SigFieldSpec(sig_field_name=name, on_page=page.number - 1, box=rect)


def _declare_pades(writer: IncrementalPdfFileWriter) -> None:
    """ESIC is the extension that announces PAdES before PDF 2.0 (EN 319 142-1, 5.1)."""
    writer.ensure_output_version((1, 7))  # type: ignore[no-untyped-call]
    if writer.output_version < (2, 0):
        writer.register_extension(ESIC_EXTENSION_1)


def _stamp(
    reader: PdfFileReader,
    writer: IncrementalPdfFileWriter,
    field: Any,
    appearance: Appearance,
    spec: SigFieldSpec | None,
) -> None:
    """The page handed in becomes the widget's appearance, turned so that it stands upright where it is shown."""
    widget = get_single_field_annot(field)
    width, height = annot_width_height(widget)
    if not width or not height:
        return
    number = spec.on_page + 1 if spec is not None else placement.page_number(reader, widget)
    page = placement.page_of(reader, number)
    try:
        stamp = PdfFileReader(io.BytesIO(appearance.pdf))
        reference = writer.import_page_as_xobject(stamp)
    except Exception as error:
        raise BadAppearance(kind=type(error).__name__) from error
    matrix = [generic.NumberObject(number) for number in page.upright]  # type: ignore[no-untyped-call]
    reference.get_object()[pdf_name("/Matrix")] = generic.ArrayObject(matrix)
    widget[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): reference})  # type: ignore[no-untyped-call]
    widget.pop("/AS", None)
    writer.update_container(widget)


class _Dictionary(SignatureObject):
    """The signature dictionary, which hashes only what is appended: the original was hashed when it was verified."""

    original: hashlib._Hash

    def fill(  # type: ignore[override] # only ever written in place, by the writer's own stream
        self, writer: Any, md_algorithm: str, in_place: bool = False, **_: Any
    ) -> _Steps:
        """pyHanko's step (``PdfByteRangeDigest.fill``) with a hash that goes on where the original ended."""
        if not in_place or md_algorithm != self.original.name:
            raise ValueError("written in place, by the hash that the original has")
        writer.digest_aware_write = True
        stream = writer.prev.stream
        start = stream.seek(0, os.SEEK_END)
        writer.write_in_place()
        end = stream.tell()
        gap_start, gap_end = self.contents.offsets
        self.byte_range.fill_offsets(stream, gap_start, gap_end, end)  # type: ignore[no-untyped-call]
        running = self.original.copy()
        for first, last in ((start, gap_start), (gap_end, end)):
            stream.seek(first)
            running.update(stream.read(last - first))
        prepared = PreparedByteRangeDigest(running.digest(), gap_start, gap_end)
        cms = yield prepared, stream
        yield prepared.fill_with_cms(stream, cms)


def _dictionary(order: PdfOrder, room: int) -> _Dictionary:
    """The signature dictionary: signing time in /M, and the keys that bind a piece to its act."""
    made = _Dictionary(
        timestamp=order.signed_at,
        subfilter=SigSeedSubFilter.PADES,
        name=order.name,
        location=order.location,
        reason=order.reason,
        bytes_reserved=2 * room,
    )
    bindings = {
        "/RokhasAct": order.act,
        "/RokhasPiece": order.piece,
        "/RokhasDocument": order.document,
        "/RokhasCapacity": order.capacity,
    }
    for key, value in bindings.items():
        if value is not None:
            made[pdf_name(key)] = pdf_string(value)
    return made


def _lock(field: Any) -> SigMDPSetup | None:
    """A lock of named fields that the document's author put on the field; never one of the document."""
    lock = reading.value(field, "/Lock")
    if lock is None:
        return None
    return SigMDPSetup(md_algorithm="sha256", field_lock=FieldMDPSpec.from_pdf_object(lock))
