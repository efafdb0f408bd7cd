"""The page of what was signed: what narrows it, the acts, what to do with the chosen one, and two plots."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.history import History, SignedAct
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Progress
from rokhas_desktop.ui.history.cards import PlotCards
from rokhas_desktop.ui.history.model import SIGNED, HistoryModel
from rokhas_desktop.ui.history.printing import Printed, printer
from rokhas_desktop.ui.text import describe, ltr
from rokhas_desktop.ui.widgets import Notice, NoticeBar, Table, button, label

WIDTHS = (150, 220, 210, 190, 80, 100)
PERIODS = (0, 30, 90, 365)
SETTLES = 150
"""Milliseconds without a key press after which is searched."""


class HistoryPage(QWidget):
    """Shows a history and says what the person wants; asks nothing itself."""

    looked_for = Signal(str, int)
    save_wanted = Signal(str, object)  # reference, Path
    print_wanted = Signal(str, object)  # reference, QPrinter
    export_wanted = Signal(object, object)  # Path, list[SignedAct]
    cancel_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.history: History | None = None
        self.model = HistoryModel()
        self._printing: Progress | None = None
        self._settle = QTimer(self, interval=SETTLES, singleShot=True)
        self._settle.timeout.connect(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._build_head())
        column.addLayout(self._build_filters())
        self._told, self._error = Notice("good"), NoticeBar()
        self._told.hide()
        column.addWidget(self._told)
        column.addWidget(self._error)
        self._none = label(role="muted", wrap=True)
        column.addWidget(self._none)
        column.addWidget(self._build_table())
        column.addLayout(self._build_actions())
        self.plots = PlotCards()
        column.addWidget(self.plots)
        column.addStretch(1)
        self._say()

    # -- building

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._title = label(role="title")
        self._back = button()
        self._back.clicked.connect(self.left)
        row.addWidget(self._title, 1)
        row.addWidget(self._back)
        return row

    def _build_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _text: self._settle.start())
        self.period = QComboBox()
        self.period.activated.connect(lambda _row: self.look())
        self._export = button()
        self._export.clicked.connect(self._ask_where)
        row.addWidget(self.words, 1)
        row.addWidget(self.period)
        row.addWidget(self._export)
        return row

    def _build_table(self) -> Table:
        table = self.table = Table(WIDTHS)
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(SIGNED, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(230)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(30)
        table.selectionModel().selectionChanged.connect(lambda _new, _old: self._allow())
        return table

    def _build_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._count = label(role="muted", wrap=True)
        self.save = button(icon="document")
        self.save.clicked.connect(self._ask_folder)
        self.print = button(icon="print")
        self.print.clicked.connect(self._ask_printer)
        row.addWidget(self._count, 1)
        row.addWidget(self.save)
        row.addWidget(self.print)
        return row

    # -- what is shown

    def look(self) -> None:
        """Ask for what is looked for."""
        self.looked_for.emit(self.words.text(), self.period.currentData() or 0)

    def forget(self) -> None:
        """Another account comes: nothing of the last one stays."""
        self.words.clear()
        self.show_history(History((), (), ()))
        self.forget_news()

    def forget_news(self) -> None:
        """The page is opened anew."""
        self._told.hide()
        self._error.hide()

    def show_history(self, history: History) -> None:
        """What was found; the chosen act stays chosen."""
        chosen = self.chosen
        self.history = history
        self.model.show(history.acts)
        references = [act.reference for act in self.model.acts]
        if chosen is not None and chosen.reference in references:
            self.table.selectRow(references.index(chosen.reference))
        self.plots.show_history(history)
        self._say()

    @property
    def chosen(self) -> SignedAct | None:
        """The act that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.acts[rows[0].row()] if rows and rows[0].row() < len(self.model.acts) else None

    def show_saved(self, folder: Path) -> None:
        """Copies were made."""
        self._tell(self.tr("Saved."), ltr(str(folder)))

    def show_exported(self, path: Path) -> None:
        """A list was written."""
        self._tell(self.tr("Exported."), ltr(str(path)))

    def show_printing(self, progress: Progress | None) -> None:
        """How far the printing is; None where nothing is printed."""
        self._printing = progress
        self._say_actions()

    def show_printed(self, printed: Printed) -> None:
        """Everything went to the printer."""
        self.show_printing(None)
        left = self.tr("%n piece(s) are no PDF and were left out.", "", printed.left_out) if printed.left_out else ""
        self._tell(self.tr("%n page(s) went to the printer.", "", printed.pages), left)

    def show_error(self, error: RokhasError) -> None:
        """Something could not be done."""
        self.show_printing(None)
        self._told.hide()
        self._error.show_error(error, self.language)

    def _tell(self, title: str, line: str) -> None:
        self._error.hide()
        self._told.show_text("good", title, [line] if line else [])
        self._told.show()

    # -- what is wanted

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the list"), "", self.tr("Spreadsheet (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever replaced
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Ask for the acts that are listed to be written to a file."""
        self.export_wanted.emit(Path(path), list(self.model.acts))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the signed documents"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, folder: str) -> None:
        """Ask for copies of the chosen act's documents."""
        if self.chosen is not None:
            self.save_wanted.emit(self.chosen.reference, Path(folder))

    def _ask_printer(self) -> None:
        if self._printing is not None:
            self.cancel_wanted.emit()
            return
        to = printer()
        dialog = QPrintDialog(to, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_to(to))
        QDialog.open(dialog)  # its own wants a slot by name

    def print_to(self, to: QPrinter) -> None:
        """Ask for the chosen act on paper."""
        if self.chosen is not None:
            self.show_printing(Progress(0, None, "pages"))
            self.print_wanted.emit(self.chosen.reference, to)

    def _allow(self) -> None:
        chosen = self.chosen is not None
        self.save.setEnabled(chosen)
        self.print.setEnabled(chosen or self._printing is not None)
        self._export.setEnabled(bool(self.model.acts))

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.forget_news()
            self.model.say_again(self.language)
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("Signed acts"))
        self._back.setText(self.tr("Back"))
        self.words.setPlaceholderText(self.tr("Search: reference, name, parcel…"))
        self.words.setAccessibleName(self.tr("Search the signed acts"))
        self._export.setText(self.tr("Export the list…"))
        self.table.setAccessibleName(self.tr("Signed acts"))
        self.table.fit_columns()
        self.period.setAccessibleName(self.tr("Period"))
        chosen = max(0, self.period.currentIndex())
        self.period.clear()
        for span in PERIODS:
            self.period.addItem(self.tr("The last %n day(s)", "", span) if span else self.tr("Since ever"), span)
        self.period.setCurrentIndex(chosen)
        self._say_actions()
        self._say_found()
        self.plots.say(self.language)

    def _say_actions(self) -> None:
        self.save.setText(self.tr("Save the signed documents…"))
        far = f" {describe(self._printing, self.language)}" if self._printing is not None else ""
        self.print.setText((self.tr("Cancel the printing") + far) if self._printing is not None else self.tr("Print…"))
        self._allow()

    def _say_found(self) -> None:
        acts = self.model.acts
        narrowed = bool(self.words.text() or self.period.currentData())
        nothing = self.tr("No signed act is like this.") if narrowed else self.tr("Nothing was signed here yet.")
        self._none.setText(nothing)
        self._none.setVisible(self.history is not None and not acts)
        self.table.setVisible(bool(acts))
        late = sum(act.late for act in acts)
        said = self.tr("%n act(s)", "", len(acts))
        after = self.tr("%n after its deadline", "", late)
        self._count.setText(f"{said} · {after}" if late else said)
