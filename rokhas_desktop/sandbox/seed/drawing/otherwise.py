"""Plans that are not PDF, as some offices send them: a scanned sheet (PNG) and a drawing's exchange file (DXF)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from rokhas_desktop import resources
from rokhas_desktop.sandbox.seed.model import SeedAct, SeedDocument
from rokhas_desktop.sandbox.seed.paper import size

DPI = 100
_INK, _FAINT, _PAPER = 40, 160, 250


def scan(act: SeedAct, document: SeedDocument) -> bytes:
    """A sheet as a scanner gives it: grey, a little noisy, with the plan of one floor."""
    about = document.sheet
    chance = random.Random(about.seed)  # noqa: S311 - a drawing
    across, down = (round(side / 25.4 * DPI) for side in size(about.paper, landscape=about.landscape))
    sheet = Image.new("L", (across, down), _PAPER)
    pen = ImageDraw.Draw(sheet)
    margin = across // 20
    pen.rectangle((margin, margin, across - margin, down - margin), outline=_INK, width=3)
    _rooms(pen, (margin * 2, margin * 3, across - margin * 2, down - margin * 5), chance, depth=4)
    font = ImageFont.truetype(str(resources.path_of("fonts/NotoSans-Regular.ttf")), across // 60)
    words = f"TEST · {document.title.fr} · {act.reference} · {act.parcel or ''}"
    pen.text((margin * 2, down - margin * 3), words, fill=_INK, font=font)
    for _ in range(400):
        pen.point((chance.randrange(across), chance.randrange(down)), fill=_FAINT)
    out = BytesIO()
    sheet.save(out, "PNG", dpi=(DPI, DPI), optimize=False)
    return out.getvalue()


def _rooms(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], chance: random.Random, *, depth: int) -> None:
    """Divide a rectangle by walls, each with a door."""
    left, top, right, bottom = box
    pen.rectangle(box, outline=_INK, width=2 + depth)
    if depth == 0 or min(right - left, bottom - top) < 120:
        return
    cut = chance.uniform(0.35, 0.65)
    if right - left > bottom - top:
        at = round(left + (right - left) * cut)
        parts = ((left, top, at, bottom), (at, top, right, bottom))
        door = (at - 6, (top + bottom) // 2 - 20, at + 6, (top + bottom) // 2 + 20)
    else:
        at = round(top + (bottom - top) * cut)
        parts = ((left, top, right, at), (left, at, right, bottom))
        door = ((left + right) // 2 - 20, at - 6, (left + right) // 2 + 20, at + 6)
    for part in parts:
        _rooms(pen, part, chance, depth=depth - 1)
    pen.rectangle(door, fill=_PAPER)


def cad(act: SeedAct, document: SeedDocument) -> bytes:
    """A DXF of release 12 in text: walls as lines, axes, and a title; units are metres."""
    chance = random.Random(document.sheet.seed)  # noqa: S311 - a drawing
    pairs: list[tuple[int, str | float]] = [
        (999, f"TEST {act.reference}"),
        (0, "SECTION"),
        (2, "HEADER"),
        (9, "$ACADVER"),
        (1, "AC1009"),
    ]
    pairs += [(0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES"), *_walls(chance)]
    pairs += [(0, "TEXT"), (8, "TITRE"), (10, 0.0), (20, -1.5), (30, 0.0), (40, 0.5), (1, f"TEST {act.reference}")]
    pairs += [(0, "ENDSEC"), (0, "EOF")]
    return "".join(f"{code:>3}\r\n{value}\r\n" for code, value in pairs).encode("ascii", "replace")


def _walls(chance: random.Random) -> Iterator[tuple[int, str | float]]:
    across = [0.0]
    while len(across) < 7:
        across.append(round(across[-1] + chance.uniform(2.5, 5.0), 2))
    up = [0.0, 4.2, 5.6, 9.8]
    lines = [("MURS", x, up[0], x, up[-1]) for x in across] + [("MURS", across[0], y, across[-1], y) for y in up]
    lines += [("AXES", x + 0.1, up[0] - 1, x + 0.1, up[-1] + 1) for x in across]
    for layer, x1, y1, x2, y2 in lines:
        yield from ((0, "LINE"), (8, layer), (10, x1), (20, y1), (30, 0.0), (11, x2), (21, y2), (31, 0.0))
