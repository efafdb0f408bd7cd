"""How dates, counts, names and references are written in each language.

Western digits in all three, as Moroccan administration writes them.  A reference or a date inside an Arabic
sentence is put in a Unicode isolate (UAX #9) so that its parts stay in order.
"""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import Protocol

from PySide6.QtGui import Qt

from rokhas_desktop.catalogue import Language
from rokhas_desktop.progress import Progress

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
RLM, NARROW = "\u200f", "\u202f"

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    "en": "January February March April May June July August September October November December".split(),
}


class TwoScripts(Protocol):
    """A text in French and in Arabic."""

    @property
    def fr(self) -> str:
        """The French text."""

    @property
    def ar(self) -> str:
        """The Arabic text."""


def ltr(text: str) -> str:
    """A reference, a file name, a number: left to right wherever it stands."""
    return f"{LRI}{text}{PDI}"


def grouped(sha256: str) -> str:
    """A hash by eights, left to right: it can be compared by eye, and its line can be broken."""
    return ltr(" ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8)))


def isolate(text: str) -> str:
    """A name or a title of unknown direction inside a sentence."""
    return f"{FSI}{text}{PDI}"


def standing(text: str, language: Language) -> str:
    """A name or a number that is a label's whole text, so that it stands where the window's lines begin: Qt aligns a
    label by the first strong character outside of isolates."""
    return f"{RLM if language == 'ar' else ''}{isolate(text)}"


def pick(text: TwoScripts, language: Language) -> str:
    """The text in the language of the window; English readers get the French."""
    return text.ar if language == "ar" else text.fr


def day(value: date, language: Language) -> str:
    """A day with its month in words, as Moroccans name the months."""
    month = _MONTHS[language][value.month - 1]
    number = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{number} {month} {value.year}"


def moment(value: datetime, language: Language) -> str:
    """A day and a time of the clock, in the zone that ``value`` carries."""
    clock = ltr(f"{value.hour:02d}:{value.minute:02d}")
    joined = {"fr": "{} à {}", "ar": "{} على الساعة {}", "en": "{}, {}"}[language]
    return joined.format(day(value.date(), language), clock)


def number(value: int, language: Language) -> str:
    """A count in groups of three digits; alone in a line it stands on the side where the language begins."""
    return f"{RLM if language == 'ar' else ''}{value:,}".replace(",", NARROW)


def days(value: float, language: Language) -> str:
    """A span in days, to a tenth where it is short: "0,4 j"."""
    unit = {"fr": "j", "ar": "ي", "en": "d"}[language]
    told = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return f"{told.replace('.', ',') if language != 'en' else told}\u00a0{unit}"


def size(count: int, language: Language) -> str:
    """A number of bytes in the unit a person would use."""
    units = {"fr": ("o", "Ko", "Mo", "Go"), "ar": ("B", "KB", "MB", "GB"), "en": ("B", "KB", "MB", "GB")}[language]
    value, step = float(count), 0
    while value >= 1000 and step < 3:
        value, step = value / 1000, step + 1
    number = f"{value:.0f}" if step == 0 or value >= 10 else f"{value:.1f}"
    if language == "fr":
        number = number.replace(".", ",")
    return ltr(f"{number} {units[step]}")


def tip(text: str) -> str:
    """A tool tip that shows its text as it is: Qt would read one that looks like markup as markup."""
    if not Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>"


def describe(progress: Progress | None, language: Language = "fr") -> str:
    """A short "3 / 12", or "3,4 Mo / 12 Mo", for a status line."""
    if progress is None or not progress.total:
        return ""
    if progress.unit == "bytes":
        return f"{size(progress.done, language)} / {size(progress.total, language)}"
    return f"{progress.done} / {progress.total}"


def duration(seconds: float, language: Language) -> str:
    """About how long, in the two largest units that a person would say."""
    second, minute, hour = {"fr": ("s", "min", "h"), "ar": ("ث", "د", "س"), "en": ("s", "min", "h")}[language]
    whole = round(seconds)
    if whole < 60:
        return f"{max(whole, 1)} {second}"
    if whole < 3600:
        return f"{round(whole / 60)} {minute}"
    return f"{whole // 3600} {hour} {whole % 3600 // 60:02d} {minute}"
