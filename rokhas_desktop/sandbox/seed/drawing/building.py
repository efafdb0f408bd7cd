"""Drawings of buildings beside floor plans: façades, structure, shop premises, a café's terrace."""

from __future__ import annotations

import random

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, BLUE, GREY, LEAF, OCHRE, PALE, RED, Canvas, Language
from rokhas_desktop.sandbox.seed.drawing.floor import PREMISES, Scaled, dimension, floor_plan
from rokhas_desktop.sandbox.seed.drawing.land import tree
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct
from rokhas_desktop.sandbox.seed.paper import Box, Layout

STOREY = 3.2
GROUND_FLOOR = 4.2


def elevation(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, act: SeedAct) -> None:
    """A façade, and beside it, where the sheet is wide enough, a section; levels at the side."""
    room = sheet.drawing
    k = 1000 / scale
    halves = 1 if room.w < 260 else 2
    width = min(18.0, (room.w / halves - 40 * sheet.factor) / k)
    storeys = max(1, min(4, int(((room.h - 50 * sheet.factor) / k - GROUND_FLOOR - 1) / STOREY)))
    height = GROUND_FLOOR + storeys * STOREY + 1.1
    for half in range(halves):
        x = room.x + room.w / halves * half + (room.w / halves - width * k) / 2
        s = Scaled(canvas, x, room.y + (room.h + height * k) / 2 - height * k - 4, k)
        if half == 0:
            _facade(s, width, height, storeys, chance, sign=act.family == "ODP-AP")
            title = Bilingual("Façade principale", "الواجهة الرئيسية")
        else:
            _section(s, width, height, storeys)
            title = Bilingual("Coupe A-A", "مقطع أ-أ")
        _levels(s, width, height, storeys)
        cx, cy = s.at(width / 2, height)
        canvas.label(f"{title.fr} — 1/{scale}", cx, cy + 12 * sheet.factor, points=9 * sheet.factor, bold=True)
        canvas.label(title.ar, cx, cy + 17 * sheet.factor, points=10 * sheet.factor, bold=True, language="ar")


def _ground(s: Scaled, width: float, height: float) -> None:
    s.canvas.pen(0.7)
    s.line(-2, height, width + 2, height)
    s.canvas.pen(0.13, OCHRE)
    x, y, w, h = s.box(-2, height, width + 4, 0.35)
    s.canvas.hatch(Box(x, y, w, h), 1.4)


def _facade(s: Scaled, width: float, height: float, storeys: int, chance: random.Random, *, sign: bool) -> None:
    canvas = s.canvas
    _ground(s, width, height)
    canvas.pen(0.5)
    canvas.rect(s.box(0, 0, width, height), fill=(252, 248, 240))
    canvas.pen(0.1, PALE)
    for k in range(int(GROUND_FLOOR / 0.3)):
        s.line(0, height - 0.3 * k, width, height - 0.3 * k)
    bays = max(3, int(width / 3.4))
    bay = width / bays
    for level in range(storeys):
        top = 1.1 + level * STOREY
        canvas.pen(0.3)
        s.line(0, top + STOREY, width, top + STOREY)
        for n in range(bays):
            if (n + level) % 3 == 1:
                _balcony(s, n * bay + 0.4, top + 0.6, bay - 0.8)
            else:
                _shutters(s, n * bay + bay / 2 - 0.6, top + 0.8)
    _parapet(s, width)
    for n in range(bays):
        _shop_front(s, n * bay + 0.25, height - GROUND_FLOOR + 0.9, bay - 0.5, door=n == chance.randrange(bays))
    if sign:
        box = s.box(width * 0.2, height - GROUND_FLOOR + 0.1, width * 0.6, 0.75)
        canvas.pen(0.4, RED)
        canvas.rect(box, fill=(250, 226, 222))
        canvas.label("ENSEIGNE TEST", box.x + box.w * 0.3, box.y + box.h / 2, points=6, bold=True, colour=RED)
        canvas.label("لوحة تجريبية", box.x + box.w * 0.75, box.y + box.h / 2, points=7, language="ar", colour=RED)


def _parapet(s: Scaled, width: float) -> None:
    s.canvas.pen(0.3)
    s.canvas.rect(s.box(-0.15, -0.12, width + 0.3, 0.22), fill=(240, 236, 228))
    s.canvas.pen(0.15, GREY)
    for k in range(int(width / 0.12)):
        s.line(k * 0.12, 0.1, k * 0.12, 0.95)


def _shutters(s: Scaled, x: float, y: float) -> None:
    canvas = s.canvas
    canvas.pen(0.3)
    canvas.rect(s.box(x, y, 1.2, 1.5), fill=(228, 238, 246))
    s.line(x + 0.6, y, x + 0.6, y + 1.5)
    s.line(x, y + 0.75, x + 1.2, y + 0.75)
    for side in (-0.5, 1.2):
        canvas.pen(0.2, BLUE)
        canvas.rect(s.box(x + side, y, 0.5, 1.5))
        for k in range(1, 20):
            s.line(x + side + 0.05, y + k * 0.075, x + side + 0.45, y + k * 0.075)


def _balcony(s: Scaled, x: float, y: float, w: float) -> None:
    canvas = s.canvas
    canvas.pen(0.3)
    canvas.rect(s.box(x + w / 2 - 0.8, y - 0.1, 1.6, 2.3), fill=(228, 238, 246))
    s.line(x + w / 2, y - 0.1, x + w / 2, y + 2.2)
    canvas.rect(s.box(x, y + 2.2, w, 0.15), fill=(240, 236, 228))
    canvas.pen(0.18)
    s.line(x, y + 1.2, x + w, y + 1.2)
    for k in range(int(w / 0.11)):
        s.line(x + k * 0.11, y + 1.2, x + k * 0.11, y + 2.2)


def _shop_front(s: Scaled, x: float, y: float, w: float, *, door: bool) -> None:
    canvas = s.canvas
    height = GROUND_FLOOR - 0.9
    canvas.pen(0.3)
    canvas.rect(s.box(x, y, w, height), fill=(255, 255, 255))
    canvas.pen(0.13, GREY)
    if door:
        s.line(x + w / 2, y, x + w / 2, y + height)
        canvas.rect(s.box(x + 0.2, y + 0.5, w / 2 - 0.35, height - 0.7))
        canvas.rect(s.box(x + w / 2 + 0.15, y + 0.5, w / 2 - 0.35, height - 0.7))
        return
    for k in range(1, int(height / 0.1)):
        s.line(x + 0.05, y + k * 0.1, x + w - 0.05, y + k * 0.1)


def _section(s: Scaled, width: float, height: float, storeys: int) -> None:
    canvas = s.canvas
    _ground(s, width, height)
    tops = [1.1 + level * STOREY for level in range(storeys + 1)]
    for top in tops:
        _concrete(s, 0, top, width, 0.2)
    for n in range(int(width / 4.5) + 1):
        x = min(n * 4.5, width - 0.25)
        _concrete(s, x, 1.1, 0.25, height - 1.1)
        _concrete(s, x - 0.5, height + 0.35, 1.25, 0.5)
    _concrete(s, 0, 0, 0.15, 1.1)
    _concrete(s, width - 0.15, 0, 0.15, 1.1)
    for top in tops[1:]:
        canvas.pen(0.2)
        for k in range(16):
            x, y = 4.9 + k * 0.25, top - k * STOREY / 16
            s.line(x, y, x + 0.25, y)
            s.line(x + 0.25, y, x + 0.25, y - STOREY / 16)
    for level, top in enumerate(tops):
        x, y = s.at(width * 0.72, top + 1.6)
        name = "Commerces" if level == storeys else f"Étage {storeys - level}"
        canvas.label(name, x, y, points=7, colour=GREY)


def _concrete(s: Scaled, x: float, y: float, w: float, h: float) -> None:
    box = s.box(x, y, w, h)
    s.canvas.pen(0.1, GREY)
    s.canvas.hatch(box, 0.7)
    s.canvas.pen(0.35)
    s.canvas.rect(box)


def _levels(s: Scaled, width: float, height: float, storeys: int) -> None:
    marks = [(height, 0.0)] + [
        (1.1 + level * STOREY, GROUND_FLOOR + (storeys - level) * STOREY) for level in range(storeys + 1)
    ]
    for y, value in marks:
        px, py = s.at(width + 0.6, y)
        s.canvas.pen(0.2, RED)
        s.canvas.line(px, py, px + 12, py)
        s.canvas.path([(px + 3, py), (px + 1.8, py - 1.8), (px + 4.2, py - 1.8)], closed=True, fill=RED)
        s.canvas.label(f"{'±' if value == 0 else '+'}{value:.2f}", px + 9, py - 1.8, points=5.5, colour=RED)


def structure(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, _act: SeedAct) -> None:
    """Footings, tie beams and columns on their grid, reinforcement of the slab, and a bar schedule."""
    room = sheet.drawing
    k = 1000 / scale
    columns = max(3, 1 + int((room.w - 76 * sheet.factor) / (4.4 * k)))
    rows = max(3, 1 + int((room.h - 76 * sheet.factor) / (4.4 * k)))
    s = Scaled(canvas, room.x + 34 * sheet.factor, room.y + 34 * sheet.factor, k)
    bay = 4.4
    far_x, far_y = (columns - 1) * bay, (rows - 1) * bay
    canvas.pen(0.12, PALE)
    for n in range(int(far_x / 0.2)):
        s.line(n * 0.2, 0, n * 0.2, far_y)
    for n in range(int(far_y / 0.2)):
        s.line(0, n * 0.2, far_x, n * 0.2)
    for i in range(columns):
        for j in range(rows):
            if i < columns - 1:
                _beam(s, i * bay, j * bay, bay, lengthwise=True, name=f"L{j * columns + i + 1}")
            if j < rows - 1:
                _beam(s, i * bay, j * bay, bay, lengthwise=False, name=f"P{i * rows + j + 1}")
    for i in range(columns):
        for j in range(rows):
            _footing(s, i * bay, j * bay, chance.choice((1.2, 1.4, 1.6)), f"S{i * rows + j + 1}")
    for i in range(columns - 1):
        dimension(canvas, s.at(i * bay, 0)[0], s.at((i + 1) * bay, 0)[0], s.y - 16, f"{bay:.2f}", GREY)
    x, y = s.at(far_x / 2, far_y)
    canvas.label(f"Fondations et longrines — béton B25, acier Fe E500 — 1/{scale}", x, y + 18, points=9, bold=True)
    canvas.label("الأساسات والجسور الأرضية", x, y + 23.5, points=10, bold=True, language="ar")


def _beam(s: Scaled, x: float, y: float, length: float, *, lengthwise: bool, name: str) -> None:
    half = 0.125
    box = s.box(x, y - half, length, 2 * half) if lengthwise else s.box(x - half, y, 2 * half, length)
    s.canvas.pen(0.3)
    s.canvas.rect(box, fill=(255, 255, 255))
    s.canvas.pen(0.12, RED)
    for n in range(1, int(length / 0.15)):
        t = n * 0.15
        if lengthwise:
            s.line(x + t, y - half * 0.8, x + t, y + half * 0.8)
        else:
            s.line(x - half * 0.8, y + t, x + half * 0.8, y + t)
    px, py = s.at(x + length / 2, y - 0.35) if lengthwise else s.at(x + 0.35, y + length / 2)
    s.canvas.label(f"{name} 25×40", px, py, points=4.6, colour=BLUE, angle=0 if lengthwise else 90)


def _footing(s: Scaled, x: float, y: float, size: float, name: str) -> None:
    half = size / 2
    s.canvas.pen(0.35)
    s.canvas.rect(s.box(x - half, y - half, size, size), fill=(255, 255, 255))
    s.canvas.pen(0.15, RED)
    for n in range(1, int(size / 0.12)):
        s.line(x - half + n * 0.12, y - half + 0.05, x - half + n * 0.12, y + half - 0.05)
        s.line(x - half + 0.05, y - half + n * 0.12, x + half - 0.05, y - half + n * 0.12)
    s.canvas.pen(0.3)
    s.canvas.rect(s.box(x - 0.15, y - 0.15, 0.3, 0.3), fill=BLACK)
    px, py = s.at(x + half, y - half)
    s.canvas.label(f"{name} {size:.2f}²", px + 3, py - 2, points=4.6, colour=BLUE)


def premises(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, _act: SeedAct) -> None:
    """A shop's floor with its rooms, and the equipment that the opinion of civil protection is about."""
    room, k = sheet.drawing, 1000 / scale
    width = round((room.w - 62) / k * 2) / 2
    depth = round((room.h - 84) / k * 2) / 2
    title = Bilingual("Plan du local", "تصميم المحل")
    inner = Box(room.x + 6, room.y, room.w - 6, room.h)
    floor_plan(canvas, inner, chance, width=width, depth=depth, scale=scale, title=title, rooms=PREMISES)
    signs = (("Extincteur", "مطفأة"), ("Issue de secours", "مخرج النجدة"), ("Tableau électrique", "لوحة كهربائية"))
    for number, (fr, ar) in enumerate(signs):
        x, y = room.x + 8 + number * room.w / 3, room.y + room.h - 8
        canvas.pen(0.3, RED)
        canvas.rect(Box(x, y - 2, 4, 4), fill=(250, 226, 222))
        canvas.label(str(number + 1), x + 2, y, points=5, bold=True, colour=RED)
        canvas.write(fr, x + 6, y - 2.6, room.w / 3 - 8, points=5)
        canvas.write(ar, x + 6, y, room.w / 3 - 8, points=5.6, language="ar", align="L")


def terrace(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, _act: SeedAct) -> None:
    """A café's front, its terrace with tables and parasols, the free passage, the kerb and the road."""
    room, k = sheet.drawing, 1000 / scale
    s = Scaled(canvas, room.x, room.y, k)
    w = room.w / k
    cafe, depth, passage, road = room.h / k * 0.24, room.h / k * 0.3, room.h / k * 0.16, room.h / k * 0.18
    canvas.pen(0.12, GREY)
    canvas.hatch(s.box(0, 0, w, cafe), 2)
    canvas.pen(0.5)
    canvas.rect(s.box(0, 0, w, cafe))
    _paving(s, w, cafe, depth + passage)
    left, right = w * 0.12, w * 0.88
    canvas.pen(0.6, RED, dash=3)
    canvas.rect(s.box(left, cafe, right - left, depth))
    _tables(s, left, right, cafe, depth, chance)
    dimension(canvas, s.at(left, 0)[0], s.at(right, 0)[0], s.at(0, cafe + depth)[1] + 6, f"{right - left:.2f} m", RED)
    kerb = cafe + depth + passage
    canvas.pen(0.6)
    s.line(0, kerb, w, kerb)
    canvas.rect(s.box(0, kerb, w, road), fill=(232, 232, 234), stroke=False)
    canvas.pen(0.4, (255, 255, 255), dash=6)
    s.line(0, kerb + road / 2, w, kerb + road / 2)
    for n in range(int(w / 5)):
        px, py = s.at(2.5 + 5 * n, kerb - 0.7)
        tree(canvas, px, py, 0.9 * k)
    area = (right - left) * depth
    _caption(s, w / 2, cafe / 2, "Café — rez-de-chaussée", "مقهى - الطابق السفلي", 9)
    _caption(s, w / 2, cafe + depth * 0.5, f"Terrasse {area:.0f} m²", "فضاء خارجي", 10)
    _caption(
        s, w / 2, cafe + depth + passage * 0.45, "Passage libre des piétons : 1,50 m au moins", "ممر حر للراجلين", 7
    )
    _caption(s, w / 4, kerb + road * 0.3, "Avenue", "شارع", 8)


def _caption(s: Scaled, x: float, y: float, fr: str, ar: str, points: float) -> None:
    px, py = s.at(x, y)
    lines: tuple[tuple[str, float, Language], ...] = ((fr, -2.6, "fr"), (ar, 2.0, "ar"))
    for text, dy, language in lines:
        half = s.canvas.measure_line(text, points=points, language=language) / 2 + 1.5
        s.canvas.rect(Box(px - half, py + dy - 2.4, 2 * half, 4.8), fill=(255, 255, 255), stroke=False)
        s.canvas.label(text, px, py + dy, points=points, bold=True, language=language)


def _paving(s: Scaled, w: float, top: float, depth: float) -> None:
    s.canvas.pen(0.08, PALE)
    for n in range(int(depth / 0.4)):
        s.line(0, top + n * 0.4, w, top + n * 0.4)
    for n in range(int(w / 0.4)):
        s.line(n * 0.4, top, n * 0.4, top + depth)


def _tables(s: Scaled, left: float, right: float, top: float, depth: float, chance: random.Random) -> None:
    columns, rows = int((right - left) / 2.2), max(1, int(depth / 2.2))
    for i in range(columns):
        for j in range(rows):
            x = left + (i + 0.5) * (right - left) / columns
            y = top + (j + 0.5) * depth / rows
            s.canvas.pen(0.2, BLUE)
            s.canvas.circle(*s.at(x, y), 0.38 * s.k, fill=(255, 255, 255))
            for dx, dy in ((-0.62, 0), (0.62, 0), (0, -0.62), (0, 0.62)):
                s.canvas.rect(s.box(x + dx - 0.2, y + dy - 0.2, 0.4, 0.4), fill=(255, 255, 255))
            if chance.random() < 0.5:
                s.canvas.pen(0.15, LEAF, dash=1)
                s.canvas.rect(s.box(x - 1, y - 1, 2, 2))
                s.line(x - 1, y - 1, x + 1, y + 1)
                s.line(x + 1, y - 1, x - 1, y + 1)
