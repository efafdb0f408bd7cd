"""The plans: which scale and which content goes on a sheet."""

from __future__ import annotations

import random
from collections.abc import Callable

from rokhas_desktop.sandbox.seed.drawing.building import elevation, premises, structure, terrace
from rokhas_desktop.sandbox.seed.drawing.canvas import Canvas
from rokhas_desktop.sandbox.seed.drawing.floor import floor_plan
from rokhas_desktop.sandbox.seed.drawing.frame import frame
from rokhas_desktop.sandbox.seed.drawing.land import division, site, subdivision
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct, SeedDocument
from rokhas_desktop.sandbox.seed.paper import Box, Layout, layout

Content = Callable[[Canvas, Layout, random.Random, int, SeedAct], None]

GROUND = Bilingual("Plan du rez-de-chaussée", "تصميم الطابق السفلي")
UPPER = Bilingual("Plan de l'étage courant", "تصميم الطابق المتكرر")


def draw(act: SeedAct, document: SeedDocument) -> Canvas:
    """One plan on its sheet."""
    about = document.sheet
    sheet = layout(about.paper, landscape=about.landscape)
    title = f"{document.title.fr} {act.reference}"
    canvas = Canvas(sheet.width, sheet.height, rotate=about.rotate, moment=act.arrived_at, title=title)
    chance = random.Random(about.seed)  # noqa: S311 - a drawing
    content, scales = CONTENTS[about.drawing]
    scale = scales[about.paper]
    with canvas.page():
        with canvas.within(sheet.drawing):
            content(canvas, sheet, chance, scale, act)
        frame(canvas, sheet, act, document, scale)
        if document.stamp and document.stamp.field:
            canvas.field(document.stamp.field, sheet.stamp.inner(1.5))
    return canvas


def _architecture(canvas: Canvas, sheet: Layout, chance: random.Random, scale: int, _act: SeedAct) -> None:
    x, y, w, h = sheet.drawing
    titles = (GROUND, UPPER)
    k = 1000 / scale
    for number, title in enumerate(titles):
        room = Box(x + number * w / 2, y, w / 2, h)
        width = round((room.w - 70) / k * 2) / 2
        depth = round((room.h - 90) / k * 2) / 2
        floor_plan(canvas, room, chance, width=width, depth=depth, scale=scale, title=title)


CONTENTS: dict[str, tuple[Content, dict[str, int]]] = {
    "architecture": (_architecture, {"A2": 100, "A1": 50}),
    "division": (division, {"A1": 200}),
    "elevation": (elevation, {"A4": 100, "A2": 100, "A1": 50}),
    "premises": (premises, {"A4": 100, "A3": 50}),
    "site": (site, {"A4": 1000, "A3": 1000, "A2": 500}),
    "structure": (structure, {"A3": 100, "A2": 75}),
    "subdivision": (subdivision, {"A1": 500, "A0": 500}),
    "terrace": (terrace, {"A3": 50}),
}
