"""What every plan's sheet carries: border, title strip, compass, scale, opinions, and the signature's box."""

from __future__ import annotations

import math

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, BLUE, GREEN, GREY, LEAF, OCHRE, RED, Canvas
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct, SeedDocument, SeedOpinion
from rokhas_desktop.sandbox.seed.paper import Box, Layout
from rokhas_desktop.sandbox.seed.words import day_fr

VERDICTS = {
    "favourable": Bilingual("AVIS FAVORABLE", "رأي بالموافقة"),
    "favourable_with_reserves": Bilingual("AVIS FAVORABLE AVEC RÉSERVES", "رأي بالموافقة مع تحفظات"),
    "adverse": Bilingual("AVIS DÉFAVORABLE", "رأي بعدم الموافقة"),
    "adjourned": Bilingual("AJOURNÉ", "مؤجل"),
}


def frame(canvas: Canvas, sheet: Layout, act: SeedAct, document: SeedDocument, scale: int) -> None:
    """Border and title strip; the drawing itself goes into ``sheet.drawing``.  ``scale`` is the 1 in 1:scale."""
    canvas.pen(0.8 * sheet.factor)
    canvas.rect(sheet.frame)
    canvas.pen(0.4 * sheet.factor)
    canvas.rect(sheet.drawing)
    _fold_marks(canvas, sheet)
    _head(canvas, sheet, act)
    _compass(canvas, sheet, scale)
    _opinions(canvas, sheet, act, present=document.ne_varietur == "present")
    _stamp(canvas, sheet, document)
    _title(canvas, sheet, act, document, scale)


def _fold_marks(canvas: Canvas, sheet: Layout) -> None:
    """Ticks where a large sheet is folded to A4."""
    canvas.pen(0.15, GREY)
    for k in range(1, int(sheet.width // 190)):
        canvas.line(sheet.width - 190 * k, 0, sheet.width - 190 * k, sheet.frame.y)
    for k in range(1, int(sheet.height // 297) + 1):
        canvas.line(0, sheet.height - 297 * k, sheet.frame.x, sheet.height - 297 * k)


def _head(canvas: Canvas, sheet: Layout, act: SeedAct) -> None:
    x, y, w, h = sheet.head
    f = sheet.factor
    canvas.pen(0.3)
    canvas.rect(sheet.head)
    rows = [
        ("ROYAUME DU MAROC", "المملكة المغربية"),
        (act.province.name.fr, act.province.name.ar),
        (f"Commune : {act.commune.name.fr}", f"جماعة {act.commune.name.ar}"),
        (f"Dossier {act.reference}", "ملف رقم"),
    ]
    step = h / len(rows)
    for number, (fr, ar) in enumerate(rows):
        top = y + number * step + step * 0.16
        canvas.write(fr, x + 3 * f, top, w * 0.66, points=7.4 * f, bold=number in (0, 3))
        canvas.write(ar, x + w * 0.5, top - 0.3 * f, w * 0.5 - 3 * f, points=8.4 * f, language="ar", bold=number == 0)


def _compass(canvas: Canvas, sheet: Layout, scale: int) -> None:
    """A north arrow and a scale bar."""
    x, y, w, h = sheet.compass
    f = sheet.factor
    canvas.pen(0.3)
    canvas.rect(sheet.compass)
    cx, cy, r = x + w * 0.22, y + h * 0.54, h * 0.32
    canvas.pen(0.25 * f)
    canvas.circle(cx, cy, r)
    canvas.path([(cx, cy - r * 1.1), (cx + r * 0.35, cy + r * 0.8), (cx, cy + r * 0.45)], closed=True, fill=BLACK)
    canvas.path([(cx, cy - r * 1.1), (cx - r * 0.35, cy + r * 0.8), (cx, cy + r * 0.45)], closed=True)
    canvas.label("N", cx, cy - r * 1.45, points=9 * f, bold=True)
    left, width, top = x + w * 0.45, w * 0.46, y + h * 0.58
    canvas.label(f"Échelle 1/{scale}", left + width / 2, top - h * 0.22, points=8.5 * f, bold=True)
    unit = _unit(width * scale / 1000 / 4)
    length = unit * 1000 / scale
    for k in range(4):
        box = Box(left + k * length, top, length, 1.6 * f)
        canvas.rect(box, fill=BLACK if k % 2 == 0 else None)
        canvas.label(f"{unit * k:g}", left + k * length, top + 4.4 * f, points=5.5 * f)
    canvas.label(f"{unit * 4:g} m", left + 4 * length, top + 4.4 * f, points=5.5 * f)


def _unit(metres: float) -> float:
    """The largest of 1, 2, 5, 10 … metres that is not longer."""
    power = 10 ** math.floor(math.log10(metres))
    return float(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _opinions(canvas: Canvas, sheet: Layout, act: SeedAct, *, present: bool) -> None:
    """The commission's visas, as its members wrote them on the drawing (RGC 2019 art. 38)."""
    x, y, w, h = sheet.opinions
    f = sheet.factor
    canvas.pen(0.3)
    canvas.rect(sheet.opinions)
    heading = 7 * f
    canvas.write("Avis de la commission", x + 3 * f, y + 2 * f, w / 2, points=7 * f, bold=True)
    canvas.write("آراء اللجنة", x + w / 2, y + 1.6 * f, w / 2 - 3 * f, points=8 * f, bold=True, language="ar")
    columns = 2 if w > 80 else 1
    mention = 13 * f if present else 0
    room = h - heading - mention - 3 * f
    rows = max(1, math.ceil(len(act.opinions) / columns))
    height = min(30 * f, room / rows)
    if height >= 9 * f:
        for number, opinion in enumerate(act.opinions):
            column, row = number % columns, number // columns
            box = Box(x + column * w / columns, y + heading + row * height, w / columns, height).inner(1.6 * f)
            _visa(canvas, box, opinion, f)
    free = room - rows * height
    if free > 44 * f:
        _legend(canvas, Box(x, y + heading + rows * height + 4 * f, w, free - 4 * f), f)
    if present:
        _ne_varietur(canvas, Box(x, y + h - mention - 2 * f, w, mention).inner(1.5 * f), f)


LEGEND = (
    (BLACK, Bilingual("Maçonnerie, limite de construction", "البناء وحدود البناية")),
    (RED, Bilingual("Axes, limites de propriété, niveaux", "المحاور وحدود الملك والمناسيب")),
    (BLUE, Bilingual("Ouvertures, numéros de lots, mobilier", "الفتحات وأرقام البقع والأثاث")),
    (OCHRE, Bilingual("Terrain naturel, courbes de niveau", "الأرض الطبيعية ومنحنيات المستوى")),
    (LEAF, Bilingual("Plantations et espaces verts", "الأغراس والمساحات الخضراء")),
)
NOTES = (
    Bilingual("Les cotes sont en mètres et prévalent sur l'échelle.", "المقاسات بالمتر وتسود على السلم."),
    Bilingual(
        "Les cotes sont vérifiées sur place avant exécution.", "يتم التحقق من المقاسات في عين المكان قبل التنفيذ."
    ),
    Bilingual("Coordonnées : projection conique conforme de Lambert.", "الإحداثيات: إسقاط لامبير المخروطي المطابق."),
)


def _legend(canvas: Canvas, box: Box, f: float) -> None:
    """What the colours mean, and the notes that every plan carries."""
    x, y, w, h = box
    bottom = y + h
    canvas.pen(0.3)
    canvas.line(x, y, x + w, y)
    canvas.write("Légende", x + 3 * f, y + 1.5 * f, w / 2, points=7 * f, bold=True)
    canvas.write("مفتاح الرموز", x + w / 2, y + 1.2 * f, w / 2 - 3 * f, points=8 * f, bold=True, language="ar")
    y += 8 * f
    for colour, text in LEGEND:
        canvas.pen(0.6 * f, colour)
        canvas.line(x + 3 * f, y + 1.5 * f, x + 12 * f, y + 1.5 * f)
        canvas.write(text.fr, x + 15 * f, y, w * 0.5, points=5.6 * f)
        canvas.write(text.ar, x + w * 0.5, y - 0.3 * f, w * 0.5 - 3 * f, points=6.4 * f, language="ar")
        y += 5 * f
    y += 3 * f
    for note in NOTES:
        if y + 8 * f < bottom:
            canvas.write(f"– {note.fr}", x + 3 * f, y, w - 6 * f, points=5.4 * f, colour=GREY)
            canvas.write(note.ar, x + 3 * f, y + 2.8 * f, w - 6 * f, points=6 * f, colour=GREY, language="ar")
            y += 7 * f


def _visa(canvas: Canvas, box: Box, opinion: SeedOpinion, f: float) -> None:
    colour = {"favourable": GREEN, "favourable_with_reserves": BLUE}.get(opinion.verdict, RED)
    x, y, w, h = box
    canvas.pen(0.45 * f, colour)
    canvas.rect(box)
    verdict = VERDICTS[opinion.verdict]
    small = 5.2 * f
    y += max(0.6, (h - 5 * small * 0.466) / 2)
    y += canvas.write(opinion.authority.fr, x, y, w, points=small, align="C", colour=colour)
    y += canvas.write(verdict.fr, x, y, w, points=small, bold=True, align="C", colour=colour)
    y += canvas.write(verdict.ar, x, y, w, points=small * 1.1, bold=True, align="C", language="ar", colour=colour)
    if h > 12 * f:
        canvas.write(f"le {day_fr(opinion.given_on)}", x, y, w, points=small, align="C", colour=colour)


def _ne_varietur(canvas: Canvas, box: Box, f: float) -> None:
    x, y, w, h = box
    canvas.pen(0.7 * f, RED)
    canvas.rect(box)
    canvas.label("NE VARIETUR", x + w * 0.27, y + h / 2, points=10 * f, bold=True, colour=RED)
    canvas.label("غير قابل للتغيير", x + w * 0.75, y + h / 2, points=11 * f, bold=True, colour=RED, language="ar")


def _stamp(canvas: Canvas, sheet: Layout, document: SeedDocument) -> None:
    """The frame for the president's visa; nothing stands inside that the visible signature would cover."""
    canvas.pen(0.3)
    canvas.rect(sheet.stamp)
    if document.stamp is not None:
        canvas.pen(0.2, GREY, dash=1.2)
        canvas.rect(sheet.stamp.inner(0.7))
        canvas.pen(0.2)


def _title(canvas: Canvas, sheet: Layout, act: SeedAct, document: SeedDocument, scale: int) -> None:
    x, y, w, h = sheet.title
    f = sheet.factor
    compact = h < 60
    rows: list[tuple[Bilingual, Bilingual]] = [
        (Bilingual("Maître d'ouvrage", "صاحب المشروع"), act.applicant),
        (Bilingual("Projet", "المشروع"), act.subject),
    ]
    if not compact:
        rows.append((Bilingual("Situation", "الموقع"), act.address))
        if act.architect:
            rows.append((Bilingual("Maître d'œuvre", "المهندس"), act.architect))
    last = 20 * f if not compact else 14.0
    step = (h - last) / len(rows)
    canvas.pen(0.3)
    canvas.rect(sheet.title)
    for number, (name, value) in enumerate(rows):
        top = y + number * step
        canvas.line(x, top, x + w, top)
        canvas.write(name.fr, x + 2 * f, top + 0.8 * f, w / 2, points=5 * f, colour=GREY)
        canvas.write(name.ar, x + w / 2, top + 0.6 * f, w / 2 - 2 * f, points=5.8 * f, colour=GREY, language="ar")
        under = top + 3.4 * f
        canvas.write(value.fr, x + 2 * f, under, w * 0.54, points=6.4 * f)
        canvas.write(value.ar, x + w * 0.56, under - 0.3 * f, w * 0.44 - 2 * f, points=7 * f, language="ar")
    _name(canvas, Box(x, y + h - last, w, last), act, document, scale, f)


def _name(canvas: Canvas, box: Box, act: SeedAct, document: SeedDocument, scale: int, f: float) -> None:
    x, y, w, h = box
    canvas.pen(0.5)
    canvas.rect(box)
    number = document.filename[:2]
    canvas.label(number, x + w - 8 * f, y + h * 0.36, points=14 * f, bold=True)
    canvas.line(x + w - 16 * f, y, x + w - 16 * f, y + h)
    canvas.write(f"1/{scale}", x + w - 16 * f, y + h * 0.66, 16 * f, points=5.4 * f, align="C")
    room = w - 20 * f
    top = y + 0.6 * f
    top += canvas.write(document.title.fr, x + 2 * f, top, room, points=7.6 * f, bold=True)
    top += canvas.write(document.title.ar, x + 2 * f, top, room, points=8.2 * f, bold=True, language="ar")
    foot = f"{act.land_title} · {act.parcel} · {act.filed_on.strftime('%d/%m/%Y')} · TEST"
    canvas.write(foot, x + 2 * f, y + h - 3.4 * f, room, points=5 * f, colour=GREY)
