"""The platform's leases on acts: this PC alone signs them, until a moment that the platform set.

(The lease on the *key* is :mod:`rokhas_desktop.desk.lease`.)  A lease says besides that the account was entitled when
it was given, and what time it was then: with a clock that nobody can set, that is the time that a signature without a
network goes by.  Such a clock does not outlive a restart of the PC: after one, a lease proves nothing any more.
"""

from __future__ import annotations

import platform as machine
from dataclasses import dataclass
from datetime import datetime, timedelta

from rokhas_desktop.api.client import PlatformClient
from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.api.key_models import LeaseOrder
from rokhas_desktop.api.models import Act
from rokhas_desktop.desk.database import moment, stored
from rokhas_desktop.desk.errors import LeaseOver, RestartedSince
from rokhas_desktop.desk.store import Store
from rokhas_desktop.failpoints import point
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.net import clock
from rokhas_desktop.net.clock import Clock
from rokhas_desktop.net.errors import NetError

LEASED = point("a lease is given and not stored")


@dataclass(frozen=True, slots=True)
class Reservation:
    """One lease.  ``ticks`` is what :func:`rokhas_desktop.net.clock.elapsed` said at ``entitled_at``, in the run of the
    system that ``boot`` names; ``prepared``: taken for a meeting without a line, so kept until its end."""

    act: str
    version: int
    entitled_at: datetime
    expires_at: datetime
    ticks: float
    boot: str
    prepared: bool

    def now(self) -> datetime | None:
        """The platform's time, carried on; None where the PC was restarted since."""
        ran = clock.elapsed() - self.ticks
        if self.boot != clock.boot() or not self.ticks >= 0 or not ran >= 0:
            return None
        return self.entitled_at + timedelta(seconds=ran)

    def left(self) -> float:
        """Seconds until it ends; none once the PC was restarted."""
        now = self.now()
        return (self.expires_at - now).total_seconds() if now is not None else 0.0


class Reservations:
    """One account's leases on this PC."""

    def __init__(self, store: Store, number: int, client: PlatformClient) -> None:
        self._store = store
        self._number = number
        self._client = client

    @property
    def device(self) -> str:
        """What the platform knows this home by: a name made of its key, the same after a lost database."""
        with self._store.transaction():
            row = self._store.database.row("SELECT id FROM device")
            if row is None:
                name = self._store.database.derived("device")[:32]
                self._store.database.write("INSERT INTO device VALUES (1, ?)", name)
                row = self._store.database.row("SELECT id FROM device")
        return str(row["id"]) if row else ""

    def take(self, act: Act, seconds: int, *, prepared: bool = False) -> Reservation:
        """Take a lease, or renew it.  One that runs longer is not cut short.

        Raises NetError and the platform's refusals (another device's lease: API-078).
        """
        known = self.known(act.id)
        if known is not None and known.prepared and known.version == act.version and known.left() >= seconds / 2:
            return known
        asked = clock.elapsed()
        label = "".join(one for one in machine.node() if one.isprintable())[:60]
        order = LeaseOrder(device=self.device, label=label, seconds=seconds)
        told = self._client.lease(act.id, order)
        heard = clock.elapsed()
        made = Reservation(
            act=act.id,
            version=told.version,
            entitled_at=told.entitled_at,
            expires_at=told.expires_at,
            ticks=heard - (heard - asked) / 2,
            boot=clock.boot(),
            prepared=prepared,
        )
        LEASED()
        with self._store.transaction():
            self._store.database.write(
                "INSERT OR REPLACE INTO reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                self._number,
                made.act,
                made.version,
                made.entitled_at.isoformat(),
                made.expires_at.isoformat(),
                made.ticks,
                made.boot,
                int(prepared),
            )
            self._store.journal.add("leased", act=act.id, version=made.version, until=made.expires_at.isoformat())
        return made

    def keep(self, act: Act, seconds: int) -> None:
        """Between two acts of a batch: a lease with less than half of its time left is renewed.

        Raises the platform's refusal where the act changed meanwhile, or is another's now.
        """
        known = self.known(act.id)
        if known is None or known.left() < seconds / 2:
            known = self.take(act, seconds)
        if known.version != act.version:
            from rokhas_desktop.desk import readiness

            raise readiness.platform_says("version-changed").error()

    def give_up(self, act: str) -> None:
        """Let other PCs sign the act.  What the network or the platform says against it ends with the lease's time."""
        known = self.known(act)
        if known is None:
            return
        try:
            if known.left() > 0:
                self._client.give_up(act, self.device)
        except (NetError, PlatformRefused):
            return
        with self._store.transaction():
            self._store.database.write("DELETE FROM reservation WHERE account = ? AND act = ?", self._number, act)
            self._store.journal.add("lease_given_up", act=act)

    def known(self, act: str) -> Reservation | None:
        """The lease on an act, running or not."""
        return next((one for one in self.all() if one.act == act), None)

    @stored
    def all(self) -> tuple[Reservation, ...]:
        """Every lease that is stored, the last given first.  Raises DatabaseDamaged."""
        rows = self._store.database.rows(
            "SELECT * FROM reservation WHERE account = ? ORDER BY entitled_at DESC", self._number
        )
        return tuple(
            Reservation(
                row["act"],
                row["version"],
                moment(row["entitled_at"]),
                moment(row["expires_at"]),
                row["ticks"],
                row["boot"],
                bool(row["prepared"]),
            )
            for row in rows
        )

    def clock(self) -> Clock | None:
        """The platform's time by the last lease that this run of the system can carry on; None without one."""
        for one in self.all():
            now = one.now()
            if now is not None:
                return Clock(now, (clock.wall() - now).total_seconds(), "lease")
        return None

    def offline_refusal(self, act: Act) -> Refusal | None:
        """Why the act may not be signed without a network; None if it may."""
        known = self.known(act.id)
        if known is None or known.version != act.version:
            return Refusal(LeaseOver.code, {"reference": act.reference})
        if known.now() is None:
            return Refusal(RestartedSince.code, {"reference": act.reference})
        return Refusal(LeaseOver.code, {"reference": act.reference}) if known.left() <= 0 else None
