"""Under a page: where the visible signature goes, and how it is moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from rokhas_desktop.desk.face import StampView
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Elided, button


class StampBar(QFrame):
    """Says on which page the signature is; shown where the person may move it."""

    go_wanted = Signal(int)  # page
    here_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._stamp: StampView | None = None
        self._shown, self._pages = 0, 0
        self._room = True
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self._where = Elided(role="muted")
        row.addWidget(self._where, 1)
        self._go = button()
        self._go.clicked.connect(self._on_go)
        self._here = button()
        self._here.clicked.connect(self.here_wanted)
        self._reset = button()
        self._reset.clicked.connect(self.reset_wanted)
        for made in (self._go, self._here, self._reset):
            row.addWidget(made)
        self._say()

    def show_stamp(self, stamp: StampView | None) -> None:
        """Of the piece that is shown."""
        self._stamp = stamp
        self._say()

    def show_page(self, page: int, pages: int) -> None:
        """Which page is shown, of how many."""
        self._shown, self._pages = page, pages
        self._say()

    def arrange(self, *, short: bool) -> None:
        """Where the window is low the page has the room; the outline is moved by hand all the same."""
        self._room = not short
        self._say()

    def _on_go(self) -> None:
        if self._stamp is not None:
            self.go_wanted.emit(self._stamp.page)

    def _say(self) -> None:
        stamp = self._stamp
        movable = stamp is not None and stamp.movable and self._pages > 0
        self.setVisible(movable and self._room)
        if stamp is None:
            return
        elsewhere = stamp.page != self._shown
        drag = self.tr("Drag the outline to where your signature is to be shown, or move it with Shift and the arrows.")
        there = self.tr("Your signature will be shown on page %1.").replace("%1", ltr(str(stamp.page)))
        self._where.setText(there if elsewhere else drag)
        self._go.setText(self.tr("Show page %1").replace("%1", ltr(str(stamp.page))))
        self._go.setVisible(elsewhere)
        self._here.setText(self.tr("Put it on this page"))
        self._here.setVisible(elsewhere)
        self._reset.setText(self.tr("Place it automatically"))
        self._reset.setVisible(stamp.moved)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
