"""The pictures of a document that have come, those that will not, and what of a page can be painted from them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from rokhas_desktop.render.views import Area
from rokhas_desktop.ui.viewer.cache import Pictures
from rokhas_desktop.ui.viewer.geometry import Sheet
from rokhas_desktop.ui.viewer.painting import Key, first_key, paint_lost, paint_page, stretch

LIMIT = 256 << 20
"""Bytes of pictures that are kept."""


class Album:
    """``preview`` is a small picture of the page that is shown: it stands there until the first one has come."""

    def __init__(self) -> None:
        self.pictures = Pictures(LIMIT)
        self.preview: QImage | None = None
        self._lost: set[Key] = set()

    def give_up(self, key: Key) -> None:
        """A picture will not come."""
        self._lost.add(key)

    def has(self, key: Key) -> bool:
        """Whether a picture has come, or will not."""
        return key in self.pictures or key in self._lost

    def forget(self) -> None:
        """Let go of all pictures."""
        self.pictures.clear()
        self._lost.clear()

    def begun(self, sheet: Sheet) -> bool:
        """Whether a page's first picture has come."""
        return first_key(sheet) in self.pictures

    def missing(self, sheet: Sheet, scale: float, seen: Area) -> list[Area]:
        """The tiles of what is seen that have not come; none where the first picture is as large as the page."""
        first = self.pictures.get(first_key(sheet))
        if first is not None and (first.width(), first.height()) == sheet.pixels(scale):
            return []
        return [area for area in sheet.tiles(seen, scale) if not self.has((sheet.page, sheet.turn, scale, area))]

    def paint(self, painter: QPainter, sheet: Sheet, scale: float, seen: Area, *, before: float, lost: str) -> None:
        """What has come, in device pixels; ``lost`` is said where something will not come."""
        if self.preview is not None and not self.begun(sheet):
            stretch(painter, self.preview, QRectF(0, 0, *sheet.pixels(scale)), seen)
        paint_page(painter, self.pictures, sheet, scale, seen, before=before)
        for area in sheet.tiles(seen, scale) if self._lost else ():
            if (sheet.page, sheet.turn, scale, area) in self._lost:
                paint_lost(painter, area, lost)
