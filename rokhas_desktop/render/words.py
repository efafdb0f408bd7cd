"""What is written on a page, found whichever way a person would type it.  For the rasteriser's child.

PDFium gives a page's characters line by line.  A line that runs left to right has its Arabic words in the order in
which they stand on it, the last one first: several Arabic words are looked for in that order too.  Some programs that
draw plans write Arabic letter by letter from the left; so they are looked for as well.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as api

from rokhas_desktop.folding import fold
from rokhas_desktop.render.views import Find, Finds

MOST = 500
"""Places told of one page."""
_AROUND = 36
"""Characters shown on each side of what was found."""
_FINE = 16
"""Steps a point in which PDFium is asked where something stands on the displayed page."""


def find(page: Any, wanted: str) -> Finds:
    """Where a text stands on a page, without regard to case, accents, vowel signs and variants of letters."""
    text = api.FPDFText_LoadPage(page)
    if not text:
        return Finds((), 0)
    try:
        characters = _characters(text)
        folded, places = _folded(characters)
        finds: list[Find] = []
        for start, length in _matches(folded, wanted):
            first, last = places[start], places[start + length - 1]
            boxes = _boxes(text, page, first, last - first + 1)
            if boxes:
                finds.append(Find(boxes, *_line(characters, first, last + 1)))
            if len(finds) == MOST:
                break
        return Finds(tuple(finds), sum(not one.isspace() for one in characters))
    finally:
        api.FPDFText_ClosePage(text)


def _characters(text: Any) -> list[str]:
    """One entry for each of PDFium's characters, so that their numbers are PDFium's."""
    count = max(api.FPDFText_CountChars(text), 0)
    return [chr(code) if (code := api.FPDFText_GetUnicode(text, at)) < 0x110000 else " " for at in range(count)]


def _folded(characters: list[str]) -> tuple[str, list[int]]:
    """The page's text in one form, and of each of its characters the number of the one it comes from."""
    parts: list[str] = []
    places: list[int] = []
    blank = True
    for at, one in enumerate(characters):
        plain = " " if one.isspace() else fold(one)
        if plain == " " and blank:
            continue
        blank = plain == " " or (blank and not plain)
        parts.append(plain)
        places += [at] * len(plain)
    return "".join(parts), places


def _matches(folded: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where the text stands, in the page's order, never overlapping."""
    words = fold(wanted).split()
    said = {" ".join(words)}
    if any(unicodedata.bidirectional(one) in {"R", "AL"} for one in wanted):
        said |= {" ".join(reversed(words)), " ".join(words)[::-1]}
    said.discard("")
    start = 0
    while said:
        found = [(at, len(one)) for one in said if (at := folded.find(one, start)) >= 0]
        if not found:
            return
        at, length = min(found)
        yield at, length
        start = at + length


def _line(characters: list[str], first: int, end: int) -> tuple[str, str, str]:
    """What was found and what stands before and behind it on its line."""
    before = "".join(characters[max(first - _AROUND, 0) : first]).rsplit("\n", 1)[-1]
    behind = "".join(characters[end : end + _AROUND]).split("\r", 1)[0].split("\n", 1)[0]
    return tuple(
        "".join(" " if one.isspace() else one for one in part if one.isprintable() or one.isspace())
        for part in (before, "".join(characters[first:end]), behind)
    )  # type: ignore[return-value]


def _boxes(text: Any, page: Any, first: int, count: int) -> tuple[tuple[float, float, float, float], ...]:
    """The rectangles of some characters, in points of the displayed page from its lower left corner."""
    found = []
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for at in range(api.FPDFText_CountRects(text, first, count)):
        if api.FPDFText_GetRect(text, at, left, top, right, bottom):
            corners = [shown(page, left.value, bottom.value), shown(page, right.value, top.value)]
            (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
            found.append((x0, y0, x1, y1))
    return tuple(found)


def shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own coordinates on the displayed page, in points from its lower left corner."""
    width, height = page.get_width(), page.get_height()
    across, down = ctypes.c_int(), ctypes.c_int()
    whole = max(round(width * _FINE), 1), max(round(height * _FINE), 1)
    api.FPDF_PageToDevice(page, 0, 0, *whole, 0, x, y, across, down)
    return across.value / _FINE, height - down.value / _FINE
