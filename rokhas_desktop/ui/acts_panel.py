"""The side with the acts: search, family, the list, and the key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView
from rokhas_desktop.ui import order, theme
from rokhas_desktop.ui.book import ACT, ActDelegate, ActsFilter, ActsModel
from rokhas_desktop.ui.key_card import KeyCard
from rokhas_desktop.ui.widgets import label

SETTLES = 600
"""Milliseconds after the last move until the new order is told: several moves are one change."""


class ActsPanel(QWidget):
    """Choosing an act shows it; moving one proposes the order in which to take them."""

    act_chosen = Signal(object)  # ActView
    arranged = Signal(object)  # list[str], references
    key_details_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._language: Language = "fr"
        self.setMinimumWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        row = QHBoxLayout()
        self._title = label(role="heading")
        self._count = label(role="muted")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._count)
        column.addLayout(row)
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._search.addAction(theme.icon("search", theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self._family = QComboBox()
        column.addWidget(self._search)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._family, 1)
        self._up, self._down = QToolButton(), QToolButton()
        for button, icon, step in ((self._up, "chevron-up", -1), (self._down, "chevron-down", 1)):
            button.setIcon(theme.icon(icon, theme.colours().muted))
            button.setAutoRaise(True)
            button.clicked.connect(lambda _checked=False, by=step: self.move_chosen(by))
            row.addWidget(button)
        column.addLayout(row)
        self._model = ActsModel(self)
        self._filter = ActsFilter(self)
        self._filter.setSourceModel(self._model)
        self._list = QListView()
        self._list.setModel(self._filter)
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._delegate = ActDelegate(self._list)
        self._list.setItemDelegate(self._delegate)
        self.setFocusProxy(self._list)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self._list, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=step: self.move_chosen(by))
        self._order: list[str] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES)
        self._settle.timeout.connect(self._tell_order)
        column.addWidget(self._list, 1)
        self.key_card = KeyCard()
        self.key_card.details_wanted.connect(self.key_details_wanted)
        column.addWidget(self.key_card)
        self._search.textChanged.connect(self._filter.search)
        self._family.currentIndexChanged.connect(lambda _row: self._filter.only_family(self._family.currentData()))
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._filter.layoutChanged.connect(self._show_count)
        for changed in (self._filter.rowsInserted, self._filter.rowsRemoved, self._filter.modelReset):
            changed.connect(self._show_count)
        self._say()

    @property
    def language(self) -> Language:
        """The language of the rows."""
        return self._language

    @language.setter
    def language(self, language: Language) -> None:
        self._language = self._delegate.language = language
        self._fill_families(self._model.acts)

    def show_acts(self, acts: Sequence[ActView]) -> None:
        """Show the desk's acts; the chosen one stays chosen."""
        chosen = self._list.currentIndex().data(ACT) if self._list.currentIndex().isValid() else None
        self._model.show(order.in_order(acts, self._order) if self._order else acts)
        self._fill_families(acts)
        if chosen is not None:
            self.choose(chosen.reference)
        self._show_count()
        self._allow_moves()

    def choose(self, reference: str) -> None:
        """Choose an act as if the person had."""
        row = self._model.row_of(reference)
        if row >= 0:
            self._list.setCurrentIndex(self._filter.mapFromSource(self._model.index(row)))

    def move_chosen(self, by: int) -> None:
        """Move the chosen act past its neighbour in the list: -1 up, 1 down."""
        here = self._list.currentIndex()
        neighbour = self._filter.index(here.row() + by, 0) if here.isValid() else QModelIndex()
        if not neighbour.isValid():
            return
        act, past = here.data(ACT).reference, neighbour.data(ACT).reference
        acts = order.moved(self._model.acts, act, past)
        self._order = order.arranged(acts, *self._order, act, past)
        self._model.show(acts)
        self.choose(act)
        self._settle.start()

    def _tell_order(self) -> None:
        told, self._order = self._order, []
        self.arranged.emit(told)

    def _allow_moves(self) -> None:
        here = self._list.currentIndex()
        self._up.setEnabled(here.isValid() and here.row() > 0)
        self._down.setEnabled(here.isValid() and here.row() < self._filter.rowCount() - 1)

    def focus_search(self) -> None:
        """Put the cursor where words are typed."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._allow_moves()
        if current.isValid():
            self.act_chosen.emit(current.data(ACT))

    def _fill_families(self, acts: Sequence[ActView]) -> None:
        chosen = self._family.currentData()
        families = {act.family: act.family_label.text(self._language) for act in acts}
        self._family.blockSignals(True)
        self._family.clear()
        self._family.addItem(self.tr("All families"), None)
        for family, name in sorted(families.items(), key=lambda pair: pair[1]):
            self._family.addItem(name, family)
        self._family.setCurrentIndex(max(0, self._family.findData(chosen)) if chosen is not None else 0)
        self._family.blockSignals(False)
        self._filter.only_family(self._family.currentData())

    def _show_count(self) -> None:
        shown, total = self._filter.rowCount(), self._model.rowCount()
        self._count.setText(str(total) if shown == total else f"{shown} / {total}")

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
        self._family.setAccessibleName(self.tr("Family of acts"))
        self._list.setAccessibleName(self.tr("Acts awaiting signature"))
        self._fill_families(self._model.acts)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
