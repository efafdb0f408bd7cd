"""Painting a page from the pictures that have come."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from rokhas_desktop.render.views import Area
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer import geometry
from rokhas_desktop.ui.viewer.cache import Pictures
from rokhas_desktop.ui.viewer.geometry import Sheet

Key = tuple[int, int, float, Area | None]
"""Page, turn, scale, area; a page's first picture has scale 0 and no area."""


def first_key(sheet: Sheet) -> Key:
    """Where a page's first picture is kept."""
    return sheet.page, sheet.turn, 0.0, None


def paint_page(
    painter: QPainter, pictures: Pictures, sheet: Sheet, scale: float, seen: Area, *, before: float = 0.0
) -> None:
    """The first picture, over it sharp tiles of the scale ``before``, then those of this one; in device pixels."""
    first = pictures.get(first_key(sheet))
    if first is not None:
        if (first.width(), first.height()) == sheet.pixels(scale):
            painter.drawImage(QPoint(0, 0), first)
            return
        stretch(painter, first, QRectF(0, 0, *sheet.pixels(scale)), seen)
    if before and before != scale:
        _paint_before(painter, pictures, sheet, scale, seen, before)
    for area in sheet.tiles(seen, scale):
        picture = pictures.get((sheet.page, sheet.turn, scale, area))
        if picture is not None:
            painter.drawImage(QPoint(area.x, area.y), picture)


def _paint_before(painter: QPainter, pictures: Pictures, sheet: Sheet, scale: float, seen: Area, before: float) -> None:
    by = before / scale
    then = Area(int(seen.x * by), int(seen.y * by), int(seen.width * by) + 2, int(seen.height * by) + 2)
    if max(then.width, then.height) < 16 * geometry.TILE:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for area in sheet.tiles(then, before):
            picture = pictures.get((sheet.page, sheet.turn, before, area))
            if picture is not None:
                painter.drawImage(QRectF(area.x / by, area.y / by, area.width / by, area.height / by), picture)


def stretch(painter: QPainter, first: QImage, whole: QRectF, seen: Area) -> None:
    """Draw the part of the picture that is seen, so that a deep zoom does not scale what is not."""
    by = first.width() / whole.width(), first.height() / whole.height()
    source = QRectF(seen.x * by[0], seen.y * by[1], seen.width * by[0], seen.height * by[1])
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(seen.x, seen.y, seen.width, seen.height), first, source)


def paint_lost(painter: QPainter, area: Area, text: str) -> None:
    """Say that a part of the page could not be drawn sharply; what is known of it shows through."""
    place = QRectF(area.x, area.y, area.width, area.height)
    ink = QColor(theme.LIGHT.bad)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ink, Qt.BrushStyle.Dense7Pattern))
    painter.drawRect(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink)
    painter.drawText(place.adjusted(8, 8, -8, -8), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


class Over:
    """Another page laid over the one that is shown, from its upper left corner: ``share`` (0 to 1) of it is seen."""

    def __init__(self) -> None:
        self.sheet: Sheet | None = None
        self.pictures: Pictures | None = None
        self.share = 0.0

    def paint(self, painter: QPainter, scale: float, seen: Area) -> None:
        """Paint it, in device pixels."""
        sheet, pictures = self.sheet, self.pictures
        if sheet is None or pictures is None or self.share <= 0.0 or first_key(sheet) not in pictures:
            return
        painter.save()
        painter.setOpacity(self.share)
        area = geometry.clipped(seen, Area(0, 0, *sheet.pixels(scale)))
        if area.width and area.height:
            painter.fillRect(QRectF(area.x, area.y, area.width, area.height), "white")
            paint_page(painter, pictures, sheet, scale, area)
        painter.restore()
