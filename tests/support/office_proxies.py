"""Proxies on the loopback that do what proxies of offices do: demand a log-in, open TLS on the way, carry through."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Way = Callable[[socket.socket, str], None]
"""What is done with a connection that asks for CONNECT to a host and port."""


@contextmanager
def proxy(way: Way) -> Iterator[str]:
    """A proxy's address."""
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=(server, way), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()


def demands_log_in(client: socket.socket, _target: str) -> None:
    """407 to everything."""
    client.sendall(
        b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="TEST"\r\n'
        b"Content-Length: 0\r\nConnection: close\r\n\r\n"
    )


def intercepts(context: ssl.SSLContext) -> Way:
    """Answers in the servers' place, with a certificate of its own authority."""

    def way(client: socket.socket, _target: str) -> None:
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            with context.wrap_socket(client, server_side=True) as inside:
                inside.recv(4096)
                inside.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        except OSError:  # the client does not believe it
            return

    return way


def _serve(server: socket.socket, way: Way) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_one, args=(client, way), daemon=True).start()


def _one(client: socket.socket, way: Way) -> None:
    with client:
        client.settimeout(10)
        asked = b""
        while b"\r\n\r\n" not in asked:
            more = client.recv(4096)
            if not more:
                return
            asked += more
        words = asked.split(b" ", 2)
        way(client, words[1].decode("latin-1"))
