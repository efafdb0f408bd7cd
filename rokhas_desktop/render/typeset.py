"""Setting a stamp's paragraphs in type: columns by language, wrapped, at the largest size that fits.

Everything is laid out at :data:`EM` units to the size of type and scaled when painted, so that a size can be any
fraction of a point and glyphs are never hinted to a grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from rokhas_desktop.render.views import Language, Line

EM = 100.0
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
_LRI, _PDI = "\u2066", "\u2069"
# A run of Latin words and figures keeps its order inside Arabic; a figure alone (a date, a number) too, but the
# words and figures after it do not follow it into the run.
_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ0-9](?:[A-Za-zÀ-ÖØ-öø-ÿ0-9]|[-–/.:+_°'’@&±](?=[A-Za-zÀ-ÖØ-öø-ÿ0-9]))*"
_LEFT_TO_RIGHT = re.compile(rf"(?=[0-9]*[-–/.:+_±]*[A-Za-zÀ-ÖØ-öø-ÿ]){_WORD}(?: {_WORD})*|{_WORD}")
_ISOLATED = re.compile("(\u2066|\u2067|\u2068)[^\u2069]*\u2069")


def arranged(text: str, language: Language) -> str:
    """The text with references, dates and Latin names held together inside Arabic (isolates, UAX #9).

    What is isolated already stays as it is.
    """
    if language != "ar":
        return text
    done, at = [], 0
    for given in _ISOLATED.finditer(text):
        done += [_isolate(text[at : given.start()]), given.group()]
        at = given.end()
    return "".join([*done, _isolate(text[at:])])


def _isolate(text: str) -> str:
    return _LEFT_TO_RIGHT.sub(lambda run: f"{_LRI}{run.group()}{_PDI}", text)


@dataclass(frozen=True, slots=True)
class _Style:
    """Of one language, in parts of the size of type: letters of Naskh are small for their size, and deep."""

    size: float
    leading: float
    rise: float
    direction: Qt.LayoutDirection
    alignment: Qt.AlignmentFlag


_LATIN = _Style(1.0, 1.26, 1.0, Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignLeft)
_ARABIC = _Style(1.16, 1.56, 1.12, Qt.LayoutDirection.RightToLeft, Qt.AlignmentFlag.AlignRight)
_PARAGRAPH_GAP = 0.3


class Column:
    """One language's paragraphs, wrapped to a width.  Units are :data:`EM` to the size of type."""

    def __init__(self, lines: Sequence[Line], width: float) -> None:
        self._set: list[QTextLayout] = []
        self._spread = 0.0
        self._style = _ARABIC if lines[0].language == "ar" else _LATIN
        self.height = -_PARAGRAPH_GAP * EM
        self.fits = True
        for line in lines:
            self.height += _PARAGRAPH_GAP * EM
            self._set.append(self._paragraph(line, width))

    def _paragraph(self, line: Line, width: float) -> QTextLayout:
        font = QFont(list(FAMILIES))
        font.setPixelSize(round(EM * self._style.size))
        font.setBold(line.weight == "bold")
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        text = arranged(line.text, line.language)
        layout = QTextLayout(text, font)
        if line.language == "ar":
            layout.setFormats([_latin(found) for found in _ISOLATED.finditer(text)])
        option = QTextOption(self._style.alignment)
        option.setTextDirection(self._style.direction)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        for row in _rows(layout):
            row.setLineWidth(width)
            row.setPosition(QPointF(0.0, self.height + self._style.rise * EM - row.ascent()))
            self.fits = self.fits and row.naturalTextWidth() <= width
            self.height += self._style.leading * EM
        layout.endLayout()
        return layout

    def spread(self, height: float) -> None:
        """Open the gaps between paragraphs, a little at most, so that it comes nearer to ``height``."""
        gaps = len(self._set) - 1
        if gaps > 0:
            self._spread = min((height - self.height) / gaps, _PARAGRAPH_GAP * 3 * EM)
            self.height += self._spread * gaps

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its upper left corner here."""
        for at, layout in enumerate(self._set):
            layout.draw(painter, QPointF(x, y + at * self._spread))


def _latin(found: re.Match[str]) -> QTextLayout.FormatRange:
    """Latin letters and figures inside Arabic at the size that they have in the other column."""
    style = QTextCharFormat()
    style.setProperty(QTextCharFormat.Property.FontPixelSize, round(EM * _LATIN.size))
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = found.start(), len(found.group()), style
    return part


def _rows(layout: QTextLayout) -> Iterator[QTextLine]:
    while (row := layout.createLine()).isValid():
        yield row


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the columns stand in a box of ``width`` by ``height`` points, at ``size`` points of type."""

    columns: tuple[Column, ...]
    places: tuple[tuple[float, float], ...]
    size: float
    rule: tuple[float, float, float, float] | None
    """A hairline between the columns: from x, y to x, y, in points."""


def set_in(lines: Sequence[Line], width: float, height: float, *, smallest: float, largest: float) -> Setting | None:
    """The largest setting that fits between two sizes of type, side by side where that is as good; None if none."""
    best: Setting | None = None
    for beside in (True, False):
        low, high = smallest, largest
        found = _setting(lines, width, height, low, beside=beside)
        if found is None:
            continue
        while high - low > 0.05:
            middle = (low + high) / 2
            bigger = _setting(lines, width, height, middle, beside=beside)
            if bigger is None:
                high = middle
            else:
                low, found = middle, bigger
        if best is None or found.size > best.size * 1.05:
            best = found
    return best


def _setting(lines: Sequence[Line], width: float, height: float, size: float, *, beside: bool) -> Setting | None:
    groups = [[line for line in lines if (line.language == "ar") == arabic] for arabic in (False, True)]
    groups = [group for group in groups if group]
    unit = size / EM
    gap = 1.1 * size
    if beside and len(groups) == 2:
        each = (width - gap) / 2
        columns = tuple(Column(group, each / unit) for group in groups)
        tallest = max(column.height for column in columns) * unit
        for column in columns:
            column.spread(tallest / unit)
        places = tuple((at * (each + gap), (height - column.height * unit) / 2) for at, column in enumerate(columns))
        rule = (width / 2, (height - tallest) / 2, width / 2, (height + tallest) / 2)
    else:
        columns = tuple(Column(group, width / unit) for group in groups)
        gap *= 0.6
        tallest = sum(column.height for column in columns) * unit + gap * (len(columns) - 1)
        top = (height - tallest) / 2
        tops = [top, top + columns[0].height * unit + gap][: len(columns)]
        places = tuple((0.0, at) for at in tops)
        middle = top + columns[0].height * unit + gap / 2
        rule = (0.0, middle, width, middle)
    if tallest > height or not all(column.fits for column in columns):
        return None
    return Setting(columns, places, size, rule if len(columns) == 2 else None)
