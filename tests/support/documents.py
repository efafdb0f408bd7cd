"""PDFs with the traits that decide whether and how they can be signed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

from rokhas_desktop.signing.cms import KeySigner

A4, A0 = (595, 842), (2384, 3370)


def plan(
    path: Path,
    *,
    size: tuple[float, float] = A4,
    pages: int = 1,
    rotate: int = 0,
    crop: tuple[float, ...] | None = None,
    user_unit: float | None = None,
    **save: Any,
) -> Path:
    """Pages with a frame; ``save`` goes to pikepdf (encryption, object streams, linearize…)."""
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
            page = pdf.pages[-1]
            page.Contents = pdf.make_stream(f"2 w 40 40 {size[0] - 80} {size[1] - 80} re S".encode())
            if rotate:
                page.Rotate = rotate
            if crop:
                page.CropBox = Array(crop)
            if user_unit:
                page.UserUnit = user_unit
        pdf.save(path, **save)
    return path


def with_entries(path: Path, **root: Any) -> Path:
    """A page, and further entries of the catalogue (``AcroForm={"XFA": …}``)."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        pdf.save(path)
    return path


def xfa(path: Path, *, dynamic: bool) -> Path:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
        if dynamic:
            pdf.Root.NeedsRendering = True
        pdf.save(path)
    return path


def with_field(path: Path, name: str = "Signature_TEST", *, lock: FieldMDPSpec | None = None, **spec: Any) -> Path:
    """An empty visible signature field on a plan."""
    plan(path)
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()))
    box = spec.pop("box", (100, 100, 300, 200))
    fields.append_signature_field(writer, SigFieldSpec(name, box=box, field_mdp_spec=lock, **spec))
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def signed_by(
    path: Path,
    signer: Any,
    *,
    certify: MDPPerm | None = None,
    lock: FieldMDPAction | None = None,
    lock_permission: MDPPerm | None = None,
    field: str = "Avant",
) -> Path:
    """The document with another's signature, made by pyHanko's own means."""
    spec = SigFieldSpec(
        field,
        field_mdp_spec=FieldMDPSpec(lock, fields=None if lock == FieldMDPAction.ALL else ["x"]) if lock else None,
        doc_mdp_update_value=lock_permission,
    )
    meta = signers.PdfSignatureMetadata(
        field_name=field, certify=certify is not None, docmdp_permissions=certify or MDPPerm.FILL_FORMS
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()), strict=False)
    out = signers.PdfSigner(meta, KeySigner(signer), new_field_spec=spec).sign_pdf(writer)
    path.write_bytes(out.getbuffer())
    return path


def hybrid(path: Path) -> Path:
    """A hybrid-reference file (ISO 32000-1, 7.5.8.4): a table, and a stream for readers that know them."""
    head = b"%PDF-1.5\n"
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n",
    ]
    body, offsets = head, []
    for one in objects:
        offsets.append(len(body))
        body += one
    stream_at = len(body)
    rows = bytes([1]) + stream_at.to_bytes(4, "big") + bytes([0])
    body += b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Index[4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    body += rows + b"\nendstream\nendobj\n"
    table_at = len(body)
    body += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    body += b"trailer\n<</Size 5/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (stream_at, table_at)
    path.write_bytes(body)
    return path


def huge(path: Path, megabytes: int) -> Path:
    """A plan whose one stream is mostly a hole in the disk; built by hand, so that it costs nothing."""
    size = megabytes * 1_000_000
    with path.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        offsets = [out.tell()]
        out.write(b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
        offsets.append(out.tell())
        out.write(b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n")
        offsets.append(out.tell())
        out.write(
            b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 2384 3370]/Resources<</XObject<</I 4 0 R>>>>>>\nendobj\n"
        )
        offsets.append(out.tell())
        out.write(b"4 0 obj\n<</Type/XObject/Subtype/Image/Width 1000/Height %d/BitsPerComponent 8" % (size // 1000))
        out.write(b"/ColorSpace/DeviceGray/Length %d>>\nstream\n" % size)
        out.seek(size, 1)
        out.write(b"\nendstream\nendobj\n")
        table = out.tell()
        out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets))
        out.write(b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table)
    return path


def stamp_page(width: float, height: float) -> bytes:
    """A stamp's page: red in its lower left corner, blue in its upper right one, on yellow."""
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        w, h = width / 4, height / 4
        content = f"1 1 0 rg 0 0 {width} {height} re f 1 0 0 rg 0 0 {w} {h} re f "
        content += f"0 0 1 rg {width - w} {height - h} {w} {h} re f"
        pdf.pages[0].Contents = pdf.make_stream(content.encode())
        pdf.save(out)
    return out.getvalue()


def signature_of(path: Path, field: str | None = None) -> Any:
    """The last signature, as pyHanko reads it."""
    reader = PdfFileReader(io.BytesIO(path.read_bytes()), strict=False)
    if reader.encrypted:
        reader.decrypt("")
    found = [one for one in reader.embedded_signatures if field in (None, one.field_name)]
    return found[-1]


ENCRYPTIONS = {
    "aes256": pikepdf.Encryption(user="", owner="TEST-owner", R=6),
    "aes128": pikepdf.Encryption(user="", owner="TEST-owner", R=4),
    "rc4": pikepdf.Encryption(user="", owner="TEST-owner", R=3, aes=False, metadata=False),
}
NO_FORMS = pikepdf.Encryption(
    user="",
    owner="TEST-owner",
    R=6,
    allow=pikepdf.Permissions(modify_annotation=False, modify_form=False, modify_other=False),
)
WITH_PASSWORD = pikepdf.Encryption(user="TEST-secret", owner="TEST-owner", R=6)
