"""The widget that other parts of the window use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.render.views import PdfInfo, Turn
from rokhas_desktop.ui.viewer.bar import Bar
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import OVERVIEW, STEP, Box, Sheet, Stamp
from rokhas_desktop.ui.viewer.loader import Loader, Opening, Overview, Renderer, Request, Tile
from rokhas_desktop.ui.viewer.marking import Glass
from rokhas_desktop.ui.widgets import Notice, button

_TURNS: dict[Turn, Turn] = {0: 90, 90: 180, 180: 270, 270: 0}
_LANGUAGES: dict[QLocale.Language, Language] = {
    QLocale.Language.French: "fr",
    QLocale.Language.Arabic: "ar",
}


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

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = 0
        self._path: Path | None = None
        self._info = PdfInfo(())
        self._page = 0
        self._turn: Turn = 0
        self._title = ""
        self._seen: set[int] = set()
        self._stamp: Stamp | None = None
        self._marks: tuple[tuple[int, Box], ...] = ()
        self._problems: dict[int, RokhasError] = {}  # by page; 0 is the document
        self.renderer = renderer
        self._loader = Loader(renderer, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._loader.opened.connect(self._on_opened, queued)
        self._loader.drawn.connect(self._on_drawn, queued)
        self._loader.failed.connect(self._on_failed, queued)
        self._build()
        self._say()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = Bar()
        column.addWidget(self._bar)
        self.canvas = Canvas()
        self._glass = Glass(self.canvas)
        self._glass.marked.connect(self._on_marked)
        self._notice = Notice("bad")
        self._again = button()
        self._again.clicked.connect(self.try_again)
        problem = QWidget()
        inside = QVBoxLayout(problem)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addWidget(self._notice)
        inside.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(problem)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.canvas)
        self._bar.page_wanted.connect(self.go_to)
        self._bar.zoom_wanted.connect(lambda steps: self.canvas.set_zoom(self.canvas.zoom * STEP**steps))
        self._bar.fit_wanted.connect(self.canvas.set_fit)
        self._bar.actual_size_wanted.connect(lambda: self.canvas.set_zoom(self.canvas.points_a_hundred))
        self._bar.turn_wanted.connect(self.turn)
        self.canvas.view_changed.connect(self._ask)
        self.canvas.zoomed.connect(self._on_zoomed)
        self.canvas.shown.connect(self._on_shown)
        self.canvas.page_step.connect(self._on_step)
        self.canvas.stamp_dropped.connect(self._on_dropped)
        self._bar.mark_wanted.connect(self._glass.draw)
        seen = QShortcut(QKeySequence("M"), self.canvas, context=Qt.ShortcutContext.WidgetShortcut)
        seen.activated.connect(self._glass.mark_seen)

    # -- the face

    def set_document(self, path: Path, title: str) -> None:
        """Show another document from its first page, or the same one again from its file as it now is."""
        self.clear()
        self._path, self._title = path, title
        self._say()
        self._loader.want([Opening(self._showing, path)])

    def clear(self) -> None:
        """Show nothing, and let go of the file."""
        self._showing += 1
        if self._path is not None:
            self._loader.want([])
            self._loader.leave(self._path)
        self._path, self._title, self._stamp = None, "", None
        self._info, self._page, self._turn = PdfInfo(()), 0, 0
        self._seen.clear()
        self._problems.clear()
        self.canvas.pictures.clear()
        self.canvas.fit = "page"
        self._show_page()

    def set_stamp(self, stamp: Stamp | None) -> None:
        """Outline where the stamp will go."""
        self._stamp = stamp
        self._place_stamp()

    def put_stamp_here(self) -> None:
        """Want the stamp on the page that is shown, at the same place of it as far as it fits."""
        if self._stamp is not None and self._page:
            sheet = Sheet.of(self._page, self._info.pages[self._page - 1], 0)
            box = self._stamp.on(self._info.pages[self._page - 1])
            self._want(sheet.moved(box, 0, 0))

    def set_marks(self, marks: Sequence[tuple[int, Box]]) -> None:
        """Show marks on the document's pages: pages (from 1) and boxes, as :meth:`set_stamp` takes them."""
        self._marks = tuple(marks)
        self._glass.show_marks([box for page, box in self._marks if page == self._page])

    def _on_marked(self, box: Box) -> None:
        self._bar.stop_marking()
        self.marked.emit(self._page, box)

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 while it is not open."""
        return len(self._info.pages)

    @property
    def page(self) -> int:
        """The page that is shown, from 1; 0 where there is none."""
        return self._page

    def go_to(self, page: int, *, at_end: bool = False) -> None:
        """Show a page; the nearest one where it does not exist."""
        page = min(max(page, 1), self.page_count)
        if page != self._page and self.page_count:
            self._page = page
            self._show_page(at_end=at_end)
            self.page_changed.emit(page)

    def turn(self) -> None:
        """Turn the view, and not the document, by a quarter clockwise."""
        self._turn = _TURNS[self._turn]
        self._show_page()

    def try_again(self) -> None:
        """Ask again for what failed."""
        self._problems.pop(self._page, None)
        self._show_page()
        if self._path is not None and not self.page_count:
            self._loader.want([Opening(self._showing, self._path)])

    def stop(self) -> None:
        """End the threads; the viewer shows nothing new afterwards."""
        self._loader.stop()

    # -- what comes from the threads

    def _on_opened(self, request: Opening, info: PdfInfo) -> None:
        if request.showing == self._showing:
            self._info, self._page = info, 1
            self._show_page()
            self.opened.emit(self.page_count)

    def _on_drawn(self, request: Overview | Tile, picture: QImage) -> None:
        if request.showing != self._showing:
            return
        if isinstance(request, Overview):
            self.canvas.put((request.page, request.turn, 0.0, None), picture)
        else:
            self.canvas.put((request.page, request.turn, request.scale, request.area), picture)

    def _on_failed(self, request: Request, error: RokhasError) -> None:
        page = 0 if isinstance(request, Opening) else getattr(request, "page", -1)
        if getattr(request, "showing", -1) == self._showing and page >= 0:
            self._problems[page] = error
            self._show_problem()
            self.failed.emit(error.code)

    # -- what is shown

    def _show_page(self, *, at_end: bool = False) -> None:
        sheet = None
        if self._page:
            sheet = Sheet.of(self._page, self._info.pages[self._page - 1], self._turn)
        self._bar.show_page(self._page, self.page_count)
        self.set_marks(self._marks)
        self._place_stamp()
        self.canvas.show_sheet(sheet, at_end=at_end)
        self._say()
        self._show_problem()

    def _place_stamp(self) -> None:
        box, stamp = None, self._stamp
        if stamp is not None and self._page:
            page = stamp.page if stamp.page > 0 else self.page_count + 1 + stamp.page
            box = stamp.on(self._info.pages[self._page - 1]) if page == self._page else None
        self.canvas.outline.box = box
        self.canvas.outline.movable = stamp is not None and stamp.movable
        self.canvas.viewport().update()

    def _on_dropped(self, box: Box) -> None:
        self._want(box)

    def _want(self, box: Box) -> None:
        """A box of the page that is shown, in PDFium's points, as the person wants it."""
        stamp = self._stamp
        if stamp is None:
            return
        size = self._info.pages[self._page - 1]
        self.set_stamp(Stamp(self._page, box, None, movable=stamp.movable))
        self.stamp_moved.emit(self._page, box, (size.width, size.height))

    def _show_problem(self) -> None:
        error = self._problems.get(self._page)
        self._stack.setCurrentIndex(0 if error is None else 1)
        if error is not None:
            entry = catalogue.entry(error.code)
            text = entry.text(_LANGUAGES.get(QLocale().language(), "en"), error.details)
            self._notice.show_text("bad", text.title, [text.cause, *text.remedy])
            self._again.setVisible(entry.retry)

    def _ask(self) -> None:
        """Want what is seen: the page's first picture, its sharp tiles, then the next page's first picture."""
        sheet, path, canvas = self.canvas.sheet, self._path, self.canvas
        if sheet is None or path is None or self._page in self._problems:
            return
        wanted: list[Request] = [Overview(self._showing, path, sheet.page, sheet.turn, OVERVIEW)]
        wanted += [
            Tile(self._showing, path, sheet.page, sheet.turn, canvas.scale, area)
            for area in sheet.tiles(canvas.seen(), canvas.scale)
        ]
        if self._page < self.page_count:
            wanted.append(Overview(self._showing, path, self._page + 1, sheet.turn, OVERVIEW))
        self._loader.want([one for one in wanted if _key(one) not in canvas.pictures])

    def _on_zoomed(self) -> None:
        self._bar.show_percent(round(100 * self.canvas.zoom / self.canvas.points_a_hundred))

    def _on_step(self, by: int) -> None:
        self.go_to(self._page + by, at_end=by == -1)

    def _on_shown(self, page: int) -> None:
        # Painted: who listens may change the window, which is not to be done while it is painted.
        if page not in self._seen and self.isVisible() and not self.window().isMinimized():
            self._seen.add(page)
            QTimer.singleShot(0, self, lambda showing=self._showing: self._tell_seen(showing, page))

    def _tell_seen(self, showing: int, page: int) -> None:
        if showing == self._showing:
            self.page_seen.emit(page)

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._show_problem()
        super().changeEvent(event)

    def _say(self) -> None:
        self._again.setText(self.tr("Try again"))
        self.canvas.outline.text = self.tr("Your signature will be shown here")
        self.canvas.waiting_text = self.tr("Opening the document…") if self._path else self.tr("No document is open.")
        self._bar.title.setText(self._title)
        if self._page:
            text = self.tr("{title}, page {page} of {count}")
            name = text.format(title=self._title, page=self._page, count=self.page_count)
        else:
            name = self._title or self.tr("Document")
        self.canvas.setAccessibleName(name)
        self.canvas.viewport().update()


def _key(request: Request) -> object:
    if isinstance(request, Tile):
        return request.page, request.turn, request.scale, request.area
    if isinstance(request, Overview):
        return request.page, request.turn, 0.0, None
    return request
