"""The table of who may sign what (``tests/gate/cases.toml``), as certificates, entitlements and needs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from rokhas_desktop.sandbox.postal_ca import HolderSpec, person
from rokhas_desktop.sandbox.postal_ca.profiles import Subject

OTHER_CIN = "TT654321"
OTHER_NAME = ("Fictif", "Abdelkader")
"""Not one word of it is like a word of the accounts' names, which all say TEST."""


@dataclass(frozen=True)
class GateCase:
    """One row; see the table's head for what its values mean."""

    id: str
    expect: str
    slug: str | None = None
    at: str | None = None
    account: Mapping[str, str] = field(default_factory=dict)
    key: Mapping[str, str] = field(default_factory=dict)
    held: tuple[Mapping[str, Any], ...] = ({},)
    need: Mapping[str, str] = field(default_factory=dict)

    def subject(self, cin: str, name: Mapping[str, Mapping[str, str]]) -> Subject:
        """The holder's name in a certificate, seen from the account with this number and this name."""
        surname, given = name["surname"]["fr"], name["given_names"]["fr"]
        told = self.key.get("name", "own")
        if told == "other":
            surname, given = OTHER_NAME
        elif told == "spelled":
            surname, given = f"{surname[0]}{surname[1]}{surname[1:]}", f"{given}a"
        elif told == "arabic":
            surname, given = name["surname"]["ar"], name["given_names"]["ar"]
        number = {"other": OTHER_CIN, "spaced": f" {cin[:2].lower()} {cin[2:]}"}.get(self.key.get("cin", "own"), cin)
        kind: Any = self.key.get("id", "IDC")
        found = person(HolderSpec(surname=surname, given_names=given, cin=number, id_type=kind))
        if self.key.get("cin") != "none":
            return found
        return Subject(x509.Name([one for one in found.name if one.oid != NameOID.SERIAL_NUMBER]))

    def entitlements(self, day: date, here: Any, elsewhere: Any, family: str) -> list[dict[str, Any]]:
        """What the account holds, in the contract's form."""
        return [_entitlement(n, raw, day, here, elsewhere, family) for n, raw in enumerate(self.held, 1)]

    def bound(self, certificate: x509.Certificate) -> list[dict[str, str]]:
        """What the platform holds of this certificate, in the contract's form."""
        told = self.account.get("bound")
        if told is None:
            return []
        sha256 = "ab" * 32 if told == "another" else certificate.fingerprint(SHA256()).hex()
        state = "pending" if told == "pending" else "registered"
        return [{"sha256": sha256, "state": state, "since": "2026-11-02T10:00:00+01:00"}]

    def wanted(self, need: Mapping[str, Any]) -> dict[str, Any]:
        """What the act needs, changed as the case says; an empty sector is none."""
        changed = {key: value or None for key, value in self.need.items()}
        return {**need, **changed}


def _entitlement(number: int, raw: Mapping[str, Any], day: date, here: Any, elsewhere: Any, family: str) -> Any:
    def days(name: str) -> str | None:
        return (day + timedelta(days=raw[name])).isoformat() if name in raw else None

    kind = raw.get("kind", "president")
    return {
        "id": f"hab-TEST-{number}",
        "kind": kind,
        "commune": elsewhere if raw.get("place") == "elsewhere" else here,
        "capacity": {"fr": f"TEST {kind}", "ar": f"TEST {kind}"},
        "order_number": None,
        "order_date": None,
        "families": [family if one == "own" else one for one in raw.get("families", ())],
        "project_classes": list(raw.get("project_classes", ())),
        "sectors": list(raw.get("sectors", ())),
        "valid_from": raw.get("first") or days("from") or "2021-09-24",
        "valid_to": raw.get("last") or days("to"),
        "bureau_to": days("bureau"),
    }


def _load() -> tuple[GateCase, ...]:
    path = Path(__file__).resolve().parent.parent / "gate" / "cases.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return tuple(GateCase(**{**row, "held": tuple(row.get("held", ({},)))}) for row in rows)


CASES = _load()


def day_of(at: str, zone: Any) -> date:
    """The day that an instant is in a zone."""
    return datetime.fromisoformat(at).astimezone(zone).date()
