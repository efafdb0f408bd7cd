"""How certificates are read and judged, as data: ``resources/identity.toml``, which machine policy may override."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from rokhas_desktop import resources
from rokhas_desktop.identity.errors import BadIdentityRules

Place = Literal["serial_number", "uid", "san_directory_name", "common_name_tail"]
IdKind = Literal["cin", "passport", "other", "none"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force; see ``identity.toml`` for what each says.  OIDs are dotted strings."""

    zone: tzinfo
    places: tuple[Place, ...]
    cin: re.Pattern[str]
    prefixes: Mapping[str, IdKind]
    signature_policies: frozenset[str]
    seal_policies: frozenset[str]
    advanced_policies: frozenset[str]
    rsa_bits: int
    curves: frozenset[str]
    hashes: frozenset[str]

    def day(self, at: datetime) -> str:
        """The day of an instant, as Moroccan administration writes it (dd/mm/yyyy)."""
        return at.astimezone(self.zone).strftime("%d/%m/%Y")


def parse(table: Mapping[str, Any]) -> Rules:
    """Rules from a table shaped like ``identity.toml``.  Raises BadIdentityRules naming what is wrong."""
    try:
        return _parse(table)
    except (KeyError, TypeError, ValueError, OSError, re.error) as error:
        raise BadIdentityRules(what=str(error)) from error


def merged(over: Mapping[str, Any]) -> Rules:
    """The built-in rules with some values replaced, group by group.  Raises BadIdentityRules."""
    table = resources.load_toml("identity.toml")
    for name, value in over.items():
        table[name] = {**table[name], **value} if isinstance(table.get(name), dict) else value
    return parse(table)


@cache
def built_in() -> Rules:
    """The rules as shipped."""
    return parse(resources.load_toml("identity.toml"))


_installed: list[Rules] = []


def in_force() -> Rules:
    """The rules of this process: what the machine's policy made of them, else the built-in ones."""
    return _installed[0] if _installed else built_in()


def install(rules: Rules) -> None:
    """Let these be in force in this process.  There is one machine policy, so that nobody has to hand them on."""
    _installed[:] = [rules]


def _parse(table: Mapping[str, Any]) -> Rules:
    holder, policies, algorithms = table["holder"], table["policies"], table["algorithms"]
    return Rules(
        zone=ZoneInfo(table["zone"]),
        places=cast(tuple[Place, ...], tuple(_one_of(place, get_args(Place)) for place in holder["places"])),
        cin=re.compile(holder["cin"], re.ASCII),
        prefixes={
            prefix.upper(): cast(IdKind, _one_of(kind, get_args(IdKind))) for prefix, kind in holder["prefixes"].items()
        },
        signature_policies=_oids(policies["signature"]),
        seal_policies=_oids(policies["seal"]),
        advanced_policies=_oids(policies["advanced"]),
        rsa_bits=int(algorithms["rsa_bits"]),
        curves=frozenset(algorithms["curves"]),
        hashes=frozenset(algorithms["hashes"]),
    )


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(value)
    return value


def _oids(values: list[str]) -> frozenset[str]:
    for value in values:
        if not re.fullmatch(r"[0-2](\.(0|[1-9]\d*))+", value, re.ASCII):
            raise ValueError(value)
    return frozenset(values)
