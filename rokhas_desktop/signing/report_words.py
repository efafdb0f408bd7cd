"""What a verification found, in a language's words, line by line: for the page that is kept and for the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language
from rokhas_desktop.signing.report import SignatureReport

#: What is written from left to right in an Arabic page too.
_LEFT_TO_RIGHT = frozenset(
    {"id_number", "act", "piece", "time_proven", "time_claimed", "level", "sub_indication", "fingerprint"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is known of a signature.  ``ltr``: it runs from left to right in every language."""

    name: str
    label: str
    value: str
    ltr: bool


@cache
def words(language: Language) -> dict[str, str]:
    """The words of ``resources/verification.toml``."""
    found: dict[str, str] = resources.load_toml("verification.toml")[language]
    return found


def rows(one: SignatureReport, language: Language) -> Iterator[Row]:
    """What is known of a signature; nothing for what is not known.  The ID number is masked."""
    word, declared = words(language), dict(one.declared)
    known: list[tuple[str, str | None]] = [
        ("signer", one.signer_name),
        ("id_number", one.cin_masked),
        ("nominative", _yes_no(one.nominative, word)),
        ("issuer", one.issuer),
        *((name, declared.get(name)) for name in ("capacity", "act", "piece", "reason", "location")),
        ("time_proven" if one.time_source == "timestamp" else "time_claimed", moment(one.time) if one.time else None),
        ("level", one.level),
        ("intact", _yes_no(one.intact, word)),
        ("trusted", _yes_no(one.trusted, word)),
        ("covers", _yes_no(one.covers_whole_file, word)),
        # Of a content that is not the signed one nobody can say what was done to it since.
        ("changes", word[one.changes] if one.intact or one.changes == "forbidden" else None),
        ("qualified", word[one.qualified]),
        ("sub_indication", one.sub_indication),
        ("fingerprint", one.certificate_sha256),
    ]
    for name, value in known:
        if value:
            yield Row(name, word[name], value, name in _LEFT_TO_RIGHT)


def moment(at: datetime) -> str:
    """Day, month, year and time, with the offset from UTC."""
    return f"{at:%d/%m/%Y %H:%M:%S} (UTC{at.isoformat(timespec='seconds')[19:]})"


def _yes_no(value: bool | None, word: dict[str, str]) -> str | None:
    return None if value is None else word["yes" if value else "no"]
