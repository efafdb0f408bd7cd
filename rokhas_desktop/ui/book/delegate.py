"""How a row of the signature book is drawn: three lines, its urgency as a stripe and in words, its tick."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.book.model import ACT, REFERENCE
from rokhas_desktop.ui.text import isolate, ltr

Index = QModelIndex | QPersistentModelIndex
_PRESSING = {"overdue", "today", "soon"}
_TICK = 18
"""Logical pixels of a tick's side."""


class ActDelegate(QStyledItemDelegate):
    """Draws an act, or its reference alone until it was fetched."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.language: Language = "fr"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines and their margins."""
        return QSize(200, QFontMetrics(option.font).lineSpacing() * 3 + 26)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row, mirrored where the window is."""
        act: ActView | None = index.data(ACT)
        row = _Row(painter, option)
        row.ground()
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            row.tick(Qt.CheckState(ticked) == Qt.CheckState.Checked)
        colours = theme.colours()
        reference = ltr(str(index.data(REFERENCE)))
        if act is None:
            row.stripe(colours.line)
            row.line(0, reference, bold=True)
            row.line(1, "…", colour=colours.muted)
            return
        tone = {"overdue": colours.bad, "today": colours.bad, "soon": colours.warning}.get(act.urgency, colours.line)
        row.stripe(tone)
        due_colour = tone if act.urgency in _PRESSING else colours.muted
        row.line(0, reference, bold=True, right=self._due(act), right_colour=due_colour)
        row.line(1, act.family_label.text(self.language), right=self._counted(act), right_colour=colours.muted)
        place = act.arrondissement or act.commune
        people = f"{isolate(act.applicant.text(self.language))} · {isolate(place.text(self.language))}"
        row.line(2, people, colour=colours.muted)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the tick, or Space on the row, turns it."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if isinstance(event, QMouseEvent):
            mine = event.button() == Qt.MouseButton.LeftButton and _Row.tick_area(option).contains(_whole(event))
            if not mine or event.type() != QEvent.Type.MouseButtonRelease:
                return False
        elif not (isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}):
            return False
        now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        other = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), index.column()), other, Qt.ItemDataRole.CheckStateRole)

    def _due(self, act: ActView) -> str:
        if act.days_left is None:
            return ""
        if act.days_left < 0:
            return self.tr("%n day(s) late", "", -act.days_left)
        if act.days_left == 0:
            return self.tr("due today")
        return self.tr("%n day(s) left", "", act.days_left)

    def _counted(self, act: ActView) -> str:
        if act.state == "in_progress":
            return self.tr("%1 signed").replace("%1", ltr(f"{act.signed_count}/{len(act.documents)}"))
        wanted = [one for one in act.documents if one.must_review]
        seen = sum(one.reviewed for one in wanted)
        return self.tr("%1 seen").replace("%1", ltr(f"{seen}/{len(wanted)}"))


def _whole(event: QMouseEvent) -> QPoint:
    return event.position().toPoint()


class _Row:
    def __init__(self, painter: QPainter, option: Any) -> None:
        self._painter = painter
        self._option = option
        self._area: QRect = option.rect
        self._font = QFont(option.font)
        self._direction: Qt.LayoutDirection = option.direction
        self._selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._start = 16

    def ground(self) -> None:
        colours = theme.colours()
        self._painter.fillRect(self._area, QColor(colours.accent_soft if self._selected else colours.surface))
        self._painter.setPen(QPen(QColor(colours.line)))
        self._painter.drawLine(self._area.bottomLeft(), self._area.bottomRight())
        if self._focused and self._selected:
            self._painter.setPen(QPen(QColor(colours.accent), 2))
            self._painter.drawRect(self._area.adjusted(1, 1, -2, -2))

    def stripe(self, colour: str) -> None:
        x = self._area.right() - 4 if self._direction == Qt.LayoutDirection.RightToLeft else self._area.left()
        self._painter.fillRect(QRect(x, self._area.top(), 5, self._area.height() - 1), QColor(colour))

    @staticmethod
    def tick_area(option: Any) -> QRect:
        """Where a click turns the tick: wider than what is drawn."""
        area: QRect = option.rect
        return QStyle.visualRect(option.direction, area, QRect(area.left() + 6, area.top(), 32, area.height()))

    def tick(self, on: bool) -> None:
        colours, area = theme.colours(), self.tick_area(self._option)
        box = QRect(0, 0, _TICK, _TICK)
        box.moveCenter(area.center())
        self._painter.setPen(QPen(QColor(colours.accent if on else colours.edge)))
        self._painter.setBrush(QColor(colours.accent if on else colours.surface))
        self._painter.drawRoundedRect(box, 3, 3)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if on:
            theme.icon("check", colours.accent_text).paint(self._painter, box)
        self._start = 42

    def line(
        self,
        number: int,
        text: str,
        *,
        bold: bool = False,
        colour: str | None = None,
        right: str = "",
        right_colour: str = "",
    ) -> None:
        font = QFont(self._font)
        font.setBold(bold)
        self._painter.setFont(font)
        metrics = QFontMetrics(font)
        height = metrics.lineSpacing()
        whole = self._area.adjusted(self._start, 10, -16, 0)
        area = QStyle.visualRect(
            self._direction,
            self._area,
            QRect(whole.left(), whole.top() + number * (height + 2), whole.width(), height),
        )
        taken = 0
        if right:
            self._painter.setPen(QColor(right_colour))
            self._draw(area, right, Qt.AlignmentFlag.AlignTrailing)
            taken = metrics.horizontalAdvance(right) + 12
        leading = area.adjusted(0, 0, -taken, 0)
        if self._direction == Qt.LayoutDirection.RightToLeft:
            leading = area.adjusted(taken, 0, 0, 0)
        self._painter.setPen(QColor(colour or theme.colours().text))
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, leading.width())
        self._draw(leading, said, Qt.AlignmentFlag.AlignLeading)

    def _draw(self, area: QRect, text: str, side: Qt.AlignmentFlag) -> None:
        align = QStyle.visualAlignment(self._direction, side | Qt.AlignmentFlag.AlignVCenter)
        self._painter.setLayoutDirection(self._direction)
        self._painter.drawText(area, align, text)
