"""Where two drawings differ, as a person would say it.  For the rasteriser's child.

Both pages are drawn at one scale, their upper left corners on one another.  What is drawn on one page counts as drawn
on the other if it lies there within a pixel: a file that was only written anew, with other roundings, shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, ImageChops

from rokhas_desktop.errors import Cancelled
from rokhas_desktop.render.drawing import Asked
from rokhas_desktop.render.views import Area, Kind, Region
from rokhas_desktop.supervise import Frame

LONGEST = 2400
"""Device pixels of the longer side: two a millimetre of an A0."""
LEAST = 48
"""How much darker or lighter a pixel must be, in one channel, than all those near it on the other page."""
MOST = 300
"""Regions told of one page; where there were more, neighbours are told as one."""
_CELL = 12
_NEAR = 2
"""Device pixels of a cell, and how many cells apart two differences are still one region."""

Draw = Callable[[float, Area], Frame]
"""Draws an area of a page at a scale."""
_Cell = tuple[int, int]


def regions(
    new: Draw, old: Draw, new_size: tuple[float, float], old_size: tuple[float, float], asked: Asked
) -> list[Region]:
    """What of the new page is added, removed or changed; boxes in points of the new page from its lower left corner.

    Raises Cancelled, MemoryError.
    """
    width, height = (max(one, other, 1e-3) for one, other in zip(new_size, old_size, strict=True))
    scale = LONGEST / max(width, height)
    area = Area(0, 0, max(round(width * scale), 1), max(round(height * scale), 1))
    added, removed, any_ = _masks(_sheet(new(scale, area)), _sheet(old(scale, area)), asked)
    found = []
    for box in _boxes(any_, asked):
        left, top, right, bottom = box
        points = (left / scale, new_size[1] - bottom / scale, right / scale, new_size[1] - top / scale)
        found.append(Region(_kind(added.crop(box), removed.crop(box)), points))
    return found


def _sheet(frame: Frame) -> Image.Image:
    size = frame.header["width"], frame.header["height"]
    return Image.frombuffer("RGB", size, bytes(frame.payload), "raw", "BGRX", frame.header["stride"], 1)


def _masks(new: Image.Image, old: Image.Image, asked: Asked) -> tuple[Image.Image, Image.Image, Image.Image]:
    """What only the new page has in ink, what only the old one has, and any difference; 255 where it is."""
    dark, light = ImageChops.darker, ImageChops.lighter
    added = _flat(ImageChops.subtract(_spread(old, dark), new))
    _check(asked)
    removed = _flat(ImageChops.subtract(_spread(new, dark), old))
    _check(asked)
    lighter = _flat(ImageChops.subtract(new, _spread(old, light)))
    lighter = light(lighter, _flat(ImageChops.subtract(old, _spread(new, light))))
    _check(asked)
    return added, removed, light(light(added, removed), lighter)


def _spread(sheet: Image.Image, choose: Any) -> Image.Image:
    """Of each pixel and its eight neighbours the darkest or the lightest, channel by channel."""
    for across, down in ((1, 0), (0, 1)):
        there, back = ImageChops.offset(sheet, across, down), ImageChops.offset(sheet, -across, -down)
        sheet = choose(choose(sheet, there), back)
    return sheet


def _flat(sheet: Image.Image) -> Image.Image:
    red, green, blue = sheet.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if value >= LEAST else 0 for value in range(256)])


def _boxes(mask: Image.Image, asked: Asked) -> list[tuple[int, int, int, int]]:
    """Boxes around what differs, from the top down; neighbours in one, and in fewer the more there are."""
    cell = _CELL
    while True:
        _check(asked)
        grid = mask.reduce(cell)
        across = grid.width
        marked = {divmod(at, across) for at, value in enumerate(grid.tobytes()) if value}
        groups = list(_groups(marked, asked))
        if len(groups) <= MOST:
            return sorted((_tight(mask, group, cell) for group in groups), key=lambda box: (box[1], box[0]))
        cell *= 2


def _groups(marked: set[_Cell], asked: Asked) -> Iterator[list[_Cell]]:
    """Cells that touch one another, or nearly."""
    near = [(down, across) for down in range(-_NEAR, _NEAR + 1) for across in range(-_NEAR, _NEAR + 1)]
    while marked:
        _check(asked)
        group = [marked.pop()]
        for row, column in group:
            beside = {(row + down, column + across) for down, across in near} & marked
            marked -= beside
            group += beside
        yield group


def _tight(mask: Image.Image, group: list[_Cell], cell: int) -> tuple[int, int, int, int]:
    rows, columns = [row for row, _ in group], [column for _, column in group]
    left, top = min(columns) * cell, min(rows) * cell
    right, bottom = min((max(columns) + 1) * cell, mask.width), min((max(rows) + 1) * cell, mask.height)
    inside = mask.crop((left, top, right, bottom)).getbbox() or (0, 0, right - left, bottom - top)
    return left + inside[0], top + inside[1], left + inside[2], top + inside[3]


def _kind(added: Image.Image, removed: Image.Image) -> Kind:
    more, less = added.getbbox() is not None, removed.getbbox() is not None
    if more == less:
        return "changed"
    return "added" if more else "removed"


def _check(asked: Asked) -> None:
    if asked():
        raise Cancelled()
