"""What the parts of one account's desk share: the rooms it was handed, the store, the platform's day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from rokhas_desktop.api.models import Account, Platform
from rokhas_desktop.desk import lookup
from rokhas_desktop.desk.documents import Documents
from rokhas_desktop.desk.errors import ClockWrong
from rokhas_desktop.desk.reservations import Reservations
from rokhas_desktop.desk.revocations import Revocations
from rokhas_desktop.desk.rows import ActRow, Connection
from rokhas_desktop.desk.states import State
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.trust import Authorities
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.net.clock import Clock
from rokhas_desktop.settings import Settings

if TYPE_CHECKING:
    from rokhas_desktop.api.client import PlatformClient
    from rokhas_desktop.net.session import Session
    from rokhas_desktop.signing.cover import Eyes
    from rokhas_desktop.signing.examiner import Examiner
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import Selection, Survey

WITHDRAWN, CLOSED = "act-withdrawn", "act-closed"
"""The platform's words for an act that cannot be signed any more."""


class Stamps(Protocol):
    """Who draws the visible signature's page; the render room's StampRoom."""

    def draw(self, text: Any, width_pt: float, height_pt: float, *, test: bool = ...) -> bytes:
        """A one-page PDF."""
        ...


@dataclass(slots=True)
class Office:
    """One account's desk from the inside.  ``number`` is the account's in the store."""

    store: Store
    number: int
    connection: Connection
    documents: Documents
    settings: Settings
    authorities_at: Callable[[datetime], Authorities]
    client: PlatformClient
    session: Session
    token: TokenRoom
    survey: Callable[[Selection | None], Survey]
    stamps: Stamps
    revocations: Revocations
    examiner: Examiner
    eyes: Eyes
    reservations: Reservations

    @property
    def platform(self) -> Platform:
        """What the platform says of itself."""
        return self.connection.platform

    @property
    def account(self) -> Account:
        """What the platform last said of the account."""
        return self.store.account(self.number)

    def acts(self, *states: State) -> tuple[ActRow, ...]:
        """The account's acts; with ``states`` only those of which a piece is in one of them."""
        return lookup.acts(self.store, self.number, states) if states else self.store.acts(self.number)

    def clock(self) -> Clock:
        """The platform's time, carried on since it last told it, here or with a lease; the PC's before."""
        told = self.client.clock()
        return told if told.skew is not None else self.reservations.clock() or told

    def now(self) -> datetime:
        """The instant, by the platform's clock where it is known."""
        return self.clock().now

    @property
    def authorities(self) -> Authorities:
        """The real authorities that count now, by the platform's clock: a signed list ends by it."""
        return self.authorities_at(self.now())

    def today(self) -> date:
        """The platform's day."""
        return self.day(self.now())

    def day(self, at: datetime) -> date:
        """The day of an instant in the platform's zone."""
        return at.astimezone(ZoneInfo(self.platform.zone)).date()

    def clock_refusal(self) -> Refusal | None:
        """Why nothing may be dated on this PC now; None if its clock is near enough to the platform's."""
        skew = self.clock().skew
        if skew is None or abs(skew) <= self.settings.limits.clock_skew:
            return None
        return Refusal(ClockWrong.code, {"minutes": max(1, round(abs(skew) / 60))})

    @property
    def is_test(self) -> bool:
        """Whether nothing that is signed here is an act."""
        return self.platform.environment == "test"
