"""Proxies on the loopback that ask who is there: Basic, and NTLM or Negotiate by pyspnego's accepting side."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import spnego

USER, PASSWORD = "TEST\\employe", "TEST mot de passe é"
"""What the proxies below let through; the NTLM ones find it in the file that NTLM_USER_FILE names."""


def users_file(path: Any) -> str:
    domain, _, user = USER.partition("\\")
    path.write_text(f"{domain}:{user}:{PASSWORD}\n", encoding="utf-8")
    return str(path)


@dataclass
class Seen:
    """What came: request lines, and the schemes with which somebody tried."""

    lines: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)


@dataclass
class _Door:
    """One connection's guard; ``answer`` is the challenge to the token that came last."""

    schemes: Sequence[str]
    acceptor: Any = None
    answer: str | None = None

    @property
    def offers(self) -> list[str]:
        return [self.answer] if self.answer else list(self.schemes)

    def opens(self, scheme: str, token: str) -> bool:
        self.answer = None
        if scheme not in self.schemes:
            return False
        data = base64.b64decode(token)
        if scheme == "Basic":
            return data.decode("utf-8") == f"{USER}:{PASSWORD}"
        self.acceptor = self.acceptor or spnego.server(protocol=scheme.lower())
        try:
            answer = self.acceptor.step(data)
        except spnego.exceptions.SpnegoError:
            self.acceptor = None
            return False
        if self.acceptor.complete:
            return True
        self.answer = f"{scheme} {base64.b64encode(answer).decode()}"
        return False


def _head(client: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        more = client.recv(4096)
        if not more:
            return ""
        head += more
    return head.decode("latin-1")


def _refusal(status: int, offers: Sequence[str], ends: bool) -> bytes:
    page = b"<html>TEST who is there?</html>"
    lines = "".join(f"Proxy-Authenticate: {one}\r\n" for one in offers) + ("Connection: close\r\n" if ends else "")
    return f"HTTP/1.1 {status} TEST\r\n{lines}Content-Length: {len(page)}\r\n\r\n".encode() + page


def _carry(client: socket.socket, target: tuple[str, int]) -> None:
    with socket.create_connection(target) as server:
        back = threading.Thread(target=_pump, args=(server, client), daemon=True)
        back.start()
        _pump(client, server)
        back.join(5)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def asking_proxy(
    target: tuple[str, int], schemes: Sequence[str], *, status: int = 407, closes: bool = False
) -> Iterator[tuple[str, Seen]]:
    """A proxy that tunnels to ``target`` whoever proves to be USER by one of ``schemes``; any other ``status`` than 407
    is a refusal of everybody.  ``closes`` ends the connection after the first refusal, as many do."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen = Seen()

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(client,), daemon=True).start()

    def one(client: socket.socket) -> None:
        door = _Door(schemes)
        with client, contextlib.suppress(OSError):
            while head := _head(client):
                seen.heads.append(head)
                seen.lines.append(head.partition("\r\n")[0])
                said = re.search(r"(?im)^proxy-authorization: *(\S+) +(\S+)\r?$", head)
                if said:
                    seen.tried.append(said.group(1))
                if said and door.opens(said.group(1), said.group(2)):
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    _carry(client, target)
                    return
                ends = (closes and door.answer is None) or status != 407
                client.sendall(_refusal(status, door.offers if status == 407 else [], ends))
                if ends:
                    return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
    finally:
        listener.close()
