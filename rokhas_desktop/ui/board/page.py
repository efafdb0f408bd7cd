"""The board's page: totals, what narrows the rows, the rows, the export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import STATES, Board, state_name, totals
from rokhas_desktop.ui.board.model import DAYS_LOST, BoardModel
from rokhas_desktop.ui.text import day, ltr, number
from rokhas_desktop.ui.widgets import Notice, Table, button, card, label

WIDTHS = (220, 230, 230, 130, 110, 110)


class BoardPage(QWidget):
    """Shows a board; asks nothing of the platform itself."""

    export_wanted = Signal(object, object)  # Path, list[BoardRow]

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._board: Board | None = None
        self.model = BoardModel()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        self._title = label(role="title")
        self._as_of = label(role="muted")
        column.addWidget(self._title)
        column.addWidget(self._as_of)
        column.addLayout(self._build_totals())
        column.addLayout(self._build_filters())
        self._written = Notice("good")
        self._written.hide()
        column.addWidget(self._written)
        column.addWidget(self._build_table(), 1)
        self._say()

    def _build_totals(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._totals = []
        for _ in range(4):
            frame, inside = card()
            value, caption = label(role="title"), label(role="muted")
            inside.addWidget(value)
            inside.addWidget(caption)
            row.addWidget(frame, 1)
            self._totals.append((value, caption))
        return row

    def _build_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._words = QLineEdit()
        self._words.setClearButtonEnabled(True)
        self._words.setMinimumWidth(140)
        self._words.textChanged.connect(lambda _text: self._narrow())
        self._province, self._state = QComboBox(), QComboBox()
        for box in (self._province, self._state):
            box.setMinimumWidth(220)
            box.activated.connect(lambda _row: self._narrow())
        self._export = button()
        self._export.clicked.connect(self._ask_where)
        row.addWidget(self._words, 1)
        row.addWidget(self._province)
        row.addWidget(self._state)
        row.addWidget(self._export)
        return row

    def _build_table(self) -> Table:
        table = self.table = Table(WIDTHS)
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(DAYS_LOST, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setAlternatingRowColors(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        # One height for all: to ask 1,503 rows for theirs takes longer than to paint them.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(30)
        return table

    def show_board(self, board: Board) -> None:
        """Show what the platform said, narrowed as it was."""
        self._board = board
        self._written.hide()
        self.model.show(board.rows)
        self._say()

    def _narrow(self) -> None:
        self.model.narrow(
            province=self._province.currentData() or "",
            state=self._state.currentData() or "",
            words=self._words.text(),
        )
        self._add_up()

    def _add_up(self) -> None:
        found = totals(self.model.rows)
        captions = (self.tr("communes"), self.tr("with a ready key"), self.tr("acts waiting"), self.tr("days lost"))
        values = (found.communes, found.ready, found.acts_waiting, found.days_lost)
        for (shown, caption), value, said in zip(self._totals, values, captions, strict=True):
            shown.setText(number(value, self.language))
            caption.setText(said)
        self._export.setEnabled(found.communes > 0)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Export"), "", self.tr("Spreadsheet (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever replaced
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Ask for the rows that are shown to be written to a file."""
        self.export_wanted.emit(Path(path), list(self.model.rows))

    def show_exported(self, path: Path) -> None:
        """The rows were written to a file."""
        self._written.show_text("good", self.tr("Exported"), [ltr(str(path))])
        self._written.show()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.model.say_again(self.language)
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("The presidents' keys"))
        as_of = self.tr("As declared on %1. Names places, never a person.")
        board = self._board
        self._as_of.setText(
            as_of.replace("%1", day(board.day, self.language)) if board else self.tr("Asking the platform…")
        )
        self._words.setPlaceholderText(self.tr("Commune"))
        self._words.setAccessibleName(self.tr("Commune"))
        self._export.setText(self.tr("Export…"))
        self.table.setAccessibleName(self.tr("Communes by the state of their key"))
        self.table.fit_columns()
        rows = board.rows if board else ()
        provinces = sorted({(row.province.text(self.language), row.province_code) for row in rows})
        self._choices(self._province, self.tr("All provinces"), provinces)
        self._choices(self._state, self.tr("All states"), [(state_name(one, self.language), one) for one in STATES])
        self._province.setAccessibleName(self.tr("Province"))
        self._state.setAccessibleName(self.tr("State of the key"))
        self._narrow()

    def _choices(self, box: QComboBox, everything: str, values: list[tuple[str, str]]) -> None:
        """Fill a box again; what was chosen stays chosen."""
        chosen = box.currentData()
        box.clear()
        box.addItem(everything, "")
        for name, value in values:
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
