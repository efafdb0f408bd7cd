"""Another document beside the one that is shown, moved and enlarged with it where the person wants that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.loader import Renderer
from rokhas_desktop.ui.viewer.pane import Pane
from rokhas_desktop.ui.widgets import Elided


class Beside(QWidget):
    """A pane with its title, its page, a box that joins its movements to another canvas's, and a way out."""

    close_wanted = Signal()

    def __init__(self, renderer: Renderer, main: Canvas) -> None:
        super().__init__()
        self._main = main
        self._moving = False
        self._name = ""
        self.pane = Pane(renderer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setObjectName("bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 2, 8, 2)
        self._title = Elided(role="strong")
        row.addWidget(self._title, 1)
        self._number = QSpinBox(minimum=1)
        self._number.setKeyboardTracking(False)
        self._number.valueChanged.connect(self.pane.go_to)
        row.addWidget(self._number)
        self.joined = QCheckBox()
        self.joined.setChecked(True)
        self.joined.toggled.connect(lambda _on: self._follow(main, self.pane.canvas))
        row.addWidget(self.joined)
        self._close = QToolButton()
        self._close.clicked.connect(self.close_wanted)
        row.addWidget(self._close)
        column.addWidget(head)
        column.addWidget(self.pane, 1)
        self.setFocusProxy(self.pane)
        self._join()
        self._say()

    def _join(self) -> None:
        other = self.pane.canvas
        for one, its in ((self._main, other), (other, self._main)):
            for signal in (one.zoomed, one.horizontalScrollBar().valueChanged, one.verticalScrollBar().valueChanged):
                signal.connect(lambda *_args, one=one, its=its: self._follow(one, its))
        self.pane.opened.connect(self._opened)
        self.pane.page_shown.connect(self._shown)

    def show_document(self, path: Path, title: str) -> None:
        """Show a document here."""
        self._name = title
        self._title.setText(title)
        self.pane.set_document(path)

    def _opened(self, pages: int) -> None:
        self._number.setMaximum(max(pages, 1))
        self._number.setEnabled(pages > 1)
        self._follow(self._main, self.pane.canvas)

    def _shown(self) -> None:
        self._number.blockSignals(True)
        self._number.setValue(max(self.pane.page, 1))
        self._number.blockSignals(False)
        self._say()

    def _follow(self, one: Canvas, its: Canvas) -> None:
        """Have the other canvas show the same part of its page, as large in proportion to the page."""
        if self._moving or not self.joined.isChecked() or not self.isVisible():
            return
        sheet, other = one.sheet, its.sheet
        if sheet is None or other is None:
            return
        self._moving = True
        try:
            if one.fit != "none":
                its.set_fit(one.fit)
            else:
                its.set_zoom(one.zoom * max(sheet.width, sheet.height) / max(other.width, other.height))
            for bar, follows in (
                (one.horizontalScrollBar(), its.horizontalScrollBar()),
                (one.verticalScrollBar(), its.verticalScrollBar()),
            ):
                middle = (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1)
                whole = follows.maximum() + follows.pageStep()
                follows.setValue(round(middle * whole - follows.pageStep() / 2))
        finally:
            self._moving = False

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._say()
            self.pane.show_problem()
        super().changeEvent(event)

    def _say(self) -> None:
        self.joined.setText(self.tr("Move together"))
        self._number.setToolTip(self.tr("Page"))
        self._number.setAccessibleName(self.tr("Page"))
        self._close.setIcon(theme.icon("close", theme.colours().text))
        self._close.setToolTip(self.tr("Show one document only"))
        self._close.setAccessibleName(self._close.toolTip())
        canvas = self.pane.canvas
        canvas.waiting_text = self.tr("Opening the document…")
        canvas.lost_text = self.tr("This part could not be drawn at this size.")
        self.pane.again.setText(self.tr("Try again"))
        text = self.tr("{title}, page {page} of {count}")
        pages = len(self.pane.info.pages)
        canvas.setAccessibleName(text.format(title=self._name, page=self.pane.page, count=pages))
