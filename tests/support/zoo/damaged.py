"""Broken files, as mail, copies, power cuts and faulty programs leave them; and files that are something else."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from support.zoo.making import Make, by_hand, drawn, raw
from support.zoo.structures import CATALOGUE, CONTENT, PAGE, PAGES


def sliced(start: float, end: float) -> Make:
    """Without what lies between two fractions of the file."""
    return raw(lambda data: data[: int(len(data) * start)] + data[int(len(data) * end) :])


def edited(pattern: bytes, new: bytes, count: int = 1) -> Make:
    return raw(lambda data: re.sub(pattern, lambda found: new, data, count=count))


def built(*objects: bytes, **how: bytes) -> Make:
    return lambda path: path.write_bytes(by_hand(*objects, **how))


def plain(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("plan.pdf", drawn())
    return out.getvalue()


def looped() -> bytes:
    """A table whose previous table is itself."""
    body = by_hand(CATALOGUE, PAGES, PAGE, CONTENT)
    at = body.rindex(b"xref\n0")
    return body.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def bomb() -> bytes:
    """An object stream of which a few kilobytes become many megabytes, with the page tree in it."""
    packed = zlib.compress(zlib.compress(b"2 0 3 40 " + PAGES.ljust(40) + PAGE + b" " * 300_000_000, 9), 9)
    stream = b"<</Type/ObjStm/N 2/First 9/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(packed)
    body = b"%PDF-1.7\n"
    offsets = []
    for number, content in ((1, CATALOGUE), (4, CONTENT), (5, stream + packed + b"\nendstream")):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(body)
    rows = [(0, 0, 0), (1, offsets[0], 0), (2, 5, 0), (2, 5, 1), (1, offsets[1], 0), (1, offsets[2], 0), (1, at, 0)]
    table = b"".join(bytes([kind]) + first.to_bytes(4, "big") + bytes([second]) for kind, first, second in rows)
    body += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return body + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


NEST = b"[" * 50_000 + b"]" * 50_000

ANIMALS: dict[str, Make] = {
    "else-empty": plain(b""),
    "else-text": plain("رخصة TEST\n".encode() * 50),
    "else-zip": plain(zipped()),
    "else-png": plain(b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "else-html": plain(b"<!DOCTYPE html><html><body>Session expired</body></html>"),
    "else-zeros": plain(bytes(5000)),
    "else-header-only": plain(b"%PDF-1.7\n%%EOF\n"),
    "cut-in-half": sliced(0.5, 1),
    "cut-at-the-end": raw(lambda data: data[:-40]),
    "cut-last-byte": raw(lambda data: data[:-1]),
    "cut-in-the-middle": sliced(0.3, 0.4),
    "cut-beginning": raw(lambda data: data[100:]),
    "hole-of-zeros": raw(lambda data: data[:600] + bytes(300) + data[900:]),
    "before-header-text": raw(lambda data: b"HTTP/1.1 200 OK\r\n\r\n" + data),
    "before-header-mark": raw(lambda data: b"\xef\xbb\xbf" + data),
    "before-header-long": raw(lambda data: b"\n" * 2000 + data),
    "after-end-text": raw(lambda data: data + b"<!-- TEST -->\n" * 3),
    "after-end-zeros": raw(lambda data: data + bytes(600)),
    "after-end-long": raw(lambda data: data + b"\n" * 5000),
    "line-ends-changed": raw(lambda data: data.replace(b"\n", b"\r\n")),
    "twice-over": raw(lambda data: data + data),
    "end-mark-missing": edited(rb"%%EOF\s*$", b""),
    "start-wrong": edited(rb"startxref\s+\d+", b"startxref\n77"),
    "start-beyond": edited(rb"startxref\s+\d+", b"startxref\n99999999"),
    "start-missing": edited(rb"startxref\s+\d+", b""),
    "table-shifted": edited(rb"\n00000000(\d\d) 00000 n", b"\n0000000099 00000 n", 3),
    "table-garbled": edited(rb"xref\s+0 \d+", b"xrfe\n0 9"),
    "trailer-without-root": edited(rb"/Root \d+ 0 R", b""),
    "root-elsewhere": edited(rb"/Root \d+ 0 R", b"/Root 999 0 R"),
    "length-wrong": edited(rb"/Length \d+", b"/Length 7"),
    "stream-unfinished": edited(rb"endstream", b"endstraem"),
    "table-loop": plain(looped()),
    "pages-empty": built(CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"),
    "pages-cycle": built(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"),
    "pages-loop-of-parents": built(
        CATALOGUE,
        PAGES.replace(b"/Count", b"/Parent 2 0 R/Count"),
        PAGE.replace(b"/MediaBox[0 0 595 842]", b""),
        CONTENT,
    ),
    "pages-miscounted": built(CATALOGUE, PAGES.replace(b"/Count 1", b"/Count 5"), PAGE, CONTENT),
    "pages-negative": built(CATALOGUE, PAGES.replace(b"/Count 1", b"/Count -1"), PAGE, CONTENT),
    "pages-lost": built(CATALOGUE, b"<</Type/Pages/Kids[9 0 R]/Count 1>>"),
    "pages-a-number": built(b"<</Type/Catalog/Pages 7>>"),
    "page-a-number": built(CATALOGUE, PAGES, b"42"),
    "catalogue-a-list": built(b"[1 2 3]", PAGES, PAGE, CONTENT),
    "fields-a-number": built(b"<</Type/Catalog/Pages 2 0 R/AcroForm 5>>", PAGES, PAGE, CONTENT),
    "annotations-a-number": built(CATALOGUE, PAGES, PAGE.replace(b"/Contents", b"/Annots 7/Contents"), CONTENT),
    "annotations-of-numbers": built(CATALOGUE, PAGES, PAGE.replace(b"/Contents", b"/Annots[7 8]/Contents"), CONTENT),
    "field-cycle": built(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", PAGES, PAGE, CONTENT, b"<</T(a)/Kids[5 0 R]>>"
    ),
    "encrypt-broken": built(
        CATALOGUE, PAGES, PAGE, CONTENT, trailer=b"/Root 1 0 R/Encrypt<</Filter/Standard/V 2>>/ID[<a><a>]"
    ),
    "nested-deep": built(b"<</Type/Catalog/Pages 2 0 R/X " + NEST + b">>", PAGES, PAGE, CONTENT),
    "bomb": lambda path: path.write_bytes(bomb()),
}
