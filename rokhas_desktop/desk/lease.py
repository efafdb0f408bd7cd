"""The logged-in key for the length of one batch, and what ends it early: a lock, sleep, idleness, its time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from rokhas_desktop.net.clock import elapsed
from rokhas_desktop.token.errors import SessionClosed

LOOK = 1.0
"""Seconds between two looks of the watch."""


class Session(Protocol):
    """A logged-in key; the token room's TokenSession."""

    @property
    def certificate(self) -> bytes:
        """DER."""
        ...

    @property
    def schemes(self) -> Sequence[str]:
        """What the key offers, best first."""
        ...

    def sign(self, data: bytes, scheme: str) -> bytes:
        """One raw signature."""
        ...

    def close(self) -> None:
        """Log out and end the child, once no signature is under way."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: without a signature, and in all (None: no limit)."""

    idle: float
    whole: float | None = None


class Lease:
    """A token's session with its issuers' certificates: the signing room's RawSigner.  A context manager; ends once.

    :meth:`end` may be called from any thread and does not wait: a signature under way is finished first, and
    the next is refused.  Time counts while the PC sleeps.
    """

    def __init__(
        self,
        session: Session,
        authorities: Sequence[bytes],
        limits: Limits,
        *,
        ticks: Callable[[], float] = elapsed,
    ) -> None:
        self._session = session
        self.certificate = session.certificate
        self.chain = authorities
        self.schemes = session.schemes
        self._limits = limits
        self._ticks = ticks
        self._began = self._used = ticks()
        self._busy = False
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, name="key-watch", daemon=True)
        self._watch.start()

    def check(self) -> None:
        """Raises SessionClosed where the lease has ended: between two documents."""
        if self._over():
            self.end()
        if self._ended.is_set():
            raise SessionClosed()

    def sign(self, data: bytes, scheme: str) -> bytes:
        """As the session does, unless the lease has ended."""
        self.check()
        self._busy = True
        try:
            return self._session.sign(data, scheme)
        finally:
            self._used = self._ticks()
            self._busy = False

    def end(self) -> None:
        """No further signature; the child ends as soon as the one under way is done."""
        if not self._ended.is_set():
            self._ended.set()
            threading.Thread(target=self._session.close, name="key-close", daemon=True).start()

    def close(self) -> None:
        """End and wait until the child is gone."""
        self._ended.set()
        self._session.close()
        self._watch.join(LOOK)

    def _over(self) -> bool:
        now = self._ticks()
        idle = not self._busy and now - self._used > self._limits.idle
        return idle or (self._limits.whole is not None and now - self._began > self._limits.whole)

    def _look(self) -> None:
        while not self._ended.wait(LOOK):
            if self._over():
                self.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()
