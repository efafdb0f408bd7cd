"""The side with the acts: search, filters and counters, the list, and the key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, Book, BookQuery
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.book.delegate import ActDelegate
from rokhas_desktop.ui.book.filters import Chips, FilterButton, UrgencyBar
from rokhas_desktop.ui.book.model import ACT, REFERENCE, BookModel
from rokhas_desktop.ui.book.rows import Rows
from rokhas_desktop.ui.key_card import KeyCard
from rokhas_desktop.ui.text import ltr, number
from rokhas_desktop.ui.widgets import label, name_buttons

BESIDE = 350
"""Logical pixels of width of what stands beside the list."""
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for "no limit", which PySide does not hand on."""
SETTLES = 600
"""Milliseconds after the last move until the new order is told: several moves are one change."""


class ActsPanel(QWidget):
    """Choosing an act shows it; moving one proposes the order in which to take them; ticking takes it into a batch."""

    act_chosen = Signal(object)  # ActView, again whenever it was fetched anew
    opened = Signal()  # the person wants to see the chosen act
    arranged = Signal(object)  # list[tuple[str, str]]: reference, past which neighbour it was moved
    searched = Signal(str)
    narrowed = Signal(str, object)  # kind, code | None
    key_details_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._language: Language = "fr"
        self._moves: list[tuple[str, str]] = []
        self._book: Book | None = None
        self._query = BookQuery()
        self._current: int | None = None
        self._place, self._listed = 0, True
        self.setMinimumWidth(340)
        self.model = BookModel(self)
        self._controls = QWidget()
        column = QVBoxLayout(self._controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._build_title())
        column.addLayout(self._build_search())
        self._urgencies, self._chips = UrgencyBar(), Chips()
        self._urgencies.chosen.connect(lambda urgency: self.narrowed.emit("urgency", urgency))
        self._chips.dropped.connect(lambda kind: self.narrowed.emit(kind, None))
        self._chips.untick_wanted.connect(self.model.untick)
        self._none = label(role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        for widget in (self._urgencies, self._chips, self._none):
            column.addWidget(widget)
        self._list = self._build_list()
        self.key_card = KeyCard()
        self.key_card.details_wanted.connect(self.key_details_wanted)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(8)
        self.arrange(short=False)
        self._settle = QTimer(self, interval=SETTLES, singleShot=True)
        self._settle.timeout.connect(self._tell_order)
        self.model.dataChanged.connect(self._changed)
        self.model.ticked_changed.connect(self._show_chips)
        self._say()

    def _build_title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._title = label(role="heading")
        self._count = label(role="muted")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._count)
        self._up, self._down = QToolButton(), QToolButton()
        for button, icon, step in ((self._up, "chevron-up", -1), (self._down, "chevron-down", 1)):
            button.setIcon(theme.icon(icon, theme.colours().muted))
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _checked=False, by=step: self.move_chosen(by))
            row.addWidget(button)
        return row

    def _build_search(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._search.addAction(theme.icon("search", theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self.searched)
        self._filter = FilterButton()
        self._filter.chosen.connect(self.narrowed)
        row.addWidget(self._search, 1)
        row.addWidget(self._filter)
        return row

    def _build_list(self) -> Rows:
        self._delegate = ActDelegate(self)
        rows = Rows(self._delegate)
        rows.setModel(self.model)
        rows.selectionModel().currentChanged.connect(self._choose)
        rows.activated.connect(lambda _index: self.opened.emit())
        rows.clicked.connect(lambda _index: self.opened.emit())
        self.setFocusProxy(rows)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), rows, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=step: self.move_chosen(by))
        return rows

    def arrange(self, *, short: bool) -> None:
        """The list between the controls and the key; beside them where the window is low."""
        grid = self._grid
        grid.addWidget(self._controls, 0, 0)
        grid.addWidget(self.key_card, 2, 0)
        grid.addWidget(self._list, *((0, 1, 3, 1) if short else (1, 0, 1, 1)))
        for widget in (self._controls, self.key_card):
            widget.setMaximumWidth(BESIDE if short else QWIDGETSIZE_MAX)
        edge = 8 if short else 12
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 0 if short else 1)
        grid.setColumnStretch(1, 1 if short else 0)

    @property
    def language(self) -> Language:
        """The language of the rows."""
        return self._language

    @language.setter
    def language(self, language: Language) -> None:
        self._language = self._delegate.language = self._filter.language = language
        self._urgencies.language = self._chips.language = language

    # -- what is shown

    def show_book(self, book: Book, query: BookQuery, *, anew: bool) -> None:
        """Show what the desk found, once the model has it.

        The chosen act stays chosen.  If it left the book by itself, the one that took its place is chosen; what the
        person looks for ``anew`` chooses nothing.
        """
        row = self.model.row_of_number(self._current) if self._current is not None else -1
        self._book, self._query = book, query
        if row < 0 and book.numbers and (self._current is None or (self._listed and not anew)):
            row = min(self._place, len(book.numbers) - 1)
        self._listed = row >= 0
        if row >= 0:
            self._list.setCurrentIndex(self.model.index(row))
        self._filter.show_book(book, query)
        self._urgencies.show_book(book, query)
        self._show_chips()
        self._show_count()
        self._allow_moves()

    def forget(self) -> None:
        """Another account comes."""
        self._book, self._current = None, None
        self._place, self._listed = 0, True
        self._search.clear()

    def _show_chips(self) -> None:
        if self._book is not None:
            self._chips.show_book(self._book, self._query, len(self.model.ticked))

    def _show_count(self) -> None:
        shown, total = len(self.model.numbers), self._book.total if self._book is not None else 0
        said, of = number(shown, "fr"), number(total, "fr")
        self._count.setText(said if shown == total else ltr(f"{said} / {of}"))
        self._none.setVisible(total > 0 and shown == 0)

    def choose(self, reference: str) -> None:
        """Choose an act as if the person had."""
        row = self.model.row_of(reference)
        if row >= 0:
            self._list.setCurrentIndex(self.model.index(row))

    def move_chosen(self, by: int) -> None:
        """Move the chosen act past its neighbour in the list: -1 up, 1 down."""
        row = self._list.currentIndex().row()
        if row < 0 or not 0 <= row + by < len(self.model.numbers):
            return
        references, numbers = list(self.model.references), list(self.model.numbers)
        self._moves.append((references[row], references[row + by]))
        references.insert(row + by, references.pop(row))
        numbers.insert(row + by, numbers.pop(row))
        self.model.move(references, numbers)
        self._list.setCurrentIndex(self.model.index(row + by))
        self._settle.start()

    def _tell_order(self) -> None:
        told, self._moves = self._moves, []
        self.arranged.emit(told)

    def _allow_moves(self) -> None:
        row = self._list.currentIndex().row()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < len(self.model.numbers) - 1)

    def focus_search(self) -> None:
        """Put the cursor where words are typed."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._allow_moves()
        if current.isValid():
            self._place = current.row()
            self._current = self.model.numbers[current.row()]
            self._show_current()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self._list.currentIndex().row() <= last.row():
            self._show_current()

    def _show_current(self) -> None:
        act: ActView | None = self._list.currentIndex().data(ACT)
        if act is not None:
            self.act_chosen.emit(act)

    @property
    def chosen(self) -> str | None:
        """The reference of the chosen act."""
        index = self._list.currentIndex()
        return str(index.data(REFERENCE)) if index.isValid() else None

    @property
    def acts(self) -> Sequence[ActView]:
        """The acts that are here, in their order."""
        return self.model.acts

    # -- language

    def _say(self) -> None:
        self._title.setText(self.tr("Acts awaiting signature"))
        for button, text in (
            (self._up, self.tr("Take this act earlier (Alt+Up)")),
            (self._down, self.tr("Take this act later (Alt+Down)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._search.setPlaceholderText(self.tr("Search: reference, name, parcel…"))
        self._search.setAccessibleName(self.tr("Search"))
        name_buttons(self._search, self.tr("Search"))
        self._none.setText(self.tr("No act is like this. Change the search or the filters."))
        self._list.setAccessibleName(self.tr("Acts awaiting signature"))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
