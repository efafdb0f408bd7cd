"""Places of a page that are pointed at: what was found, and what changed.  Told apart by form as well as colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer.geometry import Box, Sheet

Kind = Literal["found", "added", "removed", "changed"]
_SIGNS = {"added": "+", "removed": "−", "changed": "≠"}
_LRM = "\u200e"
_LEAST = 8.0
"""Logical pixels of a frame's side at least: a dot that changed is to be seen on a whole A0."""


def flag(kind: Kind, number: int) -> str:
    """A change's sign and number, in this order wherever it stands: Qt turns a lone sign round even in an isolate."""
    return f"{_LRM}{_SIGNS[kind]}{number}{_LRM}"


@dataclass(frozen=True, slots=True)
class Highlight:
    """One place: its boxes, and its number where it has one."""

    kind: Kind
    boxes: tuple[Box, ...]
    number: int = 0


class Highlights:
    """Those of the page that is shown; ``current`` is the one that the person is at."""

    def __init__(self) -> None:
        self.all: Sequence[Highlight] = ()
        self.current: Highlight | None = None

    def paint(self, painter: QPainter, sheet: Sheet, scale: float, ratio: float, font: QFont) -> None:
        """Draw them over the page, in device pixels."""
        sized = QFont(font)
        sized.setPixelSize(max(round(12 * ratio), 1))
        sized.setBold(True)
        painter.setFont(sized)
        for one in self.all:
            for box in one.boxes:
                place = _no_smaller(QRectF(*sheet.place(box, scale)), _LEAST * ratio)
                self._paint_one(painter, one, place, ratio)

    def _paint_one(self, painter: QPainter, one: Highlight, place: QRectF, ratio: float) -> None:
        ink = QColor(_ink(one.kind))  # on paper, which is white in a dark window too
        current = one is self.current
        soft = QColor(ink)
        soft.setAlphaF(0.30 if current else 0.16 if one.kind == "found" else 0.06)
        painter.fillRect(place, soft)
        dashes = Qt.PenStyle.DashLine if one.kind == "removed" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, (3.0 if current else 1.2) * ratio, dashes))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        if one.number:
            _paint_flag(painter, flag(one.kind, one.number), place, ink, ratio)


def _paint_flag(painter: QPainter, text: str, place: QRectF, ink: QColor, ratio: float) -> None:
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 6 * ratio, metrics.height()
    top = place.top() - height if place.top() > height else place.bottom()
    flag = QRectF(QPointF(place.left(), top), QPointF(place.left() + width, top + height))
    painter.fillRect(flag, ink)
    painter.setPen(QColor(theme.LIGHT.surface))
    painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, text)


def _ink(kind: Kind) -> str:
    look = theme.LIGHT
    return {"found": look.warning, "added": look.good, "removed": look.bad, "changed": look.accent}[kind]


def _no_smaller(place: QRectF, side: float) -> QRectF:
    across, down = max(side - place.width(), 0.0) / 2, max(side - place.height(), 0.0) / 2
    return place.adjusted(-across, -down, across, down)
