"""What every call of ``/v1`` reads of its request: who asks, and a small JSON body."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service

MOST_JSON = 256 * 1024


def service(request: Request) -> Service:
    """The platform that is asked."""
    found: Service = request.app.state.service
    return found


def visitor(request: Request) -> tuple[Service, Visitor]:
    """The platform, and who asks.  Refuses: not-authenticated, unavailable."""
    found = service(request)
    found.people.wait()
    return found, found.visitor(request.headers.get("authorization"))


async def small_json(request: Request) -> Any:
    """The body.  Refuses: media-type, too-large, malformed-request."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem("media-type")
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > MOST_JSON:
            raise Problem("too-large")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Problem("malformed-request", "JSON") from None
