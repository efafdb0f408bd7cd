"""Where things are on a displayed page: scales, tiles, a stamp's box.  Pure; no Qt.

A *scale* is device pixels a point.  Device pixels of a page count from its upper left corner, as it is turned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rokhas_desktop.render.views import Area, PageSize, Turn

TILE = 512
"""Device pixels of a tile's side: one megabyte, drawn in a few milliseconds."""
FIRST = (400, 2048)
"""Device pixels of the longer side of a page's first picture, at least and at most; between them it is as large as the
page fits into the window, and then it is sharp at once."""
SMALLEST, LARGEST, STEP = 0.04, 40.0, 1.25
"""Zoom in logical pixels a point, and what one step of it is."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a stamp will go: a page (from 1; -1 is the last), a box (left, bottom, right, top) in points of the page
    as it is displayed, from its lower left corner.

    ``sheet`` is that page's width and height in the same points, None where they are the renderer's: with a user
    unit they are not.  ``movable``: the person may move it.
    """

    page: int
    box: Box
    sheet: tuple[float, float] | None = None
    movable: bool = False

    def unit(self, size: PageSize) -> tuple[float, float]:
        """How many of its points one of the renderer's is, across and up."""
        if self.sheet is None or size.width <= 0 or size.height <= 0:
            return 1.0, 1.0
        return self.sheet[0] / size.width, self.sheet[1] / size.height

    def on(self, size: PageSize) -> Box:
        """The box in the renderer's points of its page."""
        across, up = self.unit(size)
        left, bottom, right, top = self.box
        return left / across, bottom / up, right / across, top / up


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is turned."""

    page: int
    turn: Turn
    width: float
    height: float

    @classmethod
    def of(cls, page: int, size: PageSize, turn: Turn) -> Sheet:
        """A page of this size, turned clockwise."""
        across, up = (size.height, size.width) if turn in (90, 270) else (size.width, size.height)
        return cls(page, turn, max(across, 1.0), max(up, 1.0))

    def pixels(self, scale: float) -> tuple[int, int]:
        """Its width and height in device pixels, rounded as the renderer rounds."""
        return max(round(self.width * scale), 1), max(round(self.height * scale), 1)

    def tiles(self, seen: Area, scale: float) -> list[Area]:
        """The tiles that cover what is seen, those near its middle first."""
        width, height = self.pixels(scale)
        middle = seen.x + seen.width / 2, seen.y + seen.height / 2

        def distance(tile: Area) -> float:
            return abs(tile.x + tile.width / 2 - middle[0]) + abs(tile.y + tile.height / 2 - middle[1])

        return sorted(_grid(clipped(seen, Area(0, 0, width, height)), width, height), key=distance)

    def around(self, seen: Area, scale: float) -> list[Area]:
        """The tiles that lie next to those of what is seen."""
        wider = Area(seen.x - TILE, seen.y - TILE, seen.width + 2 * TILE, seen.height + 2 * TILE)
        within = set(self.tiles(seen, scale))
        return [tile for tile in self.tiles(wider, scale) if tile not in within]

    def place(self, box: Box, scale: float) -> tuple[float, float, float, float]:
        """A box of the page as it is displayed unturned (left, bottom, right, top; points from the lower left
        corner) as x, y, width, height in device pixels of the turned page."""
        left, bottom, right, top = box
        x, y, width, height = {
            0: (left, self.height - top, right - left, top - bottom),
            90: (bottom, left, top - bottom, right - left),
            180: (self.width - right, bottom, right - left, top - bottom),
            270: (self.width - top, self.height - right, top - bottom, right - left),
        }[self.turn]
        return x * scale, y * scale, width * scale, height * scale

    def moved(self, box: Box, across: float, down: float) -> Box:
        """A box of the unturned page after a movement on the turned one, in points, kept on the page."""
        x, y = {0: (across, -down), 90: (down, across), 180: (-across, down), 270: (-down, -across)}[self.turn]
        width, height = (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)
        left = min(max(box[0] + x, 0.0), max(width - (box[2] - box[0]), 0.0))
        bottom = min(max(box[1] + y, 0.0), max(height - (box[3] - box[1]), 0.0))
        return left, bottom, left + box[2] - box[0], bottom + box[3] - box[1]

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """The inverse of :meth:`place` at one pixel a point: an area of the turned page as a box."""
        return {
            0: (x, self.height - y - height, x + width, self.height - y),
            90: (y, x, y + height, x + width),
            180: (self.width - x - width, y, self.width - x, y + height),
            270: (self.height - y - height, self.width - x - width, self.height - y, self.width - x),
        }[self.turn]


def clipped(one: Area, other: Area) -> Area:
    """What two areas share; width or height 0 where they share nothing."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.x + one.width, other.x + other.width), min(one.y + one.height, other.y + other.height)
    return Area(left, top, max(right - left, 0), max(bottom - top, 0))


def _grid(seen: Area, width: int, height: int) -> Iterator[Area]:
    if not seen.width or not seen.height:
        return
    for y in range(seen.y // TILE * TILE, seen.y + seen.height, TILE):
        for x in range(seen.x // TILE * TILE, seen.x + seen.width, TILE):
            yield Area(x, y, min(TILE, width - x), min(TILE, height - y))


def fitting(sheet: Sheet, width: float, height: float, *, whole: bool) -> float:
    """The zoom at which a page takes the width, or is seen whole, in so many logical pixels."""
    zoom = width / sheet.width
    if whole:
        zoom = min(zoom, height / sheet.height)
    return bounded(zoom)


def first_scale(sheet: Sheet, fitted: float) -> float:
    """The scale of a page's first picture, where ``fitted`` is the one at which the page fits into the window."""
    longest = max(sheet.width, sheet.height)
    return min(max(fitted, FIRST[0] / longest), FIRST[1] / longest)


def bounded(zoom: float) -> float:
    """The nearest zoom that is allowed."""
    return min(max(zoom, SMALLEST), LARGEST)
