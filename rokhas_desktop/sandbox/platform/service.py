"""The platform as one object: what the routes, the control channel and the seeding share."""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.clock import ZONE, Clock
from rokhas_desktop.sandbox.platform.database import Database
from rokhas_desktop.sandbox.platform.oauth import CLIENT_ID, Attempts, Grants
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.returns import Desk
from rokhas_desktop.sandbox.platform.store import Store
from rokhas_desktop.sandbox.platform.traffic import Traffic
from rokhas_desktop.sandbox.platform.trust import Anchors, Revocation
from rokhas_desktop.sandbox.platform.uploads import Uploads


@dataclass(slots=True)
class Faults:
    """What goes wrong on purpose: each request waits ``latency_ms``; the next ``failures`` answer ``status``;
    the next ``cuts`` downloads break half way."""

    latency_ms: int = 0
    failures: int = 0
    status: int = 503
    cuts: int = 0

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.latency_ms = self.failures = self.cuts = 0


class Ready:
    """Set once the seed is in; carries what went wrong instead, if it did."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._failed = False

    def done(self, *, failed: bool = False) -> None:
        """Let those who wait go on."""
        self._failed = failed
        self._event.set()

    def again(self) -> None:
        """Make everybody wait: it is being seeded anew."""
        self._event.clear()

    def wait(self) -> None:
        """Wait for the seed.  Refuses (unavailable) if it takes a minute or failed."""
        if not self._event.wait(60) or self._failed:
            raise Problem("unavailable", "seed", headers={"Retry-After": "30"})


@dataclass(slots=True)
class Service:
    """One running platform.  ``url`` has no slash at its end; ``drawings`` is where drawn documents are kept."""

    url: str
    data: Path
    database: Database
    anchors: Anchors
    timestamp_url: str | None
    drawings: Path | None = None
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    people: Ready = field(default_factory=Ready)
    wave: Ready = field(default_factory=Ready)
    acts: Ready = field(default_factory=Ready)
    revocation: Revocation = field(default_factory=Revocation)
    traffic: Traffic = field(default_factory=Traffic)
    store: Store = field(init=False)
    uploads: Uploads = field(init=False)
    grants: Grants = field(init=False)
    attempts: Attempts = field(init=False)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.data / "documents")
        self.uploads = Uploads(self.data / "uploads", self.clock)
        self.grants = Grants(self.database, self.clock)
        self.attempts = Attempts(self.clock)
        self.desk = Desk(self.database, self.store, self.clock, self.anchors, self.revocation)

    def discovery(self) -> dict[str, Any]:
        """The contract's ``Platform``."""
        test = self.anchors.environment == "test"
        return {
            "id": "rokhas-reference",
            "name": {"fr": "Rokhas – plateforme de référence (TEST)", "ar": "رخص – المنصة المرجعية (TEST)"},
            "environment": self.anchors.environment,
            "zone": ZONE.key,
            "client_id": CLIENT_ID,
            "authorization_endpoint": f"{self.url}/oauth/authorize",
            "token_endpoint": f"{self.url}/oauth/token",
            "revocation_endpoint": f"{self.url}/oauth/revoke",
            "anchors": [hashlib.sha256(der).hexdigest() for der in self.anchors.roots],
            "test_chain": [
                base64.b64encode(der).decode() for der in (*self.anchors.roots, *self.anchors.intermediates) if test
            ],
            "timestamp_url": self.timestamp_url,
        }

    def visitor(self, authorization: str | None) -> Visitor:
        """Who sends a request.  Refuses: not-authenticated."""
        kind, _, secret = (authorization or "").partition(" ")
        if kind.lower() != "bearer" or not secret:
            raise Problem("not-authenticated", headers={"WWW-Authenticate": "Bearer"})
        with self.database.read() as session:
            found = self.grants.visitor(session, secret.strip())
        if found is None:
            raise Problem("not-authenticated", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return found
