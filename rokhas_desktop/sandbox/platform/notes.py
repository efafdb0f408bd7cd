"""What accounts write about acts for one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from rokhas_desktop.sandbox.platform import acts, asking, sending_back, views
from rokhas_desktop.sandbox.platform.database import next_change
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Note


@dataclass(frozen=True, slots=True)
class Order:
    """A ``NoteOrder`` of the contract.  ``marks`` are as they are kept."""

    text: str
    marks: tuple[dict[str, Any], ...]


def read(given: Any) -> Order:
    """Refuses: malformed-request."""
    if not isinstance(given, dict):
        raise Problem("malformed-request", "text")
    text = sending_back.words(given.get("text"), "text", least=0).strip()
    marks = sending_back.read_marks(given)
    return Order(text, marks if text else ())


async def annotate(request: Request) -> Response:
    """``PUT /v1/acts/{act}/note``."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    order = read(await asking.small_json(request))

    def write() -> views.Json:
        service.acts.wait()
        with service.database.write() as session:
            act = acts.find(session, visitor, request.path_params["act"])
            if act.state == "withdrawn":
                raise Problem("act-withdrawn")
            sending_back.on_pieces(act, order.marks)
            kept = session.get(Note, (act.id, visitor.account_id))
            if kept is not None:
                session.delete(kept)
                session.flush()
            if order.text:
                who = {"act_id": act.id, "account_id": visitor.account_id}
                session.add(Note(**who, text=order.text, marks=list(order.marks), written_at=service.clock.now()))
            act.change = next_change(session)
            session.flush()
            session.refresh(act)
            return views.act(act)

    return JSONResponse(await run_in_threadpool(write))
