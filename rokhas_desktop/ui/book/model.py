"""The rows of the signature book.  They are as many as the desk says; an act is fetched when its row is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from rokhas_desktop.desk.face import ActView, Book
from rokhas_desktop.ui.text import ltr

Index = QModelIndex | QPersistentModelIndex
ACT = int(Qt.ItemDataRole.UserRole) + 1
REFERENCE = int(Qt.ItemDataRole.UserRole) + 2
AHEAD = 24
"""Rows before and after those that are looked at, which are fetched with them."""
EAGER = 64
"""Rows that are fetched in any case: a short book is here as a whole."""
_AT_ONCE = 16
"""Rows that are fetched before the rest of what is wanted: a list begins with what fits into the window."""
KEPT = 4000
"""Acts that are kept at most."""


class BookModel(QAbstractListModel):
    """Rows of numbers; :data:`ACT` is None until the act was fetched, and an old one until it was fetched anew."""

    wanted = Signal(object)  # list[int], numbers whose acts should be fetched
    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers: Sequence[int] = ()
        self.may_tick = False
        self.ticked: dict[int, None] = {}
        self._references: Sequence[str] = ()
        self._rows: dict[int, int] = {}
        self._acts: dict[int, ActView] = {}
        self._fresh: set[int] = set()
        self._looked_at: set[int] = set()
        self.generation = 0
        self._asking = QTimer(self, interval=0, singleShot=True)
        self._asking.timeout.connect(self._ask)

    # -- what is shown

    def show(self, book: Book) -> None:
        """Replace what is shown; acts that are here already stay."""
        if book.numbers == self.numbers:
            self._tell(0, len(self.numbers) - 1)
        else:
            self.beginResetModel()
            self.numbers, self._references = book.numbers, book.references
            self._rows = {number: row for row, number in enumerate(book.numbers)}
            self.endResetModel()
        self._looked_at.update(range(min(EAGER, len(self.numbers))))
        self._asking.start()

    def move(self, references: Sequence[str], by: Sequence[int]) -> None:
        """Show the same acts in another order, before the desk has it: ``by`` are their numbers."""
        self.beginResetModel()
        self.numbers, self._references = tuple(by), tuple(references)
        self._rows = {number: row for row, number in enumerate(self.numbers)}
        self.endResetModel()

    def expire(self) -> None:
        """Every act may have changed: what is looked at is fetched anew, and what is on its way is old."""
        self.generation += 1
        self._fresh.clear()
        self._looked_at.update(range(min(EAGER, len(self.numbers))))
        self._tell(0, len(self.numbers) - 1)
        self._asking.start()

    def put(self, numbers: Sequence[int], acts: Iterable[ActView | None], generation: int) -> None:
        """Acts have come that were asked for in a ``generation``."""
        if len(self._acts) > KEPT:
            self._acts, self._fresh = {}, set()
        rows = []
        for number, act in zip(numbers, acts, strict=True):
            if generation == self.generation:
                self._fresh.add(number)
            if act is not None:
                self._acts[number] = act
            if number in self._rows:
                rows.append(self._rows[number])
        if rows:
            self._tell(min(rows), max(rows))

    def _tell(self, first: int, last: int) -> None:
        if last >= first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _ask(self) -> None:
        """Fetch what was looked at and lately scrolled into, with its neighbours."""
        rows: set[int] = set()
        for row in self._looked_at:
            rows.update(range(max(0, row - AHEAD), min(len(self.numbers), row + AHEAD + 1)))
        self._looked_at.clear()
        numbers = [self.numbers[row] for row in sorted(rows) if self.numbers[row] not in self._fresh]
        for part in (numbers[:_AT_ONCE], numbers[_AT_ONCE:]):
            if part:
                self.wanted.emit(part)

    # -- looking up

    @property
    def acts(self) -> list[ActView]:
        """The acts that are here, in their order."""
        return [self._acts[number] for number in self.numbers if number in self._acts]

    @property
    def references(self) -> Sequence[str]:
        """Of every row."""
        return self._references

    def row_of(self, reference: str) -> int:
        """The row of an act, -1 without it."""
        try:
            return self._references.index(reference)
        except ValueError:
            return -1

    def row_of_number(self, number: int) -> int:
        """The row of a number, -1 without it."""
        return self._rows.get(number, -1)

    # -- Qt's side

    def rowCount(self, parent: Index | None = None) -> int:
        """How many acts there are."""
        return 0 if parent is not None and parent.isValid() else len(self.numbers)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows of a signer can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.may_tick else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The act itself, its reference, its tick, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.numbers):
            return None
        number = self.numbers[index.row()]
        if role == ACT:
            if number not in self._fresh:
                self._looked_at.add(index.row())
                self._asking.start()
            return self._acts.get(number)
        if role == REFERENCE:
            return self._references[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            if not self.may_tick:
                return None
            return Qt.CheckState.Checked if number in self.ticked else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            act = self._acts.get(number)
            reference = ltr(self._references[index.row()])
            return reference if act is None else f"{reference} · {act.family_label.fr} · {act.commune.fr}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row, or take its tick off."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.may_tick or not index.isValid():
            return False
        number = self.numbers[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.ticked[number] = None
        else:
            self.ticked.pop(number, None)
        self._tell(index.row(), index.row())
        self.ticked_changed.emit()
        return True

    def untick(self, numbers: Iterable[int] | None = None) -> None:
        """Take ticks off: of these acts, or all."""
        gone = list(self.ticked if numbers is None else numbers)
        for number in gone:
            self.ticked.pop(number, None)
        if gone:
            self._tell(0, len(self.numbers) - 1)
            self.ticked_changed.emit()
