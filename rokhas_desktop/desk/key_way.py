"""The way of the account holder's key, as it was declared: what is missing, who must act, who may sign meanwhile.

The platform does not issue keys.  Each step is somebody's word with its date, and *unknown* by default; only the
registration is the platform's own knowledge.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from rokhas_desktop.api.key_models import KeyDeclarations
from rokhas_desktop.desk import book_index
from rokhas_desktop.desk.database import stored
from rokhas_desktop.desk.key_views import BoundView, Declarant, KeyStepView, KeyWay, MeanwhileView, table
from rokhas_desktop.desk.views import Bilingual

if TYPE_CHECKING:
    from rokhas_desktop.desk.office import Office

REVOKED = "revoked"


@stored
def _declared(said: str | None) -> KeyDeclarations:
    return KeyDeclarations.model_validate_json(said) if said else KeyDeclarations(items=())


def way(office: Office) -> KeyWay:
    """By what the platform last said.  Needs no network."""
    said = office.store.key_way(office.number)
    declared = _declared(said)
    account = office.account
    bound = tuple(BoundView(one.sha256, one.state, one.since) for one in account.certificates)
    steps = {view.step: view for view in (_step(name, declared) for name in table()["step"])}
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
    actor: Declarant = table()["step"][name]["actor"]
    told = next((one for one in declared.items if one.step == name), None)
    if told is None:
        return KeyStepView(name, "unknown", actor, None, None, None)
    return KeyStepView(name, told.state, actor, told.declared_by, told.declared_on, told.note)


def _lapse(steps: dict[str, KeyStepView]) -> date | None:
    rule = table()["lapse"]
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
