"""The families of acts: what each is called, the laws it rests on, its articles, its deadline and its pieces.

The prefixes are those of the national platform's references; the laws are those that decisions of each
kind cite.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rokhas_desktop.sandbox.seed.laws import (
    BUILDING_RULES,
    CLASSED_DAHIR,
    COPY_ON_SITE,
    FEES,
    LAND,
    LAPSE_LOT,
    LAPSE_YEAR,
    NOTIFIED,
    ONE_YEAR,
    PASSAGE,
    PLANS_BIND,
    PRECARIOUS,
    PUBLIC_DOMAIN,
    SAFETY,
    SITE_OPENING,
    SIX_MONTHS,
    TAXES,
    THIRD_PARTIES,
    URBANISM,
)
from rokhas_desktop.sandbox.seed.model import Bilingual, ProjectClass
from rokhas_desktop.sandbox.seed.pieces import (
    ADVERTISING,
    BUILDING,
    CLASSED,
    HABITATION,
    HOUSING_GROUP,
    LAND_DIVISION,
    RAISING,
    REPAIR,
    REVISED,
    SMALL_PREMISES,
    SUBDIVISION,
    TERRACE,
    TRENCH,
    Piece,
)

Member = Literal["agency", "province", "commune", "networks", "registry", "civil_protection", "local"]


def _b(fr: str, ar: str) -> Bilingual:
    return Bilingual(fr, ar)


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit counted from the filing or the minutes, and the text that sets it."""

    count: int
    unit: Literal["days", "working_days", "months"]
    since: Literal["filing", "arrival"]
    basis: Bilingual


@dataclass(frozen=True, slots=True)
class Family:
    """One family of acts.  ``article`` is that of LO 113-14 which gives the president the competence.

    ``members`` give an opinion; the urban agency's binds where ``binding``.
    """

    code: str
    label: Bilingual
    object: Bilingual
    subjects: tuple[Bilingual, ...]
    article: int
    laws: tuple[Bilingual, ...]
    articles: tuple[Bilingual, ...]
    project_class: ProjectClass
    sector: str
    members: tuple[Member, ...]
    binding: bool
    term: Term
    pieces: tuple[Piece, ...]
    architect: bool = True


KPI_10 = Term(
    10,
    "days",
    "filing",
    _b(
        "Objectif de délai de la plate-forme : dix jours (petits projets)",
        "أجل المنصة المستهدف: عشرة أيام (المشاريع الصغرى)",
    ),
)
KPI_25 = Term(
    25,
    "days",
    "filing",
    _b(
        "Objectif de délai de la plate-forme : vingt-cinq jours (grands projets)",
        "أجل المنصة المستهدف: خمسة وعشرون يوما (المشاريع الكبرى)",
    ),
)
SILENCE_BUILD = Term(
    2,
    "months",
    "filing",
    _b(
        "Loi n° 12-90, article 48 : silence de deux mois valant accord",
        "القانون رقم 12.90، المادة 48: السكوت مدة شهرين يعد موافقة",
    ),
)
SILENCE_LOT = Term(
    3,
    "months",
    "filing",
    _b(
        "Loi n° 25-90, article 8 : silence de trois mois valant accord",
        "القانون رقم 25.90، المادة 8: السكوت مدة ثلاثة أشهر يعد موافقة",
    ),
)
AFTER_MINUTES = Term(
    2, "working_days", "arrival",
    _b(
        "RGC 2019, article 51 : deux jours ouvrables après le procès-verbal",
        "ضابط البناء العام 2019، المادة 51: يوما عمل بعد المحضر",
    ),
)  # fmt: skip
REPAIR_TERM = Term(
    10, "working_days", "filing",
    _b("RGC 2019, article 46 : dix jours ouvrables", "ضابط البناء العام 2019، المادة 46: عشرة أيام عمل"),
)  # fmt: skip

_BUILD = (URBANISM, LAND, BUILDING_RULES)
_BUILD_ARTICLES = (PLANS_BIND, SITE_OPENING, COPY_ON_SITE, LAPSE_YEAR, THIRD_PARTIES, NOTIFIED)
_LOT_ARTICLES = (PLANS_BIND, LAPSE_LOT, THIRD_PARTIES, NOTIFIED)
_ODP_ARTICLES = (ONE_YEAR, FEES, PASSAGE, PRECARIOUS, THIRD_PARTIES)

FAMILIES: tuple[Family, ...] = (
    Family(
        "PCT", _b("Permis de construire", "رخصة البناء"),
        _b("de construire", "بناء"),
        (
            _b(
                "Construction d'un immeuble d'habitation R+3 avec sous-sol et commerces",
                "بناء عمارة سكنية من سفلي وثلاثة طوابق مع قبو ومحلات تجارية",
            ),
            _b("Construction d'un groupe scolaire privé", "بناء مجموعة مدرسية خصوصية"),
        ),
        101, _BUILD, _BUILD_ARTICLES, "large", "urbanisme",
        ("agency", "province", "commune", "networks"), True, SILENCE_BUILD, BUILDING,
    ),
    Family(
        "LOT", _b("Autorisation de lotir", "الإذن بالتجزيء"),
        _b("de lotir", "إحداث تجزئة عقارية"),
        (
            _b(
                "Création d'un lotissement à usage d'habitation avec équipements",
                "إحداث تجزئة سكنية مع التجهيزات",
            ),
            _b("Création d'un lotissement d'activités économiques", "إحداث تجزئة للأنشطة الاقتصادية"),
        ),
        101, (LAND, URBANISM, BUILDING_RULES), _LOT_ARTICLES, "large", "urbanisme",
        ("agency", "province", "commune", "networks", "registry"), True, SILENCE_LOT, SUBDIVISION,
    ),
    Family(
        "EC", _b("Établissement classé de deuxième classe", "مؤسسة مرتبة من الصنف الثاني"),
        _b("d'ouvrir et d'exploiter un établissement classé", "فتح واستغلال مؤسسة مرتبة"),
        (
            _b(
                "Exploitation d'un atelier de menuiserie aluminium (2e classe)",
                "استغلال ورشة لنجارة الألمنيوم (الصنف الثاني)",
            ),
            _b(
                "Exploitation d'une boulangerie-pâtisserie (3e classe)",
                "استغلال مخبزة وحلويات (الصنف الثالث)",
            ),
        ),
        100, (CLASSED_DAHIR, TAXES), (SAFETY, FEES, PRECARIOUS, THIRD_PARTIES), "none", "affaires-economiques",
        ("civil_protection", "commune", "local"), False, KPI_10, CLASSED, architect=False,
    ),
    Family(
        "ODP-AN", _b(
            "Occupation du domaine public : animation et terrasses",
            "احتلال الملك العمومي: التنشيط والفضاءات الخارجية",
        ),
        _b("d'occuper temporairement le domaine public communal", "احتلال مؤقت للملك العمومي الجماعي"),
        (
            _b("Terrasse de café de 42 m² sur l'esplanade", "فضاء خارجي لمقهى مساحته 42 م² بالساحة"),
            _b("Marché saisonnier de l'artisanat sur la place", "سوق موسمي للصناعة التقليدية بالساحة"),
        ),
        100, (PUBLIC_DOMAIN, TAXES), _ODP_ARTICLES, "none", "affaires-economiques",
        ("commune", "local"), False, KPI_10, TERRACE, architect=False,
    ),
    Family(
        "PH", _b("Permis d'habiter", "رخصة السكن"),
        _b("d'habiter", "السكن"),
        (
            _b("Permis d'habiter d'une habitation R+2", "رخصة السكن لمنزل من سفلي وطابقين"),
            _b("Permis d'habiter d'un immeuble R+4", "رخصة السكن لعمارة من سفلي وأربعة طوابق"),
        ),
        101, _BUILD, (
            _b(
                "Le récolement a constaté la conformité des travaux aux plans autorisés ; le procès-verbal est annexé.",
                "عاينت لجنة المعاينة مطابقة الأشغال للتصاميم المرخصة، والمحضر مرفق بهذا القرار.",
            ),
            _b(
                "Aucun changement d'affectation ni modification ne peut être apporté sans nouvelle autorisation.",
                "لا يجوز أي تغيير في التخصيص أو أي تعديل دون رخصة جديدة.",
            ),
            THIRD_PARTIES, NOTIFIED,
        ), "small", "urbanisme",
        ("province", "commune"), False, AFTER_MINUTES, HABITATION,
    ),
    Family(
        "MRC", _b("Autorisation de morceler", "الإذن بتقسيم العقارات"),
        _b("de morceler", "تقسيم عقار"),
        (
            _b("Morcellement d'une propriété en quatre parcelles", "تقسيم عقار إلى أربع قطع"),
            _b("Sortie d'indivision d'un terrain agricole", "الخروج من الشياع لأرض فلاحية"),
        ),
        101, (LAND, URBANISM), _LOT_ARTICLES, "large", "urbanisme",
        ("agency", "province", "commune", "registry"), True, KPI_25, LAND_DIVISION,
    ),
    Family(
        "GRP", _b("Autorisation de créer un groupe d'habitations", "الإذن بإحداث مجموعة سكنية"),
        _b("de créer un groupe d'habitations", "إحداث مجموعة سكنية"),
        (
            _b(
                "Groupe d'habitations de 48 logements en quatre blocs",
                "مجموعة سكنية من 48 مسكنا في أربع بنايات",
            ),
            _b("Ensemble résidentiel de 12 villas jumelées", "مركب سكني من 12 فيلا مزدوجة"),
        ),
        101, (LAND, URBANISM, BUILDING_RULES), _BUILD_ARTICLES, "large", "urbanisme",
        ("agency", "province", "commune", "networks"), True, KPI_25, HOUSING_GROUP,
    ),
    Family(
        "MDF", _b("Permis de construire modificatif", "رخصة تعديل البناء"),
        _b("de modifier", "تعديل"),
        (
            _b(
                "Modification des façades et de la distribution du rez-de-chaussée",
                "تعديل الواجهات وتوزيع الطابق السفلي",
            ),
            _b("Modification en cours de chantier d'une villa", "تعديل تصميم فيلا أثناء الأشغال"),
        ),
        101, _BUILD, _BUILD_ARTICLES, "small", "urbanisme",
        ("agency", "province", "commune"), True, SILENCE_BUILD, REVISED,
    ),
    Family(
        "ELV", _b("Permis de surélévation", "رخصة التعلية"),
        _b("de surélever", "تعلية"),
        (
            _b(
                "Surélévation d'un deuxième étage sur habitation R+1",
                "تعلية طابق ثان فوق منزل من سفلي وطابق",
            ),
            _b("Surélévation avec buanderie et terrasse accessible", "تعلية مع مصبنة وسطح قابل للاستعمال"),
        ),
        101, _BUILD, _BUILD_ARTICLES, "small", "urbanisme",
        ("agency", "province", "commune"), True, SILENCE_BUILD, RAISING,
    ),
    Family(
        "AMN", _b("Permis de réfection et d'aménagement", "رخصة الإصلاح والتهيئة"),
        _b("de réfection", "الإصلاح"),
        (
            _b("Aménagement intérieur d'un local commercial", "تهيئة داخلية لمحل تجاري"),
            _b("Ravalement de façade et remplacement des menuiseries", "صباغة الواجهة وتغيير النجارة"),
        ),
        101, (URBANISM, BUILDING_RULES), (PLANS_BIND, SIX_MONTHS, THIRD_PARTIES), "repair", "urbanisme",
        (), False, REPAIR_TERM, REPAIR,
    ),
    Family(
        "ODP-AP", _b(
            "Occupation du domaine public : affichage publicitaire",
            "احتلال الملك العمومي: الإشهار",
        ),
        _b("d'installer un dispositif publicitaire", "تثبيت لوحة إشهارية"),
        (
            _b("Enseigne lumineuse en façade de 6 m²", "لوحة مضيئة بالواجهة مساحتها 6 م²"),
            _b("Panneau publicitaire 4 × 3 m sur pied", "لوحة إشهارية 4 × 3 م على عمود"),
        ),
        100, (PUBLIC_DOMAIN, TAXES), (ONE_YEAR, FEES, PRECARIOUS, THIRD_PARTIES), "none", "affaires-economiques",
        ("commune", "local"), False, KPI_10, ADVERTISING, architect=False,
    ),
    Family(
        "SD", _b("Simple déclaration d'activité", "تصريح بسيط بمزاولة نشاط"),
        _b(
            "de prendre acte de la déclaration d'une activité commerciale",
            "الإشهاد على التصريح بمزاولة نشاط تجاري",
        ),
        (
            _b("Ouverture d'une épicerie de 36 m²", "فتح محل للبقالة مساحته 36 م²"),
            _b("Ouverture d'une librairie-papeterie", "فتح مكتبة ووراقة"),
        ),
        100, (TAXES,), (SAFETY, FEES, THIRD_PARTIES), "none", "affaires-economiques",
        ("commune",), False, KPI_10, SMALL_PREMISES, architect=False,
    ),
    Family(
        "ODP", _b(
            "Occupation du domaine public : réseaux et tranchées",
            "احتلال الملك العمومي: الشبكات والحفر",
        ),
        _b("d'ouvrir une tranchée sur le domaine public communal", "فتح خندق بالملك العمومي الجماعي"),
        (
            _b("Tranchée de 380 m pour fibre optique", "خندق طوله 380 م لتمرير الألياف البصرية"),
            _b("Branchement d'assainissement sous trottoir", "ربط بشبكة التطهير تحت الرصيف"),
        ),
        100, (PUBLIC_DOMAIN, TAXES), _ODP_ARTICLES, "none", "affaires-economiques",
        ("commune", "networks", "local"), False, KPI_10, TRENCH, architect=False,
    ),
)  # fmt: skip


def family(code: str) -> Family:
    """The family of a prefix.  Raises KeyError."""
    return {item.code: item for item in FAMILIES}[code]
