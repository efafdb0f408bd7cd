"""Documents with text in them, in both scripts, for TEST only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

from rokhas_desktop import resources


def pages(path: Path, texts: Sequence[Sequence[str]], *, size: tuple[float, float] = (400, 300)) -> Path:
    """A page for each entry, its lines one below the other; Arabic lines in an Arabic face."""
    pdf = FPDF(unit="pt", format=size)
    pdf.set_auto_page_break(False)
    pdf.set_text_shaping(True)
    for name in ("NotoSans", "NotoNaskhArabic"):
        pdf.add_font(name, fname=str(resources.path_of(f"fonts/{name}-Regular.ttf")))
    for lines in texts:
        pdf.add_page()
        for at, line in enumerate(lines):
            pdf.set_font("NotoNaskhArabic" if any("\u0600" <= one <= "\u06ff" for one in line) else "NotoSans", size=14)
            pdf.set_xy(30, 20 + 40 * at)
            pdf.cell(300, 30, line)
    path.write_bytes(bytes(pdf.output()))
    return path
