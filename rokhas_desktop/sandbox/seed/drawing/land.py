"""Drawings of land: a subdivision with its lots and contour lines, a division into parcels, a site plan."""

from __future__ import annotations

import math
import random

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, BLUE, GREY, LEAF, OCHRE, PALE, RED, Canvas, Point
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct
from rokhas_desktop.sandbox.seed.paper import Box, Layout

ROAD = (238, 238, 236)
GARDEN = (222, 238, 216)
FACILITY = (248, 232, 206)
HIGHLIGHT = (250, 214, 208)


def subdivision(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, _act: SeedAct) -> None:
    """Blocks of numbered lots between roads, a garden, a facility, contour lines, spot heights, trees."""
    room = sheet.drawing.inner(18 * sheet.factor)
    canvas.rect(room, fill=ROAD, stroke=False)
    contours(canvas, sheet.drawing, chance, step=4.2, lines=max(24, int(room.h / 10)))
    grid(canvas, sheet.drawing, scale)
    k = 1000 / scale
    road, lot_w, lot_d = 12 * k, 10 * k, 16 * k
    number, y, band = 1, room.y + road, 0
    while y + 2 * lot_d + road < room.y + room.h:
        x = room.x + road
        while x + 5 * lot_w < room.x + room.w - road:
            count = min(chance.randint(7, 11), int((room.x + room.w - road - x) / lot_w))
            if chance.random() < 0.14:
                _public(canvas, Box(x, y, count * lot_w, 2 * lot_d), chance, garden=band % 2 == 0)
            else:
                number = _block(canvas, Box(x, y, count * lot_w, 2 * lot_d), count, number, k)
            x += count * lot_w + road
        _street(canvas, Box(room.x, y + 2 * lot_d, room.w, road), chance)
        y += 2 * lot_d + road
        band += 1
    canvas.pen(0.9 * sheet.factor, RED, dash=6)
    canvas.rect(room)
    boundary_marks(canvas, room, scale)


def _block(canvas: Canvas, box: Box, count: int, number: int, k: float) -> int:
    """Two rows of lots back to back; gives the next number."""
    width, depth = box.w / count, box.h / 2
    for row in range(2):
        for column in range(count):
            lot = Box(box.x + column * width, box.y + row * depth, width, depth)
            corner = column in (0, count - 1)
            canvas.pen(0.3)
            canvas.rect(lot, fill=(255, 252, 240) if corner else (255, 255, 255))
            canvas.pen(0.13, PALE, dash=1)
            back = lot.y + (depth * 0.72 if row == 0 else depth * 0.28)
            canvas.line(lot.x, back, lot.x + width, back)
            built = Box(lot.x, lot.y if row == 0 else back, width, depth * 0.72)
            canvas.pen(0.1, PALE)
            canvas.hatch(built, 2.2)
            cx, cy = lot.x + width / 2, lot.y + depth / 2
            canvas.pen(0.25, BLUE)
            canvas.circle(cx, cy - depth * 0.16, width * 0.22, fill=(255, 255, 255))
            canvas.label(str(number), cx, cy - depth * 0.16, points=max(4.0, width * 0.42), bold=True, colour=BLUE)
            area = width * depth / k / k
            canvas.label(f"{area:.0f} m²", cx, cy + depth * 0.1, points=max(3.2, width * 0.26))
            canvas.label("R+2", cx, cy + depth * 0.24, points=max(3.0, width * 0.24), colour=GREY)
            number += 1
    canvas.pen(0.6)
    canvas.rect(box)
    return number


def _public(canvas: Canvas, box: Box, chance: random.Random, *, garden: bool) -> None:
    canvas.pen(0.6)
    canvas.rect(box, fill=GARDEN if garden else FACILITY)
    name = Bilingual("Espace vert", "مساحة خضراء") if garden else Bilingual("Équipement public", "مرفق عمومي")
    if garden:
        for _ in range(40):
            tree(
                canvas,
                box.x + chance.uniform(0.06, 0.94) * box.w,
                box.y + chance.uniform(0.06, 0.94) * box.h,
                chance.uniform(1.2, 2.6),
            )
    else:
        canvas.pen(0.12, OCHRE)
        canvas.hatch(box, 3)
    x, y = box.x + box.w / 2, box.y + box.h / 2
    canvas.label(name.fr, x, y - 3, points=12, bold=True)
    canvas.label(name.ar, x, y + 4, points=13, bold=True, language="ar")


def _street(canvas: Canvas, box: Box, chance: random.Random) -> None:
    middle = box.y + box.h / 2
    canvas.pen(0.18, GREY, dash=4)
    canvas.line(box.x, middle, box.x + box.w, middle)
    number = chance.randint(1, 30)
    for share in (0.25, 0.7):
        x = box.x + box.w * share
        canvas.label(f"Voie {number} — emprise 12 m", x, middle - 2.2, points=6.5, colour=GREY)
        canvas.label(f"الطريق {number}", x, middle + 2.6, points=7, colour=GREY, language="ar")
    for k in range(int(box.w / 14)):
        for y in (box.y + 2, box.y + box.h - 2):
            tree(canvas, box.x + 7 + 14 * k, y, 1.3)


def tree(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A tree from above: a dented crown and its trunk."""
    canvas.pen(0.12, LEAF)
    points = []
    for k in range(12):
        r = radius * (1.0 if k % 2 else 0.72)
        a = math.tau * k / 12
        points.append((x + r * math.cos(a), y + r * math.sin(a)))
    canvas.path(points, closed=True)
    canvas.circle(x, y, radius * 0.12, fill=LEAF)


def contours(canvas: Canvas, box: Box, chance: random.Random, *, step: float, lines: int) -> None:
    """Contour lines of a gentle slope; every fifth one stronger with its height, and spot heights."""
    waves = [(chance.uniform(0.6, 2.4), chance.uniform(0, math.tau), chance.uniform(2, 9)) for _ in range(4)]
    count = int(box.w / step)
    for number in range(lines):
        base = box.y + box.h * (number + 0.5) / lines
        strong = number % 5 == 0
        canvas.pen(0.3 if strong else 0.13, OCHRE)
        points: list[Point] = []
        for k in range(count + 1):
            t = k / count
            shift = sum(a * math.sin(f * math.tau * t + p + number * 0.12) for f, p, a in waves)
            points.append((box.x + box.w * t, base + shift))
        canvas.path(points)
        if strong:
            x, y = points[count // 7]
            canvas.label(f"{112 - number // 5}.00", x, y - 1.6, points=5, colour=OCHRE)
    for _ in range(lines * 2):
        x = box.x + chance.uniform(0.02, 0.98) * box.w
        y = box.y + chance.uniform(0.02, 0.98) * box.h
        canvas.pen(0.15, OCHRE)
        canvas.line(x - 0.8, y, x + 0.8, y)
        canvas.line(x, y - 0.8, x, y + 0.8)
        canvas.label(f"{104 + (y - box.y) / box.h * 8:.2f}", x + 5, y, points=4, colour=OCHRE)


def grid(canvas: Canvas, box: Box, scale: int) -> None:
    """Crosses of the Lambert grid every 100 mm with coordinates at the border."""
    gap = 100.0
    canvas.pen(0.2, BLACK)
    metres = gap * scale / 1000
    for i in range(1, int(box.w / gap) + 1):
        for j in range(1, int(box.h / gap) + 1):
            x, y = box.x + i * gap, box.y + j * gap
            canvas.line(x - 3, y, x + 3, y)
            canvas.line(x, y - 3, x, y + 3)
        canvas.label(f"X = {98400 + i * metres:.0f}", box.x + i * gap, box.y + 3, points=5)
    for j in range(1, int(box.h / gap) + 1):
        canvas.label(f"Y = {374900 - j * metres:.0f}", box.x + 3.5, box.y + j * gap, points=5, angle=90)


def boundary_marks(canvas: Canvas, box: Box, scale: int) -> None:
    """Numbered boundary marks at the corners and along the sides, with the sides' lengths."""
    corners = [(box.x, box.y), (box.x + box.w, box.y), (box.x + box.w, box.y + box.h), (box.x, box.y + box.h)]
    number = 1
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = math.hypot(x2 - x1, y2 - y1)
        for share in (0.0, 1 / 3, 2 / 3):
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            canvas.pen(0.3, RED)
            canvas.circle(x, y, 1.4, fill=(255, 255, 255))
            canvas.label(f"B{number}", x + 4, y - 3, points=6, colour=RED)
            number += 1
        angle = 90 if x1 == x2 else 0
        text = f"{length * scale / 1000:.2f} m"
        canvas.label(text, (x1 + x2) / 2 + (3 if angle else 0), (y1 + y2) / 2 - 3, points=7, colour=RED, angle=angle)


def division(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, act: SeedAct) -> None:
    """A property cut into four parcels with their marks, lengths and areas."""
    contours(canvas, sheet.drawing, chance, step=5, lines=48)
    grid(canvas, sheet.drawing, scale)
    room = sheet.drawing.inner(52 * sheet.factor)
    k = scale / 1000
    split_x, split_y = room.x + room.w * chance.uniform(0.42, 0.58), room.y + room.h * chance.uniform(0.42, 0.58)
    parts = [
        Box(room.x, room.y, split_x - room.x, split_y - room.y),
        Box(split_x, room.y, room.x + room.w - split_x, split_y - room.y),
        Box(room.x, split_y, split_x - room.x, room.y + room.h - split_y),
        Box(split_x, split_y, room.x + room.w - split_x, room.y + room.h - split_y),
    ]
    fills = ((253, 244, 226), (230, 241, 250), (235, 246, 228), (248, 232, 238))
    for number, (part, fill) in enumerate(zip(parts, fills, strict=True), start=1):
        canvas.pen(0.5)
        canvas.rect(part.inner(0.4), fill=fill)
        canvas.pen(0.12, PALE)
        canvas.hatch(part.inner(0.4), 6)
        x, y = part.x + part.w / 2, part.y + part.h / 2
        canvas.label(f"Parcelle P{number}", x, y - 9, points=16, bold=True)
        canvas.label(f"القطعة {number}", x, y, points=16, bold=True, language="ar")
        canvas.label(f"S = {part.w * part.h * k * k:.0f} m²", x, y + 9, points=12, colour=GREY)
    canvas.pen(0.9, RED)
    canvas.rect(room)
    boundary_marks(canvas, room, scale)
    canvas.label(f"Propriété dite « {act.land_title} »", room.x + room.w / 2, room.y - 14, points=14, bold=True)


STREETS = (
    Bilingual("Avenue Hassan II", "شارع الحسن الثاني"),
    Bilingual("Bd Mohammed V", "شارع محمد الخامس"),
    Bilingual("Rue des Orangers", "زنقة البرتقال"),
    Bilingual("Rue de la Mosquée", "زنقة المسجد"),
)


def site(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, act: SeedAct) -> None:
    """The quarter's fabric of parcels and streets, the land concerned in red, and what lies around it."""
    box = sheet.drawing
    contours(canvas, box, chance, step=6, lines=16)
    columns, rows = max(3, int(box.w / 62)), max(3, int(box.h / 58))
    street = 6.0
    chosen = (columns // 2, rows // 2)
    for i in range(columns):
        for j in range(rows):
            block = Box(box.x + i * box.w / columns, box.y + j * box.h / rows, box.w / columns, box.h / rows)
            _fabric(canvas, block.inner(street / 2), chance, chosen=(i, j) == chosen)
    for number in range(min(columns, rows) - 1):
        name = STREETS[number % len(STREETS)]
        y = box.y + (number + 1) * box.h / rows
        canvas.label(name.fr, box.x + box.w * 0.24, y, points=5.5, colour=GREY)
        canvas.label(name.ar, box.x + box.w * 0.72, y, points=6.5, colour=GREY, language="ar")
    cx = box.x + (chosen[0] + 0.5) * box.w / columns
    cy = box.y + (chosen[1] + 0.5) * box.h / rows
    if act.family == "ODP":
        _trench(canvas, box, rows, chosen[1])
    else:
        canvas.pen(0.5, RED, dash=3)
        canvas.circle(cx, cy, min(box.w / columns, box.h / rows) * 0.72)
    x = cx + box.w / columns
    canvas.pen(0.3, RED)
    canvas.line(cx, cy, x, cy - 16)
    canvas.rect(Box(x - 13, cy - 22, 34, 11), fill=(255, 255, 255))
    canvas.label("Terrain concerné", x + 4, cy - 19, points=8, bold=True, colour=RED)
    canvas.label("العقار المعني", x + 4, cy - 14.5, points=9, bold=True, colour=RED, language="ar")
    grid(canvas, box, scale)


def _trench(canvas: Canvas, box: Box, rows: int, row: int) -> None:
    y = box.y + row * box.h / rows + 1.6
    canvas.pen(0.9, RED, dash=5)
    canvas.path([(box.x + box.w * 0.06, y), (box.x + box.w * 0.6, y), (box.x + box.w * 0.6, y + box.h / rows)])
    for k in range(9):
        x = box.x + box.w * (0.06 + 0.06 * k)
        canvas.pen(0.3, RED)
        canvas.rect(Box(x - 1.2, y - 1.2, 2.4, 2.4), fill=(255, 255, 255))
        canvas.label(f"CH{k + 1}", x, y - 3.4, points=5, colour=RED)


def _fabric(canvas: Canvas, box: Box, chance: random.Random, *, chosen: bool) -> None:
    """A block of parcels with their buildings."""
    canvas.pen(0.35)
    canvas.rect(box, fill=(252, 252, 250))
    x, target = box.x, chance.randrange(2)
    number = 0
    while x < box.x + box.w - 4:
        width = min(chance.uniform(8, 15), box.x + box.w - x)
        for half in range(2):
            lot = Box(x, box.y + half * box.h / 2, width, box.h / 2)
            marked = chosen and number == 1 and half == target
            canvas.pen(0.6 if marked else 0.15, RED if marked else GREY)
            canvas.rect(lot, fill=HIGHLIGHT if marked else None)
            depth = lot.h * chance.uniform(0.5, 0.8)
            built = Box(lot.x + 0.8, lot.y + (0.8 if half == 0 else lot.h - depth - 0.8), width - 1.6, depth)
            if not marked and chance.random() < 0.8:
                canvas.pen(0.12, GREY)
                canvas.hatch(built, 1.3)
                canvas.rect(built)
            canvas.label(str(chance.randint(100, 990)), lot.x + width / 2, lot.y + lot.h / 2, points=4)
        x += width
        number += 1
