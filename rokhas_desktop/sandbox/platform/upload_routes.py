"""Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload): core, creation, expiration, termination.

What came before a line broke is kept: the client asks where to go on (``HEAD``) and sends the rest.  What an
upload is for is said by the ``PUT`` of the signed piece that names it.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from email.utils import format_datetime
from pathlib import Path

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import asking, digests
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.returns import MOST_BYTES
from rokhas_desktop.sandbox.platform.uploads import Upload, Uploads

VERSION = "1.0.0"
CONTENT = "application/offset+octet-stream"
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_SAID = {"Tus-Resumable": VERSION}


async def about(request: Request) -> Response:  # noqa: ARG001 - a route's shape
    """``OPTIONS /v1/uploads``."""
    said = {"Tus-Version": VERSION, "Tus-Extension": "creation,expiration,termination", "Tus-Max-Size": str(MOST_BYTES)}
    return Response(status_code=204, headers={**_SAID, **said})


async def begin(request: Request) -> Response:
    """``POST /v1/uploads``."""
    uploads, account = await _asked(request)
    length = _count(request, "Upload-Length")
    if length > MOST_BYTES:
        raise Problem("too-large", headers=_SAID)
    key = request.headers.get("idempotency-key", "")
    if key and not asking.KEY.fullmatch(key):
        raise Problem("malformed-request", "Idempotency-Key", headers=_SAID)
    made = await run_in_threadpool(uploads.begin, account, length, key)
    return Response(status_code=201, headers={"Location": f"/v1/uploads/{made.id}", **_state(uploads, made)})


async def place(request: Request) -> Response:
    """``HEAD /v1/uploads/{upload}``."""
    uploads, upload = await _upload(request)
    async with uploads.hold(upload):
        headers = {"Upload-Length": str(upload.length), "Cache-Control": "no-store", **_state(uploads, upload)}
    return Response(status_code=200, headers=headers)


async def append(request: Request) -> Response:
    """``PATCH /v1/uploads/{upload}``."""
    uploads, upload = await _upload(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != CONTENT:
        raise Problem("media-type", headers=_SAID)
    offset = _count(request, "Upload-Offset")
    told = request.headers.get("content-digest")
    digest = digests.parse("Content-Digest", told) if told else None
    async with uploads.hold(upload):
        if offset != uploads.offset(upload):
            raise Problem("upload-offset", headers=_SAID)
        writing = asyncio.ensure_future(_write(request, uploads.data(upload), upload.length, digest))
        await uploads.work(upload, writing)
        return Response(status_code=204, headers=_state(uploads, upload))


async def end(request: Request) -> Response:
    """``DELETE /v1/uploads/{upload}``."""
    uploads, upload = await _upload(request)
    async with uploads.hold(upload):
        uploads.forget(upload)
    return Response(status_code=204, headers=_SAID)


async def _write(request: Request, target: Path, most: int, digest: str | None) -> int:
    """Append the body as it comes.  Refuses: too-large, digest-mismatch, and then nothing of it is kept."""
    begun = target.stat().st_size
    size, came = begun, hashlib.sha256()
    async with await anyio.open_file(target, "ab") as file:
        try:
            async for block in request.stream():
                size += len(block)
                if size > most:
                    await file.truncate(begun)
                    raise Problem("too-large", "Upload-Length", headers=_SAID)
                came.update(block)
                await file.write(block)
                await file.flush()
        except ClientDisconnect:
            raise Problem("upload-offset", "the body broke off", headers=_SAID) from None
        if digest is not None and came.hexdigest() != digest:
            await file.truncate(begun)
            raise Problem("digest-mismatch", "Content-Digest", headers=_SAID)
    return size


async def _asked(request: Request) -> tuple[Uploads, str]:
    service, visitor = await run_in_threadpool(asking.visitor, request)
    if request.headers.get("tus-resumable") != VERSION:
        raise Problem("malformed-request", "Tus-Resumable", status=412, headers={"Tus-Version": VERSION})
    if "sign" not in visitor.scopes:
        raise Problem("clerk-cannot-sign", headers=_SAID)
    return service.uploads, visitor.account_id


async def _upload(request: Request) -> tuple[Uploads, Upload]:
    uploads, account = await _asked(request)
    ident = request.path_params["upload"]
    found = uploads.find(account, ident) if asking.IDENT.fullmatch(ident) else None
    if found is None:
        raise Problem("not-found", headers=_SAID)
    return uploads, found


def _count(request: Request, name: str) -> int:
    said = request.headers.get(name, "")
    if not _NUMBER.fullmatch(said):
        raise Problem("malformed-request", name, headers=_SAID)
    return int(said)


def _state(uploads: Uploads, upload: Upload) -> dict[str, str]:
    ends = format_datetime(uploads.ends(upload), usegmt=True)
    return {**_SAID, "Upload-Offset": str(uploads.offset(upload)), "Upload-Expires": ends}


ROUTES = [
    Route("/v1/uploads", about, methods=["OPTIONS"]),
    Route("/v1/uploads", begin, methods=["POST"]),
    Route("/v1/uploads/{upload}", place, methods=["HEAD"]),
    Route("/v1/uploads/{upload}", append, methods=["PATCH"]),
    Route("/v1/uploads/{upload}", end, methods=["DELETE"]),
]
