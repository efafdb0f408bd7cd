"""Paper sizes and where things stand on a sheet, in millimetres from the top left unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rokhas_desktop.sandbox.seed.pieces import Paper

POINTS = 72 / 25.4
"""Points in a millimetre."""

SIZES: dict[Paper, tuple[float, float]] = {
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
}
"""Portrait width and height (ISO 216)."""

STRIPS: dict[Paper, float] = {"A4": 78, "A3": 98, "A2": 140, "A1": 170, "A0": 190}
"""Width of the title strip at the right of a landscape sheet."""

FACTORS: dict[Paper, float] = {"A4": 0.62, "A3": 0.78, "A2": 1.0, "A1": 1.2, "A0": 1.35}
"""How much larger the title strip's lettering is than on A2."""


class Box(NamedTuple):
    """A rectangle from its top left corner."""

    x: float
    y: float
    w: float
    h: float

    def inner(self, margin: float) -> Box:
        """The rectangle without a margin all around."""
        return Box(self.x + margin, self.y + margin, self.w - 2 * margin, self.h - 2 * margin)


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan's sheet: the drawing's room and the title strip's parts."""

    width: float
    height: float
    frame: Box
    drawing: Box
    head: Box
    compass: Box
    opinions: Box
    stamp: Box
    title: Box
    factor: float


def size(paper: Paper, *, landscape: bool) -> tuple[float, float]:
    """Width and height of a sheet as it is read."""
    short, long = SIZES[paper]
    return (long, short) if landscape else (short, long)


def layout(paper: Paper, *, landscape: bool) -> Layout:
    """Where the parts of a plan stand: a strip at the right of a landscape sheet, at the foot of a portrait one."""
    width, height = size(paper, landscape=landscape)
    factor = FACTORS[paper]
    margin = 6 + 4 * factor
    frame = Box(0, 0, width, height).inner(margin)
    if not landscape:
        return _foot(width, height, frame, factor)
    strip = STRIPS[paper]
    x = frame.x + frame.w - strip
    head, compass, stamp, title = 34 * factor, 40 * factor, max(36.0, 38 * factor), 88 * factor
    y = frame.y + head + compass
    rest = frame.h - head - compass - stamp - title
    return Layout(
        width,
        height,
        frame,
        drawing=Box(frame.x, frame.y, frame.w - strip, frame.h),
        head=Box(x, frame.y, strip, head),
        compass=Box(x, frame.y + head, strip, compass),
        opinions=Box(x, y, strip, rest),
        stamp=Box(x, y + rest, strip, stamp),
        title=Box(x, y + rest + stamp, strip, title),
        factor=factor,
    )


def _foot(width: float, height: float, frame: Box, factor: float) -> Layout:
    foot = 96.0
    top = frame.y + frame.h - foot
    left, right = frame.w * 0.5, frame.w * 0.5
    x = frame.x + left
    return Layout(
        width,
        height,
        frame,
        drawing=Box(frame.x, frame.y, frame.w, frame.h - foot),
        head=Box(frame.x, top, left, 24),
        compass=Box(frame.x, top + 24, left, 20),
        opinions=Box(x, top, right, foot - 38),
        stamp=Box(x, top + foot - 38, right, 38),
        title=Box(frame.x, top + 44, left, foot - 44),
        factor=factor,
    )


DECISION_STAMP = Box(108, 236, 84, 36)
"""The signature block of a decision and of a written piece, at the foot of its last A4 page."""


def in_points(box: Box, height: float, margin: float = 1.5) -> tuple[float, float, float, float]:
    """A rectangle as the contract's box: (left, bottom, right, top) in points from the page's lower left."""
    x, y, w, h = box.inner(margin)
    left, bottom, right, top = x, height - y - h, x + w, height - y
    return (
        round(left * POINTS, 1),
        round(bottom * POINTS, 1),
        round(right * POINTS, 1),
        round(top * POINTS, 1),
    )
