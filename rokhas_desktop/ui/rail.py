"""The mark of one step on the line that joins it to its neighbours."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rokhas_desktop.ui import theme

Mark = Literal["done", "now", "later"]
SIDE = 26
"""Logical pixels of a step's mark."""


class Rail(QWidget):
    """A step's mark on the line that joins it to its neighbours, told apart by form as well as colour."""

    def __init__(self, mark: Mark, *, first: bool, last: bool) -> None:
        super().__init__()
        self._mark, self._first, self._last = mark, first, last
        self.setFixedWidth(SIDE + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, then the mark on it."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, top = self.width() / 2, 2.0
        painter.setPen(QPen(QColor(colours.line), 2))
        if not self._first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, top))
        if not self._last:
            painter.drawLine(QPointF(middle, top + SIDE), QPointF(middle, self.height()))
        circle = QRectF(middle - SIDE / 2 + 1, top + 1, SIDE - 2, SIDE - 2)
        if self._mark == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.good))
            painter.drawEllipse(circle)
            ratio = self.devicePixelRatioF()
            tick = theme.pixmap("check", 16, colours.surface, ratio=ratio)
            painter.drawPixmap(QPointF(middle - 8, top + SIDE / 2 - 8), tick)
        elif self._mark == "now":
            painter.setPen(QPen(QColor(colours.accent), 3))
            painter.setBrush(QColor(colours.surface))
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(circle.adjusted(8, 8, -8, -8))
        else:
            pen = QPen(QColor(colours.muted), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(QColor(colours.surface))
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
