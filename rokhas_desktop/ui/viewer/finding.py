"""Searching in the text of a document: what is typed, what was found, and where the person is among it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Cancel, Report
from rokhas_desktop.render.views import Find, Finds
from rokhas_desktop.supervise import Interrupt
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.jobs import Lane
from rokhas_desktop.ui.text import isolate, ltr, tip
from rokhas_desktop.ui.viewer.loader import Renderer
from rokhas_desktop.ui.widgets import label, name_buttons

_REST = 250
"""Milliseconds after the last key until a search begins."""
MOST = 2000
"""Places that are listed."""
Hit = tuple[int, Find]
"""A page (from 1) and a place of it."""


class Finding(QWidget):
    """``chosen`` says where to go; ``changed`` that what is found on the pages is another."""

    chosen = Signal(int, object)  # page, Find
    changed = Signal()
    _came = Signal(object, int, object)  # the search's interrupt, page, Finds

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self._renderer = renderer
        self._lane = Lane("search", self)
        self._path: Path | None = None
        self._pages, self._page = 0, 1
        self._stop = Interrupt()
        self._searching = False
        self._characters = 0
        self.hits: list[Hit] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.search)
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._build()
        self._say()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.typed.textEdited.connect(lambda _text: self._rest.start())
        self.typed.returnPressed.connect(self._entered)
        column.addWidget(self.typed)
        row = QHBoxLayout()
        self._said = label(role="muted", wrap=True)
        row.addWidget(self._said, 1)
        self._before, self._after = QToolButton(), QToolButton()
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        row.addWidget(self._before)
        row.addWidget(self._after)
        column.addLayout(row)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._choose)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.typed)

    # -- the document

    def show_document(self, path: Path | None, pages: int) -> None:
        """Search in another document; what is typed stays."""
        self._path, self._pages, self._page = path, pages, 1
        self._clear()
        if self.isVisible() and self.typed.text().strip() and pages:
            self._rest.start()

    def show_page(self, page: int) -> None:
        """The page that is shown: a search begins there."""
        self._page = page

    def on_page(self, page: int) -> list[Find]:
        """What was found on a page."""
        return [find for at, find in self.hits if at == page]

    @property
    def current(self) -> Hit | None:
        """Where the person is."""
        row = self.list.currentRow()
        return self.hits[row] if 0 <= row < len(self.hits) else None

    def stop(self) -> None:
        """End what is under way."""
        self._stop.ask()
        self._lane.close()

    # -- searching

    def search(self) -> None:
        """Search all pages, from the one that is shown on."""
        self._rest.stop()
        self._clear()
        text, path = self.typed.text().strip(), self._path
        if not text or path is None or not self._pages:
            return
        interrupt = self._stop
        first = min(max(self._page, 1), self._pages)
        order = [*range(first, self._pages + 1), *range(1, first)]

        def work(_report: Report, _cancel: Cancel) -> None:
            for page in order:
                interrupt.check()
                self._came.emit(interrupt, page, self._renderer.find(path, page, text, interrupt=interrupt))

        self._searching = True
        self._say_count()
        self._lane.run(work, done=lambda _none: self._ended(interrupt), failed=lambda e: self._ended(interrupt, e))

    def _clear(self) -> None:
        self._stop.ask()
        self._stop = Interrupt()
        self._searching, self._characters = False, 0
        self.hits = []
        self.list.clear()
        self._say_count()
        self.changed.emit()

    def _take(self, interrupt: Interrupt, page: int, finds: Finds) -> None:
        if interrupt is not self._stop:
            return
        self._characters += finds.characters
        new = [(page, find) for find in finds.finds][: MOST - len(self.hits)]
        if new:
            at = sum(one[0] < page for one in self.hits)
            was_empty = not self.hits
            self.hits[at:at] = new
            self.list.blockSignals(True)
            for place, hit in enumerate(new, at):
                self.list.insertItem(place, self._item(*hit))
            self.list.blockSignals(False)
            if was_empty:
                self.list.setCurrentRow(0)
            self.changed.emit()
        self._say_count()

    def _item(self, page: int, find: Find) -> QListWidgetItem:
        said = " ".join(f"{find.before}{find.text}{find.behind}".split())
        text = self.tr("Page {number}").format(number=ltr(str(page)))
        item = QListWidgetItem(f"{text}\n{isolate(said)}")
        item.setToolTip(tip(said))
        return item

    def _ended(self, interrupt: Interrupt, error: RokhasError | None = None) -> None:
        if interrupt is self._stop:
            self._searching = False
            self._say_count(broken=error is not None and not isinstance(error, Cancelled))

    # -- going from one to the next

    def _entered(self) -> None:
        if self._rest.isActive() or not (self.hits or self._searching):
            self.search()
        else:
            self.step(1)

    def step(self, by: int) -> None:
        """The next place (1) or the one before (-1), round the end."""
        if self._rest.isActive():
            self.search()
        elif self.hits:
            self.list.setCurrentRow((max(self.list.currentRow(), 0) + by) % len(self.hits))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.hits):
            self._say_count()
            self.chosen.emit(*self.hits[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the words to the list."""
        if event.key() == Qt.Key.Key_Down and self.typed.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._say()
        super().changeEvent(event)

    def _say_count(self, *, broken: bool = False) -> None:
        hits, row = len(self.hits), self.list.currentRow()
        if broken:
            text = self.tr("The search could not be finished.")
        elif hits:
            text = ltr(f"{row + 1}/{hits}{'+' if hits == MOST else ''}") + (" …" if self._searching else "")
        elif self._searching:
            text = self.tr("Searching…")
        elif self.typed.text().strip() and self._path is not None and not self._rest.isActive():
            text = self.tr("Not found") if self._characters else self.tr("This document has no text: it is a picture.")
        else:
            text = ""
        self._said.setText(text)
        for made in (self._before, self._after):
            made.setEnabled(hits > 0)

    def _say(self) -> None:
        self.typed.setPlaceholderText(self.tr("Words of the document"))
        self.typed.setAccessibleName(self.tr("Words of the document"))
        name_buttons(self.typed, self.tr("Clear the words"))
        self.list.setAccessibleName(self.tr("Where the words were found"))
        colour = theme.colours().text
        pairs = (
            (self._before, "chevron-up", self.tr("The place before (Shift+F3)")),
            (self._after, "chevron-down", self.tr("The next place (F3)")),
        )
        for made, icon, text in pairs:
            made.setIcon(theme.icon(icon, colour))
            made.setToolTip(text)
            made.setAccessibleName(text)
        self._say_count()
