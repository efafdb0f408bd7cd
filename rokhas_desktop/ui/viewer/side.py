"""The panels beside a page: all pages, the search, the changes; one at a time, and what each marks on the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rokhas_desktop.render.views import Find, Region
from rokhas_desktop.ui.viewer.comparison import Comparison
from rokhas_desktop.ui.viewer.finding import Finding
from rokhas_desktop.ui.viewer.highlights import Highlight
from rokhas_desktop.ui.viewer.loader import Renderer
from rokhas_desktop.ui.viewer.pane import Pane
from rokhas_desktop.ui.viewer.sheets import Sheets
from rokhas_desktop.ui.widgets import scrolled

WIDTH = 176
"""Logical pixels of a panel at least."""


class Side(QStackedWidget):
    """Hidden until a panel is opened."""

    switched = Signal(str)  # the panel that is open, "" for none

    def __init__(self, renderer: Renderer, pane: Pane, parent: QObject) -> None:
        super().__init__()
        self._pane = pane
        self.sheets = Sheets(renderer)
        self.finding = Finding(renderer)
        self.comparison = Comparison(renderer, pane, parent)
        low = scrolled(self.comparison.panel)  # in a low window all of it is not seen at once
        self.panels: dict[str, QWidget] = {"pages": self.sheets, "find-text": self.finding, "changes": low}
        low.setFocusProxy(self.comparison.panel)
        for panel in self.panels.values():
            self.addWidget(panel)
        self.open = ""
        self.setMinimumWidth(WIDTH)
        self.hide()
        self.sheets.page_wanted.connect(pane.go_to)
        self.finding.chosen.connect(self._go_to_find)
        self.finding.changed.connect(self.mark)
        self.comparison.panel.chosen.connect(self._go_to_change)
        self.comparison.changed.connect(self.mark)
        pane.page_shown.connect(self._shown)
        pane.opened.connect(self._opened)

    def show_panel(self, name: str) -> None:
        """Open a panel, in place of another one; "" closes it."""
        if self.open == "changes" != name:
            self.comparison.close()
        self.open = name
        self.setVisible(bool(name))
        if name:
            self.setCurrentWidget(self.panels[name])
            self.panels[name].setFocus()
        else:
            self._pane.canvas.setFocus()
        if name == "find-text":
            self.finding.typed.selectAll()
        elif name == "changes":
            self.comparison.open()
        self.mark()
        self.switched.emit(name)

    def step(self, by: int) -> None:
        """The next place of what is listed, or the one before."""
        if self.open == "changes":
            self.comparison.panel.step(by)
        elif self.open == "find-text":
            self.finding.step(by)
        else:
            self.show_panel("find-text")

    def stop(self) -> None:
        """End what is under way."""
        self.sheets.stop()
        self.finding.stop()
        self.comparison.stop()

    def _opened(self, pages: int) -> None:
        self._show_document(self._pane.path, pages)

    def _show_document(self, path: Path | None, pages: int) -> None:
        self.sheets.show_document(path, pages)
        self.sheets.show_page(self._pane.page)
        self.finding.show_document(path, pages)

    def _shown(self) -> None:
        if not self._pane.info.pages:
            self._show_document(None, 0)
        self.sheets.show_page(self._pane.page)
        self.finding.show_page(self._pane.page)
        self.mark()

    # -- places

    def mark(self) -> None:
        """Mark on the page what the open panel lists of it."""
        canvas, page = self._pane.canvas, self._pane.page
        marks = canvas.highlights
        marks.all, marks.current = (), None
        if self.open == "find-text":
            finds, current = self.finding.on_page(page), self.finding.current
            marks.all = [Highlight("found", find.boxes) for find in finds]
            at = next((n for n, find in enumerate(finds) if current is not None and find is current[1]), None)
            marks.current = marks.all[at] if at is not None else None
        elif self.open == "changes":
            marks.all = self.comparison.highlights(page)
            place = self.comparison.panel.current
            wanted = place[1] if place is not None and place[0] == page else None
            marks.current = next((one for one in marks.all if wanted and one.boxes == (wanted.box,)), None)
        canvas.viewport().update()

    def _go_to_find(self, page: int, find: Find) -> None:
        self._pane.go_to(page)
        self._pane.canvas.go_to_box(find.boxes[0])
        self._pane.canvas.setAccessibleDescription(f"{find.before}{find.text}{find.behind}")
        self.mark()

    def _go_to_change(self, page: int, region: Region | None) -> None:
        if page:
            self._pane.go_to(page)
        if region is not None:
            self._pane.canvas.go_to_box(region.box)
        self.mark()
