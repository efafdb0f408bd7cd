"""The outline of the stamp on a page: where it is drawn, and how it follows a hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer.geometry import Box, Sheet

NUDGES = {
    Qt.Key.Key_Left: (-6.0, 0.0),
    Qt.Key.Key_Right: (6.0, 0.0),
    Qt.Key.Key_Up: (0.0, -6.0),
    Qt.Key.Key_Down: (0.0, 6.0),
}
"""Logical pixels by which an arrow moves it."""


class Outline:
    """``box`` in the renderer's points of the page that is shown, None where the stamp is not on it."""

    def __init__(self) -> None:
        self.box: Box | None = None
        self.text = ""
        self.movable = False

    def holds(self, sheet: Sheet, scale: float, at: QPointF) -> bool:
        """Whether a hand at a device pixel of the sheet takes hold of it."""
        return self.movable and self.box is not None and QRectF(*sheet.place(self.box, scale)).contains(at)

    def move(self, sheet: Sheet, by: QPointF) -> None:
        """Move it by points of the turned page; it stays on it."""
        if self.box is not None:
            self.box = sheet.moved(self.box, by.x(), by.y())

    def paint(self, painter: QPainter, sheet: Sheet, scale: float, ratio: float, font: QFont) -> None:
        """Draw it over the page, in device pixels."""
        if self.box is None:
            return
        place = QRectF(*sheet.place(self.box, scale))
        accent = QColor(theme.LIGHT.accent)  # on paper, which is white in a dark window too
        soft = QColor(accent)
        soft.setAlphaF(0.08)
        painter.setPen(QPen(accent, 1.6 * ratio, Qt.PenStyle.DashLine))
        painter.setBrush(soft)
        painter.drawRect(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        sized = QFont(font)
        sized.setPixelSize(max(round(12 * ratio), 1))
        painter.setFont(sized)
        inner = place.adjusted(4 * ratio, 2 * ratio, -4 * ratio, -2 * ratio)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        if inner.contains(painter.boundingRect(inner, flags, self.text)):
            painter.drawText(inner, flags, self.text)
