"""The browser's answer to a log-in, taken on a port of the PC's own (RFC 8252 §7.3)."""

from __future__ import annotations

import hmac
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from rokhas_desktop import resources
from rokhas_desktop.api.errors import LogInMixedUp, LogInTimedOut, NoLoopback
from rokhas_desktop.progress import Cancel

PATH = "/log-in"
STEP = 0.1
"""Seconds between two looks at whether somebody cancelled."""


class LoopbackReceiver:
    """Listens on 127.0.0.1, on a port that the system chooses, for one answer that carries ``state``.

    Anything else that knocks (another page, a browser that connects ahead) is turned away and changes nothing.
    """

    def __init__(self, state: str) -> None:
        self._state = state
        self._answered = threading.Event()
        self._mixed_up = False
        self._query: dict[str, str] = {}
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        except OSError as error:
            raise NoLoopback() from error
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(STEP,), daemon=True)
        self._thread.start()

    @property
    def redirect_uri(self) -> str:
        """Where the platform sends the browser back to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    def wait(self, seconds: float, cancel: Cancel | None = None) -> dict[str, str]:
        """The answer's parameters.  Raises LogInTimedOut, LogInMixedUp, Cancelled."""
        end = time.monotonic() + seconds
        while not self._answered.wait(STEP):
            if cancel is not None:
                cancel.check()
            if time.monotonic() >= end:
                raise LogInMixedUp() if self._mixed_up else LogInTimedOut(seconds=round(seconds))
        return self._query

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(self, address: str) -> bool | None:
        """Look at one request's address.  None: not for us; False: not granted or not ours; True: granted."""
        parts = urlsplit(address)
        if parts.path != PATH or self._answered.is_set():
            return None
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if not hmac.compare_digest(query.get("state", "").encode(), self._state.encode()):
            self._mixed_up = True
            return False
        self._query = query
        self._answered.set()
        return "code" in query

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 5
            server_version = "RokhasDesktop"
            sys_version = ""

            def do_GET(self) -> None:
                granted = receiver.take(self.path)
                if granted is None:
                    self.send_error(404)
                    return
                page = resources.read_bytes(f"pages/log-in-{'done' if granted else 'refused'}.html")
                self.send_response(200 if granted else 400)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.send_header("Cache-Control", "no-store")
                self.send_header("Referrer-Policy", "no-referrer")
                self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Nothing: the address holds the code."""

        return Handler
