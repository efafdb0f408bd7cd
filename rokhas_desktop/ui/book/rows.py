"""The list of the signature book's rows.

A table of one column and not a list: a list lays all its rows out again whenever one of them changes, 6 µs for each
by way of the model's Python, which is a third of a second for 50,000 acts; a table of fixed heights never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyledItemDelegate

_Move = QAbstractItemView.CursorAction


class Rows(QTableView):
    """One column of rows as high as the delegate's first, moved through as a list."""

    def __init__(self, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self._measure()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first row and the last, as in a list."""
        if action in {_Move.MoveHome, _Move.MoveEnd} and self.model().rowCount():
            return self.model().index(0 if action == _Move.MoveHome else self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:
        """Another font is of another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()

    def _measure(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self.itemDelegate().sizeHint(option, QModelIndex()).height()
        self.verticalHeader().setDefaultSectionSize(height)
