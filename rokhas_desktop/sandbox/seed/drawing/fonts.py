"""The bundled fonts cut down once a process to the characters that the seeded documents use.

A whole font takes about a tenth of a second to be read and cut for every file it goes into; a small one a
few milliseconds.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from rokhas_desktop import resources

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027)]
ARABIC = [0x20, *range(0x21, 0x40), 0xA0, 0xAB, 0xBB, *range(0x600, 0x6FF), *range(0x200B, 0x2010)]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="rokhas-seed-fonts-")


@cache
def small(stem: str) -> Path:
    """The file of a bundled font, without the characters that no seeded document has."""
    options = subset.Options(layout_features=["*"], hinting=False, recalc_timestamp=False, notdef_outline=True)
    font = TTFont(resources.path_of(f"fonts/{stem}.ttf"), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=ARABIC if "Arabic" in stem else LATIN)
    cutter.subset(font)
    path = Path(_folder().name) / f"{stem}.ttf"
    font.save(path)
    return path
