"""The readers of this computer and the cards in them, by the system's smart card service (PC/SC).

A hint beside the modules' own word: which middleware a token's ATR asks for, and what only looks like a key.
Optional: without pyscard (the extra ``pcsc``) the modules are looked at all the same.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from rokhas_desktop.errors import Detail
from rokhas_desktop.supervise import Child, ChildCrashed, ChildHung, ChildNotStarted, Frame
from rokhas_desktop.token import reader_errors
from rokhas_desktop.token.views import Readers, ReaderView, ServiceState

HANG_PAUSE = 60.0
"""Seconds for which a service that did not answer is left alone: each look would wait for it."""

SETTLES = 3.0
"""Seconds that middleware may take to show a token that was plugged in."""

_PRESENT, _EXCLUSIVE, _MUTE = 0x20, 0x80, 0x200
_NAMES = {
    0x80100013: "SCARD_F_COMM_ERROR",
    0x8010001D: "SCARD_E_NO_SERVICE",
    0x8010001E: "SCARD_E_SERVICE_STOPPED",
    0x80100027: "SCARD_E_NO_ACCESS",
    0x8010006A: "SCARD_W_SECURITY_VIOLATION",
}
_STOPPED = frozenset({0x8010001D, 0x8010001E})
# pcsc-lite hangs up on a client that polkit does not admit, which its library calls a broken connection.
_REFUSED = frozenset({0x80100027, 0x8010006A, 0x80100013})
_CODES: Mapping[ServiceState, str | None] = {
    "unknown": None,
    "running": None,
    "stopped": reader_errors.ServiceStopped.code,
    "not-authorised": reader_errors.ServiceRefused.code,
    "failed": reader_errors.ServiceFailed.code,
    "not-answering": reader_errors.ServiceHung.code,
    "not-installed": reader_errors.ReadersNotSeen.code,
}


class ReaderRoom:
    """Asks a child, started at the first look.  Thread-safe; never raises; waits at most ``deadline`` seconds."""

    def __init__(self, deadline: float, log: Path | None = None, env: Mapping[str, str] | None = None) -> None:
        self._deadline = deadline
        self._log = log
        self._env = dict(env or {})
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._hung_at = -HANG_PAUSE
        self._closed = False
        self._absent: Readers | None = None
        self._since: dict[ReaderView, float] = {}

    def look(self) -> Readers:
        """What the service says now."""
        with self._lock:
            if self._absent is not None:
                return self._absent
            if self._closed or time.monotonic() - self._hung_at < HANG_PAUSE:
                return _readers("unknown" if self._closed else "not-answering", seconds=int(self._deadline))
            try:
                answer = self._ask()
            except ChildHung:
                self._hung_at = time.monotonic()
                return _readers("not-answering", seconds=int(self._deadline))
            except (ChildCrashed, ChildNotStarted):
                self._end()
                return _readers("failed", scard="–")
            seen = _read(answer)
            if seen.state == "not-installed":  # it does not come while we run
                self._absent = seen
                self._end()
                return seen
            return dataclasses.replace(seen, readers=self._aged(seen.readers))

    def retry(self) -> None:
        """Ask again a service that did not answer."""
        with self._lock:
            self._hung_at = -HANG_PAUSE

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._closed = True
            self._end()

    def _aged(self, seen: tuple[ReaderView, ...]) -> tuple[ReaderView, ...]:
        """Say of each card whether it has been there for a while."""
        now = time.monotonic()
        self._since = {one: self._since.get(one, now) for one in seen if one.card}
        return tuple(dataclasses.replace(one, settled=now - self._since.get(one, now) >= SETTLES) for one in seen)

    def _ask(self) -> Frame:
        if self._child is None or not self._child.alive:
            self._child = Child("readers", log=self._log, env=self._env)
        return self._child.call("look", deadline=self._deadline)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()


def _read(answer: Frame) -> Readers:
    said = answer.header
    if not said["here"]:
        return _readers("not-installed")
    if said["rv"]:
        state: ServiceState = "failed"
        if said["rv"] in _STOPPED:
            state = "stopped"
        elif said["rv"] in _REFUSED:
            state = "not-authorised"
        number = f"0x{said['rv']:08X}"
        return _readers(state, scard=f"{said['call']}: {_NAMES.get(said['rv'], number)}")
    return Readers("running", tuple(_reader(one["name"], one["state"], one["atr"]) for one in said["readers"]))


def _reader(name: str, bits: int, atr: str) -> ReaderView:
    card = bool(bits & _PRESENT)
    return ReaderView(name, card=card, atr=atr if card else "", mute=bool(bits & _MUTE), busy=bool(bits & _EXCLUSIVE))


def _readers(state: ServiceState, **details: Detail) -> Readers:
    return Readers(state, code=_CODES[state], details=details)
