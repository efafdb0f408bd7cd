"""The time that servers told, carried on by a clock that nobody can set.

Only what came over TLS is believed, and nothing that a cache gave.  The HTTP date has whole seconds: half a
second is added, and half the round trip taken away.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path


def elapsed() -> float:
    """Seconds that also pass while the PC sleeps, where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    gettime = getattr(time, "clock_gettime", None)
    return float(gettime(boot)) if boot is not None and gettime is not None else time.monotonic()


_THIS_RUN = secrets.token_hex(8)


def boot() -> str:
    """Which run of the system :func:`elapsed` counts in: while it is the same, two counts can be compared.

    Linux names its runs.  Elsewhere only this process vouches for its own clock.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        with contextlib.suppress(OSError):
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return _THIS_RUN


def wall() -> datetime:
    """What this PC's clock says."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """``now`` as the server has it (the PC's where no server told); ``skew`` is the seconds that the PC is
    ahead of the server, None where no server told; ``host`` is who told."""

    now: datetime
    skew: float | None
    host: str | None


class Clocks:
    """What each host said, and when we heard it.  Thread-safe."""

    def __init__(self, *, ticks: Callable[[], float] = elapsed, pc: Callable[[], datetime] = wall) -> None:
        self._ticks = ticks
        self._pc = pc
        self._lock = threading.Lock()
        self._heard: dict[str, tuple[datetime, float]] = {}
        self._last: str | None = None

    def tick(self) -> float:
        """Seconds since some fixed moment: what :meth:`hear` wants as ``asked``."""
        return self._ticks()

    def hear(self, host: str, headers: Mapping[str, str], asked: float) -> None:
        """Note the ``Date`` of an answer to what was asked at ``asked``; a cached or senseless one is not noted."""
        said = headers.get("Date")
        if not said or headers.get("Age", "0").strip() not in {"", "0"}:
            return
        try:
            date = parsedate_to_datetime(said)
        except ValueError:
            return
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
        with self._lock:
            heard = self._ticks()
            middle = heard - (heard - asked) / 2
            self._heard[host] = (date + timedelta(seconds=0.5), middle)
            self._last = host

    def clock(self, host: str | None = None) -> Clock:
        """The time of ``host``, or of the last host that told one."""
        with self._lock:
            name = host if host is not None else self._last
            told = self._heard.get(name) if name is not None else None
            pc = self._pc()
            if told is None:
                return Clock(pc, None, None)
            date, middle = told
            now = date + timedelta(seconds=self._ticks() - middle)
        return Clock(now, (pc - now).total_seconds(), name)
