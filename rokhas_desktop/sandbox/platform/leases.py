"""Leases: which device of which account signs an act, until a moment that is set when it is taken.

Taken when an act is fetched for signing, so that two PCs of one president never sign it both.  It confirms at the
same time that the account may sign the act: what is signed later without a network stands on that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import acts, asking, rules, views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account, Lease

DEVICE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}")
LEAST, MOST = 60, 12 * 3600
"""Seconds that a lease may last."""


def take(service: Service, visitor: Visitor, act_id: str, given: Any) -> views.Json:
    """Take or renew a lease.  Refuses: act-withdrawn, act-closed, not-entitled, lease-held, malformed-request."""
    device, label, seconds = _order(given)
    with service.desk.turns.act(act_id), service.database.write() as session:
        act, now = acts.find(session, visitor, act_id), service.clock.now()
        rules.still_open(act)
        rules.office(session.get_one(Account, visitor.account_id), act.content["need"], service.clock.today())
        rules.lease(session, act_id, visitor, device, now)
        until = now + timedelta(seconds=seconds)
        lease = session.merge(
            Lease(
                act_id=act.id,
                account_id=visitor.account_id,
                device=device,
                label=label,
                granted_at=now,
                expires_at=until,
            )
        )
        return {
            "act_id": act.id,
            "version": act.version,
            "device": lease.device,
            "entitled_at": views.moment(now),
            "expires_at": views.moment(until),
        }


def give_up(service: Service, visitor: Visitor, act_id: str, device: str) -> None:
    """End a device's own lease; another's, or none, is left as it is."""
    with service.desk.turns.act(act_id), service.database.write() as session:
        acts.find(session, visitor, act_id)
        mine = (Lease.act_id == act_id, Lease.account_id == visitor.account_id, Lease.device == device)
        session.execute(delete(Lease).where(*mine))


def running(service: Service) -> Sequence[views.Json]:
    """Those that run now, for whoever controls the platform."""
    with service.database.read() as session:
        found = session.scalars(select(Lease).where(Lease.expires_at > service.clock.now()))
        return [
            {"act": one.act_id, "account": one.account_id, "device": one.device, "until": views.moment(one.expires_at)}
            for one in found
        ]


def _order(given: Any) -> tuple[str, str, int]:
    if not isinstance(given, dict):
        raise Problem("malformed-request", "lease")
    device, label, seconds = given.get("device"), given.get("label", ""), given.get("seconds")
    if not isinstance(device, str) or not DEVICE.fullmatch(device):
        raise Problem("malformed-request", "device")
    if not isinstance(label, str) or len(label) > 60 or not label.isprintable():
        raise Problem("malformed-request", "label")
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not LEAST <= seconds <= MOST:
        raise Problem("malformed-request", "seconds")
    return device, label, seconds


async def _take(request: Request) -> Response:
    """``POST /v1/acts/{act}/lease``."""
    service, visitor = await run_in_threadpool(_signer, request)
    given = await asking.small_json(request)
    return JSONResponse(await run_in_threadpool(take, service, visitor, request.path_params["act"], given))


def _give_up(request: Request) -> Response:
    """``DELETE /v1/acts/{act}/lease``."""
    service, visitor = _signer(request)
    device = request.query_params.get("device", "")
    if not DEVICE.fullmatch(device):
        raise Problem("malformed-request", "device")
    give_up(service, visitor, request.path_params["act"], device)
    return Response(status_code=204)


def _signer(request: Request) -> tuple[Service, Visitor]:
    service, visitor = asking.visitor(request)
    service.acts.wait()
    if "sign" not in visitor.scopes:
        raise Problem("clerk-cannot-sign")
    return service, visitor


ROUTES = [
    Route("/v1/acts/{act}/lease", _take, methods=["POST"]),
    Route("/v1/acts/{act}/lease", _give_up, methods=["DELETE"]),
]
