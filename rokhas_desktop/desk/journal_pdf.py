"""The journal as pages to read and to file: every entry in plain type, and the machines' file attached to them.

What is read is drawn from what is attached, so that the check draws the pages again and compares.  Only the fonts that
every reader has are used: the journal holds ids and hashes, in ASCII.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pikepdf

from rokhas_desktop.desk.errors import DiskFull, JournalBroken, JournalFile
from rokhas_desktop.desk.views import JournalEntry
from rokhas_desktop.disk import write_whole

ATTACHED = "journal.json"
WIDTH, HEIGHT, MARGIN = 595, 842, 42
"""Points: A4."""
SIZE, LEADING = 7.0, 9.0
COLUMNS = int((WIDTH - 2 * MARGIN) / (SIZE * 0.6))
"""Characters in a line: Courier's are 0.6 of its size wide."""
LINES = int((HEIGHT - 2 * MARGIN) / LEADING)


def write(entries: Sequence[JournalEntry], head: str, data: bytes, target: Path) -> None:
    """Write the pages of ``entries`` with ``data``, their JSON, attached.  Raises DiskFull."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        )
        for content in _pages(entries, head):
            page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(content)
        pdf.attachments[ATTACHED] = pikepdf.AttachedFileSpec(
            pdf, data, filename=ATTACHED, mime_type="application/json", relationship=pikepdf.Name.Source
        )
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
    try:
        write_whole(target, made.getvalue())
    except OSError as error:
        raise DiskFull(file=target.name) from error


def attached(path: Path) -> bytes:
    """The JSON that the pages were drawn from.  Raises JournalFile."""
    try:
        with pikepdf.open(path) as pdf:
            return pdf.attachments[ATTACHED].get_file().read_bytes()
    except (OSError, KeyError, ValueError, pikepdf.PdfError) as error:
        raise JournalFile(file=path.name) from error


def compare(path: Path, entries: Sequence[JournalEntry], head: str) -> None:
    """Raises JournalBroken where the pages do not say what is attached to them."""
    wanted = list(_pages(entries, head))
    try:
        with pikepdf.open(path) as pdf:
            found = [page.Contents.read_bytes() for page in pdf.pages]
            plain = all("/Annots" not in page and len(page.Resources.keys()) == 1 for page in pdf.pages)
    except (OSError, AttributeError, TypeError, ValueError, pikepdf.PdfError) as error:
        raise JournalFile(file=path.name) from error
    if found != wanted or not plain:
        at = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), len(found))
        raise JournalBroken(number=min(at * LINES // 3 + 1, len(entries) + 1))


def _pages(entries: Sequence[JournalEntry], head: str) -> Iterator[bytes]:
    lines = list(_lines(entries, head))
    for start in range(0, len(lines), LINES):
        yield _content(lines[start : start + LINES])


def _content(lines: Iterable[str]) -> bytes:
    shown = [f"({_escaped(line)}) Tj T*" for line in lines]
    begin = f"BT /F {SIZE} Tf {LEADING} TL {MARGIN} {HEIGHT - MARGIN} Td"
    return "\n".join([begin, *shown, "ET"]).encode("ascii")


def _escaped(text: str) -> str:
    plain = text.encode("ascii", "backslashreplace").decode("ascii")
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _lines(entries: Sequence[JournalEntry], head: str) -> Iterator[str]:
    yield f"Rokhas Desktop - journal - {len(entries)} entries"
    yield f"head {head}"
    yield ""
    for one in entries:
        yield f"{one.number:6d}  {one.at.isoformat()}  {one.event}"
        facts = "  ".join(f"{name}={value}" for name, value in sorted(one.facts.items()) if value is not None)
        yield from textwrap.wrap(facts, COLUMNS, initial_indent=" " * 8, subsequent_indent=" " * 8)
        yield f"        {one.sha256}"
