"""Where a stamp goes: from the page as a person sees it to the page's own coordinates.

Displayed coordinates are points (1/72 inch) with their origin at the lower left corner of the crop box as it
is shown, after ``/Rotate`` (clockwise) and with ``/UserUnit`` applied (ISO 32000-1, 7.7.3.3 and 14.11.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields

from rokhas_desktop.signing import reading, spots, strays
from rokhas_desktop.signing.errors import FieldUnusable, NoPages, OutsidePage
from rokhas_desktop.signing.face import Box

TOLERANCE = spots.TOLERANCE
LEAST_WIDTH, LEAST_HEIGHT = 30.0, 12.0
_LETTER = (0.0, 0.0, 612.0, 792.0)
_FARTHEST = 1e7


@dataclass(frozen=True, slots=True)
class Page:
    """One page's geometry; ``crop`` in the page's own units, ``rotate`` 0, 90, 180 or 270 clockwise."""

    number: int
    crop: Box
    rotate: int
    user_unit: float

    @property
    def width(self) -> float:
        """Displayed, in points."""
        return self._side(across=self.rotate in (0, 180))

    @property
    def height(self) -> float:
        """Displayed, in points."""
        return self._side(across=self.rotate in (90, 270))

    def _side(self, *, across: bool) -> float:
        left, bottom, right, top = self.crop
        return (right - left if across else top - bottom) * self.user_unit

    def to_user(self, box: Box) -> Box:
        """A displayed box in the page's own units, as a normalised rectangle."""
        corners = [self._point_to_user(box[0], box[1]), self._point_to_user(box[2], box[3])]
        return _normalised(*corners[0], *corners[1])

    def to_displayed(self, rect: Box) -> Box:
        """A rectangle of the page's own units as it is displayed; undoes :meth:`to_user`."""
        corners = [self._point_to_displayed(rect[0], rect[1]), self._point_to_displayed(rect[2], rect[3])]
        return _normalised(*corners[0], *corners[1])

    def _point_to_user(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.crop
        x, y = x / self.user_unit, y / self.user_unit
        return {
            0: (left + x, bottom + y),
            90: (right - y, bottom + x),
            180: (right - x, top - y),
            270: (left + y, top - x),
        }[self.rotate]

    def _point_to_displayed(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.crop
        across, up = {
            0: (x - left, y - bottom),
            90: (y - bottom, right - x),
            180: (right - x, top - y),
            270: (top - y, x - left),
        }[self.rotate]
        return across * self.user_unit, up * self.user_unit

    @property
    def upright(self) -> tuple[int, int, int, int, int, int]:
        """The matrix that turns an appearance so that it stands upright on the displayed page."""
        return {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, 0, 0),
            180: (-1, 0, 0, -1, 0, 0),
            270: (0, -1, 1, 0, 0, 0),
        }[self.rotate]


@dataclass(frozen=True, slots=True)
class Place:
    """A stamp's place: page from 1, box as displayed, and how large to draw it (points)."""

    page: int
    box: Box

    @property
    def width(self) -> float:
        """In points, as displayed."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In points, as displayed."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Ground:
    """A page and where a stamp may go on it: ``spots`` in the order of choice, one alone where it was given; ``closer``
    where none of them is blank.  ``signatures`` are the places of earlier ones that are seen.  All are as displayed."""

    page: Page
    spots: tuple[Box, ...]
    signatures: tuple[Box, ...]
    closer: tuple[Box, ...] = ()

    def place(self, spot: Box) -> Place:
        """A spot as a place."""
        return Place(self.page.number, spot)

    def on_signature(self, spot: Box) -> bool:
        """Whether a spot lies on an earlier signature."""
        return any(_common(spot, other) for other in self.signatures)

    def parts(self, spot: Box) -> Box:
        """A spot as parts (0 to 1) of the page's width and height: what user units and rounding leave alone."""
        across, up = self.page.width, self.page.height
        return spot[0] / across, spot[1] / up, spot[2] / across, spot[3] / up


def ground(
    path: Path, *, page: int = -1, box: Box | None = None, field: str | None = None, password: str | None = None
) -> Ground:
    """Where a stamp may go on this file.

    A named field gives its own place; a box is checked against its page; without either it is the lower right
    corner, or the next places to its left or above that no annotation takes (other signers' stamps are
    annotations).  Raises the document's errors (DOC), OutsidePage.
    """
    with reading.opened(path) as handle:
        reading.check_header(handle)
        reader = reading.open_reader(handle)
        reading.unlock(reader, password, new_field=False)
        with reading.stage("placement"):
            own = field_place(reader, field) if field is not None else None
            target = page_of(reader, own.page if own else page)
            signatures = tuple(_signatures(reader, target))
            if own is not None:
                return Ground(target, (own.box,), signatures)
            if box is not None:
                return Ground(target, (fitting(target, box),), signatures)
            closer = _untaken(reader, target, spots.closer(target.width, target.height))
            return Ground(target, free_spots(reader, target), signatures, closer)


def choose(
    path: Path, *, page: int = -1, box: Box | None = None, field: str | None = None, password: str | None = None
) -> Place:
    """The first place of :func:`ground`: drawings are not looked at (:mod:`rokhas_desktop.signing.cover` does)."""
    found = ground(path, page=page, box=box, field=field, password=password)
    return found.place(found.spots[0])


def fitting(page: Page, box: Box) -> Box:
    """The box, if a stamp can be read there.  Raises OutsidePage."""
    left, bottom, right, top = box
    inside = (
        all(map(math.isfinite, box))
        and left >= -TOLERANCE
        and bottom >= -TOLERANCE
        and right <= page.width + TOLERANCE
        and top <= page.height + TOLERANCE
    )
    if not inside or right - left < LEAST_WIDTH or top - bottom < LEAST_HEIGHT:
        raise OutsidePage(page=page.number)
    return box


def page_count(handler: PdfHandler) -> int:
    """Raises NoPages where the tree says nothing usable."""
    with reading.stage("pages"):
        count = handler.root["/Pages"]["/Count"]
        if not isinstance(count, int) or count < 1:
            raise NoPages()
        return int(count)


def page_of(handler: PdfHandler, number: int) -> Page:
    """The geometry of a page counted from 1, or from the end (-1 the last).  Raises NoPages, OutsidePage."""
    count = page_count(handler)
    index = number - 1 if number > 0 else count + number
    if number == 0 or not 0 <= index < count:
        raise OutsidePage(page=number)
    with reading.stage("pages"):
        page = reading.page_object(handler, index)
        media = _box(reading.inherited(page, "/MediaBox")) or _LETTER
        crop = _box(reading.inherited(page, "/CropBox"))
        shown = (_common(media, crop) if crop else None) or media
        rotate = reading.inherited(page, "/Rotate") or 0
        turn = int(rotate) % 360 if isinstance(rotate, (int, float)) else 0
        unit = reading.value(page, "/UserUnit", 1)
        usable = isinstance(unit, (int, float)) or hasattr(unit, "as_integer_ratio")
        scale = float(unit) if usable and 0 < float(unit) < _FARTHEST else 1.0
        return Page(index + 1, shown, turn if turn in (90, 180, 270) else 0, scale)


def free_corner(handler: PdfHandler, page: Page) -> Box:
    """The first of :func:`free_spots`."""
    return free_spots(handler, page)[0]


def free_spots(handler: PdfHandler, page: Page) -> tuple[Box, ...]:
    """The places that no annotation takes: bottom row from the right, then the rows above; else the corner."""
    wanted = tuple(spots.first(page.width, page.height))
    return _untaken(handler, page, wanted) or wanted[:1]


def _untaken(handler: PdfHandler, page: Page, wanted: Iterable[Box]) -> tuple[Box, ...]:
    taken = list(_annotations(handler, page))
    return tuple(spot for spot in wanted if not any(_common(spot, other) for other in taken))


def _annotations(handler: PdfHandler, page: Page) -> Iterator[Box]:
    return (box for box, _ in _placed(handler, page))


def _signatures(handler: PdfHandler, page: Page) -> Iterator[Box]:
    return (box for box, reference in _placed(handler, page) if strays.signed_widget(reference))


def _placed(handler: PdfHandler, page: Page) -> Iterator[tuple[Box, Any]]:
    """The page's annotations that take room, each with its reference."""
    found = reading.page_object(handler, page.number - 1)
    for reference in reading.value(found, "/Annots", ()):
        annotation = reference.get_object()
        rect = _box(reading.value(annotation, "/Rect")) if hasattr(annotation, "raw_get") else None
        if rect is not None:
            yield page.to_displayed(rect), reference


def field_place(reader: PdfFileReader, name: str) -> Place:
    """The place of an empty signature field, zero-sized where it is invisible.  Raises FieldUnusable."""
    for _, value, reference in enumerate_sig_fields(reader, with_name=name):
        if not value:
            return _widget_place(reader, reference.get_object())
    raise FieldUnusable(field=name)


def _widget_place(reader: PdfFileReader, field: Any) -> Place:
    from pyhanko.pdf_utils.form_tools import get_single_field_annot

    widget = get_single_field_annot(field)
    page = page_of(reader, page_number(reader, widget))
    rect = _rectangle(reading.value(widget, "/Rect", (0, 0, 0, 0)))
    return Place(page.number, page.to_displayed(rect) if rect else (0.0, 0.0, 0.0, 0.0))


def page_number(reader: PdfFileReader, widget: Any) -> int:
    """The page that lists a widget; ``/P`` is optional and sometimes wrong."""
    own = getattr(widget, "container_ref", None)
    for number in range(1, page_count(reader) + 1):
        page = reading.page_object(reader, number - 1)
        if any(getattr(item, "reference", None) == own for item in reading.value(page, "/Annots", ())):
            return number
    raise NoPages()


def _rectangle(value: Any) -> Box | None:
    try:
        numbers = [float(item.get_object() if hasattr(item, "get_object") else item) for item in value]
    except (TypeError, ValueError):
        return None
    if len(numbers) != 4 or any(not math.isfinite(n) or abs(n) > _FARTHEST for n in numbers):
        return None
    return _normalised(*numbers)


def _box(value: Any) -> Box | None:
    box = _rectangle(value) if value is not None else None
    return box if box and box[2] > box[0] and box[3] > box[1] else None


def _normalised(x1: float, y1: float, x2: float, y2: float) -> Box:
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _common(one: Sequence[float], other: Sequence[float]) -> Box | None:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if right > left and top > bottom else None
