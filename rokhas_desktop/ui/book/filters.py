"""Narrowing the signature book: how urgent, counted and one click away; the other kinds in a menu and as chips."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KINDS, Book, BookQuery, Kind, Urgency
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import number, tip
from rokhas_desktop.ui.widgets import ElidedButton, clear

_COUNTED: tuple[Urgency, ...] = ("overdue", "today", "soon", "later")


class UrgencyBar(QWidget):
    """How many acts are late, due today, soon and later; each shows only those, clicked again all."""

    chosen = Signal(object)  # Urgency | None

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._book: Book | None = None
        self._buttons: dict[Urgency, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for urgency in _COUNTED:
            button = QPushButton()
            button.setObjectName("counter")
            button.setProperty("urgency", urgency)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda on, one=urgency: self.chosen.emit(one if on else None))
            row.addWidget(button, 1)
            self._buttons[urgency] = button
        self._say()

    def show_book(self, book: Book, query: BookQuery) -> None:
        """Show the counts, and what is chosen."""
        self._book = book
        for urgency, button in self._buttons.items():
            button.setChecked(query.urgency == urgency)
        self._say()

    def _say(self) -> None:
        counts = self._book.urgencies if self._book is not None else {}
        words = {
            "overdue": (self.tr("Overdue"), self.tr("%n act(s) overdue", "", counts.get("overdue", 0))),
            "today": (self.tr("Today"), self.tr("%n act(s) due today", "", counts.get("today", 0))),
            "soon": (self.tr("In 3 days"), self.tr("%n act(s) due within three days", "", counts.get("soon", 0))),
            "later": (self.tr("Later"), self.tr("%n act(s) due later", "", counts.get("later", 0))),
        }
        for urgency, button in self._buttons.items():
            word, sentence = words[urgency]
            button.setText(f"{number(counts.get(urgency, 0), self.language)}\n{word}")
            button.setAccessibleName(sentence)
            button.setToolTip(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


class FilterButton(QToolButton):
    """A menu of the families, communes and districts there are, with their counts."""

    chosen = Signal(str, object)  # kind, code | None

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._book: Book | None = None
        self._query = BookQuery()
        self.setIcon(theme.icon("filter"))
        self.setIconSize(QSize(18, 18))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._say()

    def show_book(self, book: Book, query: BookQuery) -> None:
        """What there is to choose."""
        self._book, self._query = book, query

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        if self._book is None:
            return
        for kind in KINDS:
            self._fill_kind(menu.addMenu(self.name_of(kind)), kind, self._book)

    def _fill_kind(self, menu: QMenu, kind: Kind, book: Book) -> None:
        group = QActionGroup(menu)
        chosen = getattr(self._query, kind)
        choices = book.choices.get(kind, ())
        everything = menu.addAction(self.tr("All"))
        everything.triggered.connect(partial(self._choose, kind, None))
        menu.addSeparator()
        actions: list[tuple[QAction, str | None]] = [(everything, None)]
        for choice in choices:
            label = choice.label.text(self.language).replace("&", "&&")
            action = menu.addAction(f"{label}  ({number(choice.count, self.language)})")
            action.triggered.connect(partial(self._choose, kind, choice.code))
            actions.append((action, choice.code))
        for action, code in actions:
            action.setCheckable(True)
            action.setChecked(code == chosen)
            group.addAction(action)
        menu.setEnabled(len(choices) > 1 or chosen is not None)

    def _choose(self, kind: Kind, code: str | None, _on: bool = False) -> None:
        self.chosen.emit(kind, code)

    def name_of(self, kind: Kind) -> str:
        """What a kind is called."""
        return {
            "family": self.tr("Family of acts"),
            "commune": self.tr("Commune"),
            "district": self.tr("District"),
        }[kind]

    def _say(self) -> None:
        self.setToolTip(self.tr("Show only one family, commune or district"))
        self.setAccessibleName(self.tr("Filter"))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


class Chips(QWidget):
    """What the book is narrowed to, and how many acts are ticked: each goes by a click on it."""

    dropped = Signal(str)  # kind
    untick_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._shown: tuple[Book, BookQuery, int] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_book(self, book: Book, query: BookQuery, ticked: int) -> None:
        """One chip a filter, and one for the ticks."""
        if self._shown == (book, query, ticked):
            return
        self._shown = book, query, ticked
        self._say()

    def _say(self) -> None:
        if self._shown is None:
            return
        book, query, ticked = self._shown
        clear(self._column)
        for kind in KINDS:
            code = getattr(query, kind)
            found = [one for one in book.choices.get(kind, ()) if one.code == code]
            if found:
                label = found[0].label.text(self.language)
                self._add(label, self.tr("Show all again"), partial(self.dropped.emit, kind))
        if ticked:
            self._add(self.tr("%n act(s) ticked", "", ticked), self.tr("Untick all"), self.untick_wanted.emit)
        self.setVisible(self._column.count() > 0)

    def _add(self, text: str, does: str, dropped: Callable[[], object]) -> None:
        chip = ElidedButton(text)
        chip.setObjectName("chip")
        chip.setIcon(theme.icon("close", theme.colours().muted))
        chip.setLayoutDirection(_turned(self.layoutDirection()))
        chip.setAutoDefault(False)
        chip.setToolTip(tip(f"{text} — {does}"))
        chip.setAccessibleName(f"{text} — {does}")
        chip.clicked.connect(lambda _on=False: dropped())
        self._column.addWidget(chip)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _turned(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """A chip's icon stands behind its text."""
    left = Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft if direction == left else left
