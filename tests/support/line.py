"""A poor line: a TCP proxy on the loopback that does to every connection what a bad line does, below TLS."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

PIECE = 16 * 1024
RESET_PIECE = 64 * 1024


@dataclass(frozen=True)
class Line:
    """What is wrong with it.  ``rate``: bytes a second, each way.  ``cut``: bytes that a connection carries, both ways
    together, before it is closed.  ``resets``: the chance that it is reset, for each 64 KiB that it carried.
    ``latency``: seconds that each piece waits, from and to.  ``stall``: bytes after which nothing comes any more,
    though the connection stays."""

    rate: int | None = None
    cut: int | None = None
    resets: float = 0.0
    latency: tuple[float, float] | None = None
    stall: int | None = None
    seed: int = 1


@dataclass
class Passing:
    """What passed: connections, bytes to the server and to the client, and how often the line did its worst."""

    connections: int = 0
    up: int = 0
    down: int = 0
    breaks: int = 0


class _Broken(Exception):
    """This connection is over; ``reset`` says how."""

    def __init__(self, *, reset: bool) -> None:
        super().__init__()
        self.reset = reset


class _Connection:
    """One connection, with a thread for each way."""

    def __init__(self, line: Line, client: socket.socket, server: socket.socket, seen: Passing, chance: random.Random):
        self._line, self._client, self._server, self._seen, self._chance = line, client, server, seen, chance
        self._lock = threading.Lock()
        self._carried = 0

    def run(self) -> None:
        ways = [
            threading.Thread(target=self._way, args=pair, daemon=True)
            for pair in ((self._client, self._server, "up"), (self._server, self._client, "down"))
        ]
        for way in ways:
            way.start()
        for way in ways:
            way.join()
        self._close(reset=False)

    def _way(self, source: socket.socket, sink: socket.socket, name: str) -> None:
        delayed = _Delayed(sink, self._line.latency, self._chance) if self._line.latency else None
        try:
            while data := source.recv(PIECE):
                data, problem = self._pass(data)
                (delayed.send if delayed else sink.sendall)(data)
                with self._lock:
                    setattr(self._seen, name, getattr(self._seen, name) + len(data))
                if problem is not None:
                    raise problem
                if self._line.rate:
                    time.sleep(len(data) / self._line.rate)
            if delayed:
                delayed.end()
            sink.shutdown(socket.SHUT_WR)
        except _Broken as broken:
            self._close(reset=broken.reset)
        except OSError:
            self._close(reset=False)

    def _pass(self, data: bytes) -> tuple[bytes, _Broken | None]:
        """What of a piece gets through, and whether it was the last."""
        line = self._line
        with self._lock:
            before, self._carried = self._carried, self._carried + len(data)
            whole = self._carried // RESET_PIECE - before // RESET_PIECE
        if line.stall is not None and before + len(data) > line.stall:
            with self._lock:
                self._seen.breaks += 1
            # Neither closed nor carried on, until somebody has had enough.
            with contextlib.suppress(OSError):
                while self._client.fileno() >= 0 and not _gone(self._client):
                    time.sleep(0.05)
            return b"", _Broken(reset=False)
        if line.cut is not None and before + len(data) >= line.cut:
            self._broke()
            return data[: max(0, line.cut - before)], _Broken(reset=False)
        if line.resets and any(self._chance.random() < line.resets for _ in range(whole)):
            self._broke()
            return b"", _Broken(reset=True)
        return data, None

    def _broke(self) -> None:
        with self._lock:
            self._seen.breaks += 1

    def _close(self, *, reset: bool) -> None:
        for one in (self._client, self._server):
            with contextlib.suppress(OSError):
                if reset:
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    one.shutdown(socket.SHUT_RD)  # who waits in recv would keep the socket open
                else:
                    one.shutdown(socket.SHUT_RDWR)
                one.close()


class _Delayed:
    """Sends pieces later, in order, while others are still on their way."""

    def __init__(self, sink: socket.socket, latency: tuple[float, float], chance: random.Random) -> None:
        self._sink, self._latency, self._chance = sink, latency, chance
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._change = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def send(self, data: bytes) -> None:
        with self._change:
            self._waiting.append((time.monotonic() + self._chance.uniform(*self._latency), data))
            self._change.notify()

    def end(self) -> None:
        with self._change:
            self._over = True
            self._change.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._over)
                if not self._waiting:
                    return
                due, data = self._waiting.popleft()
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                self._sink.sendall(data)
            except OSError:
                return


def _gone(client: socket.socket) -> bool:
    """Whether the client closed: seen without taking what it sent."""
    client.setblocking(False)
    try:
        return client.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    finally:
        client.setblocking(True)


@contextlib.contextmanager
def poor_line(url: str, line: Line) -> Iterator[tuple[str, Passing]]:
    """A line to the server at ``url``: the address to use instead, and what passes."""
    parts = urlsplit(url)
    target = (parts.hostname or "127.0.0.1", parts.port or 443)
    listener = socket.create_server(("127.0.0.1", 0))
    # Small windows: what a broken connection had in them was sent for nothing.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PIECE)
    seen, chance = Passing(), random.Random(line.seed)

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(client,), daemon=True).start()

    def one(client: socket.socket) -> None:
        seen.connections += 1
        try:
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PIECE)
            server.connect(target)
        except OSError:
            client.close()
            return
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _Connection(line, client, server, seen, chance).run()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"{parts.scheme}://{parts.hostname}:{listener.getsockname()[1]}", seen
    finally:
        listener.close()
