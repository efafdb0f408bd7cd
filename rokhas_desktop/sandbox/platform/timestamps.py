"""``POST /v1/timestamps``: the platform's own RFC 3161 service, for clients that may not ask the CA's themselves.

A CA's service that wants a client certificate is asked by the platform, which has one; the reference platform
passes the request on to the test CA.
"""

from __future__ import annotations

import requests
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import asking
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
#: A request is a hash and a number; a reply holds a chain of certificates.
MOST_QUERY, MOST_REPLY = 4 * 1024, 64 * 1024
_SECONDS = 20.0


async def timestamp(request: Request) -> Response:
    """One TimeStampResp.  Refuses: clerk-cannot-sign, media-type, too-large, unavailable."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    if "sign" not in visitor.scopes:
        raise Problem("clerk-cannot-sign")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != QUERY:
        raise Problem("media-type")
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > MOST_QUERY:
            raise Problem("too-large")
    return Response(await run_in_threadpool(_ask, service, body), media_type=REPLY)


def _ask(service: Service, body: bytes) -> bytes:
    if service.timestamp_url is None:
        raise Problem("unavailable", "timestamps")
    headers = {"Content-Type": QUERY, "Accept": REPLY}
    try:
        answer = requests.post(service.timestamp_url, data=body, headers=headers, timeout=_SECONDS)
    except requests.RequestException as error:
        raise Problem("unavailable", "timestamps", headers={"Retry-After": "30"}) from error
    if answer.status_code != 200 or len(answer.content) > MOST_REPLY:
        raise Problem("unavailable", "timestamps", headers={"Retry-After": "30"})
    return answer.content


ROUTES = [Route("/v1/timestamps", timestamp, methods=["POST"])]
