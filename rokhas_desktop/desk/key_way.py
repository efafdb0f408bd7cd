"""The way of the account holder's key, as it was declared: what is missing, who must act, who may sign meanwhile.

The platform does not issue keys.  Each step is somebody's word with its date, and *unknown* by default; only the
registration is the platform's own knowledge.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from rokhas_desktop import resources
from rokhas_desktop.api.key_models import KeyDeclarations
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk import book_index
from rokhas_desktop.desk.database import stored
from rokhas_desktop.desk.views import Bilingual

if TYPE_CHECKING:
    from rokhas_desktop.desk.office import Office

Declarant = Literal["commune", "dgct", "ca", "holder"]
REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KeyStepView:
    """One step.  ``actor`` is who must take it (``resources/key_way.toml``); ``declared_by`` and ``declared_on`` say
    whose word it is that it is done."""

    step: str
    state: Literal["done", "pending", "unknown"]
    actor: Declarant
    declared_by: Declarant | None
    declared_on: date | None
    note: str | None

    def name(self, language: Language) -> str:
        """What the step is called."""
        return str(_table()["step"][self.step][language]["name"])

    def todo(self, language: Language) -> str:
        """What is to be done, by whom."""
        return str(_table()["step"][self.step][language]["todo"])


def actor_name(actor: Declarant, language: Language) -> str:
    """Who that is, inside a sentence."""
    return str(_table()["actor"][actor][language])


def portal() -> str:
    """The address where a key's PIN is chosen and changed."""
    return str(_table()["portal"])


@dataclass(frozen=True, slots=True)
class MeanwhileView:
    """Somebody who may sign for the same territory today; ``key_ready`` is None where nobody declared it."""

    kind: str
    capacity: Bilingual
    name: Bilingual
    valid_to: date | None
    key_ready: bool | None


@dataclass(frozen=True, slots=True)
class BoundView:
    """A certificate that the platform holds for the account; only ``registered`` ones count."""

    sha256: str
    state: Literal["registered", "pending"]
    since: datetime


@dataclass(frozen=True, slots=True)
class KeyWay:
    """``known``: the platform was asked once.  ``missing`` is the first step that nobody declared done.

    ``lapses_on`` is the day on which an order without a complete file is closed, None once it is picked up or
    where its date is not known.  ``waiting`` counts the acts that await this account's signature, the oldest
    since ``waiting_since``.
    """

    known: bool
    steps: tuple[KeyStepView, ...]
    missing: KeyStepView | None
    revoked: KeyStepView | None
    lapses_on: date | None
    waiting: int
    waiting_since: datetime | None
    meanwhile: tuple[MeanwhileView, ...]
    certificates: tuple[BoundView, ...]

    @property
    def registered(self) -> bool:
        """Whether the platform holds a certificate of the account's."""
        return any(one.state == "registered" for one in self.certificates)

    @property
    def on_its_way(self) -> bool:
        """Whether the holder cannot have a working key yet, by what was declared."""
        return self.missing is not None and self.missing.step != "registered" and not self.registered


@cache
def _table() -> dict[str, Any]:
    return resources.load_toml("key_way.toml")


@stored
def _declared(said: str | None) -> KeyDeclarations:
    return KeyDeclarations.model_validate_json(said) if said else KeyDeclarations(items=())


def way(office: Office) -> KeyWay:
    """By what the platform last said.  Needs no network."""
    said = office.store.key_way(office.number)
    declared = _declared(said)
    account = office.account
    bound = tuple(BoundView(one.sha256, one.state, one.since) for one in account.certificates)
    steps = {view.step: view for view in (_step(name, declared) for name in _table()["step"])}
    first = min((one.since for one in bound if one.state == "registered"), default=None)
    if first is not None:
        steps["registered"] = KeyStepView("registered", "done", "holder", "holder", office.day(first), None)
    revoked = steps.pop(REVOKED)
    ordered = tuple(steps.values())
    waiting, since = book_index.waiting(office.store, office.number)
    return KeyWay(
        known=said is not None,
        steps=ordered,
        missing=next((one for one in ordered if one.state != "done"), None),
        revoked=revoked if revoked.state == "done" else None,
        lapses_on=_lapse(steps),
        waiting=waiting,
        waiting_since=since,
        meanwhile=tuple(_meanwhile(declared)),
        certificates=bound,
    )


def _step(name: str, declared: KeyDeclarations) -> KeyStepView:
    actor: Declarant = _table()["step"][name]["actor"]
    told = next((one for one in declared.items if one.step == name), None)
    if told is None:
        return KeyStepView(name, "unknown", actor, None, None, None)
    return KeyStepView(name, told.state, actor, told.declared_by, told.declared_on, told.note)


def _lapse(steps: dict[str, KeyStepView]) -> date | None:
    rule = _table()["lapse"]
    began = steps[rule["from"]]
    if steps[rule["until"]].state == "done" or began.state != "done" or began.declared_on is None:
        return None
    return months_after(began.declared_on, rule["months"])


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _meanwhile(declared: KeyDeclarations) -> list[MeanwhileView]:
    return [
        MeanwhileView(
            kind=one.kind,
            capacity=Bilingual(one.capacity.fr, one.capacity.ar),
            name=Bilingual(
                f"{one.name.given_names.fr} {one.name.surname.fr}".strip(),
                f"{one.name.given_names.ar} {one.name.surname.ar}".strip(),
            ),
            valid_to=one.valid_to,
            key_ready=one.key_ready,
        )
        for one in declared.meanwhile
    ]
