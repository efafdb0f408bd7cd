"""A floor plan: walls, doors, windows, furniture, stairs, axes and dimensions.

Lengths in here are metres of the building; :class:`Scaled` turns them into millimetres of paper.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, BLUE, GREY, PALE, RED, Canvas, Colour, chain
from rokhas_desktop.sandbox.seed.model import Bilingual
from rokhas_desktop.sandbox.seed.paper import Box

WALL, PARTITION = 0.25, 0.12
ROOMS = (
    Bilingual("Séjour", "غرفة الجلوس"),
    Bilingual("Salon", "صالون"),
    Bilingual("Chambre 1", "غرفة 1"),
    Bilingual("Chambre 2", "غرفة 2"),
    Bilingual("Cuisine", "مطبخ"),
    Bilingual("Hall", "بهو"),
    Bilingual("S.D.B.", "حمام"),
    Bilingual("Chambre 3", "غرفة 3"),
    Bilingual("Bureau", "مكتب"),
)

PREMISES = (
    Bilingual("Salle", "قاعة"),
    Bilingual("Comptoir", "منضدة"),
    Bilingual("Réserve", "مخزن"),
    Bilingual("Atelier", "ورشة"),
    Bilingual("Sanitaires", "مرافق صحية"),
    Bilingual("Dépôt", "مستودع"),
    Bilingual("Vestiaire", "مستودع الملابس"),
)


@dataclass(frozen=True, slots=True)
class Scaled:
    """A canvas with an origin (millimetres) and a scale (millimetres of paper in a metre)."""

    canvas: Canvas
    x: float
    y: float
    k: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place on the paper."""
        return self.x + x * self.k, self.y + y * self.k

    def box(self, x: float, y: float, w: float, h: float) -> Box:
        """A rectangle on the paper."""
        return Box(self.x + x * self.k, self.y + y * self.k, w * self.k, h * self.k)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self.canvas.line(*self.at(x1, y1), *self.at(x2, y2))


def floor_plan(
    canvas: Canvas,
    room: Box,
    chance: random.Random,
    *,
    width: float,
    depth: float,
    scale: int,
    title: Bilingual,
    rooms: tuple[Bilingual, ...] = ROOMS,
) -> None:
    """One floor of ``width`` by ``depth`` metres in the middle of ``room``."""
    k = 1000 / scale
    s = Scaled(canvas, room.x + (room.w - width * k) / 2, room.y + (room.h - depth * k) / 2 - 4, k)
    columns = _cuts(chance, width, 3.6)
    rows = _cuts(chance, depth, 4.2)
    _axes(s, columns, rows)
    _outer_walls(s, width, depth)
    stairs = (len(columns) // 2 - 1, len(rows) // 2 - 1)
    for column in range(len(columns) - 1):
        for row in range(len(rows) - 1):
            x, y = columns[column], rows[row]
            cell = (x, y, columns[column + 1] - x, rows[row + 1] - y)
            if (column, row) == stairs:
                _stairs(s, *cell)
            else:
                _room(s, cell, chance, rooms[(column * 3 + row) % len(rooms)])
            _partitions(s, cell, chance, right=column < len(columns) - 2, below=row < len(rows) - 2)
    _windows(s, columns, rows, width, depth)
    _dimensions(s, columns, rows)
    x, y = s.at(width / 2, depth)
    canvas.label(f"{title.fr} — 1/{scale}", x, y + 26, points=11, bold=True)
    canvas.label(title.ar, x, y + 32, points=12, bold=True, language="ar")


def _cuts(chance: random.Random, length: float, typical: float) -> list[float]:
    """Bays of about ``typical`` metres, to 5 cm."""
    count = max(2, round(length / typical))
    weights = [chance.uniform(0.8, 1.2) for _ in range(count)]
    bays = [round(length * weight / sum(weights) * 20) / 20 for weight in weights[:-1]]
    return chain([*bays, length - sum(bays)])


def _axes(s: Scaled, columns: list[float], rows: list[float]) -> None:
    canvas = s.canvas
    radius = 3.2
    for lengthwise, cuts in ((True, columns), (False, rows)):
        far = rows[-1] if lengthwise else columns[-1]
        for number, cut in enumerate(cuts):
            canvas.pen(0.13, RED, dash=3)
            first, last = (s.at(cut, 0), s.at(cut, far)) if lengthwise else (s.at(0, cut), s.at(far, cut))
            name = str(number + 1) if lengthwise else chr(65 + number)
            dx, dy = (0.0, 24.0) if lengthwise else (24.0, 0.0)
            canvas.line(first[0] - dx, first[1] - dy, last[0] + dx * 0.2, last[1] + dy * 0.2)
            canvas.pen(0.2, RED)
            centre = (first[0] - dx * 1.13, first[1] - dy * 1.13)
            canvas.circle(*centre, radius)
            canvas.label(name, *centre, points=7, colour=RED)


def _solid(s: Scaled, x: float, y: float, w: float, h: float) -> None:
    """A piece of masonry: outlined, hatched."""
    box = s.box(x, y, w, h)
    s.canvas.pen(0.13, GREY)
    s.canvas.hatch(box, 0.9)
    s.canvas.pen(0.4)
    s.canvas.rect(box)


def _outer_walls(s: Scaled, width: float, depth: float) -> None:
    _solid(s, -WALL, -WALL, width + 2 * WALL, WALL)
    _solid(s, -WALL, depth, width + 2 * WALL, WALL)
    _solid(s, -WALL, 0, WALL, depth)
    _solid(s, width, 0, WALL, depth)


def _partitions(
    s: Scaled, cell: tuple[float, float, float, float], chance: random.Random, *, right: bool, below: bool
) -> None:
    x, y, w, h = cell
    door = 0.9
    if right:
        at = y + 0.3 + chance.random() * max(0.1, h - door - 0.7)
        _solid(s, x + w - PARTITION / 2, y, PARTITION, at - y)
        _solid(s, x + w - PARTITION / 2, at + door, PARTITION, y + h - at - door)
        _door(s, x + w, at, door, vertical=True)
    if below:
        at = x + 0.3 + chance.random() * max(0.1, w - door - 0.7)
        _solid(s, x, y + h - PARTITION / 2, at - x, PARTITION)
        _solid(s, at + door, y + h - PARTITION / 2, x + w - at - door, PARTITION)
        _door(s, at, y + h, door, vertical=False)
    s.canvas.pen(0.3)
    s.canvas.rect(s.box(x + w - 0.15, y + h - 0.15, 0.3, 0.3), fill=BLACK)


def _door(s: Scaled, x: float, y: float, width: float, *, vertical: bool) -> None:
    s.canvas.pen(0.25, BLUE)
    px, py = s.at(x, y)
    radius = width * s.k
    if vertical:
        s.canvas.line(px, py, px - radius, py)
        s.canvas.arc(px, py, radius, 180, 270)
    else:
        s.canvas.line(px, py, px, py - radius)
        s.canvas.arc(px, py, radius, 0, 90)


def _windows(s: Scaled, columns: list[float], rows: list[float], width: float, depth: float) -> None:
    for a, b in pairwise(columns):
        middle, half = (a + b) / 2, min(0.7, (b - a) / 3)
        for y in (-WALL, depth):
            _window(s, middle - half, y, 2 * half, WALL, lengthwise=True)
    for a, b in pairwise(rows):
        middle, half = (a + b) / 2, min(0.6, (b - a) / 3)
        for x in (-WALL, width):
            _window(s, x, middle - half, WALL, 2 * half, lengthwise=False)


def _window(s: Scaled, x: float, y: float, w: float, h: float, *, lengthwise: bool) -> None:
    s.canvas.pen(0.25, BLUE)
    s.canvas.rect(s.box(x, y, w, h), fill=(255, 255, 255))
    for share in (0.35, 0.65):
        if lengthwise:
            s.line(x, y + h * share, x + w, y + h * share)
        else:
            s.line(x + w * share, y, x + w * share, y + h)


def _stairs(s: Scaled, x: float, y: float, w: float, h: float) -> None:
    s.canvas.pen(0.2)
    steps = int(h / 0.28)
    for k in range(steps + 1):
        s.line(x + 0.2, y + k * h / steps, x + w / 2 - 0.1, y + k * h / steps)
        s.line(x + w / 2 + 0.1, y + k * h / steps, x + w - 0.2, y + k * h / steps)
    s.line(x + w / 2, y + 0.4, x + w / 2, y + h - 0.4)
    s.canvas.pen(0.3, RED)
    s.line(x + w / 4, y + h - 0.2, x + w / 4, y + 0.3)
    px, py = s.at(x + w / 4, y + 0.3)
    s.canvas.path([(px - 1, py + 2), (px, py), (px + 1, py + 2)])
    s.canvas.label("+", px, py - 2, points=7, colour=RED)


def _room(s: Scaled, cell: tuple[float, float, float, float], chance: random.Random, name: Bilingual) -> None:
    x, y, w, h = cell
    _furniture(s, cell, name.fr, chance)
    px, py = s.at(x + w / 2, y + h / 2)
    size = min(7.0, 1.6 * w * s.k / 10)
    s.canvas.label(name.fr, px, py - 3, points=size, bold=True)
    s.canvas.label(name.ar, px, py + 1, points=size * 1.1, language="ar")
    s.canvas.label(f"{(w - PARTITION) * (h - PARTITION):.2f} m²", px, py + 5, points=size * 0.85, colour=GREY)


def _furniture(s: Scaled, cell: tuple[float, float, float, float], name: str, chance: random.Random) -> None:
    x, y, w, h = cell
    s.canvas.pen(0.13, PALE)
    if name.startswith("Chambre"):
        s.canvas.rect(s.box(x + 0.3, y + 0.3, 1.5, 2.0))
        s.canvas.rect(s.box(x + 0.4, y + 0.35, 0.6, 0.4))
        s.canvas.rect(s.box(x + 1.1, y + 0.35, 0.6, 0.4))
        s.canvas.rect(s.box(x + w - 0.8, y + 0.3, 0.6, min(1.8, h - 0.6)))
    elif name in ("Cuisine", "S.D.B.", "Sanitaires", "Comptoir"):
        _tiles(s, cell)
        s.canvas.pen(0.18, GREY)
        s.canvas.rect(s.box(x + 0.2, y + 0.2, w - 0.6, 0.6))
        for k in range(4):
            s.canvas.circle(*s.at(x + 0.6 + 0.35 * (k % 2), y + 0.35 + 0.28 * (k // 2)), 0.1 * s.k)
    elif name in ("Séjour", "Salon"):
        s.canvas.rect(s.box(x + 0.25, y + 0.25, w - 0.6, 0.7))
        s.canvas.rect(s.box(x + 0.25, y + 0.95, 0.7, max(0.5, h - 1.6)))
        for k in range(int((w - 0.6) / 0.7)):
            s.line(x + 0.25 + 0.7 * k, y + 0.25, x + 0.25 + 0.7 * k, y + 0.95)
        s.canvas.circle(*s.at(x + w * 0.6, y + h * (0.72 + chance.random() * 0.08)), 0.45 * s.k)


def _tiles(s: Scaled, cell: tuple[float, float, float, float]) -> None:
    x, y, w, h = cell
    inset = PARTITION
    for k in range(1, int(w / 0.3)):
        s.line(x + 0.3 * k, y + inset, x + 0.3 * k, y + h - inset)
    for k in range(1, int(h / 0.3)):
        s.line(x + inset, y + 0.3 * k, x + w - inset, y + 0.3 * k)


def _dimensions(s: Scaled, columns: list[float], rows: list[float]) -> None:
    """Two chains above and two at the left: the bays, then the whole."""
    for level, cuts in ((9.0, columns), (16.0, [columns[0], columns[-1]])):
        for a, b in pairwise(cuts):
            dimension(s.canvas, s.at(a, 0)[0], s.at(b, 0)[0], s.y - level, f"{b - a:.2f}", GREY)
    for level, cuts in ((9.0, rows), (16.0, [rows[0], rows[-1]])):
        for a, b in pairwise(cuts):
            dimension_up(s.canvas, s.at(0, a)[1], s.at(0, b)[1], s.x - level, f"{b - a:.2f}", GREY)


def dimension(canvas: Canvas, x1: float, x2: float, y: float, text: str, colour: Colour) -> None:
    """A horizontal dimension line with its figure; millimetres of paper."""
    canvas.pen(0.13, colour)
    canvas.line(x1, y, x2, y)
    for x in (x1, x2):
        canvas.line(x - 0.8, y + 0.8, x + 0.8, y - 0.8)
        canvas.line(x, y - 1.5, x, y + 3)
    canvas.label(text, (x1 + x2) / 2, y - 1.6, points=5.4, colour=colour)


def dimension_up(canvas: Canvas, y1: float, y2: float, x: float, text: str, colour: Colour) -> None:
    """A vertical dimension line with its figure; millimetres of paper."""
    canvas.pen(0.13, colour)
    canvas.line(x, y1, x, y2)
    for y in (y1, y2):
        canvas.line(x - 0.8, y + 0.8, x + 0.8, y - 0.8)
        canvas.line(x - 1.5, y, x + 3, y)
    canvas.label(text, x - 1.6, (y1 + y2) / 2, points=5.4, colour=colour, angle=90)
