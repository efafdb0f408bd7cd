"""The calls about the account holder's key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import asking, views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account

Take = Callable[[Service, Visitor, Any], views.Json]


def way(request: Request) -> Response:
    """``GET /v1/me/key``."""
    from rokhas_desktop.sandbox.platform import keys

    service, visitor = asking.visitor(request)
    with service.database.read() as session:
        account = session.get_one(Account, visitor.account_id)
        return JSONResponse(keys.way(session, account, service.clock.today()))


async def trial(request: Request) -> Response:
    """``POST /v1/me/key/trial``."""
    from rokhas_desktop.sandbox.platform import keys

    return await _taken(request, keys.trial)


async def register(request: Request) -> Response:
    """``POST /v1/me/certificates``."""
    from rokhas_desktop.sandbox.platform import keys

    return await _taken(request, keys.register)


async def notify(request: Request) -> Response:
    """``POST /v1/me/predecessor-notices``."""
    from rokhas_desktop.sandbox.platform import keys

    return await _taken(request, keys.notify)


async def _taken(request: Request, take: Take) -> Response:
    service, visitor = await run_in_threadpool(asking.visitor, request)
    if "sign" not in visitor.scopes:
        raise Problem("clerk-cannot-sign")
    given = await asking.small_json(request)
    return JSONResponse(await run_in_threadpool(take, service, visitor, given))


ROUTES = [
    Route("/v1/me/key", way),
    Route("/v1/me/key/trial", trial, methods=["POST"]),
    Route("/v1/me/certificates", register, methods=["POST"]),
    Route("/v1/me/predecessor-notices", notify, methods=["POST"]),
]
