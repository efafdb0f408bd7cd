"""The wave of 2027: 1,503 communes whose presidents may all be new, each somewhere on the way to a working key.

Regions and provinces are real, the communes are made up and every name says TEST.  The same seed gives the same wave.
"""

from __future__ import annotations

import itertools
import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from rokhas_desktop.sandbox.seed.model import Bilingual, SeedPlace

COMMUNES = 1503
_STEPS = ("unknown", "ordered", "at_agency", "face_to_face", "picked_up", "delivery_record", "activated", "registered")
_DECLARANTS = (None, "dgct", "ca", "ca", "holder", "holder", "holder", "holder")
_WEIGHTS = (9, 14, 12, 9, 7, 5, 8, 32)
"""How the communes are spread over the steps eleven weeks after the elections."""
LAPSE_DAYS = 183


@dataclass(frozen=True, slots=True)
class WaveCommune:
    """One commune.  ``state`` is the last step that was declared done, ``lapsed`` or ``revoked``; ``arrivals`` are
    the days on which the acts that wait arrived."""

    place: SeedPlace
    province: SeedPlace
    region: SeedPlace
    state: str
    since: date | None
    declared_by: str | None
    mandate_from: date
    meanwhile: bool | None
    arrivals: tuple[date, ...]


def wave(seed: int, today: date, taken: frozenset[str], count: int) -> list[WaveCommune]:
    """``count`` communes as on ``today``; ``taken`` are codes of others that must not be used again."""
    table = _table()
    chance = random.Random(f"wave {seed}")  # noqa: S311 - names and dates of a test platform
    provinces = [
        (_place(region["code"], region["name"]), _place(code, (fr, ar)))
        for region in table["region"]
        for code, fr, ar in region["provinces"]
    ]
    names = list(itertools.product(table["words"]["first"], table["words"]["second"]))
    chance.shuffle(names)
    numbers: dict[str, int] = {}
    found: list[WaveCommune] = []
    for (first, second), (region, province) in zip(names, itertools.cycle(provinces), strict=False):
        if len(found) == count:
            break
        numbers[province.code] = number = numbers.get(province.code, 0) + 1
        code = f"{province.code}.9{number:03d}"
        if code not in taken:
            name = Bilingual(f"{first[0]} {second[0]} TEST", f"{first[1]} {second[1]} تجربة")
            found.append(_commune(chance, SeedPlace(code, name), province, region, today))
    return found


def _commune(
    chance: random.Random, place: SeedPlace, province: SeedPlace, region: SeedPlace, today: date
) -> WaveCommune:
    began = today - timedelta(days=77)
    step = chance.choices(range(len(_STEPS)), _WEIGHTS)[0]
    state, since, by = _STEPS[step], today - timedelta(days=chance.randint(1, 60)), _DECLARANTS[step]
    fate = chance.random()
    if step in (1, 2) and fate < 0.05:
        state, since, by = "lapsed", today - timedelta(days=chance.randint(1, 30)), "ca"
    elif step >= 6 and fate < 0.02:
        state, by = "revoked", "ca"
    waiting = 0 if state == "registered" else chance.choice((0, 1, 2, 3, 5, 8, 13, 21))
    return WaveCommune(
        place=place,
        province=province,
        region=region,
        state=state,
        since=since if by else None,
        declared_by=by,
        mandate_from=began,
        meanwhile=chance.choice((True, False, None)),
        arrivals=tuple(sorted(today - timedelta(days=chance.randint(0, 110)) for _ in range(waiting))),
    )


def _place(code: str, name: tuple[str, str] | list[str]) -> SeedPlace:
    return SeedPlace(code, Bilingual(name[0], name[1]))


def _table() -> dict[str, Any]:
    text = files("rokhas_desktop.sandbox.seed").joinpath("territory.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
