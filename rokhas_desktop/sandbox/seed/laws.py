"""The laws that decisions cite and the articles that they are made of, in both languages.

The articles follow the regulation's model of a permit (RGC 2019, décret n° 2-18-577, art. 43).
"""

from __future__ import annotations

from rokhas_desktop.sandbox.seed.model import Bilingual


def _b(fr: str, ar: str) -> Bilingual:
    return Bilingual(fr, ar)


URBANISM = _b(
    "la loi n° 12-90 relative à l'urbanisme, telle qu'elle a été modifiée et complétée",
    "القانون رقم 12.90 المتعلق بالتعمير، كما وقع تغييره وتتميمه",
)
LAND = _b(
    "la loi n° 25-90 relative aux lotissements, groupes d'habitations et "
    "morcellements, telle qu'elle a été modifiée et complétée",
    "القانون رقم 25.90 المتعلق بالتجزئات العقارية والمجموعات السكنية وتقسيم العقارات، كما وقع تغييره وتتميمه",
)
BUILDING_RULES = _b(
    "le décret n° 2-18-577 du 12 juin 2019 approuvant le règlement général de construction",
    "المرسوم رقم 2.18.577 الصادر في 12 يونيو 2019 بالموافقة على ضابط البناء العام",
)
CLASSED_DAHIR = _b(
    "le dahir du 25 août 1914 portant réglementation des établissements insalubres, incommodes ou dangereux",
    "الظهير الشريف المؤرخ في 25 غشت 1914 بشأن تنظيم المؤسسات المضرة بالصحة والمؤسسات المزعجة والمؤسسات الخطيرة",
)
PUBLIC_DOMAIN = _b(
    "la loi n° 57-19 relative au régime des biens immobiliers des collectivités territoriales",
    "القانون رقم 57.19 المتعلق بنظام الأملاك العقارية للجماعات الترابية",
)
TAXES = _b(
    "la loi n° 47-06 relative à la fiscalité des collectivités locales",
    "القانون رقم 47.06 المتعلق بجبايات الجماعات المحلية",
)

PLANS_BIND = _b(
    "Les travaux sont exécutés conformément aux plans annexés, revêtus de la "
    "mention « ne varietur », et aux observations de la commission.",
    "تنجز الأشغال طبقا للتصاميم المرفقة الحاملة لعبارة «غير قابل للتغيير» ولملاحظات لجنة الدراسة.",
)
SITE_OPENING = _b(
    "L'ouverture du chantier est déclarée à la commune avant le début des "
    "travaux ; le cahier de chantier est tenu sur place par l'architecte.",
    "يصرح لدى الجماعة بافتتاح الورش قبل بداية الأشغال، ويمسك المهندس المعماري دفتر الورش في عين المكان.",
)
COPY_ON_SITE = _b(
    "Une copie de la présente décision et des plans reste sur le chantier jusqu'à "
    "la délivrance du permis d'habiter ou du certificat de conformité.",
    "تبقى نسخة من هذا القرار ومن التصاميم بالورش إلى حين تسليم رخصة السكن أو شهادة المطابقة.",
)
LAPSE_YEAR = _b(
    "L'autorisation est périmée si les fondations ne sont pas commencées "
    "dans l'année qui suit sa délivrance (loi n° 12-90, article 49).",
    "تسقط الرخصة إذا لم تبدأ أشغال الأساسات خلال السنة الموالية لتسليمها (القانون رقم 12.90، المادة 49).",
)
LAPSE_LOT = _b(
    "L'autorisation est périmée si les travaux d'équipement ne sont pas réalisés dans un délai de trois ans.",
    "يسقط الإذن إذا لم تنجز أشغال التجهيز داخل أجل ثلاث سنوات.",
)
THIRD_PARTIES = _b("Les droits des tiers sont et demeurent réservés.", "تبقى حقوق الغير محفوظة.")
NOTIFIED = _b(
    "La présente décision est notifiée à l'intéressé avec un jeu de plans et copie en est "
    "adressée à l'autorité administrative locale et aux membres de la commission.",
    "يبلغ هذا القرار إلى المعني بالأمر مع نسخة من التصاميم، وتوجه نسخة منه إلى السلطة الإدارية المحلية وأعضاء اللجنة.",
)
PRECARIOUS = _b(
    "L'autorisation est personnelle, temporaire et révocable à tout "
    "moment pour motif d'intérêt général, sans indemnité.",
    "الترخيص شخصي ومؤقت وقابل للسحب في أي وقت لمصلحة عامة ودون تعويض.",
)
FEES = _b(
    "Le bénéficiaire acquitte les redevances et taxes dues à la commune avant toute occupation.",
    "يؤدي المستفيد الإتاوات والرسوم المستحقة للجماعة قبل أي احتلال.",
)
PASSAGE = _b(
    "Un passage libre d'au moins 1,50 m est maintenu pour les piétons et les "
    "personnes à mobilité réduite ; les lieux sont remis en état à l'échéance.",
    "يترك ممر حر لا يقل عن 1,50 م للراجلين وللأشخاص ذوي الحركية المحدودة، وتعاد الأماكن إلى حالتها عند انتهاء المدة.",
)
SAFETY = _b(
    "L'exploitant respecte les prescriptions de la protection civile "
    "annexées ; aucune extension n'est faite sans nouvelle autorisation.",
    "يحترم المستغل توصيات الوقاية المدنية المرفقة، ولا يتم أي توسيع دون ترخيص جديد.",
)
ONE_YEAR = _b(
    "L'autorisation est accordée pour un an à compter de sa délivrance.",
    "يمنح الترخيص لمدة سنة ابتداء من تاريخ تسليمه.",
)
SIX_MONTHS = _b(
    "Le permis est valable six mois, sans renouvellement ; il ne permet ni modification de structure ni extension.",
    "تسري الرخصة ستة أشهر غير قابلة للتجديد، ولا تسمح بتغيير الهيكل ولا بالتوسيع.",
)
