"""One sheet to draw on: millimetres, two languages, and bytes that are the same on every run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal

from fpdf import FPDF
from fpdf.annotations import PDFAnnotation
from fpdf.enums import AnnotationFlag
from fpdf.output import AcroForm, OutputProducer, PDFCatalog
from fpdf.syntax import PDFArray

from rokhas_desktop.sandbox.seed.drawing.fonts import small
from rokhas_desktop.sandbox.seed.paper import Box, in_points

Point = tuple[float, float]
Language = Literal["fr", "ar"]
Colour = tuple[int, int, int]

BLACK: Colour = (20, 20, 24)
GREY: Colour = (120, 120, 124)
PALE: Colour = (190, 192, 196)
FAINT: Colour = (247, 247, 248)
RED: Colour = (176, 32, 36)
GREEN: Colour = (28, 110, 60)
BLUE: Colour = (28, 64, 140)
OCHRE: Colour = (164, 110, 40)
LEAF: Colour = (90, 140, 80)

_WIDTHS: dict[tuple[Language, bool, str], float] = {}
"""Widths of words in the user unit for one point of letter size."""

POINT = 25.4 / 72
"""Millimetres in a point, the unit of letter sizes."""


class Canvas:
    """A PDF of one or more pages of one size.

    Lengths are in millimetres from the top left of the page as it is read; letter sizes in points.  With
    ``rotate`` 90 the page itself lies the other way, its content is turned, and /Rotate turns it back.
    """

    def __init__(self, width: float, height: float, *, rotate: int = 0, moment: datetime, title: str) -> None:
        self.width, self.height = width, height
        self._rotate = rotate
        self.pdf = FPDF(unit="mm", format=(height, width) if rotate else (width, height))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_creation_date(moment)
        self.pdf.set_title(title)
        self.pdf.set_creator("TEST")
        self.pdf.set_producer("TEST")
        self._fonts: set[str] = set()

    @contextmanager
    def page(self) -> Iterator[None]:
        """A new page, with the word TEST under what is drawn on it."""
        self.pdf.add_page()
        if not self._rotate:
            self._watermark()
            yield
            return
        middle = self.width / 2
        self._current.rotate = self._rotate
        with self.pdf.rotation(90, middle, middle):
            self._watermark()
            yield

    def _watermark(self) -> None:
        points = min(self.width, self.height) * 0.9
        self._font("fr", points, bold=True)
        self.pdf.set_text_color(*FAINT)
        half = self.pdf.get_string_width("TEST") / 2
        x, y = self.width / 2, self.height / 2
        with self.pdf.rotation(35, x, y):
            self.pdf.text(x - half, y + points * POINT * 0.35, "TEST")

    def _font(self, language: Language, points: float, *, bold: bool) -> None:
        family, file = ("arabic", "NotoNaskhArabic") if language == "ar" else ("latin", "NotoSans")
        for name, stem in {(family, file), ("latin", "NotoSans")}:
            key = f"{name}{'B' if bold else ''}"
            if key not in self._fonts:
                self._fonts.add(key)
                weight = "Bold" if bold else "Regular"
                self.pdf.add_font(name, "B" if bold else "", small(f"{stem}-{weight}"))
        self.pdf.set_fallback_fonts(["latin"] if language == "ar" else [])
        self.pdf.set_font(family, "B" if bold else "", points)
        if language == "ar":
            self.pdf.set_text_shaping(True, direction="rtl")
        else:
            self.pdf.set_text_shaping(False)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        *,
        points: float = 9,
        bold: bool = False,
        align: Literal["L", "R", "C"] | None = None,
        language: Language = "fr",
        colour: Colour = BLACK,
        spacing: float = 1.32,
    ) -> float:
        """Write a paragraph in the width ``w`` and give its height.  Arabic stands right unless told otherwise."""
        lines = self.wrap(text, w, points=points, bold=bold, language=language)
        self.pdf.set_text_color(*colour)
        step = points * POINT * spacing
        side = align or ("R" if language == "ar" else "L")
        for number, line in enumerate(lines):
            self._line(line, x, y + number * step, w, step, side)
        return len(lines) * step

    def _line(self, line: str, x: float, y: float, w: float, h: float, side: str) -> None:
        if self.pdf.text_shaping is None and side == "L":
            self.pdf.text(x, y + h / 2 + self.pdf.font_size_pt * POINT * 0.36, line)
            return
        with self.pdf.local_context():  # a fallback font would stay selected after the line
            self.pdf.set_xy(x, y)
            self.pdf.cell(w, h, line, align=side)

    def wrap(self, text: str, w: float, *, points: float, bold: bool = False, language: Language = "fr") -> list[str]:
        """The lines of a paragraph: as many words as fit the width, at least one.

        The library breaks lines by shaping every prefix anew, which takes a second a page; words shaped once
        and remembered take a few milliseconds.
        """
        self._font(language, points, bold=bold)
        space = self._width(" ", points, bold=bold, language=language)
        lines: list[str] = []
        words: list[str] = []
        used = 0.0
        for word in text.split(" "):
            width = self._width(word, points, bold=bold, language=language)
            if words and used + space + width > w:
                lines.append(" ".join(words))
                words, used = [], 0.0
            used += width + (space if words else 0.0)
            words.append(word)
        lines.append(" ".join(words))
        return lines

    def _width(self, word: str, points: float, *, bold: bool, language: Language) -> float:
        key = (language, bold, word)
        if key not in _WIDTHS:
            _WIDTHS[key] = self.pdf.get_string_width(word) / points
        return _WIDTHS[key] * points

    def measure(self, text: str, w: float, *, points: float, bold: bool = False, language: Language = "fr") -> float:
        """The height of a paragraph that is not drawn."""
        return len(self.wrap(text, w, points=points, bold=bold, language=language)) * points * POINT * 1.32

    def measure_line(self, text: str, *, points: float, bold: bool = False, language: Language = "fr") -> float:
        """The width of one line that is not drawn."""
        self._font(language, points, bold=bold)
        return float(self.pdf.get_string_width(text))

    def label(
        self,
        text: str,
        x: float,
        y: float,
        *,
        points: float = 6,
        bold: bool = False,
        colour: Colour = BLACK,
        angle: float = 0,
        language: Language = "fr",
    ) -> None:
        """One line centred on a point, turned by ``angle`` degrees against the clock."""
        self._font(language, points, bold=bold)
        self.pdf.set_text_color(*colour)
        half = self.pdf.get_string_width(text) / 2
        height = points * POINT
        if not angle:
            self._line(text, x - half, y - height / 2, 2 * half, height, "L")
            return
        with self.pdf.rotation(angle, x, y):
            self._line(text, x - half, y - height / 2, 2 * half, height, "L")

    def pen(self, width: float, colour: Colour = BLACK, *, dash: float = 0) -> None:
        """The width in millimetres and the colour of the lines that follow; ``dash`` is the length of a dash."""
        self.pdf.set_line_width(width)
        self.pdf.set_draw_color(*colour)
        if dash:
            self.pdf.set_dash_pattern(dash=dash, gap=dash * 0.7)
        else:
            self.pdf.set_dash_pattern()

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self.pdf.line(x1, y1, x2, y2)

    def path(self, points: Sequence[Point], *, closed: bool = False, fill: Colour | None = None) -> None:
        """A chain of straight lines, closed and filled where wanted."""
        if fill:
            self.pdf.set_fill_color(*fill)
        self.pdf.polyline(points, polygon=closed, style="DF" if fill else "D")

    def rect(self, box: Box, *, fill: Colour | None = None, stroke: bool = True) -> None:
        """A rectangle."""
        if fill:
            self.pdf.set_fill_color(*fill)
        style = {(True, True): "DF", (True, False): "F", (False, True): "D"}.get((fill is not None, stroke), "D")
        self.pdf.rect(*box, style=style)

    def circle(self, x: float, y: float, radius: float, *, fill: Colour | None = None) -> None:
        """A circle around a point."""
        if fill:
            self.pdf.set_fill_color(*fill)
        self.pdf.circle(x, y, radius, style="DF" if fill else "D")

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> None:
        """A part of a circle as short lines; degrees against the clock from the right."""
        steps = max(4, int(abs(end - start) / 9))
        self.path(
            [
                (x + radius * math.cos(math.radians(a)), y - radius * math.sin(math.radians(a)))
                for a in (start + (end - start) * k / steps for k in range(steps + 1))
            ]
        )

    def hatch(self, box: Box, gap: float) -> None:
        """Lines at 45° over a rectangle, clipped to it."""
        x, y, w, h = box
        offset = -h + gap / 2
        while offset < w:
            start = max(0.0, offset)
            end = min(w, offset + h)
            self.pdf.line(x + start, y + h - (start - offset), x + end, y + h - (end - offset))
            offset += gap

    @contextmanager
    def within(self, box: Box) -> Iterator[None]:
        """Clip what is drawn to a rectangle."""
        with self.pdf.rect_clip(*box):
            yield

    def field(self, name: str, box: Box) -> None:
        """An empty signature field on the current page."""
        left, bottom, right, top = in_points(box, self.height)
        widget = PDFAnnotation(
            "Widget", left, top, right - left, top - bottom, (AnnotationFlag.PRINT,), field_type="Sig", title=name
        )
        self._current.annots.append(widget)

    @property
    def _current(self) -> Any:
        """The library's page, whose public attributes become its dictionary's entries."""
        return self.pdf.pages[self.pdf.page]

    def bytes(self) -> bytes:
        """The finished file."""
        return bytes(self.pdf.output(output_producer_class=_WithFields))


class _WithFields(OutputProducer):
    """Lists the fields in the catalogue's /AcroForm, which the library does for its own signature only."""

    def _finalize_catalog(self, catalog_obj: PDFCatalog, *args: Any, **parts: Any) -> None:
        super()._finalize_catalog(catalog_obj, *args, **parts)
        fields = [item for page in self.fpdf.pages.values() for item in page.annots or () if item.f_t == "Sig"]
        if fields:
            catalog_obj.acro_form = AcroForm(fields=PDFArray(fields), sig_flags=0)


def chain(values: Iterable[float]) -> list[float]:
    """Running totals from zero."""
    total, result = 0.0, [0.0]
    for value in values:
        total += value
        result.append(total)
    return result
