"""The communes of the reference platform and those who log in to it.

Places are real, people are not: every family name ends in TEST / تجربة.  Names and national ID numbers do
not depend on the seed, so that a token made before the platform was seeded still fits its account.
"""

from __future__ import annotations

import random
from datetime import date

from rokhas_desktop.sandbox.seed.model import (
    Bilingual,
    SeedAccount,
    SeedCommune,
    SeedEntitlement,
    SeedPlace,
    World,
)
from rokhas_desktop.sandbox.seed.words import of_place

MANDATE = date(2021, 9, 20)
"""The councils elected on 8 September 2021 took office in the days after it."""


def _place(code: str, fr: str, ar: str) -> SeedPlace:
    return SeedPlace(code, Bilingual(fr, ar))


AIT_MELLOUL = SeedCommune(
    _place("09.273.0103", "Aït Melloul", "أيت ملول"),
    _place("09.273", "Préfecture d'Inezgane-Aït Melloul", "عمالة إنزكان أيت ملول"),
    _place("09", "Région Souss-Massa", "جهة سوس ماسة"),
    Bilingual("Agence urbaine d'Agadir", "الوكالة الحضرية لأكادير"),
)
BERRECHID = SeedCommune(
    _place("06.117.0101", "Berrechid", "برشيد"),
    _place("06.117", "Province de Berrechid", "إقليم برشيد"),
    _place("06", "Région Casablanca-Settat", "جهة الدار البيضاء سطات"),
    Bilingual("Agence urbaine de Settat", "الوكالة الحضرية لسطات"),
)
SEFROU = SeedCommune(
    _place("03.591.0105", "Sefrou", "صفرو"),
    _place("03.591", "Province de Sefrou", "إقليم صفرو"),
    _place("03", "Région Fès-Meknès", "جهة فاس مكناس"),
    Bilingual("Agence urbaine de Fès", "الوكالة الحضرية لفاس"),
)
MARTIL = SeedCommune(
    _place("01.573.0105", "Martil", "مرتيل"),
    _place("01.573", "Préfecture de M'diq-Fnideq", "عمالة المضيق الفنيدق"),
    _place("01", "Région Tanger-Tétouan-Al Hoceïma", "جهة طنجة تطوان الحسيمة"),
    Bilingual("Agence urbaine de Tétouan", "الوكالة الحضرية لتطوان"),
)
GUELIZ = _place("07.351.0105", "Guéliz", "جليز")
MARRAKECH = SeedCommune(
    _place("07.351.0100", "Marrakech", "مراكش"),
    _place("07.351", "Préfecture de Marrakech", "عمالة مراكش"),
    _place("07", "Région Marrakech-Safi", "جهة مراكش آسفي"),
    Bilingual("Agence urbaine de Marrakech", "الوكالة الحضرية لمراكش"),
    (GUELIZ,),
)

COMMUNES = (AIT_MELLOUL, BERRECHID, SEFROU, MARTIL, MARRAKECH)


def _president(commune: SeedCommune, *, woman: bool, until: date | None = None) -> SeedEntitlement:
    name = commune.place.name
    capacity = Bilingual(
        f"{'Présidente' if woman else 'Président'} du conseil communal {of_place(name.fr)}",
        f"{'رئيسة' if woman else 'رئيس'} مجلس جماعة {name.ar}",
    )
    start = MANDATE if until is None else date(2015, 9, 15)
    ident = f"hab-{commune.place.code}-{'president' if until is None else 'ancien'}"
    return SeedEntitlement(ident, "president", commune.place, capacity, start, until)


def _delegated(commune: SeedCommune, *, president: str) -> SeedEntitlement:
    """Delegation of signature by order, for small urban projects (LO 113-14 art. 103)."""
    name = commune.place.name
    capacity = Bilingual(
        f"Premier vice-président du conseil communal {of_place(name.fr)}",
        f"النائب الأول {president} مجلس جماعة {name.ar}",
    )
    return SeedEntitlement(
        f"hab-{commune.place.code}-delegation",
        "delegation_of_signature",
        commune.place,
        capacity,
        date(2024, 3, 1),
        order_number="14/2024",
        order_date=date(2024, 2, 26),
        families=("PCT", "MDF", "ELV", "AMN", "PH"),
        project_classes=("small", "repair"),
        sectors=("urbanisme",),
    )


def _acting(commune: SeedCommune) -> SeedEntitlement:
    """The vice-president who replaces an absent president in all powers (LO 113-14 art. 109)."""
    name = commune.place.name
    capacity = Bilingual(
        f"Première vice-présidente du conseil communal {of_place(name.fr)}, par intérim",
        f"النائبة الأولى لرئيس مجلس جماعة {name.ar}، بالنيابة",
    )
    return SeedEntitlement(
        f"hab-{commune.place.code}-interim", "acting_vice_president", commune.place, capacity, date(2026, 2, 2)
    )


def _arrondissement(commune: SeedCommune, place: SeedPlace) -> SeedEntitlement:
    """An arrondissement's president signs small projects, habitation and conformity (LO 113-14 art. 237)."""
    capacity = Bilingual(
        f"Président du conseil de l'arrondissement de {place.name.fr}, commune {of_place(commune.place.name.fr)}",
        f"رئيس مجلس مقاطعة {place.name.ar}، جماعة {commune.place.name.ar}",
    )
    return SeedEntitlement(
        f"hab-{place.code}-arrondissement",
        "arrondissement_president",
        commune.place,
        capacity,
        MANDATE,
        families=("PCT", "MDF", "ELV", "AMN", "PH"),
        project_classes=("small", "repair"),
    )


def world(seed: int = 1) -> World:
    """Every commune and account.  Only the passwords depend on ``seed``."""
    chance = random.Random(f"accounts {seed}")  # noqa: S311 - a test platform on the loopback

    def account(
        username: str,
        role: str,
        surname: tuple[str, str],
        given: tuple[str, str],
        gender: str,
        cin: str | None,
        commune: SeedCommune,
        entitlements: tuple[SeedEntitlement, ...] = (),
        profile: str | None = None,
        key_done: int = 0,
        ordered: int = 60,
        provinces: tuple[str, ...] = (),
    ) -> SeedAccount:
        return SeedAccount(
            id=f"compte-{username}",
            username=username,
            password=f"essai-{chance.getrandbits(32):08x}",
            role=role,  # type: ignore[arg-type]
            surname=Bilingual(f"{surname[0]} TEST", f"{surname[1]} تجربة"),
            given_names=Bilingual(*given),
            gender=gender,  # type: ignore[arg-type]
            cin=cin,
            commune=commune.place,
            entitlements=entitlements,
            profile=profile,
            key_done=key_done,
            ordered=ordered,
            provinces=provinces,
        )

    accounts = (
        account("presidente.aitmelloul", "signer", ("Ouaziz", "واعزيز"), ("Naïma", "نعيمة"), "f", "JB900142",
                AIT_MELLOUL, (_president(AIT_MELLOUL, woman=True),), "valid", 6),
        account("ancien.aitmelloul", "signer", ("Amzil", "أمزيل"), ("Brahim", "إبراهيم"), "m", "JB900077",
                AIT_MELLOUL, (_president(AIT_MELLOUL, woman=False, until=date(2021, 9, 19)),), "predecessor", 6, 1500),
        account("vice.aitmelloul", "signer", ("Boukhris", "بوخريس"), ("Hassan", "حسن"), "m", "JB900215",
                AIT_MELLOUL, (_delegated(AIT_MELLOUL, president="لرئيسة"),), key_done=6),
        account("president.berrechid", "signer", ("Chaouki", "شوقي"), ("Mohammed Amine", "محمد أمين"), "m", "WA900318",
                BERRECHID, (_president(BERRECHID, woman=False),), key_done=2, ordered=155),
        account("interim.sefrou", "signer", ("Lamrani", "لمراني"), ("Khadija", "خديجة"), "f", "CB900407",
                SEFROU, (_acting(SEFROU),), key_done=4, ordered=40),
        account("president.martil", "signer", ("Afailal", "أفيلال"), ("Abdelouahed", "عبد الواحد"), "m", "L900533",
                MARTIL, (_president(MARTIL, woman=False),)),
        account("presidente.marrakech", "signer", ("Sqalli", "الصقلي"), ("Leïla", "ليلى"), "f", "EE900612",
                MARRAKECH, (_president(MARRAKECH, woman=True),), key_done=6),
        account("president.gueliz", "signer", ("Barakat", "بركات"), ("Youssef", "يوسف"), "m", "EE900744",
                MARRAKECH, (_arrondissement(MARRAKECH, GUELIZ),), key_done=6),
        account("agent.aitmelloul", "clerk", ("Idrissi", "الإدريسي"), ("Samira", "سميرة"), "f", "JB900851",
                AIT_MELLOUL),
        account("assistance", "help_desk", ("Tazi", "التازي"), ("Karim", "كريم"), "m", None, BERRECHID),
        account("vice.berrechid", "signer", ("Mernissi", "المرنيسي"), ("Jamal", "جمال"), "m", "WA900964",
                BERRECHID, (_delegated(BERRECHID, president="لرئيس"),), key_done=6),
        account("assistance.fes", "help_desk", ("Bennani", "بناني"), ("Salma", "سلمى"), "f", None, SEFROU,
                provinces=("03.231", "03.591")),
    )  # fmt: skip
    return World(COMMUNES, accounts)
