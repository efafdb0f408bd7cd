"""One form for texts that a person would call the same, so that what is typed is found in either script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VERSION = 1
"""Goes up when the rules change: what was folded by another version is folded anew."""

_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ء": None, "ـ": None, "œ": "oe", "æ": "ae"})
"""Variants that typing mixes up.  The hamza's carriers (أ إ آ ؤ ئ) lose it as a combining mark, as vowels go."""


def fold(text: str) -> str:
    """No case, accents, vowel signs, hamza, tatweel, invisible marks or variants of letters; digits are Western."""
    return "".join(_folded(one) for one in text.casefold())


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    kept = (one for one in unicodedata.normalize("NFKD", character) if not _unseen(one))
    plain = "".join(kept).translate(_LETTERS).casefold()
    return plain if plain in {"", character} else "".join(_folded(one) for one in plain)


def _unseen(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) in {"Mn", "Cf"}
