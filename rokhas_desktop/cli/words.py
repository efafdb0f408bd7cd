"""The command line's own words in three languages (``resources/cli.toml``); errors speak by the catalogue."""

from __future__ import annotations

from functools import cache
from typing import Any

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language


@cache
def _table() -> dict[str, dict[str, str]]:
    return resources.load_toml("cli.toml")


def say(key: str, language: Language, /, **values: Any) -> str:
    """One text with its placeholders filled.  Raises KeyError for a key that is not there."""
    return _table()[key][language].format(**values)
