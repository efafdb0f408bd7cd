"""The last ten healthy examinations of a home, and what changed since: a help desk's first question.

``HOME/doctor/healthy.json`` holds versions, hashes of libraries and hosts; nothing of a person.
"""

from __future__ import annotations

import contextlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rokhas_desktop import __version__
from rokhas_desktop.doctor.frame import Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.token.views import Survey

MODULE_GONE = "SYS-014"
KEPT = 10
CLOCK_STEP = 60
"""Seconds below which two skews are the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """``what`` is "program", "system", "modules", "clock", "zone", "proxy", "session" or "platform"."""

    what: str
    before: str
    after: str


def snapshot(values: Mapping[str, Any]) -> dict[str, str]:
    """What an examination saw of the things that change under a working program."""
    survey: Survey | None = values.get("survey")
    serving = {token.module for token in survey.tokens} if survey else set()
    seen = survey.modules if survey else ()
    modules = sorted(f"{Path(one.path).name} {one.version}".strip() for one in seen if one.path in serving)
    skew = values.get("clock")
    way = values.get("network")
    return {
        "program": __version__,
        "system": f"{platform.system()} {platform.release()}",
        "modules": " · ".join(modules),
        "clock": "" if skew is None else f"{round(skew / CLOCK_STEP) * CLOCK_STEP:+d} s",
        "zone": str(values.get("time-zone") or ""),
        "proxy": str(values.get("proxy") or ""),
        "session": str(values.get("session") or ""),
        "platform": (way.url or "") if way is not None else "",
    }


def read(home: Path) -> list[dict[str, Any]]:
    """The healthy examinations that are kept, the oldest first; a file that cannot be read holds none."""
    with contextlib.suppress(OSError, ValueError):
        told = json.loads(_file(home).read_text(encoding="utf-8"))
        if isinstance(told, list):
            return [one for one in told if isinstance(one, dict) and isinstance(one.get("seen"), dict)]
    return []


def keep(home: Path, at: datetime, seen: Mapping[str, str]) -> None:
    """Remember a healthy examination; a disk that takes nothing is no reason to fail."""
    kept = [*read(home), {"at": at.isoformat(timespec="seconds"), "seen": dict(seen)}][-KEPT:]
    with contextlib.suppress(OSError):
        _file(home).parent.mkdir(mode=0o700, exist_ok=True)
        draft = _file(home).with_suffix(".part")
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(_file(home))


def changes(home: Path, seen: Mapping[str, str]) -> tuple[str | None, tuple[Change, ...]]:
    """When this home was last healthy, and what is otherwise now; None where it never was."""
    kept = read(home)
    if not kept:
        return None, ()
    last: Mapping[str, str] = kept[-1]["seen"]
    found = tuple(Change(what, str(last.get(what, "")), now) for what, now in seen.items() if last.get(what, "") != now)
    return str(kept[-1]["at"]), found


def vanished(patient: Patient, values: Values) -> Seen:
    """A module that served when all was well, and is not there any more."""
    kept = read(patient.home.root)
    if not kept or patient.module is not None:
        return Seen(facts=str(len(kept)))
    present = {Path(one.candidate.path).name for one in values["modules"] or ()}
    served = [part.split(" ")[0] for part in str(kept[-1]["seen"].get("modules", "")).split(" · ") if part]
    date = f"{datetime.fromisoformat(kept[-1]['at']):%d/%m/%Y}"
    gone = [name for name in served if name not in present]
    return Seen(tuple(Finding(MODULE_GONE, {"module": name, "date": date}) for name in gone), str(len(kept)))


def _file(home: Path) -> Path:
    return home / "doctor" / "healthy.json"
