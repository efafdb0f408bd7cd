"""The code that is read over the phone: verdict, version and system in eight characters, the last one a check.

29 characters that are hard to mistake for one another; 29 is prime, so that a check weighted by place finds every
wrong character and every exchange of two.  Never anything of a person or of a PC.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from rokhas_desktop import __version__, catalogue
from rokhas_desktop.errors import RokhasError

ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXY"
AREAS = ("APP", "CFG", "TOK", "CRT", "IDN", "REV", "DOC", "SIG", "VER", "NET", "API", "DSK", "RND", "SYS")
"""By their place here: only ever longer, or old codes would mean something else."""
SYSTEMS = ("other", "win32", "darwin", "linux")
PLACES = 7
_NUMBERS, _MAJOR, _MINOR, _PATCH = 1000, 8, 64, 64


class Misread(RokhasError):
    """What was given is no code, or one of its characters is wrong."""

    code = "SYS-040"


@dataclass(frozen=True, slots=True)
class Call:
    """What a phone code says; ``code`` is None where nothing was found to be wrong."""

    code: str | None
    version: str
    system: str


def encode(code: str | None, *, version: str = __version__, system: str = sys.platform) -> str:
    """The phone code of a verdict, as "XXXX-XXXX"."""
    area, number = code.split("-") if code is not None else (AREAS[0], "0")
    major, minor, patch = (int(part) for part in (*re.findall(r"\d+", version), 0, 0, 0)[:3])
    value = AREAS.index(area) * _NUMBERS + int(number)
    for part, base in ((major, _MAJOR), (minor, _MINOR), (patch, _PATCH)):
        value = value * base + min(part, base - 1)
    value = value * len(SYSTEMS) + (SYSTEMS.index(system) if system in SYSTEMS else 0)
    digits: list[int] = []
    for _ in range(PLACES):
        value, digit = divmod(value, len(ALPHABET))
        digits.insert(0, digit)
    digits.append(_check(digits))
    text = "".join(ALPHABET[digit] for digit in digits)
    return f"{text[:4]}-{text[4:]}"


def decode(given: str) -> Call:
    """What a phone code says, in whatever case and with whatever between its characters.  Raises Misread."""
    text = re.sub(r"[\s.–_-]", "", given).upper()
    if len(text) != PLACES + 1 or not set(text) <= set(ALPHABET):
        raise Misread(given=given[:40])
    *digits, check = (ALPHABET.index(character) for character in text)
    if _check(digits) != check:
        raise Misread(given=given[:40])
    value = 0
    for digit in digits:
        value = value * len(ALPHABET) + digit
    value, system = divmod(value, len(SYSTEMS))
    value, patch = divmod(value, _PATCH)
    value, minor = divmod(value, _MINOR)
    value, major = divmod(value, _MAJOR)
    area, number = divmod(value, _NUMBERS)
    if area >= len(AREAS):
        raise Misread(given=given[:40])
    code = f"{AREAS[area]}-{number:03d}" if number else None
    if code is not None and code not in catalogue.everything():
        raise Misread(given=given[:40])
    return Call(code, f"{major}.{minor}.{patch}", SYSTEMS[system])


def _check(digits: list[int]) -> int:
    """Places weigh 1 to 7, all different and none a multiple of 29; the check itself weighs 1."""
    return -sum((place + 2) * digit for place, digit in enumerate(digits)) % len(ALPHABET)
