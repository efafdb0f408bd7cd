"""What is known of certificates' revocation: asked when a key is inserted and again at the batch, kept in between.

The answers themselves are kept, and judged anew each time they are read: signed by the authority, about this very
certificate, in force.  A good answer is believed as long as it says of itself that it holds; one that says "revoked"
is never forgotten but by a later good answer (a hold that was lifted).
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rokhas_desktop.desk.database import Database
from rokhas_desktop.identity.chain import Chain

if TYPE_CHECKING:
    from rokhas_desktop.net.session import Session
    from rokhas_desktop.signing.revocation import Evidence, Status

MOST_KEPT = 200
"""Certificates of which an answer is kept; the oldest answers go first."""


class Revocations:
    """Thread-safe.  ``longest`` bounds how long a good answer counts, whatever it says of itself."""

    def __init__(self, database: Database, session: Session, longest: timedelta) -> None:
        self._database = database
        self._session = session
        self._longest = longest
        self._lock = threading.Lock()
        self._known: dict[str, Status] = {}

    def known(self, chain: Chain, sha256: str, at: datetime) -> Status | None:
        """What is known without asking anybody, None where nothing is: an answer in force, or that nobody answered
        in this run."""
        with self._lock:
            status = self._known.get(sha256)
        kept = self._read(chain, sha256, at)
        if kept is not None:
            return kept
        return status if status is not None and status.state == "unknown" else None

    def ask(self, chain: Chain, sha256: str, at: datetime, *, anew: bool = True) -> Status:
        """Ask now; without ``anew`` only where no kept answer is in force.  What nobody answers, a kept answer may.

        Never raises for what a service does.
        """
        from rokhas_desktop.signing import revocation

        kept = self._read(chain, sha256, at)
        if kept is not None and not anew:
            return kept
        told = revocation.check(chain.leaf, chain.issuer, self._session, at)
        if told.evidence is None or told.state == "unknown":
            told = kept or told
        else:
            self._keep(sha256, told.evidence, at)
        with self._lock:
            self._known[sha256] = told
        return told

    def _read(self, chain: Chain, sha256: str, at: datetime) -> Status | None:
        from rokhas_desktop.signing import revocation

        row = self._database.row("SELECT * FROM revocation WHERE certificate = ?", sha256)
        if row is None:
            return None
        evidence = revocation.Evidence(row["kind"], row["answer"], row["nonce"], row["url"])
        try:
            asked = datetime.fromisoformat(row["asked_at"])
        except ValueError:
            return None  # it is asked for again
        then = revocation.again(chain.leaf, chain.issuer, evidence, asked)
        if then is not None and then.state == "revoked":
            return then
        if not asked - timedelta(minutes=5) <= at <= asked + self._longest:
            return None
        return revocation.again(chain.leaf, chain.issuer, evidence, at)

    def _keep(self, sha256: str, evidence: Evidence, at: datetime) -> None:
        with self._database.transaction():
            self._database.write(
                "INSERT OR REPLACE INTO revocation VALUES (?, ?, ?, ?, ?, ?)",
                sha256,
                evidence.kind,
                evidence.answer,
                evidence.nonce,
                evidence.url,
                at.isoformat(),
            )
            self._database.write(
                "DELETE FROM revocation WHERE certificate NOT IN"
                " (SELECT certificate FROM revocation ORDER BY asked_at DESC LIMIT ?)",
                MOST_KEPT,
            )
