"""Small rules of the two languages that the seeded texts need."""

from __future__ import annotations

from datetime import date

MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
MONTHS_AR = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
"""The months as Morocco names them."""


def of_place(name: str) -> str:
    """A French place name after « de » (« d'Aït Melloul », « de Berrechid »)."""
    return f"d'{name}" if name[0] in "AEIOUYÉÈÎÏÔ" else f"de {name}"


def day_fr(day: date) -> str:
    """A day in French: « 1er juin 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS_FR[day.month - 1]} {day.year}"


def day_ar(day: date) -> str:
    """A day in Arabic with Western digits: « 12 يونيو 2019 »."""
    return f"{day.day} {MONTHS_AR[day.month - 1]} {day.year}"
