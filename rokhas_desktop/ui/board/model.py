"""The board's rows as Qt's table model, and what narrows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import BoardRow, state_name
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import day, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it shows and what it is sorted by.  Numbers stand at the end of their cell."""

    shown: Callable[[BoardRow, Language], str]
    key: Callable[[BoardRow, Language], Any]
    number: bool = False


def _text(read: Callable[[BoardRow, Language], str]) -> Column:
    """Sorted without regard to accents, as a reader of French looks for "Aït" under A."""

    def plain(row: BoardRow, language: Language) -> str:
        apart = unicodedata.normalize("NFKD", read(row, language).casefold())
        return "".join(c for c in apart if not unicodedata.combining(c))

    return Column(read, plain)


COLUMNS = (
    _text(lambda row, language: row.commune.text(language)),
    _text(lambda row, language: row.province.text(language)),
    _text(lambda row, language: state_name(row.state, language)),
    Column(
        lambda row, language: day(row.since, language) if row.since else "",
        lambda row, _language: row.since.toordinal() if row.since else 0,
    ),
    Column(lambda row, _language: str(row.acts_waiting), lambda row, _language: row.acts_waiting, number=True),
    Column(lambda row, _language: str(row.days_lost), lambda row, _language: row.days_lost, number=True),
    Column(lambda row, _language: _meanwhile(row), lambda row, _language: str(row.meanwhile)),
)
STATE_COLUMN, DAYS_LOST = 2, 5


def _meanwhile(row: BoardRow) -> str:
    if row.meanwhile is None:
        return QCoreApplication.translate("BoardModel", "not known")
    if row.meanwhile:
        return QCoreApplication.translate("BoardModel", "yes")
    return QCoreApplication.translate("BoardModel", "no")


class BoardModel(QAbstractTableModel):
    """The rows that fit, in the order that was asked for.

    Sorted and narrowed here: Qt's proxy asks for each cell of 1,503 rows again and again, and stops the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.rows: Sequence[BoardRow] = ()
        self._all: Sequence[BoardRow] = ()
        self._fits: Callable[[BoardRow], bool] = lambda _row: True
        self._column, self._order = DAYS_LOST, Qt.SortOrder.DescendingOrder

    def show(self, rows: Sequence[BoardRow]) -> None:
        """Show other rows."""
        self._all = rows
        self._arrange()

    def say_again(self, language: Language) -> None:
        """In another language."""
        self.language = language
        self._arrange()

    def narrow(self, *, province: str, state: str, words: str) -> None:
        """Show only what fits; an empty value fits everything."""
        wanted = words.strip().casefold()
        self._fits = lambda row: fits(row, province, state, wanted)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; what is equal stays in the order in which it stood."""
        self._column, self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        key = COLUMNS[self._column].key
        self.beginResetModel()
        self.rows = sorted(
            filter(self._fits, self._all),
            key=lambda row: key(row, self.language),
            reverse=self._order == Qt.SortOrder.DescendingOrder,
        )
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One for each commune."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as COLUMNS."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        return None

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("Commune"),
            self.tr("Province"),
            self.tr("State of the key"),
            self.tr("Since"),
            self.tr("Acts waiting"),
            self.tr("Days lost"),
            self.tr("Somebody signs meanwhile"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            shown = column.shown(row, self.language)
            return tip(shown) if role == Qt.ItemDataRole.ToolTipRole else shown
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column.number else Qt.AlignmentFlag.AlignLeading
            return Qt.AlignmentFlag.AlignVCenter | side
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATE_COLUMN:
            return QColor(_colour(row))
        return None


def _colour(row: BoardRow) -> str:
    colours = theme.colours()
    if row.ready:
        return colours.good
    return colours.bad if row.state in {"lapsed", "revoked"} else colours.text


def fits(row: BoardRow, province: str, state: str, words: str) -> bool:
    """``words`` are lower case, looked for in the names and the code of the commune."""
    names = f"{row.commune.fr} {row.commune.ar} {row.code}".casefold()
    return province in {"", row.province_code} and state in {"", row.state} and words in names
