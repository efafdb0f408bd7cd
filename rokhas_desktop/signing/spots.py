"""The places that a stamp may take by itself on a page of some width and height, in the order of choice.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rokhas_desktop.signing.face import Box

#: The stamp on an A4 sheet, in points (about 88 x 34 mm), and its distance from the edges.
WIDTH, HEIGHT, MARGIN = 250.0, 96.0, 18.0
#: On larger and smaller sheets it grows and shrinks with the short side, within these factors.
SMALLEST, LARGEST, A4_SHORT_SIDE = 0.4, 2.5, 595.0
#: How much smaller it is drawn where no place of its full size is blank; it must stay readable.
SMALLER = (1.0, 0.8, 0.64)
TOLERANCE = 1.0


def first(width: float, height: float) -> Iterator[Box]:
    """Side by side: the bottom row from the right, then the rows above."""
    across, up, margin = _size(width, height, 1.0)
    yield from _grid((width, height), (across, up), margin, (across + margin, up + margin))


def closer(width: float, height: float) -> Iterator[Box]:
    """Nearer to one another, then smaller, for a page on which there is little room."""
    for factor in SMALLER:
        across, up, margin = _size(width, height, factor)
        yield from _grid((width, height), (across, up), margin, (across / 2, up / 2))


def _size(width: float, height: float, factor: float) -> tuple[float, float, float]:
    """A stamp's width and height on this page, and its distance from the edges."""
    scale = min(max(min(width, height) / A4_SHORT_SIDE, SMALLEST), LARGEST)
    across = min(WIDTH * scale * factor, width - 2 * TOLERANCE)
    up = min(HEIGHT * scale * factor, height - 2 * TOLERANCE)
    return across, up, max(min(MARGIN * scale, (width - across) / 2, (height - up) / 2), 0.0)


def _grid(
    page: tuple[float, float], size: tuple[float, float], margin: float, step: tuple[float, float]
) -> Iterator[Box]:
    columns = int((page[0] - 2 * margin - size[0]) // step[0]) + 1
    rows = int((page[1] - 2 * margin - size[1]) // step[1]) + 1
    for row in range(max(rows, 1)):
        bottom = margin + row * step[1]
        for column in range(max(columns, 1)):
            right = page[0] - margin - column * step[0]
            yield right - size[0], bottom, right, bottom + size[1]
