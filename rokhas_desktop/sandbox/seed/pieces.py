"""The pieces that come with each family's decision: what they are, on which paper, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rokhas_desktop.sandbox.seed.model import PDF, Bilingual, Kind, NeVarietur, NotPdf

Paper = Literal["A4", "A3", "A2", "A1", "A0"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece beside the decision.

    ``stamp`` says where the signature goes: in the title block's box, in an empty signature field that the
    document brings, where the signer likes ("free"), or nowhere (invisible).  ``name`` is the file's name without
    its ending.
    """

    name: str
    title: Bilingual
    kind: Kind
    drawing: str
    paper: Paper
    landscape: bool = True
    rotate: Literal[0, 90] = 0
    ne_varietur: NeVarietur = "to_be_added"
    stamp: Literal["box", "field", "free", "none"] = "box"
    media_type: str = PDF
    suffix: str = ".pdf"


def _plan(name: str, fr: str, ar: str, drawing: str, paper: Paper, **more: object) -> Piece:
    return Piece(name, Bilingual(fr, ar), "plan", drawing, paper, **more)  # type: ignore[arg-type]


def _written(name: str, fr: str, ar: str, drawing: str, **more: object) -> Piece:
    return Piece(
        name, Bilingual(fr, ar), "written_piece", drawing, "A4", landscape=False, **more  # type: ignore[arg-type]
    )  # fmt: skip


SITE_A3 = _plan("plan-de-situation", "Plan de situation", "تصميم الموقع", "site", "A3", stamp="free")
SITE_A4 = _plan("plan-de-situation", "Plan de situation", "تصميم الموقع", "site", "A4", landscape=False, stamp="free")
MINUTES = _written(
    "proces-verbal", "Procès-verbal de la commission d'instruction", "محضر لجنة الدراسة", "minutes",
    ne_varietur="not_applicable", stamp="none",
)  # fmt: skip
RECORD = _written(
    "proces-verbal-recolement", "Procès-verbal de récolement", "محضر المعاينة", "minutes",
    ne_varietur="not_applicable",
)  # fmt: skip
RULES = _written("cahier-des-charges", "Cahier des charges", "دفتر التحملات", "specification", ne_varietur="present")

NOT_PDF: dict[NotPdf, Piece] = {
    "png": _plan(
        "plan-numerise", "Plan numérisé (image)", "تصميم ممسوح ضوئيا (صورة)", "scan", "A3",
        ne_varietur="present", stamp="none", media_type="image/png", suffix=".png",
    ),
    "dxf": _plan(
        "plan-projet", "Plan du projet (fichier de dessin DXF)", "تصميم المشروع (ملف رسم DXF)", "cad", "A3",
        ne_varietur="present", stamp="none", media_type="image/vnd.dxf", suffix=".dxf",
    ),
}  # fmt: skip
"""Plans that are not PDF: one that can be shown and one that cannot."""

BUILDING = (
    SITE_A3,
    _plan(
        "plan-architecture",
        "Plan d'architecture : rez-de-chaussée et étage courant",
        "التصميم المعماري: السفلي والطابق المتكرر",
        "architecture",
        "A1",
    ),
    _plan("facades", "Façades et coupe", "الواجهات والمقطع", "elevation", "A2", ne_varietur="present"),
    _plan(
        "plan-beton-arme",
        "Plan de béton armé : fondations et coffrage",
        "تصميم الخرسانة المسلحة: الأساسات والقوالب",
        "structure",
        "A2",
        rotate=90,
        stamp="free",
    ),
    MINUTES,
)
SUBDIVISION = (
    _plan("plan-de-lotissement", "Plan de lotissement", "تصميم التجزئة", "subdivision", "A0"),
    _plan("plan-de-situation", "Plan de situation", "تصميم الموقع", "site", "A3", rotate=90),
    RULES,
)
CLASSED = (
    _plan("plan-du-local", "Plan du local et des équipements", "تصميم المحل والتجهيزات", "premises", "A3"),
    SITE_A4,
)
TERRACE = (
    _plan("plan-terrasse", "Plan de la terrasse", "تصميم الفضاء الخارجي", "terrace", "A3", stamp="field"),
    SITE_A4,
)
HABITATION = (
    _plan("plan-de-recolement", "Plan de récolement", "تصميم المعاينة", "architecture", "A2", ne_varietur="present"),
    RECORD,
)
LAND_DIVISION = (
    _plan("plan-de-morcellement", "Plan de morcellement", "تصميم تقسيم العقار", "division", "A1"),
    SITE_A4,
    _written(
        "note-de-presentation", "Note de présentation", "مذكرة تقديمية", "specification", ne_varietur="not_applicable"
    ),
)
HOUSING_GROUP = (
    _plan("plan-de-masse", "Plan de masse", "تصميم الكتلة", "subdivision", "A1"),
    _plan(
        "plan-architecture", "Plan d'architecture d'un bloc", "التصميم المعماري لبناية", "architecture", "A1", rotate=90
    ),
    _plan("facades", "Façades", "الواجهات", "elevation", "A1"),
    RULES,
)
REVISED = (
    _plan("plan-modificatif", "Plan d'architecture modificatif", "التصميم المعماري المعدل", "architecture", "A2"),
    _plan("facades", "Façades modifiées", "الواجهات المعدلة", "elevation", "A2"),
)
RAISING = (
    _plan("plan-surelevation", "Plan de la surélévation", "تصميم التعلية", "architecture", "A2"),
    _plan("plan-beton-arme", "Plan de béton armé", "تصميم الخرسانة المسلحة", "structure", "A3"),
)
REPAIR = (_plan("plan-amenagement", "Plan d'aménagement du local", "تصميم تهيئة المحل", "premises", "A3"),)
ADVERTISING = (
    _plan("plan-enseigne", "Plan et élévation de l'enseigne", "تصميم اللوحة وواجهتها", "elevation", "A4"),
    SITE_A4,
)
SMALL_PREMISES = (_plan("plan-du-local", "Plan du local", "تصميم المحل", "premises", "A4"),)
TRENCH = (
    _plan("trace-tranchee", "Tracé de la tranchée", "مسار الخندق", "site", "A2"),
    _written(
        "mode-operatoire",
        "Mode opératoire des travaux",
        "طريقة إنجاز الأشغال",
        "specification",
        ne_varietur="not_applicable",
    ),
)
