"""The platform's clock, which can be moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Africa/Casablanca")
"""Where the platform's days begin."""


class Clock:
    """The system's time plus an offset."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    @property
    def offset(self) -> int:
        """How far the clock is ahead of the system's, in seconds."""
        return round(self._offset.total_seconds())

    def move(self, seconds: float) -> None:
        """Put the clock on by ``seconds`` (back, if negative)."""
        self._offset += timedelta(seconds=seconds)

    def now(self) -> datetime:
        """This moment, in UTC, to the microsecond."""
        return datetime.now(UTC) + self._offset

    def today(self) -> date:
        """The day it is where the platform is."""
        return self.now().astimezone(ZONE).date()
