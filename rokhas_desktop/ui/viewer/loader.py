"""Asks the render room for pictures on threads of its own, so that the window's thread never waits.

What is wanted is said anew at each change of the view; what is no longer wanted is dropped, or stopped where it has
begun.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from rokhas_desktop.errors import Cancelled, Coded, RokhasError
from rokhas_desktop.render.views import Area, Finds, PdfInfo, Picture, Region, Turn
from rokhas_desktop.supervise import Interrupt
from rokhas_desktop.ui.viewer.geometry import Sheet, first_scale, fitting

log = logging.getLogger(__name__)


class Renderer(Protocol):
    """Who draws; the render room's RasterRoom."""

    workers: int

    def open(self, path: Path, *, password: str | None = None) -> PdfInfo:
        """Open a document."""

    def tile(
        self, path: Path, page: int, *, scale: float, area: Area, turn: Turn = 0, interrupt: Interrupt | None = None
    ) -> Picture:
        """Draw a part of a page."""

    def whole(
        self,
        path: Path,
        page: int,
        *,
        longest: int = 1024,
        turn: Turn = 0,
        interrupt: Interrupt | None = None,
        behind: bool = False,
    ) -> Picture:
        """Draw a page."""

    def find(self, path: Path, page: int, text: str, *, interrupt: Interrupt | None = None) -> Finds:
        """Where a text stands on a page."""

    def compare(
        self, new: Path, page: int, old: Path, old_page: int, *, interrupt: Interrupt | None = None
    ) -> list[Region]:
        """Where two pages differ."""

    def forget(self, path: Path) -> None:
        """Close a document."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A document to open; ``showing`` tells one showing of it from another."""

    showing: int
    path: Path


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page's first, whole picture: ``part`` of ``parts`` from the top, for several children at once."""

    showing: int
    path: Path
    page: int
    turn: Turn
    scale: float
    size: tuple[int, int]
    part: int
    parts: int

    @property
    def area(self) -> Area:
        """Where it lies, in device pixels of the page."""
        width, height = self.size
        top, bottom = height * self.part // self.parts, height * (self.part + 1) // self.parts
        return Area(0, top, width, bottom - top)


@dataclass(frozen=True, slots=True)
class Tile:
    """A sharp part of a page."""

    showing: int
    path: Path
    page: int
    turn: Turn
    scale: float
    area: Area


@dataclass(frozen=True, slots=True)
class Leaving:
    """A document that is shown no longer and is to be closed."""

    path: Path


@dataclass(frozen=True, slots=True)
class Ahead:
    """A document that will probably be wanted next, and the room in device pixels that its first page will have."""

    path: Path
    room: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Such a document, opened, with its first page's picture."""

    info: PdfInfo
    scale: float
    picture: QImage


Request = Opening | Strip | Tile | Ahead | Leaving


class Loader(QObject):
    """Threads that take requests in order.  The signals come from them: connect queued."""

    opened = Signal(object, object)  # Opening, PdfInfo
    drawn = Signal(object, object)  # Strip or Tile, QImage
    prepared = Signal(object, object)  # Ahead, Prepared
    failed = Signal(object, object)  # request, RokhasError

    def __init__(self, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._lock = threading.Condition()
        self._chores: list[Request] = []
        self._wanted: list[Request] = []
        self._running: dict[int, tuple[Request, Interrupt]] = {}
        self._stopped = False
        self._threads: list[threading.Thread] = []

    def want(self, requests: Sequence[Request]) -> None:
        """Draw these next, in this order, and none of those wanted before."""
        with self._lock:
            under_way = {request for request, interrupt in self._running.values() if not interrupt.asked}
            self._wanted = [one for one in requests if one not in under_way]
            unwanted = [stop for request, stop in self._running.values() if _stoppable(request, requests)]
            self._start()
        for interrupt in unwanted:
            interrupt.ask()

    def leave(self, path: Path) -> None:
        """Close a document as soon as a thread is free; nothing else that is wanted is dropped."""
        with self._lock:
            self._chores.append(Leaving(path))
            self._start()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for."""
        with self._lock:
            return not (self._wanted or self._chores or self._running)

    def stop(self, patience: float = 2.0) -> None:
        """End the threads; those that wait for a picture are given ``patience`` seconds in all."""
        with self._lock:
            self._stopped = True
            self._lock.notify_all()
        for thread in self._threads:
            thread.join(patience / len(self._threads))

    def _start(self) -> None:
        # Threads begin with the first request: a window that shows no document has none.
        while len(self._threads) < self._renderer.workers and not self._stopped:
            thread = threading.Thread(target=self._run, name=f"viewer-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._lock.notify_all()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            try:
                self._answer(*taken)
            except RuntimeError:
                return  # the window is gone, and this object with it
            finally:
                with self._lock:
                    self._running.pop(threading.get_ident(), None)

    def _next(self) -> tuple[Request, Interrupt] | None:
        with self._lock:
            while not self._stopped:
                for waiting in (self._wanted, self._chores):
                    if waiting:
                        taken = waiting.pop(0), Interrupt()
                        self._running[threading.get_ident()] = taken
                        return taken
                self._lock.wait()
        return None

    def _answer(self, request: Request, interrupt: Interrupt) -> None:
        try:
            result = self._do(request, interrupt)
        except Cancelled:
            pass
        except RokhasError as error:
            if not self._stopped:
                self.failed.emit(request, error)
        except Exception as error:  # a thread's last frame; the person sees APP-001
            log.error("bug in the viewer's thread: %s", type(error).__name__, exc_info=error)
            self.failed.emit(request, Coded("APP-001", where=type(error).__name__))
        else:
            if isinstance(result, PdfInfo):
                self.opened.emit(request, result)
            elif isinstance(result, Prepared):
                self.prepared.emit(request, result)
            elif result is not None:
                self.drawn.emit(request, result)

    def _do(self, request: Request, interrupt: Interrupt) -> PdfInfo | QImage | Prepared | None:
        match request:
            case Opening(path=path):
                return self._renderer.open(path)
            case (
                Strip(path=path, page=page, turn=turn, scale=scale) | Tile(path=path, page=page, turn=turn, scale=scale)
            ):
                drawn = self._renderer.tile(path, page, scale=scale, area=request.area, turn=turn, interrupt=interrupt)
                return as_image(drawn)
            case Ahead(path=path):
                return self._prepare(request, interrupt)
            case Leaving(path=path):
                self._renderer.forget(path)
        return None

    def _prepare(self, request: Ahead, interrupt: Interrupt) -> Prepared:
        info = self._renderer.open(request.path)
        sheet = Sheet.of(1, info.pages[0], 0)
        scale = first_scale(sheet, fitting(sheet, *request.room, whole=True))
        area = Area(0, 0, *sheet.pixels(scale))
        drawn = self._renderer.tile(request.path, 1, scale=scale, area=area, interrupt=interrupt)
        return Prepared(info, scale, as_image(drawn))


def _stoppable(request: Request, wanted: Sequence[Request]) -> bool:
    return isinstance(request, Strip | Tile | Ahead) and request not in wanted


def as_image(picture: Picture) -> QImage:
    """The picture as Qt has it, with pixels of its own."""
    shown = QImage(picture.bgrx, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return shown.copy()
