"""Asks the render room for pictures on threads of its own, so that the window's thread never waits.

What is wanted is said anew at each change of the view; what is no longer wanted and has not begun is dropped.
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

from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.render.views import Area, PdfInfo, Picture, Turn

log = logging.getLogger(__name__)


class Renderer(Protocol):
    """Who draws; the render room's RasterRoom."""

    workers: int

    def open(self, path: Path, *, password: str | None = None) -> PdfInfo:
        """Open a document."""

    def tile(self, path: Path, page: int, *, scale: float, area: Area, turn: Turn = 0) -> Picture:
        """Draw a part of a page."""

    def whole(self, path: Path, page: int, *, longest: int = 1024, turn: Turn = 0) -> Picture:
        """Draw a page."""

    def forget(self, path: Path) -> None:
        """Close a document."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A document to open; ``showing`` tells one showing of it from another."""

    showing: int
    path: Path


@dataclass(frozen=True, slots=True)
class Overview:
    """A page's first, whole picture."""

    showing: int
    path: Path
    page: int
    turn: Turn
    longest: int


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


Request = Opening | Overview | Tile | Leaving


class Loader(QObject):
    """Threads that take requests in order.  The signals come from them: connect queued."""

    opened = Signal(object, object)  # Opening, PdfInfo
    drawn = Signal(object, object)  # Overview or Tile, QImage
    failed = Signal(object, object)  # request, RokhasError

    def __init__(self, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._lock = threading.Condition()
        self._chores: list[Request] = []
        self._wanted: list[Request] = []
        self._running: set[Request] = set()
        self._stopped = False
        self._threads: list[threading.Thread] = []

    def want(self, requests: Sequence[Request]) -> None:
        """Draw these next, in this order, and none of those wanted before."""
        with self._lock:
            self._wanted = [one for one in requests if one not in self._running]
            self._start()

    def leave(self, path: Path) -> None:
        """Close a document as soon as a thread is free; nothing else that is wanted is dropped."""
        with self._lock:
            self._chores.append(Leaving(path))
            self._start()

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
        while (request := self._next()) is not None:
            try:
                self._answer(request)
            except RuntimeError:
                return  # the window is gone, and this object with it
            finally:
                with self._lock:
                    self._running.discard(request)

    def _next(self) -> Request | None:
        with self._lock:
            while not self._stopped:
                for waiting in (self._wanted, self._chores):
                    if waiting:
                        request = waiting.pop(0)
                        self._running.add(request)
                        return request
                self._lock.wait()
        return None

    def _answer(self, request: Request) -> None:
        try:
            result = self._do(request)
        except RokhasError as error:
            if not self._stopped:
                self.failed.emit(request, error)
        except Exception as error:  # a thread's last frame; the person sees APP-001
            log.error("bug in the viewer's thread: %s", type(error).__name__, exc_info=error)
            self.failed.emit(request, Coded("APP-001", where=type(error).__name__))
        else:
            if isinstance(result, PdfInfo):
                self.opened.emit(request, result)
            elif result is not None:
                self.drawn.emit(request, result)

    def _do(self, request: Request) -> PdfInfo | QImage | None:
        match request:
            case Opening(path=path):
                return self._renderer.open(path)
            case Overview(path=path, page=page, turn=turn, longest=longest):
                return as_image(self._renderer.whole(path, page, longest=longest, turn=turn))
            case Tile(path=path, page=page, turn=turn, scale=scale, area=area):
                return as_image(self._renderer.tile(path, page, scale=scale, area=area, turn=turn))
            case Leaving(path=path):
                self._renderer.forget(path)
        return None


def as_image(picture: Picture) -> QImage:
    """The picture as Qt has it, with pixels of its own."""
    shown = QImage(picture.bgrx, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return shown.copy()
