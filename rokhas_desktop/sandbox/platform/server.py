"""Runs the reference platform and the test postal CA until they are stopped."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import logging
import os
import secrets
import signal
import socket
import ssl
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from rokhas_desktop.sandbox import seed
from rokhas_desktop.sandbox.platform import seeding, tls
from rokhas_desktop.sandbox.platform.app import build
from rokhas_desktop.sandbox.platform.control import PATH, Controls
from rokhas_desktop.sandbox.platform.database import Database
from rokhas_desktop.sandbox.platform.errors import AddressTaken
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.trust import Anchors
from rokhas_desktop.sandbox.postal_ca import CaServer, Faults, PostalCA

log = logging.getLogger(__name__)

CONTROL_FILE = "control.json"
_AUTHORITIES = Path(__file__).with_name("authorities.toml")


@dataclass(frozen=True, slots=True)
class Options:
    """How to run.  ``port`` 0 takes a free one; ``database`` is SQLAlchemy's URL, SQLite in ``data`` if None;
    drawn documents are kept in ``drawings``, if given."""

    data: Path
    ca: Path
    host: str = "127.0.0.1"
    port: int = 8443
    database: str | None = None
    acts: int = 6
    latency_ms: int = 0
    seed: int = 1
    drawings: Path | None = None


def run(options: Options) -> None:
    """Serve until SIGINT or SIGTERM; one JSON line on standard output says that it is ready.

    Raises AddressTaken, CaPortTaken, CaDamaged.
    """
    ca = PostalCA.open_or_create(options.ca)
    ca.faults = Faults()
    options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    listener = _listen(options.host, options.port)
    with CaServer(ca), contextlib.closing(listener):
        url = _url(options.host, listener.getsockname()[1])
        ca_file, certificate, key = tls.prepare(options.data / "tls", _public_name(options.host))
        database = Database(options.database or f"sqlite:///{options.data / 'platform.db'}")
        service = Service(
            url=url,
            data=options.data,
            database=database,
            anchors=_anchors(ca),
            timestamp_url=ca.urls.tsa,
            drawings=options.drawings,
        )
        service.faults.latency_ms = options.latency_ms
        controls = Controls(service, ca, secrets.token_urlsafe(32), options.acts, options.seed)
        seeder = threading.Thread(
            target=seeding.fill, args=(service, options.acts, options.seed), name="seed", daemon=True
        )
        seeder.start()
        config = uvicorn.Config(
            build(service, controls),
            ssl_certfile=certificate,
            ssl_keyfile=key,
            ssl_version=ssl.PROTOCOL_TLS_SERVER,
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        with _control_file(options.data, url, ca_file, controls.token):
            ready = {
                "url": url,
                "ca_file": str(ca_file),
                "trust_dir": str(ca.trust_dir),
                "accounts": _accounts(options.seed),
            }
            asyncio.run(_Server(config, ready).serve([listener]))
        database.close()


class _Server(uvicorn.Server):
    """Says when it is ready, and ends quietly on a signal (uvicorn's own would raise it again)."""

    def __init__(self, config: uvicorn.Config, ready: dict[str, Any]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        print(json.dumps(self._ready, ensure_ascii=True), flush=True)  # noqa: T201 - the verb's one line

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM end the server once its requests are answered."""
        wanted = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in wanted}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # On Windows SO_REUSEADDR would let two programs share a port; on Unix it lets it be taken again at once.
    listener.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR), 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise AddressTaken(address=f"{host}:{port}") from error
    return listener


def _public_name(host: str) -> str:
    """What a client calls this host: itself, or this machine's name where it listens on every address."""
    return socket.gethostname() if host in ("0.0.0.0", "::", "") else host  # noqa: S104


def _url(host: str, port: int) -> str:
    name = _public_name(host)
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(name).version == 6:
            name = f"[{name}]"
    return f"https://{name}:{port}"


def _anchors(ca: PostalCA) -> Anchors:
    real = tomllib.loads(_AUTHORITIES.read_text(encoding="utf-8"))
    return Anchors(
        environment="test",
        roots=ca.anchors,
        intermediates=ca.chain,
        foreign_sha256=frozenset(real["sha256"]),
        foreign_names=frozenset(real["names"]),
    )


def _accounts(seed_number: int) -> list[dict[str, Any]]:
    return [
        {
            "username": account.username,
            "password": account.password,
            "name": f"{account.given_names.fr} {account.surname.fr}",
            "commune": account.commune.name.fr,
            "role": account.role,
            "profile": account.profile,
        }
        for account in seed.world(seed_number).accounts
    ]


@contextlib.contextmanager
def _control_file(data: Path, url: str, ca_file: Path, token: str) -> Iterator[None]:
    """Where ``sandbox ctl`` finds this platform while it runs; readable by its user only."""
    path = data / CONTROL_FILE
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    body = {"url": url + PATH, "ca_file": str(ca_file), "token": token, "pid": os.getpid()}
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(body, file)
    temporary.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
