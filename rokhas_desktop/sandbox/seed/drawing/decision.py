"""A decision on the model of the regulation (RGC 2019 art. 43), French at the left and Arabic at the right."""

from __future__ import annotations

import math
from typing import Literal

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, GREY, RED, Canvas
from rokhas_desktop.sandbox.seed.families import Family, family
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct, SeedDocument
from rokhas_desktop.sandbox.seed.paper import DECISION_STAMP
from rokhas_desktop.sandbox.seed.plan import AGENCY
from rokhas_desktop.sandbox.seed.words import day_ar, day_fr, of_place

LEFT, RIGHT, WIDTH, GAP = 18.0, 109.0, 83.0, 2.1
FOOT = 228.0
"""Where the text of the last page must end: the signature block stands below."""
END = 272.0
"""Where the text of another page ends."""
KEPT = 3
"""How many paragraphs a last page has at least, so that the signature never stands alone."""
RESOLVES = "DÉCIDE :"

ORDINALS_AR = ["الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"]


def letterhead(canvas: Canvas, act: SeedAct) -> float:
    """The administration's heading in both languages; gives where it ends."""
    lines = [
        ("ROYAUME DU MAROC", "المملكة المغربية"),
        ("MINISTÈRE DE L'INTÉRIEUR", "وزارة الداخلية"),
        (act.region.name.fr.upper(), act.region.name.ar),
        (act.province.name.fr.upper(), act.province.name.ar),
        (f"COMMUNE {of_place(act.commune.name.fr).upper()}", f"جماعة {act.commune.name.ar}"),
    ]
    if act.arrondissement:
        name = act.arrondissement.name
        lines.append((f"ARRONDISSEMENT DE {name.fr.upper()}", f"مقاطعة {name.ar}"))
    y = 14.0
    for number, (fr, ar) in enumerate(lines):
        bold = number in (0, 4)
        canvas.write(fr, LEFT, y, WIDTH, points=8.5, bold=bold, align="L")
        canvas.write(ar, RIGHT, y - 0.8, WIDTH, points=10, bold=bold, language="ar", align="R")
        y += 4.7
    _star(canvas, 105, 24)
    canvas.pen(0.5, RED)
    canvas.line(LEFT, y + 1.5, 192, y + 1.5)
    canvas.pen(0.2, BLACK)
    canvas.line(LEFT, y + 2.3, 192, y + 2.3)
    return y + 6


def _star(canvas: Canvas, x: float, y: float) -> None:
    points = [(x + 6 * math.sin(math.radians(144 * k)), y - 6 * math.cos(math.radians(144 * k))) for k in range(5)]
    canvas.pen(0.7, (28, 110, 60))
    canvas.path(points, closed=True)


def footer(canvas: Canvas, act: SeedAct, page: int) -> None:
    """What stands at the foot of every page."""
    canvas.pen(0.15, GREY)
    canvas.line(LEFT, 281, 192, 281)
    canvas.write(f"{act.reference} · TEST · page {page}", LEFT, 282.5, WIDTH, points=6.5, colour=GREY)
    note = "وثيقة تجريبية لا قيمة قانونية لها"
    canvas.write(note, RIGHT, 282.2, WIDTH, points=7.5, language="ar", colour=GREY)


def draw(act: SeedAct, document: SeedDocument) -> Canvas:
    """The decision: heading, whereas, articles, and room for the signature at the foot of the last page.

    It is set a little smaller where that spares a second page.
    """
    about = family(act.family)
    canvas = Canvas(210, 297, moment=act.arrived_at, title=f"{document.title.fr} {act.reference}")
    rows = [*_whereas(act, about), Bilingual(RESOLVES, "يقرر ما يلي:"), *_articles(act, about)]
    pages = 0
    while rows:
        pages += 1
        with canvas.page():
            y = _title(canvas, act, about) if pages == 1 else 18.0
            scale = next((item for item in (1.0, 0.95, 0.9) if _end(canvas, rows, y, item) <= FOOT), None)
            keep = 0 if scale else KEPT
            while len(rows) > keep and (scale or y + _height(canvas, rows[0], 1.0) <= END):
                y = _draw_row(canvas, rows.pop(0), y, scale or 1.0)
            if not rows:
                signature_block(canvas, act)
            footer(canvas, act, pages)
    return canvas


def _end(canvas: Canvas, rows: list[Bilingual], y: float, scale: float) -> float:
    return y + sum(_height(canvas, row, scale) for row in rows)


def signature_block(canvas: Canvas, act: SeedAct) -> None:
    """Whose signature is awaited, and the box it goes in."""
    x, y, w, _ = DECISION_STAMP
    canvas.write(act.signer_capacity.fr, LEFT, y + 2, 84, points=8.5, bold=True)
    canvas.write(act.signer_name.fr, LEFT, y + 11, 84, points=8.5)
    canvas.write(act.signer_capacity.ar, LEFT, y + 18, 84, points=10, bold=True, language="ar")
    canvas.write(act.signer_name.ar, LEFT, y + 26, 84, points=10, language="ar")
    canvas.pen(0.2, GREY, dash=1.2)
    canvas.rect(DECISION_STAMP)
    canvas.pen(0.2)
    canvas.write("Signature électronique", x, y - 4.6, w / 2, points=6.5, colour=GREY)
    canvas.write("التوقيع الإلكتروني", x + w / 2, y - 5, w / 2, points=7.5, language="ar", colour=GREY)


def _title(canvas: Canvas, act: SeedAct, about: Family) -> float:
    y = letterhead(canvas, act) + 1
    canvas.write(f"DÉCISION N° {act.decision_number}", LEFT, y, WIDTH, points=12.5, bold=True, align="C")
    canvas.write(f"قرار رقم {act.decision_number}", RIGHT, y - 1, WIDTH, points=14, bold=True, align="C", language="ar")
    y += 6.5
    fr = canvas.write(
        "en date du jour de sa signature électronique", LEFT, y, WIDTH, points=7.5, align="C", colour=GREY
    )
    canvas.write("بتاريخ توقيعه الإلكتروني", RIGHT, y - 0.6, WIDTH, points=8.5, align="C", language="ar", colour=GREY)
    y += fr + 1.5
    height = max(
        canvas.write(
            f"{'portant' if about.article == 101 else 'relative à :'} {about.label.fr.lower()}",
            LEFT,
            y,
            WIDTH,
            points=10.5,
            bold=True,
            align="C",
        ),
        canvas.write(f"في شأن {about.label.ar}", RIGHT, y - 0.8, WIDTH, points=12, bold=True, align="C", language="ar"),
    )
    return y + height + 4


def _height(canvas: Canvas, row: Bilingual, scale: float) -> float:
    fr = canvas.measure(row.fr, WIDTH, points=8.6 * scale)
    return GAP + max(fr, canvas.measure(row.ar, WIDTH, points=9.8 * scale, language="ar"))


def _draw_row(canvas: Canvas, row: Bilingual, y: float, scale: float) -> float:
    bold = row.fr == RESOLVES
    align: Literal["C"] | None = "C" if bold else None
    fr = canvas.write(row.fr, LEFT, y, WIDTH, points=8.6 * scale, bold=bold, align=align)
    ar = canvas.write(row.ar, RIGHT, y - 0.6, WIDTH, points=9.8 * scale, bold=bold, align=align, language="ar")
    return y + max(fr, ar) + GAP


def _whereas(act: SeedAct, about: Family) -> list[Bilingual]:
    capacity = act.signer_capacity
    rows = [
        Bilingual(f"{_article(capacity.fr)},", f"إن {capacity.ar}،"),
        Bilingual(
            "Vu la loi organique n° 113-14 relative aux communes, promulguée par le dahir n° 1-15-85 du "
            f"7 juillet 2015, notamment son article {about.article} ;",
            "بناء على القانون التنظيمي رقم 113.14 المتعلق بالجماعات الصادر بتنفيذه الظهير الشريف رقم 1.15.85 "
            f"بتاريخ 7 يوليوز 2015، ولا سيما المادة {about.article} منه؛",
        ),
    ]
    rows += [Bilingual(f"Vu {law.fr} ;", f"وبناء على {law.ar}؛") for law in about.laws]
    rows.append(
        Bilingual(
            f"Vu la demande enregistrée sous n° {act.reference} en date du {day_fr(act.filed_on)}, "
            f"présentée par {act.applicant.fr} ;",
            f"وبناء على الطلب المسجل تحت رقم {act.reference} بتاريخ {day_ar(act.filed_on)}، "
            f"المقدم من طرف {act.applicant.ar}؛",
        )
    )
    for opinion in act.opinions:
        given_fr, given_ar = day_fr(opinion.given_on), day_ar(opinion.given_on)
        if opinion.authority_code == AGENCY:
            rows.append(
                Bilingual(
                    f"Vu l'avis conforme de l'{opinion.authority.fr[0].lower()}{opinion.authority.fr[1:]} "
                    f"en date du {given_fr} ;",
                    f"وبناء على الرأي الملزم الصادر عن {opinion.authority.ar} بتاريخ {given_ar}؛",
                )
            )
    if act.opinions:
        given = act.opinions[0].given_on
        rows.append(
            Bilingual(
                f"Vu le procès-verbal de la commission en date du {day_fr(given)} ;",
                f"وبناء على محضر اللجنة المؤرخ في {day_ar(given)}؛",
            )
        )
    return rows


def _article(capacity: str) -> str:
    """The capacity with its French article."""
    feminine = capacity.startswith(("Présidente", "Première"))
    return f"{'La' if feminine else 'Le'} {capacity[0].lower()}{capacity[1:]}"


def _articles(act: SeedAct, about: Family) -> list[Bilingual]:
    rows = [_first(act, about)]
    for number, text in enumerate(about.articles, start=2):
        rows.append(Bilingual(f"Article {number} : {text.fr}", f"المادة {ORDINALS_AR[number - 1]}: {text.ar}"))
    return rows


def _first(act: SeedAct, about: Family) -> Bilingual:
    land_fr = (
        f", références foncières {act.land_title} ({act.parcel[0].lower()}{act.parcel[1:]})"
        if act.land_title and act.parcel
        else ""
    )
    land_ar = f"، المراجع العقارية {act.land_title}" if act.land_title else ""
    return Bilingual(
        f"Article premier : L'autorisation {about.object.fr} est accordée à {act.applicant.fr} pour : "
        f"{act.subject.fr}, sis {act.address.fr}{land_fr}.",
        f"المادة الأولى: يمنح الإذن لـ{act.applicant.ar} من أجل {about.object.ar}، وذلك قصد: {act.subject.ar}، "
        f"الكائن بـ{act.address.ar}{land_ar}.",
    )
