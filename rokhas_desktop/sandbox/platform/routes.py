"""The calls of ``/v1``.  Each reads its request, asks the service in a thread, and writes the answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import acts, asking, board, digests, key_routes, timestamps, views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.ranges import Unsatisfiable, read_range
from rokhas_desktop.sandbox.platform.returns import INCREMENT, MOST_BYTES, WHOLE, Delivery
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account

_VERSION = re.compile(r'"(\d{1,9})"')
_KEY = re.compile(r"[A-Za-z0-9._~-]{16,128}")
_IDENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}")
_BLOCK = 256 * 1024


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
    if not all(isinstance(one, str) and _IDENT.fullmatch(one) for one in idents):
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
    """``GET /v1/acts/{act}/documents/{document}/content``."""
    service, visitor = asking.visitor(request)
    service.acts.wait()
    with service.database.read() as session:
        piece = acts.original(session, visitor, request.path_params["act"], request.path_params["document"])
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
    return StreamingResponse(
        _blocks(path, start, length, length // 2 if cut else None),
        206 if wanted else 200,
        headers,
        media_type=piece.content["media_type"],
    )


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


def _conditions(headers: Mapping[str, str], visitor: Visitor) -> tuple[int, str]:
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
    if not _KEY.fullmatch(once):
        raise Problem("malformed-request", "Idempotency-Key")
    return int(version.group(1)), once


def _seen(service: Service, visitor: Visitor, act: str, document: str | None) -> None:
    service.acts.wait()
    with service.database.read() as session:
        found = acts.find(session, visitor, act)
        if document is not None:
            acts.piece(found, document)


async def submit(request: Request) -> Response:
    """``PUT /v1/acts/{act}/documents/{document}/signed``."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    act, document = request.path_params["act"], request.path_params["document"]
    await run_in_threadpool(_seen, service, visitor, act, document)
    version, once = _conditions(request.headers, visitor)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (INCREMENT, WHOLE):
        raise Problem("media-type")
    body_sha256 = digests.parse("Content-Digest", request.headers.get("content-digest"))
    whole_sha256 = digests.parse("Repr-Digest", request.headers.get("repr-digest"))
    body = service.store.temporary()
    try:
        if await _save(request, body) != body_sha256:
            raise Problem("digest-mismatch", "Content-Digest")
        delivery = Delivery(visitor, act, document, version, once, media == INCREMENT, body, body_sha256, whole_sha256)
        return JSONResponse(await run_in_threadpool(service.desk.submit, delivery))
    finally:
        body.unlink(missing_ok=True)


async def _save(request: Request, target: Path) -> str:
    """Write the body to a file as it comes; returns its SHA-256.  Refuses: too-large."""
    digest = hashlib.sha256()
    size = 0
    async with await anyio.open_file(target, "wb") as file:
        try:
            async for block in request.stream():
                size += len(block)
                if size > MOST_BYTES:
                    raise Problem("too-large")
                digest.update(block)
                await file.write(block)
        except ClientDisconnect:
            raise Problem("digest-mismatch", "the body broke off") from None
    return digest.hexdigest()


async def send_back(request: Request) -> Response:
    """``POST /v1/acts/{act}/return``."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    act = request.path_params["act"]
    await run_in_threadpool(_seen, service, visitor, act, None)
    version, once = _conditions(request.headers, visitor)
    reason = _reason(await asking.small_json(request))
    return JSONResponse(await run_in_threadpool(service.desk.send_back, visitor, act, version, once, reason))


def _reason(given: Any) -> str:
    reason = given.get("reason") if isinstance(given, dict) else None
    if not isinstance(reason, str) or not reason.strip() or len(reason) > 1000:
        raise Problem("malformed-request", "reason")
    try:
        reason.encode()
    except UnicodeEncodeError:
        raise Problem("malformed-request", "reason") from None
    if "\0" in reason:  # PostgreSQL keeps no NUL in a text
        raise Problem("malformed-request", "reason")
    return reason


ROUTES = [
    Route("/.well-known/rokhas-desktop", platform),
    Route("/v1/me", me),
    Route("/v1/acts", act_page),
    Route("/v1/acts/order", arrange, methods=["PUT"]),
    Route("/v1/acts/{act}", one_act),
    Route("/v1/acts/{act}/documents/{document}/content", content),
    Route("/v1/acts/{act}/documents/{document}/signed", submit, methods=["PUT"]),
    Route("/v1/acts/{act}/return", send_back, methods=["POST"]),
    *key_routes.ROUTES,
    *board.ROUTES,
    *timestamps.ROUTES,
]
