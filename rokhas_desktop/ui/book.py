"""The acts that await signature, as a list: its model, its search and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView
from rokhas_desktop.desk.folding import fold
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import isolate, ltr

Index = QModelIndex | QPersistentModelIndex
ACT = int(Qt.ItemDataRole.UserRole) + 1
NEEDLE = int(Qt.ItemDataRole.UserRole) + 2


class ActsModel(QAbstractListModel):
    """The desk's acts in the desk's order, the most urgent first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: Sequence[ActView] = ()
        self._needles: list[str] = []

    def show(self, acts: Sequence[ActView]) -> None:
        """Replace what is shown; rows that stay the same stay selected."""
        if [act.reference for act in acts] == [act.reference for act in self._acts]:
            self._acts = acts
            if acts:
                self.dataChanged.emit(self.index(0), self.index(len(acts) - 1))
            return
        self.beginResetModel()
        self._acts = acts
        self._needles = [_needle(act) for act in acts]
        self.endResetModel()

    @property
    def acts(self) -> Sequence[ActView]:
        """What is shown."""
        return self._acts

    def row_of(self, reference: str) -> int:
        """The row of an act, -1 without it."""
        return next((row for row, act in enumerate(self._acts) if act.reference == reference), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many acts there are."""
        return 0 if parent is not None and parent.isValid() else len(self._acts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The act itself, its searchable text, or what a screen reader says."""
        if not index.isValid():
            return None
        act = self._acts[index.row()]
        if role == ACT:
            return act
        if role == NEEDLE:
            return self._needles[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{act.reference} · {act.family_label.fr} · {act.commune.fr}"
        return None


def _needle(act: ActView) -> str:
    parts = [act.reference, act.parcel or "", act.land_title or ""]
    for text in (act.family_label, act.subject, act.applicant, act.commune, act.architect, act.arrondissement):
        if text is not None:
            parts += [text.fr, text.ar]
    return fold(" ".join(parts))


class ActsFilter(QSortFilterProxyModel):
    """Keeps the acts that have every word that was typed, of one family where one is chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._family: str | None = None

    def search(self, text: str) -> None:
        """Look for these words, in any order, in either script."""
        self._words = fold(text).split()
        self.invalidate()

    def only_family(self, family: str | None) -> None:
        """Show one family of acts, or all."""
        self._family = family
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether an act is shown."""
        index = self.sourceModel().index(row, 0, parent)
        if self._family is not None and index.data(ACT).family != self._family:
            return False
        needle = index.data(NEEDLE) if self._words else ""
        return all(word in needle for word in self._words)


class ActDelegate(QStyledItemDelegate):
    """Draws an act in three lines, with its urgency as a stripe and in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.language: Language = "fr"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines and their margins."""
        return QSize(200, QFontMetrics(option.font).lineSpacing() * 3 + 26)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row, mirrored where the window is."""
        act: ActView = index.data(ACT)
        row = _Row(painter, option)
        row.ground()
        colours = theme.colours()
        tone = {"overdue": colours.bad, "today": colours.bad, "soon": colours.warning}.get(act.urgency, colours.line)
        row.stripe(tone)
        row.line(
            0,
            ltr(act.reference),
            bold=True,
            right=self._due(act),
            right_colour=tone if act.urgency in _PRESSING else colours.muted,
        )
        row.line(1, act.family_label.text(self.language), right=self._counted(act), right_colour=colours.muted)
        row.line(
            2,
            f"{isolate(act.applicant.text(self.language))} · {isolate(act.commune.text(self.language))}",
            colour=colours.muted,
        )

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


_PRESSING = {"overdue", "today", "soon"}


class _Row:
    def __init__(self, painter: QPainter, option: Any) -> None:
        self._painter = painter
        self._area: QRect = option.rect
        self._font = QFont(option.font)
        self._direction: Qt.LayoutDirection = option.direction
        self._selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._focused = bool(option.state & QStyle.StateFlag.State_HasFocus)

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
        area = self._area.adjusted(16, 10, -16, 0)
        area = QRect(area.left(), area.top() + number * (height + 2), area.width(), height)
        taken = 0
        if right:
            self._painter.setPen(QColor(right_colour))
            self._draw(area, right, Qt.AlignmentFlag.AlignTrailing)
            taken = metrics.horizontalAdvance(right) + 12
        leading = area.adjusted(0, 0, -taken, 0)
        if self._direction == Qt.LayoutDirection.RightToLeft:
            leading = area.adjusted(taken, 0, 0, 0)
        self._painter.setPen(QColor(colour or theme.colours().text))
        self._draw(
            leading,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, leading.width()),
            Qt.AlignmentFlag.AlignLeading,
        )

    def _draw(self, area: QRect, text: str, side: Qt.AlignmentFlag) -> None:
        align = QStyle.visualAlignment(self._direction, side | Qt.AlignmentFlag.AlignVCenter)
        self._painter.setLayoutDirection(self._direction)
        self._painter.drawText(area, align, text)
