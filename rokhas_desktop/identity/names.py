"""Whether two spellings may be one person's name, in Latin or Arabic letters.

The national ID number decides who somebody is; the name only tells that a certificate or an account holds
another person's number by mistake.  So spelling never refuses: accents, case, hyphens, order, a second
given name, a husband's name and transliteration ("Mohamed", "Mohammed") are all one person's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

Likeness = Literal["same", "similar", "different"]

ALIKE = 0.66
"""From which ratio of common letters two words may be two spellings of one."""

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_WORD = re.compile(r"[^\W\d_]+")


def words(name: str) -> tuple[str, ...]:
    """The words of a name in a form that can be compared, sorted; no accents, vowel signs, case or article."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_ARABIC)
    plain = plain.replace("'", "").replace("’", "")
    found = [word.removeprefix("ال") or word for word in _WORD.findall(plain)]
    return tuple(sorted(found))


def compare(one: str, other: str) -> Likeness:
    """How alike two names are.  An empty one is different from every other."""
    left, right = words(one), words(other)
    if not left or not right:
        return "different"
    if left == right:
        return "same"
    few, many = sorted((left, right), key=lambda found: (len(found), found))
    if len(few) > 1 and Counter(few) <= Counter(many):
        return "same"
    return "similar" if any(_alike(a, b) for a in few for b in many) else "different"


def best(name: str, known: Iterable[str]) -> Likeness:
    """The best likeness of ``name`` to any of the spellings that are known."""
    order: tuple[Likeness, ...] = ("same", "similar", "different")
    return min((compare(name, one) for one in known), key=order.index, default="different")


def _alike(one: str, other: str) -> bool:
    # In one order: the matcher's ratio depends on it.
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE
