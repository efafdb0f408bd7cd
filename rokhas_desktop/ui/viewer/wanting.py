"""What is asked of the children for a page that is shown, in the order in which it is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter

from rokhas_desktop.render.views import PdfInfo
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import FIRST, Sheet, first_scale
from rokhas_desktop.ui.viewer.loader import Ahead, Request, Strip, Tile
from rokhas_desktop.ui.viewer.painting import first_key

_STRIPS = 2
"""Into how many strips a first picture is cut at most: one for each core that a signer's PC has."""
_AROUND = 12
"""Tiles around the view that are drawn before they are asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The document on a canvas, and the one that will probably be wanted next."""

    showing: int
    path: Path
    info: PdfInfo
    following: Path | None


class Wanting:
    """Looks at a canvas and says what it lacks; joins the strips of first pictures."""

    def __init__(self, canvas: Canvas, workers: int) -> None:
        self._canvas = canvas
        self._parts = min(workers, _STRIPS)
        self._strips: dict[Strip, QImage] = {}

    def clear(self) -> None:
        """Another document."""
        self._strips.clear()

    def requests(self, shown: Shown) -> list[Request]:
        """What is seen, then what will probably be seen next."""
        sheet, canvas = self._canvas.sheet, self._canvas
        if sheet is None:
            return []
        wanted = self._first(shown, sheet)
        if not self._fits(sheet):
            wanted += self._tiles(shown, sheet)
        for page in (sheet.page + 1, sheet.page - 1):
            if 1 <= page <= len(shown.info.pages):
                neighbour = Sheet.of(page, shown.info.pages[page - 1], sheet.turn)
                if first_key(neighbour) not in canvas.pictures:
                    wanted += self._first(shown, neighbour)
        if shown.following is not None:
            ratio = canvas.viewport().devicePixelRatioF()
            room = canvas.room
            wanted.append(Ahead(shown.following, (round(room[0] * ratio), round(room[1] * ratio))))
        return wanted

    def join(self, strip: Strip, picture: QImage) -> QImage | None:
        """Keep a strip; the whole picture once all of its strips have come."""
        for other in [one for one in self._strips if one.page == strip.page and one.scale != strip.scale]:
            del self._strips[other]  # of a window that had another size
        self._strips[strip] = picture
        strips = [_part(strip, part) for part in range(strip.parts)]
        if not all(one in self._strips for one in strips):
            return None
        whole = QImage(*strip.size, QImage.Format.Format_RGB32)
        painter = QPainter(whole)
        for one in strips:
            painter.drawImage(QPoint(0, one.area.y), self._strips.pop(one))
        painter.end()
        return whole

    def _fits(self, sheet: Sheet) -> bool:
        """Whether the page's first picture, as large as it is shown, is all that is needed."""
        return self._canvas.fit == "page" and max(sheet.pixels(self._canvas.scale)) <= FIRST[1]

    def _first(self, shown: Shown, sheet: Sheet) -> list[Request]:
        """The strips of a page's first picture that have not come."""
        fitted = self._canvas.fitted(sheet)
        scale = first_scale(sheet, fitted)
        size = sheet.pixels(scale)
        kept = self._canvas.pictures.get(first_key(sheet))
        of_another_size = kept is not None and (kept.width(), kept.height()) != size
        if kept is not None and not (of_another_size and self._fits(sheet) and scale == fitted):
            return []
        parts = self._parts if size[1] >= 2 * _STRIPS else 1
        first = Strip(shown.showing, shown.path, sheet.page, sheet.turn, scale, size, 0, parts)
        strips = (_part(first, part) for part in range(parts))
        return [one for one in strips if one not in self._strips]

    def _tiles(self, shown: Shown, sheet: Sheet) -> list[Request]:
        canvas = self._canvas
        around = [
            area
            for area in sheet.around(canvas.seen(), canvas.scale)
            if not canvas.album.has((sheet.page, sheet.turn, canvas.scale, area))
        ]
        areas = [*canvas.missing(), *around[:_AROUND]]
        return [Tile(shown.showing, shown.path, sheet.page, sheet.turn, canvas.scale, area) for area in areas]


def _part(strip: Strip, part: int) -> Strip:
    return replace(strip, part=part)
