"""Preflight under a deadline, in a child: a file that hangs or kills a parser costs one coded refusal.

Signing itself runs in this process, on bytes that passed here: the trial makes the same update with the same
code, so that what would hang or fail has done so before.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rokhas_desktop.errors import Coded
from rokhas_desktop.signing import formats, traits
from rokhas_desktop.signing.errors import NotExamined, TooComplex
from rokhas_desktop.signing.face import EmptyField, Limits, Notice, PageSize, Preflight, Spot
from rokhas_desktop.supervise import Child, ChildCrashed, ChildHung

SECONDS = 60.0
"""What one file may take: 2000 pages take half a second, 200,000 objects three."""


class Examiner:
    """Examines files one at a time in a child that is kept until it has been idle for ``idle`` seconds.

    Thread-safe: a call waits for the one before it.
    """

    def __init__(self, *, seconds: float = SECONDS, idle: float = 20.0, log: Path | None = None) -> None:
        self._seconds = seconds
        self._idle = idle
        self._log = log
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._timer: threading.Timer | None = None

    def examine(
        self,
        path: Path,
        *,
        limits: Limits | None = None,
        password: str | None = None,
        field_name: str | None = None,
        spot: Spot | None = None,
        screening: traits.Screening | None = None,
        media_type: str = formats.PDF,
    ) -> Preflight:
        """What :func:`rokhas_desktop.signing.preflight.examine` says; TooComplex (DOC-020) where it takes too
        long, NotExamined (DOC-021) where it dies.  Raises ChildNotStarted.
        """
        asked = {
            "path": str(path.absolute()),
            "limits": asdict(limits or Limits()),
            "password": password,
            "field": field_name,
            "spot": asdict(spot) if spot else None,
            "screening": dict(screening) if screening is not None else None,
            "media_type": media_type,
        }
        with self._lock:
            self._stop_timer()
            try:
                return _verdict(path, self._call(asked))
            except ChildHung:
                return Preflight(path, Notice(TooComplex.code))
            except (ChildCrashed, Coded):
                return Preflight(path, Notice(NotExamined.code))
            finally:
                self._timer = threading.Timer(self._idle, self.close)
                self._timer.daemon = True
                self._timer.start()

    def _call(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self._child is None or not self._child.alive:
            self._child = Child("examination", log=self._log)
        verdict: dict[str, Any] = self._child.call("examine", deadline=self._seconds, **asked).header["verdict"]
        return verdict

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def close(self) -> None:
        """End the child; the next call starts another."""
        with self._lock:
            self._stop_timer()
            child, self._child = self._child, None
            if child is not None:
                child.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _verdict(path: Path, said: dict[str, Any]) -> Preflight:
    last = said["last_page"]
    return Preflight(
        path=path,
        refusal=_notice(said["refusal"]) if said["refusal"] else None,
        warnings=tuple(map(_notice, said["warnings"])),
        traits=tuple(map(_notice, said["traits"])),
        size=said["size"],
        pages=said["pages"],
        signatures=said["signatures"],
        encrypted=said["encrypted"],
        empty_fields=tuple(EmptyField(**one) for one in said["empty_fields"]),
        last_page=PageSize(**last) if last else None,
    )


def _notice(said: dict[str, Any]) -> Notice:
    return Notice(said["code"], said["details"])
