"""The CA's services over plain HTTP on the loopback, as OCSP, CRL and timestamps are served in the field."""

from __future__ import annotations

import base64
import binascii
import socket
import threading
import time
from collections.abc import Callable
from urllib.parse import unquote

import uvicorn
from cryptography.hazmat.primitives.serialization import Encoding
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rokhas_desktop.sandbox.postal_ca.authority import PostalCA
from rokhas_desktop.sandbox.postal_ca.errors import CaPortTaken
from rokhas_desktop.sandbox.postal_ca.founding import HOST
from rokhas_desktop.sandbox.postal_ca.services import answer_ocsp, answer_timestamp, build_crl

MAX_REQUEST = 64 * 1024


class _Services:
    """The endpoints, each acting the faults of the moment."""

    def __init__(self, ca: PostalCA) -> None:
        self._ca = ca

    def faulty(self, service: str) -> Response | None:
        """Wait where the service is slow, refuse where it is down."""
        faults = self._ca.faults
        state = getattr(faults, service)
        if state == "slow":
            time.sleep(faults.slow_s)
        return Response(status_code=503) if state == "down" else None

    def ocsp(self, der: bytes) -> Response:
        return self.faulty("ocsp") or Response(answer_ocsp(self._ca, der), media_type="application/ocsp-response")

    def timestamp(self, der: bytes) -> Response:
        answer = "application/timestamp-reply"
        return self.faulty("tsa") or Response(answer_timestamp(self._ca, der), media_type=answer)

    def crl(self, request: Request) -> Response:
        refusal = self.faulty("crl")
        if refusal is not None:
            return refusal
        try:
            return Response(build_crl(self._ca, request.path_params["name"]), media_type="application/pkix-crl")
        except KeyError:
            return Response(status_code=404)

    def certificate(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in {"root", "qualified-ca"}:
            return Response(status_code=404)
        der = self._ca.signer(name).certificate.public_bytes(Encoding.DER)
        return Response(der, media_type="application/pkix-cert")

    async def ocsp_post(self, request: Request) -> Response:
        return await _with_body(request, self.ocsp)

    async def tsa_post(self, request: Request) -> Response:
        return await _with_body(request, self.timestamp)

    async def ocsp_get(self, request: Request) -> Response:
        """RFC 6960 appendix A.1: the request in base64 in the path."""
        raw = unquote(request.scope["raw_path"].decode("ascii")).partition("/ocsp/")[2]
        try:
            der = base64.b64decode(raw, validate=True)
        except binascii.Error:
            der = b""
        return await run_in_threadpool(self.ocsp, der)


def application(ca: PostalCA) -> Starlette:
    """The services as an ASGI application."""
    services = _Services(ca)
    return Starlette(
        routes=[
            Route("/ocsp", services.ocsp_post, methods=["POST"]),
            Route("/ocsp/{request:path}", services.ocsp_get, methods=["GET"]),
            Route("/tsa", services.tsa_post, methods=["POST"]),
            Route("/crl/{name}.crl", services.crl, methods=["GET"]),
            Route("/ca/{name}.cer", services.certificate, methods=["GET"]),
        ]
    )


class CaServer:
    """The services in a thread of their own, on the CA's fixed port."""

    def __init__(self, ca: PostalCA) -> None:
        self._ca = ca
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._socket: socket.socket | None = None

    def start(self) -> CaServer:
        """Begin to answer.  Raises CaPortTaken where another program has the port."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, _exclusive(), 1)
            listener.bind((HOST, self._ca.urls.port))
            listener.listen(64)  # from here on requests wait until the thread takes them
        except OSError as error:
            listener.close()
            raise CaPortTaken(port=self._ca.urls.port) from error
        config = uvicorn.Config(application(self._ca), log_config=None, access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._socket = listener
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="test-ca", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End the thread and free the port."""
        if self._server is not None and self._thread is not None and self._socket is not None:
            self._server.should_exit = True
            self._thread.join(10.0)
            self._socket.close()
            self._server = None

    def __enter__(self) -> CaServer:
        return self.start()

    def __exit__(self, *ignored: object) -> None:
        self.stop()


def _exclusive() -> int:
    """SO_REUSEADDR lets a port be taken again at once on Unix; on Windows it would let two programs share it."""
    return getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)


async def _with_body(request: Request, answer: Callable[[bytes], Response]) -> Response:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REQUEST:
            return Response(status_code=413)
    return await run_in_threadpool(answer, body)
