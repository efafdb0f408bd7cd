"""``PUT /v1/acts/{act}/documents/{document}/signed``: a signed piece, in the body or in an upload that it names."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import asking, digests
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.returns import DETACHED, INCREMENT, MOST_BYTES, WHOLE, Delivery
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.uploads import Upload

FORMS = (INCREMENT, WHOLE, DETACHED)
UPLOADED = "application/vnd.rokhas.uploaded+json"
_SHA256 = re.compile(r"[0-9a-f]{64}")


async def submit(request: Request) -> Response:
    """Reads the request, has the desk decide, and forgets what is of no more use."""
    service, visitor = await run_in_threadpool(asking.visitor, request)
    act, document = request.path_params["act"], request.path_params["document"]
    await run_in_threadpool(asking.seen, service, visitor, act, document)
    version, once = asking.conditions(request.headers, visitor)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (*FORMS, UPLOADED):
        raise Problem("media-type")
    told = digests.parse("Content-Digest", request.headers.get("content-digest"))
    whole = digests.parse("Repr-Digest", request.headers.get("repr-digest"))
    device = request.headers.get("rokhas-device")
    delivery = Delivery(visitor, act, document, version, once, media, None, told, whole, device)
    if media == UPLOADED:
        return JSONResponse(await _uploaded(request, service, delivery))
    body = service.store.temporary()
    try:
        if await _save(request, body) != told:
            raise Problem("digest-mismatch", "Content-Digest")
        return JSONResponse(await run_in_threadpool(service.desk.submit, replace(delivery, body=body)))
    finally:
        body.unlink(missing_ok=True)


async def _uploaded(request: Request, service: Service, delivery: Delivery) -> Any:
    """The same, of bytes that came before; once received they are forgotten."""
    body = await asking.small_body(request)
    if digests.of_bytes(body) != delivery.body_sha256:
        raise Problem("digest-mismatch", "Content-Digest")
    ident, media, sha256 = _named(asking.read_json(body))
    upload = service.uploads.find(delivery.visitor.account_id, ident)
    delivery = replace(delivery, form=media, body_sha256=sha256)
    if upload is None:
        return await run_in_threadpool(service.desk.submit, delivery)
    async with service.uploads.hold(upload):
        answer = await run_in_threadpool(_taken, service, delivery, upload)
        service.uploads.forget(upload)
    return answer


def _taken(service: Service, delivery: Delivery, upload: Upload) -> Any:
    """Decided upon the upload's bytes, which stay for another try where it is refused for another reason."""
    path = service.uploads.data(upload)
    if service.uploads.offset(upload) != upload.length:
        return service.desk.submit(delivery)
    if digests.of_file(path) != delivery.body_sha256:
        service.uploads.forget(upload)
        raise Problem("digest-mismatch", "sha256")
    return service.desk.submit(replace(delivery, body=path))


def _named(given: Any) -> tuple[str, str, str]:
    said = given if isinstance(given, dict) else {}
    upload, media, sha256 = (said.get(name) for name in ("upload", "media_type", "sha256"))
    if not isinstance(upload, str) or not asking.IDENT.fullmatch(upload):
        raise Problem("malformed-request", "upload")
    if not isinstance(media, str) or media not in FORMS:
        raise Problem("malformed-request", "media_type")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise Problem("malformed-request", "sha256")
    return upload, media, sha256


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


ROUTES = [Route("/v1/acts/{act}/documents/{document}/signed", submit, methods=["PUT"])]
