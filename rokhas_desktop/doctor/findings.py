"""What the examination adds to the catalogue's codes (``resources/findings.toml``): the technician's steps, and
which finding explains which other.

The code, its title, cause, severity and the person's remedy are the one catalogue's.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rokhas_desktop import resources
from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.errors import Detail


@dataclass(frozen=True, slots=True)
class Finding:
    """``technician`` are the numbered steps of who maintains the PC, by language; ``explains`` the codes that
    follow from this one."""

    code: str
    technician: Mapping[Language, tuple[str, ...]]
    explains: tuple[str, ...]

    def steps(self, language: Language, details: Mapping[str, Detail]) -> tuple[str, ...]:
        """The technician's steps with their placeholders filled."""
        values = _Missing({name: str(value) for name, value in details.items()})
        return tuple(string.Formatter().vformat(step, (), values) for step in self.technician[language])


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


@cache
def everything() -> Mapping[str, Finding]:
    """Every finding that the examination can give, by its code."""
    raw = resources.load_toml("findings.toml")
    steps = raw["steps"]
    return {
        code: Finding(
            code,
            {language: tuple(steps[name][language] for name in said["technician"]) for language in LANGUAGES},
            tuple(said.get("explains", ())),
        )
        for code, said in raw["findings"].items()
    }


@cache
def explained_by(code: str) -> frozenset[str]:
    """Every code that follows from ``code``, at once or through others."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        entry = everything().get(waiting.pop())
        fresh = set(entry.explains) - found if entry else set()
        found |= fresh
        waiting += fresh
    return frozenset(found)


def technician(code: str, language: Language, details: Mapping[str, Detail]) -> tuple[str, ...]:
    """The technician's steps for a code; none for one that the examination does not know."""
    entry = everything().get(code)
    return entry.steps(language, details) if entry else ()
