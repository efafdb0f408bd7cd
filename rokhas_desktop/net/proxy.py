"""What a proxy asks for, and how it is answered: Basic, Negotiate and NTLM.

The tokens are pyspnego's: on Windows those of whoever is logged in to the PC, elsewhere made of a name and a
password.  What opens the tunnel with them is :mod:`rokhas_desktop.net.tunnel`.
"""

from __future__ import annotations

import base64
import logging
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from rokhas_desktop.net import errors

TOKENS = ("negotiate", "ntlm")
"""Schemes by tokens, the better first: they show nobody the password."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password for one proxy."""

    user: str
    password: str = field(repr=False)


Load = Callable[[str], Credentials | None]
"""The credentials kept for a proxy ("name:port"), None where there are none."""


class ProxyAsks(OSError):
    """The proxy answered 407.  ``schemes`` are in lower case."""

    def __init__(self, schemes: Iterable[str]) -> None:
        super().__init__("Tunnel connection failed: 407")
        self.schemes = frozenset(schemes)


class ProxyForbade(OSError):
    """The proxy will not open a tunnel there."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Tunnel connection failed: {status}")
        self.status = status


def name_of(url: str) -> str:
    """A proxy's name and port; nothing of a user that its address may hold."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return ""
    return f"{parts.hostname}:{port}" if parts.hostname else ""


def schemes(challenges: Iterable[str]) -> frozenset[str]:
    """The schemes that ``Proxy-Authenticate`` fields name, one a field as proxies send them."""
    return frozenset(name.lower() for one in challenges if (name := one.strip().partition(" ")[0].rstrip(",")))


class Ways:
    """How each proxy is answered, as far as it is known.  Thread-safe."""

    def __init__(self, load: Load = lambda _proxy: None) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._way: dict[str, str] = {}
        self._refused: dict[str, Credentials] = {}

    def basic(self, proxy: str) -> str | None:
        """The value of ``Proxy-Authorization``, where name and password are how this proxy is answered (RFC 7617)."""
        known = self._load(proxy) if self._way.get(proxy) == "basic" else None
        if known is None:
            return None
        return f"Basic {base64.b64encode(f'{known.user}:{known.password}'.encode()).decode('ascii')}"

    def prover(self, proxy: str) -> Tokens | None:
        """The beginning of a handshake, where this proxy is answered by tokens."""
        way = self._way.get(proxy, "")
        return Tokens(way, proxy, self._load(proxy)) if way in TOKENS else None

    def learn(self, proxy: str, asked: frozenset[str]) -> None:
        """The proxy asks for one of these schemes: how to try next.  Raises where there is nothing more to try.

        ProxyAuthentication where a name and a password are wanted, ProxyRefused where those given did not do,
        ProxyScheme where none of the schemes is spoken here.
        """
        known = self._load(proxy)
        with self._lock:
            if known is not None and known is self._refused.get(proxy):
                raise errors.ProxyRefused(proxy=proxy)  # tried once: an account locks after a few
            tried = self._way.pop(proxy, None)
            for way in (*TOKENS, "basic"):
                usable = known is not None or (way in TOKENS and sys.platform == "win32")
                if way in asked and usable and _later(way, tried):
                    self._way[proxy] = way
                    return
            if not asked & {*TOKENS, "basic"}:
                raise errors.ProxyScheme(proxy=proxy, schemes=", ".join(sorted(asked)) or "?")
            if known is not None:
                self._refused[proxy] = known
                raise errors.ProxyRefused(proxy=proxy)
        raise errors.ProxyAuthentication(proxy=proxy)


def _later(way: str, tried: str | None) -> bool:
    order = (*TOKENS, "basic")
    return tried is None or order.index(way) > order.index(tried)


class Tokens:
    """A handshake by pyspnego."""

    def __init__(self, scheme: str, proxy: str, known: Credentials | None) -> None:
        import spnego

        logging.getLogger("spnego").setLevel(logging.WARNING)  # it would tell every token
        self._name = "NTLM" if scheme == "ntlm" else "Negotiate"
        self._context: Any = spnego.client(
            known.user if known else None,
            known.password if known else None,
            hostname=proxy.rpartition(":")[0],
            service="HTTP",
            protocol=scheme,
        )

    def step(self, challenge: str | None) -> str | None:
        """The next token; None for a challenge that holds none, or that is not understood."""
        import spnego.exceptions

        try:
            token = self._context.step(base64.b64decode(challenge, validate=True) if challenge else None)
        except (spnego.exceptions.SpnegoError, ValueError):
            return None
        return f"{self._name} {base64.b64encode(token).decode('ascii')}" if token else None

    @property
    def name(self) -> str:
        """The scheme as it is written."""
        return self._name
