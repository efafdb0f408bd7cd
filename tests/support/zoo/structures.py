"""How the bytes are laid out: tables and streams of cross-references, revisions, trees, odd but legal trailers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from support import documents
from support.zoo.making import Make, by_hand, changed, drawn

PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
CONTENT = b"<</Length 22>>\nstream\n40 40 500 700 re S    \nendstream"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def nothing(pdf: Pdf) -> None:
    """Only the way of saving matters."""


def whole(*, catalogue: bytes = CATALOGUE, pages: bytes = PAGES, page: bytes = PAGE, **how: bytes) -> Make:
    return lambda path: path.write_bytes(by_hand(catalogue, pages, page, CONTENT, **how))


def revised(times: int, *, content: Callable[[], bytes] = drawn, **save: object) -> Make:
    """Further incremental updates, each of which adds a page's entry."""

    def make(path: Path) -> None:
        data = content()
        if save:
            out = io.BytesIO()
            with Pdf.open(io.BytesIO(data)) as pdf:
                pdf.save(out, **save)  # type: ignore[arg-type]
            data = out.getvalue()
        for number in range(times):
            writer = IncrementalPdfFileWriter(io.BytesIO(data))
            page, _ = writer.find_page_for_modification(0)
            page.get_object()[generic.pdf_name("/Revision")] = generic.NumberObject(number)
            writer.mark_update(page)
            out = io.BytesIO()
            writer.write(out)
            data = out.getvalue()
        path.write_bytes(data)

    return make


def deep(pdf: Pdf) -> None:
    """A page tree of fifty levels."""
    root = pdf.Root.Pages
    page = root.Kids[0]
    node = root
    for _ in range(50):
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=node, Count=1, Kids=Array([])))
        node.Kids = Array([inner])
        node = inner
    node.Kids = Array([page])
    page.Parent = node


def lists(pdf: Pdf) -> None:
    """Annotations and fields as references to lists, one of them empty."""
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([]))
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=pdf.make_indirect(Array([])), SigFlags=0))


def form(**entries: object) -> Make:
    return changed(lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(**entries)))


def entry(key: str, value: object) -> Make:
    return changed(lambda pdf: pdf.Root.__setitem__(f"/{key}", value))


def bad_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<not xml", Type=Name.Metadata, Subtype=Name.XML)


def odd_names(pdf: Pdf) -> None:
    pdf.Root[f"/{'é' * 60}"] = Dictionary({"/#": 1, "/a b": 2, "/" + "x" * 500: pikepdf.String("رخصة")})


def numbered(catalogue: int, pages: int) -> Make:
    """Objects with gaps between their numbers."""

    def make(path: Path) -> None:
        body, offsets = b"%PDF-1.7\n", {}
        tree = b"%d 0 R" % pages
        objects = {catalogue: CATALOGUE, pages: PAGES, 3: PAGE, 4: CONTENT}
        for number, content in objects.items():
            offsets[number] = len(body)
            content = content if number == pages else content.replace(b"2 0 R", tree)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        table = b"xref\n0 1\n0000000000 65535 f \n"
        for number in sorted(offsets):
            table += b"%d 1\n%010d 00000 n \n" % (number, offsets[number])
        end = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (pages + 1, catalogue, len(body))
        path.write_bytes(body + table + end)

    return make


GENERATE, DISABLE = ObjectStreamMode.generate, ObjectStreamMode.disable

ANIMALS: dict[str, Make] = {
    "structure-object-streams": changed(nothing, object_stream_mode=GENERATE),
    "structure-tables": changed(nothing, object_stream_mode=DISABLE),
    "structure-linearised": changed(nothing, linearize=True),
    "structure-linearised-streams": changed(nothing, pages=12, linearize=True, object_stream_mode=GENERATE),
    "structure-uncompressed": changed(nothing, compress_streams=False),
    "structure-qdf": changed(nothing, qdf=True),
    "structure-hybrid": documents.hybrid,
    "structure-1.3": changed(nothing, force_version="1.3"),
    "structure-2.0": changed(nothing, force_version="2.0"),
    "structure-revised": revised(1),
    "structure-revised-often": revised(20),
    "structure-revised-streams": revised(3, object_stream_mode=GENERATE),
    "structure-revised-linearised": revised(1, linearize=True),
    "structure-deep-tree": changed(deep),
    "structure-2000-pages": lambda path: documents.plan(path, pages=2000),
    "structure-lists": changed(lists),
    "structure-empty-form": form(Fields=Array([])),
    "structure-stale-flags": form(Fields=Array([]), SigFlags=3),
    "structure-null-annotations": whole(page=PAGE.replace(b"/Contents", b"/Annots null/Contents")),
    "structure-bad-metadata": changed(bad_metadata),
    "structure-odd-names": changed(odd_names),
    "structure-catalogue-version": entry("Version", Name("/1.7")),
    "structure-extensions": entry(
        "Extensions", Dictionary(ADBE=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=8))
    ),
    "structure-by-hand": whole(),
    "structure-no-types": whole(catalogue=b"<</Pages 2 0 R>>", pages=PAGES.replace(b"/Type/Pages", b"")),
    "structure-id-short": whole(trailer=b"/Root 1 0 R/ID[<aa>]"),
    "structure-id-odd": whole(trailer=b"/Root 1 0 R/ID 7"),
    "structure-info-lost": whole(trailer=b"/Root 1 0 R/Info 99 0 R"),
    "structure-info-number": whole(trailer=b"/Root 1 0 R/Info 4"),
    "structure-version-unknown": whole(header=b"%PDF-1.9\n"),
    "structure-direct-page": whole(pages=b"<</Type/Pages/Kids[" + PAGE + b"]/Count 1>>"),
    "structure-gaps": numbered(50, 100),
    "structure-absurd-numbers": numbered(100_000, 9_000_000),
}
