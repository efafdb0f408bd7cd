"""The formats of documents that are not PDF, as ``resources/formats.toml`` has them.

What the platform announces and what the first bytes say must agree: a web page or an archive in a drawing's
place is no drawing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rokhas_desktop import resources

PDF = "application/pdf"
#: What is read to recognise a file: the header of a building model (IFC) has free texts in it.
HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One format.  ``shown``: what it holds can be looked at here."""

    name: str
    media_types: tuple[str, ...]
    shown: bool
    begins: re.Pattern[bytes]


@cache
def known() -> tuple[Format, ...]:
    """Every format in the table."""
    return tuple(
        Format(one["name"], tuple(one["media_types"]), one["shown"], re.compile(one["begins"].encode("ascii")))
        for one in resources.load_toml("formats.toml")["formats"]
    )


def find(media_type: str) -> Format | None:
    """The format that a media type names, None where the table has none (PDF is not in it)."""
    named = plain(media_type)
    return next((one for one in known() if named in one.media_types), None)


def plain(media_type: str) -> str:
    """A media type without its parameters, in small letters."""
    return media_type.partition(";")[0].strip().lower()
