"""The signed acts as Qt's table model, sorted here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.history import SignedAct
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import day, days, isolate, ltr, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """What it shows, and what it is sorted by."""

    shown: Callable[[SignedAct, Language], str]
    key: Callable[[SignedAct, Language], Any]


def _local(at: datetime) -> date:
    return at.astimezone().date()


def _kept(act: SignedAct) -> str:
    if act.due is None:
        return QCoreApplication.translate("HistoryModel", "none")
    if act.late:
        return QCoreApplication.translate("HistoryModel", "passed")
    return QCoreApplication.translate("HistoryModel", "kept")


COLUMNS = (
    Column(lambda act, _language: ltr(act.reference), lambda act, _language: act.reference),
    Column(
        lambda act, language: act.family_label.text(language), lambda act, language: act.family_label.text(language)
    ),
    Column(
        lambda act, language: isolate(act.applicant.text(language)),
        lambda act, language: act.applicant.text(language).casefold(),
    ),
    Column(lambda act, language: day(_local(act.signed_at), language), lambda act, _language: act.signed_at),
    Column(lambda act, language: days(act.waited, language), lambda act, _language: act.waited),
    Column(lambda act, _language: _kept(act), lambda act, _language: (act.late, act.due is None)),
    Column(lambda act, _language: str(act.pieces), lambda act, _language: act.pieces),
)
SIGNED, DEADLINE = 3, 5


class HistoryModel(QAbstractTableModel):
    """The acts in the order that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.acts: Sequence[SignedAct] = ()
        self._by, self._order = SIGNED, Qt.SortOrder.DescendingOrder

    def show(self, acts: Sequence[SignedAct]) -> None:
        """Show other acts."""
        self._arrange(acts)

    def say_again(self, language: Language) -> None:
        """In another language."""
        self.language = language
        self._arrange(self.acts)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; what is equal stays in the order in which it stood."""
        self._by, self._order = column, order
        self._arrange(self.acts)

    def _arrange(self, acts: Sequence[SignedAct]) -> None:
        key, down = COLUMNS[self._by].key, self._order == Qt.SortOrder.DescendingOrder
        self.beginResetModel()
        self.acts = sorted(acts, key=lambda act: key(act, self.language), reverse=down)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many acts."""
        return 0 if parent is not None and parent.isValid() else len(self.acts)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text; a deadline that passed also has its colour."""
        if not index.isValid() or index.row() >= len(self.acts):
            return None
        act = self.acts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].shown(act, self.language)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(act.subject.text(self.language))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == DEADLINE and act.late:
            return QColor(theme.colours().bad)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("HistoryModel", "Act"),
            QCoreApplication.translate("HistoryModel", "Kind"),
            QCoreApplication.translate("HistoryModel", "Applicant"),
            QCoreApplication.translate("HistoryModel", "Signed on"),
            QCoreApplication.translate("HistoryModel", "Waited"),
            QCoreApplication.translate("HistoryModel", "Deadline"),
            QCoreApplication.translate("HistoryModel", "Pieces"),
        )[section]
