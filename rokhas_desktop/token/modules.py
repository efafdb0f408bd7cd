"""Which PKCS#11 modules there are on this machine.

Those an administrator vouches for (a table of known places, p11-kit's registered modules, machine policy), and
this home's emulated tokens.
"""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from rokhas_desktop import resources
from rokhas_desktop.settings import Home
from rokhas_desktop.token import choice, p11kit
from rokhas_desktop.token.views import ModuleCandidate
from rokhas_desktop.token.words import canonical

EMULATED = "emulated.json"
"""In the home: ``{"module": PATH, "env": {NAME: VALUE}}``, written by ``softhsm create``; ``reserved`` may say what
C_Initialize hands the module in pReserved."""


@dataclass(frozen=True, slots=True)
class Known:
    """One row of the table: a middleware and where it is installed, by ``sys.platform``."""

    name: str
    places: Mapping[str, tuple[str, ...]]


@cache
def table() -> tuple[Known, ...]:
    """``resources/modules.toml``, in the order in which modules are tried."""
    rows = resources.load_toml("modules.toml")["module"]
    return tuple(Known(row.pop("name"), {system: tuple(paths) for system, paths in row.items()}) for row in rows)


def candidates(
    home: Home, explicit: str | os.PathLike[str] | None = None, *, policy: Sequence[str] = ()
) -> list[ModuleCandidate]:
    """The modules to look at, each file once: the admitted ones that exist, then the emulated tokens' one.

    Where a person chose one of them (:mod:`rokhas_desktop.token.choice`), that one alone.

    ``explicit`` is looked at alone, whether it exists or not; ``policy`` are the paths that machine policy
    adds.  Every child gets the emulated store's environment, where the environment does not set it already.
    """
    emulated = _emulated(home)
    if explicit is not None:
        path = canonical(os.fspath(explicit))
        known = emulated if emulated is not None and emulated.path == path else admitted(policy).get(path)
        reserved = known.reserved if known is not None else ""
        return [ModuleCandidate(path, _name(path), emulated.env if emulated else {}, reserved)]
    found = admitted(policy)
    if emulated is not None:
        found.setdefault(emulated.path, emulated)
        found = {path: replace(candidate, env=emulated.env) for path, candidate in found.items()}
    chosen = choice.chosen(home)
    # A choice whose file is gone binds nobody.
    return [found[chosen]] if chosen in found else list(found.values())


def admitted(policy: Sequence[str] = ()) -> dict[str, ModuleCandidate]:
    """The modules of this machine that may receive a PIN on a platform where acts are real, by path.

    Each comes from a place that only an administrator writes: the table's, p11-kit's, the machine policy's.
    """
    found: dict[str, ModuleCandidate] = {}
    for known in table():
        for pattern in known.places.get(sys.platform, ()):
            for path in map(canonical, _existing(pattern)):
                found.setdefault(path, ModuleCandidate(path, known.name))
    for one in (*p11kit.registered(), *map(p11kit.Registered, policy)):
        path = canonical(one.path)
        if Path(path).is_file():
            found.setdefault(path, ModuleCandidate(path, _name(path), reserved=one.reserved))
    return found


def _emulated(home: Home) -> ModuleCandidate | None:
    try:
        raw: dict[str, Any] = json.loads((home.root / EMULATED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    path = canonical(raw["module"])
    env = {str(name): str(value) for name, value in raw["env"].items()}
    return ModuleCandidate(path, _name(path), env, str(raw.get("reserved", "")))


def _name(path: str) -> str:
    """The middleware's name for a file of that name, or the file's own name."""
    file = Path(path).name
    for known in table():
        places = (place for places in known.places.values() for place in places)
        if any(_basename(place) == file for place in places):
            return known.name
    return file


def _basename(place: str) -> str:
    return ntpath.basename(place) if "\\" in place else posixpath.basename(place)


def _existing(pattern: str) -> Iterator[str]:
    """The files that a place of the table stands for on this machine."""
    expanded = re.sub(r"%(\w+)%", lambda found: os.environ.get(found[1], found[0]), pattern)
    if "*" not in expanded:
        if Path(expanded).is_file():
            yield expanded
        return
    anchor = Path(expanded).anchor
    yield from sorted(str(path) for path in Path(anchor).glob(expanded[len(anchor) :]) if path.is_file())
