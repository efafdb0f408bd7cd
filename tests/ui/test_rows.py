"""The signature book's list: nothing is laid out again when an act changes, and it is moved through as a list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from rokhas_desktop.ui.book.rows import Rows

Index = QModelIndex | QPersistentModelIndex
ACTS = 5000


class Counting(QAbstractListModel):
    """Rows that count how often a view asks how many they are."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def rowCount(self, parent: Index | None = None) -> int:
        self.asked += 1
        return 0 if parent is not None and parent.isValid() else ACTS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return f"TEST {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


class Lines(QStyledItemDelegate):
    """As high as two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.lineSpacing() * 2)


def opened(qtbot: QtBot) -> tuple[Rows, Counting]:
    rows, model = Rows(Lines()), Counting()
    qtbot.addWidget(rows)
    model.setParent(rows)
    rows.setModel(model)
    rows.resize(300, 400)
    rows.show()
    qtbot.waitExposed(rows)
    return rows, model


def test_a_change_of_one_row_asks_nothing_of_the_others(qtbot: QtBot) -> None:
    rows, model = opened(qtbot)
    qtbot.wait(50)
    model.asked = 0
    for row in (0, 7, ACTS - 1):
        model.dataChanged.emit(model.index(row), model.index(row))
    qtbot.wait(50)
    rows.viewport().repaint()
    assert model.asked < ACTS / 10  # a list would ask about each row, each time


def test_home_end_and_the_arrows_move_as_in_a_list(qtbot: QtBot) -> None:
    rows, _ = opened(qtbot)
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(10, 0))
    moves = ((Qt.Key.Key_Down, 11), (Qt.Key.Key_Up, 10), (Qt.Key.Key_End, ACTS - 1), (Qt.Key.Key_Home, 0))
    for key, row in moves:
        qtbot.keyClick(rows, key)
        assert rows.currentIndex().row() == row


def test_rows_are_as_high_as_their_lines_in_any_font(qtbot: QtBot) -> None:
    rows, _ = opened(qtbot)
    before = rows.rowHeight(0)
    larger = QFont(rows.font())
    larger.setPointSizeF(larger.pointSizeF() * 2)
    rows.setFont(larger)
    assert rows.rowHeight(0) == rows.rowHeight(ACTS - 1) > before * 1.5
