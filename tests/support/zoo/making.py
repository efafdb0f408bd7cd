"""What the keepers share: a plain plan to start from, and the type of one who makes an animal."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikepdf import Name, Pdf
from reportlab.pdfgen.canvas import Canvas

Make = Callable[[Path], object]
A4 = (595.0, 842.0)


def drawn(size: tuple[float, float] = A4, pages: int = 1, **canvas: Any) -> bytes:
    """A plan as a drawing program plots it: a frame, diagonals, a title block with standard fonts."""
    out = io.BytesIO()
    made = Canvas(out, pagesize=size, invariant=1, **canvas)
    width, height = size
    for number in range(pages):
        edge = min(width, height) / 12
        made.rect(edge, edge, width - 2 * edge, height - 2 * edge)
        made.line(edge, edge, width - edge, height - edge)
        made.setFont("Helvetica", max(edge / 4, 1))
        made.drawString(1.5 * edge, height - 2 * edge, f"TEST plan {number + 1}, {width:.0f} x {height:.0f}")
        made.showPage()
    made.save()
    return out.getvalue()


def changed(change: Callable[[Pdf], object], *, size: tuple[float, float] = A4, pages: int = 1, **save: Any) -> Make:
    """A maker of a plan with a change made to it; ``save`` goes to pikepdf."""

    def make(path: Path) -> None:
        with Pdf.open(io.BytesIO(drawn(size, pages))) as pdf:
            change(pdf)
            pdf.save(path, **{"deterministic_id": "encryption" not in save, **save})

    return make


def raw(change: Callable[[bytes], bytes]) -> Make:
    """A maker of a plan whose bytes were changed."""
    return lambda path: path.write_bytes(change(drawn()))


def by_hand(*objects: bytes, trailer: bytes = b"/Root 1 0 R", header: bytes = b"%PDF-1.7\n") -> bytes:
    """A file of numbered objects with a table that is right."""
    body, offsets = header, []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return body + table + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(body))


def name(text: str) -> Name:
    """A name by its text without the slash."""
    return Name(f"/{text}")
