"""The calls of ``/v1``.  Each reads its request, asks the service in a thread, and writes the answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import (
    acts,
    asking,
    board,
    digests,
    key_routes,
    leases,
    notes,
    sending_back,
    submissions,
    timestamps,
    upload_routes,
    versions,
    views,
)
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.ranges import Unsatisfiable, read_range
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account

_BLOCK = 64 * 1024


def platform(request: Request) -> Response:
    """``GET /.well-known/rokhas-desktop``."""
    return JSONResponse(asking.service(request).discovery(), headers={"Cache-Control": "max-age=3600"})


def me(request: Request) -> Response:
    """``GET /v1/me``."""
    service, visitor = asking.visitor(request)
    with service.database.read() as session:
        return JSONResponse(views.account(session.get_one(Account, visitor.account_id), service.clock.today()))


def act_page(request: Request) -> Response:
    """``GET /v1/acts``."""
    service, visitor = asking.visitor(request)
    limit = request.query_params.get("limit", str(acts.LIMIT))
    if not re.fullmatch(r"\d{1,3}", limit, re.ASCII) or not 1 <= int(limit) <= acts.MOST:
        raise Problem("malformed-request", "limit")
    service.acts.wait()
    with service.database.read() as session:
        return JSONResponse(acts.page(session, visitor, request.query_params.get("since"), int(limit)))


async def arrange(request: Request) -> Response:
    """``PUT /v1/acts/order``."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    idents = _idents(await asking.small_json(request))

    def write() -> views.Json:
        service.acts.wait()
        with service.database.write() as session:
            return acts.arrange(session, visitor, idents)

    return JSONResponse(await run_in_threadpool(write))


def _idents(given: Any) -> list[str]:
    idents = given.get("acts") if isinstance(given, dict) else None
    if not isinstance(idents, list) or len(idents) > acts.MOST_ARRANGED:
        raise Problem("malformed-request", "acts")
    if not all(isinstance(one, str) and asking.IDENT.fullmatch(one) for one in idents):
        raise Problem("malformed-request", "acts")
    return idents


def one_act(request: Request) -> Response:
    """``GET /v1/acts/{act}``."""
    service, visitor = asking.visitor(request)
    service.acts.wait()
    with service.database.read() as session:
        act = acts.find(session, visitor, request.path_params["act"])
        etag = {"ETag": f'"{act.version}"'}
        # Receipts change without a new version, so that the version alone cannot say "unchanged".
        body = views.act(act)
    if request.headers.get("if-none-match") == etag["ETag"] and not any(
        piece["state"] == "signed" for piece in body["documents"]
    ):
        return Response(status_code=304, headers=etag)
    return JSONResponse(body, headers=etag)


def content(request: Request) -> Response:
    """``GET /v1/acts/{act}/documents/{document}/content`` and ``…/versions/{sha256}``."""
    service, visitor = asking.visitor(request)
    service.acts.wait()
    with service.database.read() as session:
        piece = acts.original(session, visitor, request.path_params["act"], request.path_params["document"])
        wanted = request.path_params.get("sha256", piece.sha256)
        if not re.fullmatch(r"[0-9a-f]{64}", wanted):
            raise Problem("malformed-request", "sha256")
        return _served(request, service, versions.find(session, piece, wanted))


def signed(request: Request) -> Response:
    """``GET /v1/acts/{act}/documents/{document}/signed``."""
    service, visitor = asking.visitor(request)
    service.acts.wait()
    with service.database.read() as session:
        piece = acts.original(session, visitor, request.path_params["act"], request.path_params["document"])
        return _served(request, service, versions.signed(session, piece))


def _served(request: Request, service: Service, piece: versions.Bytes) -> Response:
    path = service.store.path(piece.sha256)
    etag = f'"{piece.sha256}"'
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Repr-Digest": digests.field(piece.sha256),
        "Cache-Control": "private, no-cache",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range")
    if asked and request.headers.get("if-range", etag) != etag:
        asked = None
    try:
        wanted = read_range(asked, piece.size)
    except Unsatisfiable:
        raise Problem(
            "malformed-request", "Range", status=416, headers={"Content-Range": f"bytes */{piece.size}"}
        ) from None
    start, length = wanted or (0, piece.size)
    part = digests.of_file(path, start, length) if wanted else piece.sha256
    headers["Content-Digest"] = digests.field(part)
    headers["Content-Length"] = str(length)
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{piece.size}"
    cut = service.faults.cuts > 0 and request.method == "GET"
    if cut:
        service.faults.cuts -= 1
    blocks = _blocks(path, start, length, length // 2 if cut else None)
    return StreamingResponse(blocks, 206 if wanted else 200, headers, media_type=piece.media_type)


class _Cut(Exception):
    """The download breaks here, as it was asked to."""


async def _blocks(path: Path, start: int, length: int, cut_at: int | None) -> AsyncIterator[bytes]:
    sent = 0
    async with await anyio.open_file(path, "rb") as file:
        await file.seek(start)
        while sent < length:
            most = min(_BLOCK, length - sent, (cut_at or length) - sent)
            if most <= 0:
                raise _Cut()
            block = await file.read(most)
            sent += len(block)
            yield block


async def send_back(request: Request) -> Response:
    """``POST /v1/acts/{act}/return``."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    act = request.path_params["act"]
    await run_in_threadpool(asking.seen, service, visitor, act, None)
    version, once = asking.conditions(request.headers, visitor)
    order = sending_back.read(await asking.small_json(request))
    return JSONResponse(await run_in_threadpool(service.desk.send_back, visitor, act, version, once, order))


ROUTES = [
    Route("/.well-known/rokhas-desktop", platform),
    Route("/v1/me", me),
    Route("/v1/acts", act_page),
    Route("/v1/acts/order", arrange, methods=["PUT"]),
    Route("/v1/acts/{act}/note", notes.annotate, methods=["PUT"]),
    Route("/v1/acts/{act}", one_act),
    Route("/v1/acts/{act}/documents/{document}/content", content),
    Route("/v1/acts/{act}/documents/{document}/signed", signed, methods=["GET"]),
    Route("/v1/acts/{act}/documents/{document}/versions/{sha256}", content),
    *submissions.ROUTES,
    Route("/v1/acts/{act}/return", send_back, methods=["POST"]),
    *key_routes.ROUTES,
    *board.ROUTES,
    *leases.ROUTES,
    *timestamps.ROUTES,
    *upload_routes.ROUTES,
]
