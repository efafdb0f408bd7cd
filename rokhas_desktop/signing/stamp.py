"""The text of the visible signature, in the two administrative languages.

The words have legal weight: no national ID number, and never *certifié, légalisé, conforme, qualifiée, date
certaine*.  Names, capacities and references are the platform's own text, gender included.  The Arabic is to
be proofed by a Moroccan reader.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["fr", "ar"]
Weight = Literal["regular", "bold"]

NE_VARIETUR = {"fr": "Ne varietur", "ar": "غير قابل للتغيير"}
TEST_MARK = {"fr": "ESSAI : sans valeur d'acte", "ar": "تجربة: لا قيمة لها كقرار"}

# A reference, a number or a date keeps its own direction inside a sentence of the other (UAX #9).
_ISOLATE, _POP = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Both:
    """One text of the platform's in the two languages."""

    fr: str
    ar: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """The order by which the signatory signs for another (LO 113-14 arts 103, 104)."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class StampFacts:
    """What a stamp says.  ``capacity`` holds quality and commune; ``signed_at`` is the PC's aware local time;
    ``issuer`` is the name of the authority that issued the certificate; ``piece`` counts from 1."""

    name: Both
    capacity: Both
    signed_at: datetime
    reference: str
    piece: int
    pieces: int
    issuer: str
    delegation: Delegation | None = None
    ne_varietur: bool = False
    test: bool = False


@dataclass(frozen=True, slots=True)
class StampLine:
    """One paragraph; the drawing may wrap it.  Arabic runs from right to left."""

    text: str
    language: Language
    weight: Weight


@dataclass(frozen=True, slots=True)
class StampText:
    """The paragraphs of a stamp, in order."""

    lines: tuple[StampLine, ...]


def text(facts: StampFacts) -> StampText:
    """The paragraphs: mentions first, then the sentence in each language."""
    mentions = [NE_VARIETUR] if facts.ne_varietur else []
    mentions += [TEST_MARK] if facts.test else []
    bold = [StampLine(words[language], language, "bold") for words in mentions for language in _LANGUAGES]
    sentences = {"fr": _french(facts), "ar": _arabic(facts)}
    return StampText((*bold, *(StampLine(sentences[language], language, "regular") for language in _LANGUAGES)))


def local_text(name: str, signed_at: datetime, issuer: str) -> StampText:
    """The stamp of a local file: who and when; no capacity, no act."""
    french = (
        f"Signé électroniquement par {_plain(name)}, le {_moment(signed_at)} "
        f"(heure du poste, {_offset(signed_at)}), certificat délivré par {_plain(issuer)}."
    )
    arabic = (
        f"وُقّع إلكترونيا من طرف {_ltr(name)}، بتاريخ {_ltr(_moment(signed_at))} "
        f"(ساعة الحاسوب، {_ltr(_offset(signed_at))})، شهادة التوقيع صادرة عن {_ltr(issuer)}."
    )
    return StampText((StampLine(french, "fr", "regular"), StampLine(arabic, "ar", "regular")))


_LANGUAGES: tuple[Language, ...] = ("fr", "ar")


def _french(facts: StampFacts) -> str:
    order = facts.delegation
    delegated = f", par délégation, arrêté n° {_plain(order.number)} du {_day(order.date)}" if order else ""
    return (
        f"Signé électroniquement par {_plain(facts.name.fr)}, {_plain(facts.capacity.fr)}{delegated}, "
        f"le {_moment(facts.signed_at)} (heure du poste, {_offset(facts.signed_at)}), "
        f"acte {_plain(facts.reference)}, pièce {facts.piece}/{facts.pieces}, "
        f"certificat délivré par {_plain(facts.issuer)}."
    )


def _arabic(facts: StampFacts) -> str:
    order = facts.delegation
    delegated = f"، بالتفويض، قرار رقم {_ltr(order.number)} بتاريخ {_ltr(_day(order.date))}" if order else ""
    return (
        f"وُقّع إلكترونيا من طرف {_plain(facts.name.ar)}، {_plain(facts.capacity.ar)}{delegated}، "
        f"بتاريخ {_ltr(_moment(facts.signed_at))} (ساعة الحاسوب، {_ltr(_offset(facts.signed_at))})، "
        f"القرار {_ltr(facts.reference)}، الوثيقة {_ltr(f'{facts.piece}/{facts.pieces}')}، "
        f"شهادة التوقيع صادرة عن {_ltr(facts.issuer)}."
    )


def _moment(at: datetime) -> str:
    return at.strftime("%d/%m/%Y %H:%M")


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _offset(at: datetime) -> str:
    """``UTC+01``, with the minutes only where there are some.  Raises ValueError for a time without a zone."""
    difference = at.utcoffset()
    if difference is None:
        raise ValueError("the signing time needs its offset")
    minutes = int(difference.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02d}" + (f":{rest:02d}" if rest else "")


def _ltr(value: str) -> str:
    return f"{_ISOLATE}{_plain(value)}{_POP}"


def _plain(value: str) -> str:
    """One line without control characters: direction overrides in a name could make a stamp read otherwise."""
    spaced = " ".join(value.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cf"))[:_LONGEST]
