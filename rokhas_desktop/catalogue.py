"""The one catalogue of codes (AREA-NNN): what each says in three languages, and what may follow it.

The texts are data in ``resources/catalogue/AREA.toml``::

    [TOK-001]
    severity = "problem"      # or "warning"
    retry = true              # whether to try the same thing again can help
    batch = "stop"            # or "continue": whether the rest of a batch may go on
    exit = 4                  # exit code of the command line (0 for a warning)
    problem = "some-slug"     # optional: the platform's problem code that means this

    [TOK-001.fr]
    title = "…"               # one line; may hold {placeholders} filled from the error's details
    cause = "…"
    remedy = ["…", "…"]       # what to do next, in order; never empty

    [TOK-001.ar]
    …
    [TOK-001.en]
    …
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from rokhas_desktop import resources
from rokhas_desktop.errors import Detail, RokhasError

Language = Literal["fr", "ar", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")
AREAS = ("APP", "CFG", "TOK", "CRT", "IDN", "REV", "DOC", "SIG", "VER", "NET", "API", "DSK", "RND", "SYS")


@dataclass(frozen=True, slots=True)
class Text:
    """What one code says in one language."""

    title: str
    cause: str
    remedy: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Title and first remedy: what fits on one line of a list."""
        return f"{self.title} {self.remedy[0]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: its texts and what may follow it."""

    code: str
    severity: Literal["problem", "warning"]
    retry: bool
    batch: Literal["stop", "continue"]
    exit: int
    problem: str | None
    texts: Mapping[Language, Text]

    def text(self, language: Language, details: Mapping[str, Detail] | None = None) -> Text:
        """The texts in ``language`` with their placeholders filled; one that is missing shows as "?"."""
        raw = self.texts[language]
        values = _Missing({name: str(value) for name, value in (details or {}).items()})
        fill = string.Formatter().vformat
        return Text(
            title=fill(raw.title, (), values),
            cause=fill(raw.cause, (), values),
            remedy=tuple(fill(step, (), values) for step in raw.remedy),
        )


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _entry(code: str, raw: Mapping[str, Any]) -> Entry:
    texts: dict[Language, Text] = {}
    for language in LANGUAGES:
        said = raw[language]
        texts[language] = Text(said["title"], said["cause"], tuple(said["remedy"]))
    return Entry(code, raw["severity"], raw["retry"], raw["batch"], raw["exit"], raw.get("problem"), texts)


@cache
def _area(area: str) -> Mapping[str, Entry]:
    table = resources.load_toml(f"catalogue/{area}.toml")
    return {code: _entry(code, raw) for code, raw in table.items()}


def entry(code: str) -> Entry:
    """The entry of a code.  Raises KeyError for a code that is not in the catalogue."""
    return _area(code.partition("-")[0])[code]


def everything() -> Mapping[str, Entry]:
    """Every code of every area."""
    return {code: item for area in AREAS for code, item in _area(area).items()}


@cache
def by_problem() -> Mapping[str, str]:
    """The code for each of the platform's problem codes."""
    return {item.problem: code for code, item in everything().items() if item.problem}


def describe(error: RokhasError, language: Language) -> Text:
    """What an error says to a person."""
    return entry(error.code).text(language, error.details)
