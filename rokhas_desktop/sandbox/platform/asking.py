"""What the calls of ``/v1`` read of their requests: who asks, under which conditions, and a small JSON body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from rokhas_desktop.sandbox.platform import acts
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service

MOST_JSON = 256 * 1024
_VERSION = re.compile(r'"(\d{1,9})"')
IDENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}")
KEY = re.compile(r"[A-Za-z0-9._~-]{16,128}")


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
    return read_json(await small_body(request))


async def small_body(request: Request) -> bytes:
    """The body.  Refuses: too-large."""
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > MOST_JSON:
            raise Problem("too-large")
    return body


def read_json(body: bytes) -> Any:
    """What a body says.  Refuses: malformed-request."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Problem("malformed-request", "JSON") from None


def conditions(headers: Mapping[str, str], visitor: Visitor) -> tuple[int, str]:
    """The version and the idempotency key of something that changes the act."""
    if "sign" not in visitor.scopes:
        raise Problem("clerk-cannot-sign")
    match = headers.get("if-match")
    if match is None:
        raise Problem("malformed-request", "If-Match", status=428)
    version = _VERSION.fullmatch(match.strip())
    if version is None:
        raise Problem("malformed-request", "If-Match")
    once = headers.get("idempotency-key", "")
    if not KEY.fullmatch(once):
        raise Problem("malformed-request", "Idempotency-Key")
    return int(version.group(1)), once


def seen(service: Service, visitor: Visitor, act: str, document: str | None) -> None:
    """Whether the visitor sees the act and its document.  Refuses: not-found, not-yours."""
    service.acts.wait()
    with service.database.read() as session:
        found = acts.find(session, visitor, act)
        if document is not None:
            acts.piece(found, document)
