"""Written pieces: minutes of a commission, and specifications in numbered clauses."""

from __future__ import annotations

from rokhas_desktop.sandbox.seed.drawing.canvas import BLACK, BLUE, FAINT, GREEN, GREY, RED, Canvas
from rokhas_desktop.sandbox.seed.drawing.decision import LEFT, RIGHT, WIDTH, footer, letterhead, signature_block
from rokhas_desktop.sandbox.seed.drawing.frame import VERDICTS
from rokhas_desktop.sandbox.seed.model import Bilingual, SeedAct, SeedDocument
from rokhas_desktop.sandbox.seed.paper import Box
from rokhas_desktop.sandbox.seed.words import day_ar, day_fr

COLOURS = {"favourable": GREEN, "favourable_with_reserves": BLUE}
FOOT = 226.0

CLAUSES = (
    Bilingual(
        "Objet. Le présent document fixe les conditions techniques et administratives du projet décrit en tête, "
        "que le bénéficiaire s'engage à respecter.",
        "الموضوع. تحدد هذه الوثيقة الشروط التقنية والإدارية للمشروع المبين أعلاه والتي يلتزم المستفيد باحترامها.",
    ),
    Bilingual(
        "Implantation. L'implantation est faite par un ingénieur géomètre-topographe ; les bornes sont conservées "
        "pendant toute la durée des travaux.",
        "التوقيع على الأرض. ينجز من طرف مهندس مساح طبوغرافي، ويحافظ على العلامات طيلة مدة الأشغال.",
    ),
    Bilingual(
        "Voirie et réseaux. Les voies, l'assainissement, l'eau potable, l'électricité et les télécommunications "
        "sont réalisés selon les plans visés par les services concernés.",
        "الطرق والشبكات. تنجز الطرق والتطهير والماء الصالح للشرب والكهرباء والاتصالات وفق التصاميم المؤشر عليها "
        "من طرف المصالح المعنية.",
    ),
    Bilingual(
        "Règles de construction. Les constructions respectent le règlement de construction parasismique RPS 2000, "
        "version 2011, et les normes de sécurité contre l'incendie.",
        "قواعد البناء. تحترم البنايات ضابط البناء المضاد للزلازل RPS 2000 صيغة 2011 ومعايير السلامة من الحريق.",
    ),
    Bilingual(
        "Hauteurs et reculs. La hauteur maximale, les reculs et le coefficient d'occupation du sol sont ceux du "
        "plan d'aménagement en vigueur.",
        "العلو والارتدادات. العلو الأقصى والارتدادات ومعامل استعمال الأرض هي المحددة في تصميم التهيئة الجاري به العمل.",
    ),
    Bilingual(
        "Plantations et espaces libres. Un arbre est planté par tranche de cent mètres carrés d'espace libre et "
        "entretenu pendant deux ans.",
        "الأغراس والفضاءات الحرة. تغرس شجرة عن كل مائة متر مربع من الفضاء الحر وتصان لمدة سنتين.",
    ),
    Bilingual(
        "Accessibilité. Les cheminements sont accessibles aux personnes à mobilité réduite, conformément à la loi "
        "n° 10-03.",
        "الولوجيات. تكون الممرات ميسرة للأشخاص ذوي الحركية المحدودة طبقا للقانون رقم 10.03.",
    ),
    Bilingual(
        "Réception. La réception est prononcée sur procès-verbal, après essais, en présence de la commune et des "
        "services concernés.",
        "التسلم. يتم التسلم بمحضر بعد التجارب وبحضور الجماعة والمصالح المعنية.",
    ),
)


def _heading(canvas: Canvas, act: SeedAct, document: SeedDocument) -> float:
    y = letterhead(canvas, act) + 2
    left = canvas.write(document.title.fr.upper(), LEFT, y, WIDTH, points=11.5, bold=True, align="C")
    right = canvas.write(document.title.ar, RIGHT, y - 1, WIDTH, points=13, bold=True, align="C", language="ar")
    y += max(left, right) + 4
    rows = (
        (Bilingual("Dossier", "الملف"), Bilingual(act.reference, act.reference)),
        (Bilingual("Objet", "الموضوع"), act.subject),
        (Bilingual("Pétitionnaire", "صاحب الشأن"), act.applicant),
        (Bilingual("Situation", "الموقع"), act.address),
        (
            Bilingual("Références foncières", "المراجع العقارية"),
            Bilingual(act.land_title or "—", act.land_title or "—"),
        ),
    )
    for name, value in rows:
        canvas.write(name.fr, LEFT, y, 30, points=7.6, colour=GREY)
        canvas.write(name.ar, 162, y - 0.5, 30, points=8.6, colour=GREY, language="ar")
        fr = canvas.write(value.fr, 48, y, 54, points=8.4)
        ar = canvas.write(value.ar, 106, y - 0.6, 55, points=9.4, language="ar")
        y += max(fr, ar) + 2.4
        canvas.pen(0.1, GREY)
        canvas.line(LEFT, y - 1.0, 192, y - 1.0)
    return y + 4


def minutes(act: SeedAct, document: SeedDocument) -> Canvas:
    """The minutes: who sat, what each said, and the conclusion (RGC 2019 art. 38)."""
    canvas = Canvas(210, 297, moment=act.arrived_at, title=f"{document.title.fr} {act.reference}")
    with canvas.page():
        y = _heading(canvas, act, document)
        day = act.opinions[0].given_on if act.opinions else act.filed_on
        fr = f"Le {day_fr(day)}, la commission s'est réunie au siège de la commune pour l'examen du dossier ci-dessus."
        ar = f"في يوم {day_ar(day)} اجتمعت اللجنة بمقر الجماعة لدراسة الملف المشار إليه أعلاه."
        heights = (
            canvas.write(fr, LEFT, y, WIDTH, points=8.8),
            canvas.write(ar, RIGHT, y - 0.6, WIDTH, points=10, language="ar"),
        )
        y = _table(canvas, act, y + max(heights) + 5)
        fr = "Conclusion : la commission émet un avis favorable à la suite à donner, au vu des avis ci-dessus."
        ar = "الخلاصة: تبدي اللجنة رأيا بالموافقة بناء على الآراء المبينة أعلاه."
        canvas.write(fr, LEFT, y + 5, WIDTH, points=8.8, bold=True)
        canvas.write(ar, RIGHT, y + 4.4, WIDTH, points=10, bold=True, language="ar")
        if document.stamp is not None:
            signature_block(canvas, act)
        footer(canvas, act, 1)
    return canvas


def _table(canvas: Canvas, act: SeedAct, y: float) -> float:
    columns = ((LEFT, 44.0), (62.0, 44.0), (106.0, 50.0), (156.0, 36.0))
    heads = (("Membre", "fr"), ("العضو", "ar"), ("Avis / الرأي", "fr"), ("Visa / التأشيرة", "fr"))
    canvas.pen(0.25, BLACK)
    for (x, w), (text, language) in zip(columns, heads, strict=True):
        canvas.rect(Box(x, y, w, 7), fill=FAINT)
        canvas.write(
            text, x + 1, y + 1.2, w - 2, points=8.2, bold=True, align="C",
            language="ar" if language == "ar" or "/" in text else "fr",
        )  # fmt: skip
    y += 7
    for opinion in act.opinions:
        verdict, colour = VERDICTS[opinion.verdict], COLOURS.get(opinion.verdict, RED)
        height = 17.0 if opinion.remarks else 13.0
        canvas.pen(0.2, BLACK)
        for x, w in columns:
            canvas.rect(Box(x, y, w, height))
        canvas.write(opinion.authority.fr, LEFT + 1.5, y + 1.5, 41, points=8)
        canvas.write(opinion.authority.ar, 63, y + 1.2, 41.5, points=9, language="ar")
        top = y + 1.5
        top += canvas.write(verdict.fr, 107.5, top, 47, points=7.4, bold=True, colour=colour)
        top += canvas.write(verdict.ar, 107.5, top - 0.4, 47, points=8.4, bold=True, colour=colour, language="ar")
        if opinion.remarks:
            canvas.write(opinion.remarks, 107.5, top, 47, points=6.4)
        _scribble(canvas, 160, y + height * 0.62, opinion.authority_code)
        y += height
    return y


def _scribble(canvas: Canvas, x: float, y: float, seed: str) -> None:
    """A visa by hand: a few loops that depend on who gave it."""
    values = [ord(letter) % 7 for letter in seed]
    points = [(x + 1.8 * n, y + (value - 3) * (0.9 if n % 2 else -0.9)) for n, value in enumerate(values[:15])]
    canvas.pen(0.35, BLUE)
    canvas.path(points)


def specification(act: SeedAct, document: SeedDocument) -> Canvas:
    """Numbered clauses in both languages, with the *ne varietur* mention where it is already there."""
    canvas = Canvas(210, 297, moment=act.arrived_at, title=f"{document.title.fr} {act.reference}")
    clauses = list(enumerate(CLAUSES, start=1))
    page = 0
    while clauses:
        page += 1
        with canvas.page():
            y = _heading(canvas, act, document) if page == 1 else 20.0
            while clauses and y < FOOT - 24:
                number, clause = clauses.pop(0)
                fr = canvas.write(f"{number}. {clause.fr}", LEFT, y, WIDTH, points=8.8)
                ar = canvas.write(f"{number}. {clause.ar}", RIGHT, y - 0.6, WIDTH, points=10, language="ar")
                y += max(fr, ar) + 3.4
            if document.ne_varietur == "present":
                _mention(canvas)
            if not clauses:
                signature_block(canvas, act)
            footer(canvas, act, page)
    return canvas


def _mention(canvas: Canvas) -> None:
    canvas.pen(0.6, RED)
    canvas.rect(Box(76, 273.5, 58, 6.4))
    canvas.label("NE VARIETUR", 91, 276.7, points=8, bold=True, colour=RED)
    canvas.label("غير قابل للتغيير", 120, 276.7, points=9, bold=True, colour=RED, language="ar")
