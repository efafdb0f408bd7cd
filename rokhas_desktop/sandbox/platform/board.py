"""The readiness board: communes by the state of their president's key.  For the help desk; no person's name in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox import seed
from rokhas_desktop.sandbox.platform import asking, keys, views
from rokhas_desktop.sandbox.platform.clock import ZONE
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account, Act, BoardCommune
from rokhas_desktop.sandbox.seed import wave

PAGE = 300
READY = frozenset({"activated", "registered"})


def fill(service: Service, seed_number: int) -> None:
    """Put the wave in, beside the communes whose accounts are here."""
    with service.database.write() as session:
        if session.scalars(select(BoardCommune.code).limit(1)).first() is not None:
            return
        own = seed.world(seed_number).communes
        taken = frozenset(one.place.code for one in own)
        rows = wave.wave(seed_number, service.clock.today(), taken, wave.COMMUNES - len(own))
        session.add_all(
            BoardCommune(code=one.place.code, province=one.province.code, content=_json(asdict(one))) for one in rows
        )
        session.add_all(
            BoardCommune(
                code=one.place.code,
                province=one.province.code,
                content=_json(
                    {"place": asdict(one.place), "province": asdict(one.province), "region": asdict(one.region)}
                ),
            )
            for one in own
        )


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def board(session: Session, account: Account, today: date, province: str | None, after: str) -> views.Json:
    """A page of the contract's ``KeyBoard``, from the commune after the code ``after``.

    Refuses: not-help-desk, not-yours (a province outside the account's scope).
    """
    if account.role != "help_desk":
        raise Problem("not-help-desk")
    scope = account.provinces
    if province is not None and scope and province not in scope:
        raise Problem("not-yours")
    wanted = select(BoardCommune).where(BoardCommune.code > after).order_by(BoardCommune.code).limit(PAGE + 1)
    if province is not None:
        wanted = wanted.where(BoardCommune.province == province)
    elif scope:
        wanted = wanted.where(BoardCommune.province.in_(scope))
    live = _live(session, today)
    found = session.scalars(wanted).all()
    return {
        "day": today.isoformat(),
        "communes": [_row(one, live, today) for one in found[:PAGE]],
        "next": found[PAGE - 1].code if len(found) > PAGE else None,
    }


def _row(one: BoardCommune, live: dict[str, views.Json], today: date) -> views.Json:
    content = {**one.content, **live.get(one.code, {})}
    arrivals = [date.fromisoformat(day) for day in content.get("arrivals", ())]
    return {
        "commune": content["place"],
        "province": content["province"],
        "region": content["region"],
        "state": content.get("state", "unknown"),
        "since": content.get("since"),
        "declared_by": content.get("declared_by"),
        "acts_waiting": len(arrivals),
        "oldest_waiting": min(arrivals).isoformat() if arrivals else None,
        "days_lost": days_lost(content, arrivals, today),
        "meanwhile": content.get("meanwhile"),
    }


def days_lost(content: views.Json, arrivals: Iterable[date], today: date) -> int:
    """The days that the waiting acts have waited, each since the later of its arrival and the mandate's first day,
    all together; 0 where a key is ready."""
    if content.get("state") in READY:
        return 0
    began = date.fromisoformat(content["mandate_from"]) if content.get("mandate_from") else date.min
    return sum(max(0, (today - max(day, began)).days) for day in arrivals)


def _live(session: Session, today: date) -> dict[str, views.Json]:
    """What is known of the communes whose presidents have accounts here."""
    found: dict[str, views.Json] = {}
    for account in session.scalars(select(Account).options(selectinload(Account.entitlements))):
        for held in account.entitlements:
            if held.content["kind"] == "president" and held.content[
                "valid_from"
            ] <= today.isoformat() <= views.last_day(held.content):
                found[held.territory] = {
                    **_state(account),
                    "mandate_from": held.content["valid_from"],
                    "arrivals": [day.isoformat() for day in _arrivals(session, held.territory)],
                    "meanwhile": keys.somebody_signs(session, account, today),
                }
    return found


def _state(account: Account) -> views.Json:
    done = [step.content for step in account.key_steps if step.content["state"] == "done"]
    last = max(done, key=lambda content: keys.STEPS.index(content["step"]), default=None)
    if last is None:
        return {"state": "unknown", "since": None, "declared_by": None}
    return {"state": last["step"], "since": last["declared_on"], "declared_by": last["declared_by"]}


def _arrivals(session: Session, place: str) -> Iterator[date]:
    waiting = select(Act).where(Act.signing_place == place, Act.state == "awaiting_signature")
    for act in session.scalars(waiting):
        yield datetime.fromisoformat(act.content["arrived_at"]).astimezone(ZONE).date()


def show(request: Request) -> Response:
    """``GET /v1/keys/board``."""
    service, visitor = asking.visitor(request)
    service.wave.wait()
    with service.database.read() as session:
        account = session.get_one(Account, visitor.account_id)
        query = request.query_params
        page = board(session, account, service.clock.today(), query.get("province"), query.get("after", ""))
        return JSONResponse(page)


ROUTES = [Route("/v1/keys/board", show)]
