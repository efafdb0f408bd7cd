"""Two plots, drawn in the window's own colours, directions and fonts; what they show is also said in words.

The first: how long the acts of each family waited, beside the days that their deadlines give.  The second: how many
acts waited on each day, and how many of them past their deadline.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.history import Delay, Waiting
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import day, days, number

MOST = 8
"""Families that are drawn: those of which the most acts were signed."""
BAR = 14
DASHES = (4, 3)


class Plot(QWidget):
    """What both have: a language, a direction, lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _line(self) -> int:
        return QFontMetrics(self.font()).lineSpacing()

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def _write(self, painter: QPainter, area: QRect, text: str, colour: str, *, end: bool = False) -> None:
        """A line of text in an area as it lies where one reads from the left."""
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        align = QStyle.visualAlignment(self.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(self._mirrored(area), int(align), shown)


class DelayPlot(Plot):
    """A bar for each family: the median; a thin line to the longest; a mark where the deadline stands."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: Sequence[Delay] = ()

    def show_delays(self, delays: Sequence[Delay]) -> None:
        """Show other delays."""
        self.delays = delays[:MOST]
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines a family: its name above its bar."""
        return QSize(320, max(1, len(self.delays)) * (2 * self._line() + 10) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, step = self._line(), 2 * self._line() + 10
        metrics = painter.fontMetrics()
        said = max((metrics.horizontalAdvance(self.said(one)) + 4 for one in self.delays), default=0)
        room = max(60, self.width() - said - 12)
        longest = max((max(one.longest, one.allowed or 0.0) for one in self.delays), default=0.0) or 1.0
        for row, one in enumerate(self.delays):
            top = row * step
            self._write(painter, QRect(0, top, self.width(), line), one.label.text(self.language), theme.colours().text)
            self._bar(painter, one, top + line + (line - BAR) // 2 + 2, room / longest)
            value = QRect(self.width() - said, top + line, said, line + 4)
            self._write(painter, value, self.said(one), theme.colours().muted, end=True)
        painter.end()

    def _bar(self, painter: QPainter, one: Delay, top: int, scale: float) -> None:
        colours = theme.colours()
        late = one.allowed is not None and one.median > one.allowed
        middle = top + BAR // 2
        reach = self._mirrored(QRect(0, middle - 1, max(1, round(one.longest * scale)), 2))
        painter.fillRect(reach, QColor(colours.edge))
        bar = self._mirrored(QRect(0, top, max(2, round(one.median * scale)), BAR))
        painter.fillRect(bar, QColor(colours.bad if late else colours.accent))
        if one.allowed is not None:
            mark = self._mirrored(QRect(round(one.allowed * scale) - 1, top - 3, 3, BAR + 6))
            painter.fillRect(mark, QColor(colours.text))

    def said(self, one: Delay) -> str:
        """A family's figures in words: the median, and what its deadlines allow."""
        allowed = f" / {days(one.allowed, self.language)}" if one.allowed is not None else ""
        return f"{days(one.median, self.language)}{allowed}"


class WaitingPlot(Plot):
    """Steps over the days: all that waited as a filled line, the overdue as a dashed one."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: Sequence[Waiting] = ()

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show other days."""
        self.waiting = waiting
        self.update()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(320, 150 + 2 * self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, line = theme.colours(), self._line()
        most = max((one.acts for one in self.waiting), default=0)
        scale = painter.fontMetrics().horizontalAdvance(number(most, "fr")) + 10
        area = QRect(scale, line // 2, self.width() - scale - 2, self.height() - 2 * line)
        for share in (0, most) if most else (0,):
            at = area.bottom() - (area.height() * share // most if most else 0)
            painter.setPen(QPen(QColor(colours.line)))
            lay = self._mirrored(QRect(area.left(), at, area.width(), 1))
            painter.drawLine(lay.left(), at, lay.right(), at)
            self._write(
                painter, QRect(0, at - line // 2, scale - 6, line), number(share, "fr"), colours.muted, end=True
            )
        if self.waiting and most:
            self._steps(painter, area, [one.acts for one in self.waiting], most, filled=True)
            self._steps(painter, area, [one.overdue for one in self.waiting], most, filled=False)
        if self.waiting:
            below, half = self.height() - line, area.width() // 2
            first, last = self.waiting[0].day, self.waiting[-1].day
            self._write(painter, QRect(area.left(), below, half, line), day(first, self.language), colours.muted)
            there = QRect(area.left() + half, below, half, line)
            self._write(painter, there, day(last, self.language), colours.muted, end=True)
        painter.end()

    def _steps(self, painter: QPainter, area: QRect, counts: Sequence[int], most: int, *, filled: bool) -> None:
        colours, wide = theme.colours(), area.width() / len(counts)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        points: list[QPointF] = []
        for place, count in enumerate(counts):
            height = area.bottom() - area.height() * count / most
            sides = area.left() + place * wide, area.left() + (place + 1) * wide
            points.extend(QPointF(self.width() - x if right else x, height) for x in sides)
        if filled:
            ground = [QPointF(points[-1].x(), area.bottom()), QPointF(points[0].x(), area.bottom())]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawPolygon(QPolygonF([*points, *ground]))
        pen = QPen(QColor(colours.accent if filled else colours.bad), 2)
        if not filled:
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))


class Swatch(QWidget):
    """What a colour or a line of a plot means, drawn as it is drawn there."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(22, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        colours = theme.colours()
        if self._kind == "bar":
            painter.fillRect(self.rect().adjusted(0, 2, 0, -2), QColor(colours.accent))
        elif self._kind == "mark":
            painter.fillRect(QRectF(10, 0, 3, 14), QColor(colours.text))
        elif self._kind == "reach":
            painter.fillRect(QRect(0, 6, 22, 2), QColor(colours.edge))
        else:
            pen = QPen(QColor(colours.accent if self._kind == "line" else colours.bad), 2)
            if self._kind == "dashes":
                pen.setDashPattern(DASHES)
            painter.setPen(pen)
            painter.drawLine(0, 7, 22, 7)
        painter.end()
