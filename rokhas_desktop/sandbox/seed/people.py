"""Applicants, architects, parcels and addresses.  Nobody among them exists: every name ends in TEST / تجربة."""

from __future__ import annotations

import random

from rokhas_desktop.sandbox.seed.model import Bilingual, SeedPlace

_PERSONS = (
    ("M. Rachid Belhaj", "السيد رشيد بلحاج"),
    ("Mme Fatima-Zahra Ennaji", "السيدة فاطمة الزهراء الناجي"),
    ("M. Omar Kettani", "السيد عمر الكتاني"),
    ("Mme Hind Moutaouakil", "السيدة هند المتوكل"),
    ("M. Lahcen Outaleb", "السيد لحسن أوطالب"),
    ("Mme Zineb Cherkaoui", "السيدة زينب الشرقاوي"),
    ("M. Mustapha Ghazali", "السيد مصطفى الغزالي"),
)
_COMPANIES = (
    ("Société Atlas Immobilier", "شركة أطلس للعقار"),
    ("Société Souss Aménagement", "شركة سوس للتهيئة"),
    ("Société Al Andalous Promotion", "شركة الأندلس للإنعاش العقاري"),
    ("Société Café de la Palmeraie", "شركة مقهى الواحة"),
    ("Coopérative Argane d'or", "تعاونية الأركان الذهبي"),
    ("Société Réseaux du Sud", "شركة شبكات الجنوب"),
)
_ARCHITECTS = (
    ("Mme Ghita Bennis, architecte", "السيدة غيثة بنيس، مهندسة معمارية"),
    ("M. Tarik Ouazzani, architecte", "السيد طارق الوزاني، مهندس معماري"),
    ("M. Anas Filali, architecte", "السيد أنس الفيلالي، مهندس معماري"),
)
_STREETS = (
    ("avenue Hassan II", "شارع الحسن الثاني"),
    ("boulevard Mohammed V", "شارع محمد الخامس"),
    ("rue des Orangers", "زنقة البرتقال"),
    ("avenue de la Marche verte", "شارع المسيرة الخضراء"),
    ("lotissement Al Wifaq", "تجزئة الوفاق"),
    ("quartier Al Massira", "حي المسيرة"),
)


def applicant(chance: random.Random, *, company: bool) -> Bilingual:
    """A person or a company."""
    fr, ar = chance.choice(_COMPANIES if company else _PERSONS)
    return Bilingual(f"{fr} TEST", f"{ar} تجربة")


def architect(chance: random.Random) -> Bilingual:
    """An architect."""
    fr, ar = chance.choice(_ARCHITECTS)
    name, job = fr.split(", ")
    name_ar, job_ar = ar.split("، ")
    return Bilingual(f"{name} TEST, {job}", f"{name_ar} تجربة، {job_ar}")


def parcel(chance: random.Random) -> str:
    """A parcel of the cadastre: section and number."""
    return f"Section {chance.choice('ABCD')}, parcelle {chance.randint(12, 880)}"


def land_title(chance: random.Random, commune: str) -> str:
    """A land title or an application for one, with the number of its registry."""
    registry = commune[:2]
    if chance.random() < 0.8:
        return f"TF {chance.randint(4_000, 98_000)}/{registry}"
    return f"R {chance.randint(1_000, 9_000)}/{registry}"


def address(chance: random.Random, commune: SeedPlace) -> Bilingual:
    """A street of the commune."""
    number = chance.randint(2, 214)
    fr, ar = chance.choice(_STREETS)
    return Bilingual(f"{number}, {fr}, {commune.name.fr}", f"{number}، {ar}، {commune.name.ar}")
