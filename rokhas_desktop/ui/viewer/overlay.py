"""The earlier version of a page, laid over the one that is shown: drawn where and as large as that one is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from rokhas_desktop.render.views import PageSize
from rokhas_desktop.ui.viewer.cache import Pictures
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import Sheet, first_scale
from rokhas_desktop.ui.viewer.loader import Loader, Renderer, Request, Strip, Tile
from rokhas_desktop.ui.viewer.painting import first_key

_CACHE = 128 << 20


class Overlay(QObject):
    """Follows a canvas.  What cannot be drawn is not laid over it; the comparison itself says why."""

    def __init__(self, renderer: Renderer, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._pictures = Pictures(_CACHE)
        self._showing = 0
        self._path: Path | None = None
        self._loader = Loader(renderer, self)
        self._loader.drawn.connect(self._on_drawn, Qt.ConnectionType.QueuedConnection)
        canvas.view_changed.connect(self._ask)

    def show_page(self, path: Path | None, page: int, size: PageSize | None) -> None:
        """Lay this page of a document over the canvas; none where ``size`` is None."""
        if path != self._path:
            self._showing += 1
            self._pictures.clear()
            self._path = path
        sheet = self._canvas.sheet
        turn = sheet.turn if sheet is not None else 0
        self._canvas.over.sheet = Sheet.of(page, size, turn) if size is not None and path is not None else None
        self._canvas.over.pictures = self._pictures
        self._ask()
        self._canvas.viewport().update()

    def show_share(self, share: float) -> None:
        """How much of it is seen, 0 to 1."""
        self._canvas.over.share = share
        self._ask()
        self._canvas.viewport().update()

    def stop(self) -> None:
        """End the threads."""
        self._loader.stop()

    def _ask(self) -> None:
        over, canvas, path = self._canvas.over, self._canvas, self._path
        if over.sheet is None or path is None or over.share <= 0.0:
            self._loader.want([])
            return
        sheet, wanted = over.sheet, list[Request]()
        first = self._pictures.get(first_key(sheet))
        if first is None:
            scale = first_scale(sheet, canvas.fitted(sheet))
            wanted.append(Strip(self._showing, path, sheet.page, sheet.turn, scale, sheet.pixels(scale), 0, 1))
        if first is None or (first.width(), first.height()) != sheet.pixels(canvas.scale):
            wanted += [
                Tile(self._showing, path, sheet.page, sheet.turn, canvas.scale, area)
                for area in sheet.tiles(canvas.seen(), canvas.scale)
                if (sheet.page, sheet.turn, canvas.scale, area) not in self._pictures
            ]
        self._loader.want(wanted)

    def _on_drawn(self, request: Strip | Tile, picture: QImage) -> None:
        if request.showing != self._showing:
            return
        if isinstance(request, Tile):
            self._pictures.put((request.page, request.turn, request.scale, request.area), picture)
        else:
            self._pictures.put((request.page, request.turn, 0.0, None), picture)
        self._canvas.viewport().update()
