"""The examination's own words (``resources/doctor_words.toml``): the probes' names, and what a row says."""

from __future__ import annotations

from functools import cache
from typing import Any

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language
from rokhas_desktop.doctor.frame import Row


@cache
def _table() -> dict[str, dict[str, str]]:
    return resources.load_toml("doctor_words.toml")


def say(key: str, language: Language, /, **values: Any) -> str:
    """One text with its placeholders filled.  Raises KeyError for a key that is not there."""
    return _table()[key][language].format(**values)


def name(probe: str, language: Language) -> str:
    """A probe's name; a further row of it bears the same."""
    return say(f"probe-{probe.partition('.')[0]}", language)


def detail(row: Row, language: Language) -> str:
    """What was seen, or why nothing was looked at."""
    text = row.text(language)
    if text is not None:
        return text.cause
    if row.missing:
        return say("missing", language, probes=", ".join(name(one, language) for one in row.missing))
    return row.facts
