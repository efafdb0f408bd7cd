"""The widget that other parts of the window use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.viewer.bar import Bar
from rokhas_desktop.ui.viewer.beside import Beside
from rokhas_desktop.ui.viewer.geometry import STEP, Box, Sheet, Stamp
from rokhas_desktop.ui.viewer.loader import Renderer
from rokhas_desktop.ui.viewer.marking import Glass
from rokhas_desktop.ui.viewer.pane import Pane
from rokhas_desktop.ui.viewer.side import Side
from rokhas_desktop.ui.widgets import in_order


class Viewer(QWidget):
    """A document's pages: one at a time, enlarged, turned, with the place of the stamp.

    ``page_seen`` says that a page (from 1) of the document that is shown was really there to be seen: its whole
    first picture was painted in a visible window.  Once for each page of each :meth:`set_document`.
    """

    page_seen = Signal(int)
    page_changed = Signal(int)
    opened = Signal(int)  # number of pages
    failed = Signal(str)  # code
    stamp_moved = Signal(int, object, object)  # page, Box: where the person wants it, in points of a page so large
    marked = Signal(int, object)  # page, box
    earlier_wanted = Signal()  # the document's earlier version: show_earlier brings it

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._stamp: Stamp | None = None
        self._marks: tuple[tuple[int, Box], ...] = ()
        self.renderer = renderer
        self.pane = Pane(renderer)
        self.canvas = self.pane.canvas
        self._glass = Glass(self.canvas)
        self._bar = Bar()
        self._side = Side(renderer, self.pane, self)
        self._others: tuple[tuple[str, Path], ...] = ()
        self._earlier: Path | None = None
        self._build()
        self._connect()
        self._say()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part in (self._side, self.pane):
            split.addWidget(part)
        in_order(split)
        split.setSizes([220, 700])
        split.setStretchFactor(1, 1)
        column.addWidget(split, 1)
        self.setFocusProxy(self.canvas)

    @cached_property
    def _beside(self) -> Beside:
        """A second document's pane, made when one is first wanted: starting the window should not wait for it."""
        made = Beside(self.renderer, self.canvas)
        made.hide()
        self._split.addWidget(made)
        in_order(self._split)
        side, whole = self._split.sizes()[0], sum(self._split.sizes())
        self._split.setSizes([side, (whole - side) // 2, (whole - side) // 2])
        self._split.setStretchFactor(2, 1)
        made.close_wanted.connect(lambda: self._show_beside(None))
        return made

    @property
    def _two(self) -> bool:
        """Whether two documents are shown."""
        return "_beside" in self.__dict__ and not self._beside.isHidden()

    def _connect(self) -> None:
        pane, canvas, bar = self.pane, self.canvas, self._bar
        bar.page_wanted.connect(self.go_to)
        bar.zoom_wanted.connect(lambda steps: canvas.set_zoom(canvas.zoom * STEP**steps))
        bar.fit_wanted.connect(canvas.set_fit)
        bar.actual_size_wanted.connect(lambda: canvas.set_zoom(canvas.points_a_hundred))
        bar.turn_wanted.connect(self.turn)
        bar.mark_wanted.connect(self._glass.draw)
        self._glass.marked.connect(self._on_marked)
        canvas.zoomed.connect(lambda: bar.show_percent(round(100 * canvas.zoom / canvas.points_a_hundred)))
        canvas.stamp_dropped.connect(self._want)
        pane.page_shown.connect(self._show_page)
        pane.opened.connect(self.opened)
        pane.failed.connect(self.failed)
        pane.page_changed.connect(self.page_changed)
        pane.page_seen.connect(self.page_seen)
        seen = QShortcut(QKeySequence("M"), canvas, context=Qt.ShortcutContext.WidgetShortcut)
        seen.activated.connect(self._glass.mark_seen)
        bar.panel_wanted.connect(self._want_panel)
        self._side.switched.connect(bar.show_panel)
        self._side.comparison.wanted.connect(self.earlier_wanted)
        self._bind_keys()

    def _bind_keys(self) -> None:
        def bind(keys: str, act: Callable[[], object]) -> QShortcut:
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
            return made

        buttons = self._bar.buttons
        bind("Ctrl+Shift+F", lambda: self._side.show_panel("find-text"))
        bind("F3", lambda: self._side.step(1))
        bind("Shift+F3", lambda: self._side.step(-1))
        bind("X", self._side.comparison.panel.flip.click)
        for key, name in (("T", "pages"), ("C", "changes"), ("B", "beside"), ("R", "rotate")):
            bind(key, buttons[name].click)

    def _want_panel(self, name: str, on: bool) -> None:
        if name == "beside":
            self._choose_beside(on)
        else:
            self._side.show_panel(name if on else "")

    def event(self, event: QEvent) -> bool:
        """Esc closes the panel first, whatever else it does in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self._closes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the panel."""
        if self._closes(event):
            self._side.show_panel("")
        else:
            super().keyPressEvent(event)

    def _closes(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self._side.open)

    # -- the face

    def set_document(self, path: Path, title: str, preview: QImage | None = None) -> None:
        """Show another document from its first page, or the same one again from its file as it now is; ``preview`` is a
        small picture of that page, if there is one at hand."""
        self.clear()
        self._title = title
        self.pane.set_document(path, preview)

    def expect(self, path: Path | None) -> None:
        """This document will probably be wanted next."""
        self.pane.expect(path)

    def clear(self) -> None:
        """Show nothing, and let go of the file."""
        self._title, self._stamp, self._earlier = "", None, None
        self.offer(earlier=False, others=())
        self._side.comparison.clear()
        self.pane.clear()

    # -- other documents

    def offer(self, *, earlier: bool, others: Sequence[tuple[str, Path]]) -> None:
        """What the document that is shown can be compared with: its earlier version, and others (title, path)."""
        self._others = tuple(others)
        self._bar.offer("changes", on=earlier)
        self._bar.offer("beside", on=bool(self.companions))
        if not earlier and self._side.open == "changes":
            self._side.show_panel("")
        if not self.companions:
            self._show_beside(None)

    @property
    def companions(self) -> tuple[tuple[str, Path], ...]:
        """What may stand beside the document that is shown."""
        earlier = ((self.tr("The earlier version"), self._earlier),) if self._earlier else ()
        return (*self._others, *earlier)

    def show_earlier(self, path: Path) -> None:
        """The earlier version that was wanted is here: it is compared with, and may stand beside."""
        self._earlier = path
        self._bar.offer("beside", on=True)
        self._side.comparison.show_earlier(path)

    def show_earlier_problem(self, error: RokhasError, language: Language) -> None:
        """It cannot be had."""
        self._side.comparison.show_failure(error, language)

    def _choose_beside(self, on: bool) -> None:
        if not on or len(self.companions) == 1:
            self._show_beside(self.companions[0] if on else None)
            return
        menu = QMenu(self)
        for title, path in self.companions:
            menu.addAction(title).triggered.connect(lambda _on, one=(title, path): self._show_beside(one))
        menu.aboutToHide.connect(lambda: self._bar.buttons["beside"].setChecked(self._two))
        button = self._bar.buttons["beside"]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_beside(self, one: tuple[str, Path] | None) -> None:
        self._bar.buttons["beside"].setChecked(one is not None)
        if one is not None:
            self._beside.show()
            self._beside.show_document(one[1], one[0])
        elif self._two:
            self._beside.hide()
            self._beside.pane.clear()

    # -- the stamp and the marks

    def set_stamp(self, stamp: Stamp | None) -> None:
        """Outline where the stamp will go."""
        self._stamp = stamp
        self._place_stamp()

    def put_stamp_here(self) -> None:
        """Want the stamp on the page that is shown, at the same place of it as far as it fits."""
        size = self.pane.size_
        if self._stamp is not None and size is not None:
            sheet = Sheet.of(self.page, size, 0)
            self._want(sheet.moved(self._stamp.on(size), 0, 0))

    def set_marks(self, marks: Sequence[tuple[int, Box]]) -> None:
        """Show marks on the document's pages: pages (from 1) and boxes, as :meth:`set_stamp` takes them."""
        self._marks = tuple(marks)
        self._glass.show_marks([box for page, box in self._marks if page == self.page])

    def _on_marked(self, box: Box) -> None:
        self._bar.stop_marking()
        self.marked.emit(self.page, box)

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 while it is not open."""
        return len(self.pane.info.pages)

    @property
    def page(self) -> int:
        """The page that is shown, from 1; 0 where there is none."""
        return self.pane.page

    def go_to(self, page: int, *, at_end: bool = False) -> None:
        """Show a page; the nearest one where it does not exist."""
        self.pane.go_to(page, at_end=at_end)

    def turn(self) -> None:
        """Turn the view, and not the document, by a quarter clockwise."""
        self.pane.turn()

    def stop(self) -> None:
        """End the threads; the viewer shows nothing new afterwards."""
        self.pane.stop()
        self._side.stop()
        if "_beside" in self.__dict__:
            self._beside.pane.stop()

    # -- what is shown

    def _show_page(self) -> None:
        self._bar.show_page(self.page, self.page_count)
        self.set_marks(self._marks)
        self._place_stamp()
        self._say()

    def _place_stamp(self) -> None:
        box, stamp, size = None, self._stamp, self.pane.size_
        if stamp is not None and size is not None:
            page = stamp.page if stamp.page > 0 else self.page_count + 1 + stamp.page
            box = stamp.on(size) if page == self.page else None
        self.canvas.outline.box = box
        self.canvas.outline.movable = stamp is not None and stamp.movable
        self.canvas.viewport().update()

    def _want(self, box: Box) -> None:
        """A box of the page that is shown, in PDFium's points, as the person wants it."""
        stamp, size = self._stamp, self.pane.size_
        if stamp is None or size is None:
            return
        self.set_stamp(Stamp(self.page, box, None, movable=stamp.movable))
        self.stamp_moved.emit(self.page, box, (size.width, size.height))

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.pane.show_problem()
        super().changeEvent(event)

    def _say(self) -> None:
        self.pane.again.setText(self.tr("Try again"))
        self.canvas.outline.text = self.tr("Your signature will be shown here")
        self.canvas.lost_text = self.tr("This part could not be drawn at this size.")
        opening = self.pane.path is not None
        self.canvas.waiting_text = self.tr("Opening the document…") if opening else self.tr("No document is open.")
        self._bar.title.setText(self._title)
        if self.page:
            text = self.tr("{title}, page {page} of {count}")
            name = text.format(title=self._title, page=self.page, count=self.page_count)
        else:
            name = self._title or self.tr("Document")
        self.canvas.setAccessibleName(name)
        self.canvas.viewport().update()
