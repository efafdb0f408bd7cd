"""Sheets: from a stamp's size to rolls, turned, cropped, with other origins and units."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Pdf
from reportlab.lib import pagesizes

from support.zoo.making import Make, changed, drawn

MM = 72 / 25.4
SIZES = {
    **{name.lower(): getattr(pagesizes, name) for name in ("A6", "A5", "A4", "A3", "A2", "A1", "A0", "B1", "C4")},
    **{name.lower(): getattr(pagesizes, name) for name in ("LETTER", "LEGAL", "TABLOID")},
    "2a0": (1189 * MM, 1682 * MM),
    "4a0": (1682 * MM, 2378 * MM),
    "arch-e": (36 * 72, 48 * 72),
    "roll": (914 * MM, 5000 * MM),
    "thin": (200.0, 3000.0),
    "label": (120.0, 80.0),
    "square": (842.0, 842.0),
    "fractions": (594.959, 841.889),
}
FLAT = ("a4", "a3", "a2", "a1", "a0")
#: A turn is clockwise; readers round what is no multiple of 90, and do not agree from 45 on.
TURNS = (90, 180, 270, -90, 450, 30)
UNITS = (0.5, 2, 2.834645, 10)


def turned(turn: int, size: tuple[float, float], crop: tuple[float, ...] | None = None) -> Make:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        if crop:
            pdf.pages[0].obj.CropBox = Array(crop)

    return changed(change, size=size)


def boxed(**boxes: object) -> Make:
    def change(pdf: Pdf) -> None:
        for key, box in boxes.items():
            pdf.pages[0].obj[f"/{key}"] = Array(box) if isinstance(box, (tuple, list)) else box

    return changed(change)


def inherited(pdf: Pdf) -> None:
    """Size and turn on the tree, not on the page."""
    page = pdf.pages[0].obj
    del page.MediaBox
    pdf.Root.Pages.MediaBox, pdf.Root.Pages.Rotate = Array([0, 0, 595, 842]), 90


def sizeless(pdf: Pdf) -> None:
    del pdf.pages[0].obj.MediaBox


def indirect(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.MediaBox = pdf.make_indirect(Array([pdf.make_indirect(one) for one in (0, 0, 595, 842)]))
    page.Rotate = pdf.make_indirect(270)


def mixed(pdf: Pdf) -> None:
    """A written piece, a plan and a turned plan in one file."""
    for size, turn in (((2384, 3370), 0), ((1684, 1191), 90)):
        pdf.add_blank_page(page_size=size)
        pdf.pages[-1].obj.Rotate = turn
        pdf.pages[-1].obj.Resources = Dictionary()


BOXES: dict[str, Make] = {
    "crop": boxed(CropBox=(50, 60, 500, 700)),
    "crop-whole": boxed(CropBox=(0, 0, 595, 842)),
    "crop-hair": boxed(CropBox=(0.4, 0.4, 594.6, 841.6)),
    "crop-beyond": boxed(CropBox=(-100, -100, 900, 1000)),
    "crop-empty": boxed(CropBox=(10, 10, 10, 10)),
    "crop-elsewhere": boxed(CropBox=(1000, 1000, 1200, 1200)),
    "crop-corners": boxed(CropBox=(500, 700, 50, 60)),
    "media-negative": boxed(MediaBox=(-300, -400, 295, 442)),
    "media-far": boxed(MediaBox=(10000, 20000, 10595, 20842)),
    "media-corners": boxed(MediaBox=(595, 842, 0, 0)),
    "media-short": boxed(MediaBox=(0, 0, 595)),
    "media-words": boxed(MediaBox=("a", "b", "c", "d")),
    "trim-bleed-art": boxed(BleedBox=(10, 10, 580, 830), TrimBox=(20, 20, 570, 820), ArtBox=(30, 30, 560, 810)),
    "inherited": changed(inherited),
    "sizeless": changed(sizeless),
    "indirect": changed(indirect),
    "mixed": changed(mixed),
    "unit-zero": boxed(UserUnit=0),
    "unit-word": boxed(UserUnit="two"),
    "unit-turned": boxed(UserUnit=2, Rotate=90),
    "unit-cropped": boxed(UserUnit=3, CropBox=(100, 100, 400, 500), Rotate=270),
}

ANIMALS: dict[str, Make] = {
    **{f"sheet-{name}": lambda path, size=size: path.write_bytes(drawn(size)) for name, size in SIZES.items()},
    **{f"sheet-{name}-flat": lambda path, size=SIZES[name][::-1]: path.write_bytes(drawn(size)) for name in FLAT},
    **{f"turn-{turn}-a4": turned(turn, SIZES["a4"]) for turn in TURNS},
    **{f"turn-{turn}-a0": turned(turn, SIZES["a0"]) for turn in TURNS[:3]},
    **{f"turn-{turn}-crop": turned(turn, SIZES["a3"], (100, 50, 700, 1000)) for turn in TURNS[:3]},
    **{f"unit-{unit}": boxed(UserUnit=unit) for unit in UNITS},
    **{f"box-{name}": make for name, make in BOXES.items()},
}
