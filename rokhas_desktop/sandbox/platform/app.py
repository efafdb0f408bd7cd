"""The application: routes, problem documents, and what goes wrong on purpose."""

from __future__ import annotations

import asyncio
import logging
from email.utils import format_datetime

from sqlalchemy.exc import IntegrityError
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rokhas_desktop.sandbox.platform import control, log_in, routes
from rokhas_desktop.sandbox.platform.control import Controls
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service

log = logging.getLogger(__name__)

_HTTP = {404: ("not-found", 404), 405: ("malformed-request", 405), 413: ("too-large", 413)}


def build(service: Service, controls: Controls) -> ASGIApp:
    """The ASGI application of one platform."""
    app = Starlette(
        routes=[*routes.ROUTES, *log_in.ROUTES, control.ROUTE],
        exception_handlers={
            Problem: _problem,
            HTTPException: _http,
            IntegrityError: _taken,
            Exception: _unforeseen,
        },
    )
    app.router.redirect_slashes = False
    app.state.service = service
    app.state.controls = controls
    return _Front(app, service)


async def _problem(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's shape
    assert isinstance(error, Problem)  # noqa: S101
    return error.response()


async def _http(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, HTTPException)  # noqa: S101
    code, status = _HTTP.get(error.status_code, ("malformed-request", error.status_code))
    return Problem(code, status=status, headers=error.headers).response()


async def _taken(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Two requests used one new idempotency key at once, for different acts."""
    return Problem("idempotency-conflict").response()


async def _unforeseen(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return Problem("unavailable", headers={"Retry-After": "5"}).response()


class _Front:
    """Before every request but those of control: the latency and failures asked for; on every answer: the
    platform's own clock; of every body: its bytes counted."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI conversation."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        counts = self._service.traffic.asked(scope["path"])

        async def counted() -> Message:
            message = await receive()
            counts["received"] += len(message.get("body", b""))
            return message

        async def dated(message: Message) -> None:
            counts["sent"] += len(message.get("body", b""))
            if message["type"] == "http.response.start":
                now = self._service.clock.now()
                MutableHeaders(scope=message)["Date"] = format_datetime(now, usegmt=True)
            await send(message)

        if scope["path"] != control.PATH:
            failure = await self._fault()
            if failure is not None:
                await failure(scope, counted, dated)
                return
        await self._app(scope, counted, dated)

    async def _fault(self) -> Response | None:
        faults = self._service.faults
        if faults.latency_ms:
            await asyncio.sleep(faults.latency_ms / 1000)
        if faults.failures <= 0:
            return None
        faults.failures -= 1
        code = {429: "slow-down", 401: "not-authenticated", 404: "not-found"}.get(faults.status, "unavailable")
        return Problem(code, "TEST", status=faults.status, headers={"Retry-After": "1"}).response()
