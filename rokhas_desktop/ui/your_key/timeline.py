"""The steps of a key one below the other, each with who declared it and when."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KeyStepView, KeyWay, actor_name
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import day
from rokhas_desktop.ui.widgets import clear, label

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


class Timeline(QFrame):
    """Shows the whole way; changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 10)
        self._column.setSpacing(0)

    def show_way(self, way: KeyWay, language: Language) -> None:
        """Show the steps of ``way``."""
        clear(self._column)
        for number, step in enumerate(way.steps):
            mark: Mark = "done" if step.state == "done" else "now" if step == way.missing else "later"
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Rail(mark, first=number == 0, last=number == len(way.steps) - 1))
            texts = QVBoxLayout()
            texts.setContentsMargins(0, 3, 0, 9)
            texts.setSpacing(0)
            texts.addWidget(label(step.name(language), role="strong" if mark != "later" else "", wrap=True))
            texts.addWidget(label(_declared(step, language), role="muted", wrap=True))
            if step.note:
                texts.addWidget(label(step.note, role="muted", wrap=True))
            line.addLayout(texts, 1)
            row.setAccessibleName(f"{step.name(language)}. {_declared(step, language)}")
            self._column.addWidget(row)
        self._column.addStretch(1)


def _declared(step: KeyStepView, language: Language) -> str:
    """Whose word it is, and of when."""
    if step.state == "unknown":
        return QCoreApplication.translate("Timeline", "Unknown: nobody has declared it")
    who = actor_name(step.declared_by, language) if step.declared_by else ""
    if step.state == "pending":
        said = QCoreApplication.translate("Timeline", "Under way, as declared by %1")
        return said.replace("%1", who) if who else QCoreApplication.translate("Timeline", "Under way")
    if step.declared_on is None:
        said = QCoreApplication.translate("Timeline", "Declared by %1")
        return said.replace("%1", who) if who else QCoreApplication.translate("Timeline", "Done")
    when = day(step.declared_on, language)
    if not who:
        return QCoreApplication.translate("Timeline", "Done on %1").replace("%1", when)
    return QCoreApplication.translate("Timeline", "Declared by %1 on %2").replace("%1", who).replace("%2", when)
