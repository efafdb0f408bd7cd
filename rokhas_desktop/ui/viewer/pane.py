"""One document on a canvas: what of it is asked for and when, and what is shown where it cannot be drawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.render.views import PageSize, PdfInfo, Turn
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import Sheet
from rokhas_desktop.ui.viewer.loader import Ahead, Loader, Opening, Prepared, Renderer, Request, Strip, Tile
from rokhas_desktop.ui.viewer.painting import first_key
from rokhas_desktop.ui.viewer.wanting import Shown, Wanting
from rokhas_desktop.ui.widgets import Notice, button

_TURNS: dict[Turn, Turn] = {0: 90, 90: 180, 180: 270, 270: 0}
_LANGUAGES: dict[QLocale.Language, Language] = {
    QLocale.Language.French: "fr",
    QLocale.Language.Arabic: "ar",
}
State = tuple[int, int]


class Pane(QStackedWidget):
    """A document's pages, one at a time.  Pages count from 1; 0 is the document itself, or none."""

    opened = Signal(int)  # number of pages
    failed = Signal(str)  # code
    page_shown = Signal()  # another page, turn or document
    page_changed = Signal(int)
    page_seen = Signal(int)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = 0
        self.path: Path | None = None
        self.info = PdfInfo(())
        self.page = 0
        self.turned: Turn = 0
        self._seen: set[int] = set()
        self._problems: dict[int, RokhasError] = {}
        self._preview: QImage | None = None
        self._next: Path | None = None
        self._ahead: dict[Path, tuple[State | None, Prepared]] = {}
        self._loader = Loader(renderer, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._loader.opened.connect(self._on_opened, queued)
        self._loader.drawn.connect(self._on_drawn, queued)
        self._loader.prepared.connect(self._on_prepared, queued)
        self._loader.failed.connect(self._on_failed, queued)
        self.canvas = Canvas()
        self._wanting = Wanting(self.canvas, renderer.workers)
        self._build()

    def _build(self) -> None:
        self._notice = Notice("bad")
        self.again = button()
        self.again.clicked.connect(self.try_again)
        problem = QWidget()
        inside = QVBoxLayout(problem)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addWidget(self._notice)
        inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        self.addWidget(self.canvas)
        self.addWidget(problem)
        self.setFocusProxy(self.canvas)
        self.canvas.view_changed.connect(self._ask)
        self.canvas.shown.connect(self._on_shown)
        self.canvas.page_step.connect(lambda by: self.go_to(self.page + by, at_end=by == -1))

    # -- what is wanted of it

    def set_document(self, path: Path, preview: QImage | None = None) -> None:
        """Show another document from its first page, or the same one again from its file as it now is.

        ``preview`` is a small picture of that page: it stands there until the first one has come, and is not the page.
        """
        self.clear()
        self.path = path
        self._preview = preview
        self._next = None if self._next == path else self._next
        self.page_shown.emit()
        state, prepared = self._ahead.pop(path, (None, None))
        if prepared is not None and state is not None and state == _state(path):
            sheet = Sheet.of(1, prepared.info.pages[0], 0)
            self.canvas.pictures.put(first_key(sheet), prepared.picture)
            self._open(prepared.info)
        else:
            self._loader.want([Opening(self._showing, path)])

    def expect(self, path: Path | None) -> None:
        """This document will probably be wanted next: it is opened and its first page drawn when there is time."""
        for other in [one for one in self._ahead if one != path]:
            del self._ahead[other]
            if other != self.path:
                self._loader.leave(other)
        if path not in {None, self.path, *self._ahead}:
            self._next = path
            self._ask()

    def clear(self) -> None:
        """Show nothing, and let go of the file."""
        self._showing += 1
        if self.path is not None:
            self._loader.want([])
            self._loader.leave(self.path)
        self.path, self._preview = None, None
        self.info, self.page, self.turned = PdfInfo(()), 0, 0
        self._seen.clear()
        self._problems.clear()
        self._wanting.clear()
        self.canvas.album.forget()
        self.canvas.fit = "page"
        self.show_page()

    @property
    def size_(self) -> PageSize | None:
        """The size of the page that is shown."""
        return self.info.pages[self.page - 1] if self.page else None

    @property
    def language(self) -> Language:
        """The language of the window."""
        return _LANGUAGES.get(QLocale().language(), "en")

    def go_to(self, page: int, *, at_end: bool = False) -> None:
        """Show a page; the nearest one where it does not exist."""
        pages = len(self.info.pages)
        page = min(max(page, 1), pages)
        if page != self.page and pages:
            self.page = page
            self.show_page(at_end=at_end)
            self.page_changed.emit(page)

    def turn(self) -> None:
        """Turn the view, and not the document, by a quarter clockwise."""
        self.turned = _TURNS[self.turned]
        self.show_page()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for, now or soon."""
        return self.canvas.settled and self._loader.idle

    def try_again(self) -> None:
        """Ask again for what failed."""
        self._problems.pop(self.page, None)
        self.show_page()
        if self.path is not None and not self.info.pages:
            self._loader.want([Opening(self._showing, self.path)])

    def stop(self) -> None:
        """End the threads; nothing new is shown afterwards."""
        self._loader.stop()

    def show_page(self, *, at_end: bool = False) -> None:
        """Show the page as it is turned."""
        size = self.size_
        sheet = Sheet.of(self.page, size, self.turned) if size is not None else None
        self.canvas.album.preview = self._preview if self.page == 1 and self.turned == 0 else None
        self.canvas.show_sheet(sheet, at_end=at_end)
        self.page_shown.emit()
        self.show_problem()

    def show_problem(self) -> None:
        """Where the page cannot be drawn, why, in the language of the window."""
        error = self._problems.get(self.page)
        self.setCurrentIndex(0 if error is None else 1)
        if error is not None:
            entry = catalogue.entry(error.code)
            text = entry.text(self.language, error.details)
            self._notice.show_text("bad", text.title, [text.cause, *text.remedy])
            self.again.setVisible(entry.retry)

    # -- what comes from the threads

    def _on_opened(self, request: Opening, info: PdfInfo) -> None:
        if request.showing == self._showing:
            self._open(info)

    def _open(self, info: PdfInfo) -> None:
        self.info, self.page = info, 1
        self.show_page()
        self.opened.emit(len(info.pages))

    def _on_drawn(self, request: Strip | Tile, picture: QImage) -> None:
        if request.showing != self._showing:
            return
        if isinstance(request, Tile):
            self.canvas.put((request.page, request.turn, request.scale, request.area), picture)
        elif (whole := self._wanting.join(request, picture)) is not None:
            self.canvas.put((request.page, request.turn, 0.0, None), whole)

    def _on_prepared(self, request: Ahead, prepared: Prepared) -> None:
        if request.path == self._next:
            self._ahead[request.path] = _state(request.path), prepared
            self._next = None
        elif request.path != self.path:
            self._loader.leave(request.path)

    def _on_failed(self, request: Request, error: RokhasError) -> None:
        if isinstance(request, Ahead):
            self._next = None  # it will be said when it is wanted
            return
        page = 0 if isinstance(request, Opening) else getattr(request, "page", -1)
        if getattr(request, "showing", -1) != self._showing or page < 0:
            return
        if isinstance(request, Tile):
            # The rest of the page is there to be read; this part is not asked for again at this size.
            self.canvas.give_up((page, request.turn, request.scale, request.area))
            self._ask()
        else:
            self._problems[page] = error
            self.show_problem()
        self.failed.emit(error.code)

    # -- what is asked for

    def _ask(self) -> None:
        if self.path is not None and self.page and self.page not in self._problems:
            shown = Shown(self._showing, self.path, self.info, self._next)
            self._loader.want(self._wanting.requests(shown))

    def _on_shown(self, page: int) -> None:
        # Painted: who listens may change the window, which is not to be done while it is painted.
        if page not in self._seen and self.isVisible() and not self.window().isMinimized():
            self._seen.add(page)
            QTimer.singleShot(0, self, lambda showing=self._showing: self._tell_seen(showing, page))

    def _tell_seen(self, showing: int, page: int) -> None:
        if showing == self._showing:
            self.page_seen.emit(page)


def _state(path: Path) -> State | None:
    """By which a file is known to be the same one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
