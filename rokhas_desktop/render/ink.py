"""What is drawn or written inside boxes of a page: what a stamp laid there would cover.  For the rasteriser's child.

A box is blank where all its pixels have one colour and no text lies in it: a coloured ground counts as blank, a
hatching or a line does not.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as api

from rokhas_desktop.render.views import Ink

Fractions = tuple[float, float, float, float]
"""Left, bottom, right, top, each as a part of the page's width or height as it is displayed."""

LONGEST = 1600
"""Device pixels of the longer side of what is drawn to be looked at."""
LEAST = 24
"""How far a pixel's colour must be from the ground's, in one channel, to be seen."""
_SHARPEST = 4.0
_CHANNELS = (0, 8, 16)
_SAMPLED = 4
"""Of a box that is not blank every fourth row tells how much is drawn there."""
_TEXT = 4096
_BESIDE = 3.0
"""Points by which a text may reach into a box unseen."""


def inks(pdf: Any, page: Any, boxes: Sequence[Fractions], *, annotations: bool) -> list[Ink]:
    """Look at all boxes in one drawing of the part of the page that holds them.  Raises MemoryError."""
    width, height = page.get_width(), page.get_height()
    left, right = min(box[0] for box in boxes) * width, max(box[2] for box in boxes) * width
    bottom, top = min(box[1] for box in boxes) * height, max(box[3] for box in boxes) * height
    scale = min(LONGEST / max(right - left, top - bottom, 1e-3), _SHARPEST)
    corner = int(left * scale), int((height - top) * scale)
    size = max(int((right - left) * scale), 1), max(int((top - bottom) * scale), 1)
    rows = _rows(pdf, page, scale, corner, size, annotations=annotations)
    text = api.FPDFText_LoadPage(page)
    try:
        shares = [_share(rows, _pixels(box, width, height, scale, corner, size)) for box in boxes]
        return [
            Ink(share, _characters(text, page, box) if text and not share else 0)
            for box, share in zip(boxes, shares, strict=True)
        ]
    finally:
        if text:
            api.FPDFText_ClosePage(text)


def _rows(
    pdf: Any, page: Any, scale: float, corner: tuple[int, int], size: tuple[int, int], *, annotations: bool
) -> list[memoryview]:
    """The rows of the drawing, a number for each pixel."""
    bitmap = api.FPDFBitmap_CreateEx(*size, api.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        api.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        whole = max(round(page.get_width() * scale), 1), max(round(page.get_height() * scale), 1)
        place = (-corner[0], -corner[1], *whole, 0)
        api.FPDF_RenderPageBitmap(bitmap, page, *place, api.FPDF_ANNOT if annotations else 0)
        if annotations and pdf.formenv:
            api.FPDF_FFLDraw(pdf.formenv, bitmap, page, *place, api.FPDF_ANNOT)
        stride = api.FPDFBitmap_GetStride(bitmap)
        data = memoryview(ctypes.string_at(api.FPDFBitmap_GetBuffer(bitmap), stride * size[1]))
    finally:
        api.FPDFBitmap_Destroy(bitmap)
    return [data[row * stride : row * stride + 4 * size[0]].cast("I") for row in range(size[1])]


def _pixels(
    box: Fractions, width: float, height: float, scale: float, corner: tuple[int, int], size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """A box in pixels of the drawing: left, top, right, bottom; a little within, for its edges are not its own."""
    left, right = box[0] * width * scale - corner[0], box[2] * width * scale - corner[0]
    top, bottom = (1 - box[3]) * height * scale - corner[1], (1 - box[1]) * height * scale - corner[1]
    return max(int(left) + 1, 0), max(int(top) + 1, 0), min(int(right), size[0]), min(int(bottom), size[1])


def _share(rows: Sequence[memoryview], pixels: tuple[int, int, int, int]) -> float:
    """The part of a box's pixels that differ from its ground, which is its most common colour; 0 only if none does."""
    left, top, right, bottom = pixels
    inside = rows[top:bottom]
    if not inside or right <= left or _uniform(inside, left, right):
        return 0.0
    counts: Counter[int] = Counter()
    for row in inside[::_SAMPLED]:
        counts.update(row[left:right])
    ground = counts.most_common(1)[0][0]
    seen = sum(count for colour, count in counts.items() if _far(colour, ground))
    return max(seen, 1) / counts.total()


def _uniform(rows: Sequence[memoryview], left: int, right: int) -> bool:
    """Whether all pixels are near the first one; ends at the first row where one is not."""
    ground = rows[0][left]
    near = {ground}
    for row in rows:
        new = set(row[left:right]) - near
        if any(_far(colour, ground) for colour in new):
            return False
        near |= new
    return True


def _far(one: int, other: int) -> bool:
    return any(abs((one >> shift & 255) - (other >> shift & 255)) >= LEAST for shift in _CHANNELS)


def _characters(text: Any, page: Any, box: Fractions) -> int:
    """How many characters lie in a box, seen or not: white or transparent text is text too."""
    # A character's box is higher than what is seen of it: a line beside the box is not in it.
    across, up = _BESIDE / max(page.get_width(), 1), _BESIDE / max(page.get_height(), 1)
    across, up = min(across, (box[2] - box[0]) / 4), min(up, (box[3] - box[1]) / 4)
    corners = [_on_page(page, box[0] + across, box[1] + up), _on_page(page, box[2] - across, box[3] - up)]
    left, right = sorted(corner[0] for corner in corners)
    bottom, top = sorted(corner[1] for corner in corners)
    buffer = (ctypes.c_ushort * _TEXT)()
    count: int = api.FPDFText_GetBoundedText(text, left, top, right, bottom, buffer, _TEXT)
    return sum(chr(buffer[at]).isprintable() and buffer[at] > ord(" ") for at in range(min(count, _TEXT)))


def _on_page(page: Any, across: float, up: float) -> tuple[float, float]:
    """A point of the displayed page in the page's own coordinates."""
    x, y = ctypes.c_double(), ctypes.c_double()
    fine = 1_000_000
    api.FPDF_DeviceToPage(page, 0, 0, fine, fine, 0, round(across * fine), round((1 - up) * fine), x, y)
    return x.value, y.value
