"""The logs of the last run, as a report may hold them: our own lines, and of each only what cannot be a secret.

A vendor's library prints what it likes into its child's log, a PIN if it is careless: lines that are not known here
word for word are counted and left out.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MOST_LINES = 40
MOST_BYTES = 256 * 1024
MOST_FILES = 30
_OURS = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} (?P<logger>rokhas_desktop(?:\.[a-z_]+)+) (?P<said>.*)"
)
_ERROR = r"(?:[A-Z][A-Za-z]+)?(?:Error|Exception|Exit|Interrupt|Warning|Returned|Refused)"
_CODE = r"[A-Z]{3}-\d{3}"
_SAID = (
    re.compile(r"(the parent is gone)"),
    re.compile(rf"(bug in (?:[a-z_]{{1,20}}): {_ERROR}) at .*"),
    re.compile(rf"(bug in (?:a job|the viewer's thread|the window): {_ERROR})"),
    re.compile(rf"((?:OCSP|CRL) of [\w.-]{{1,60}}(?::\d{{1,5}})?: {_CODE})(?: .*)?"),
    re.compile(rf"(timestamp server passed over: {_CODE})"),
    re.compile(rf"(stage [a-z_]{{1,20}}: {_ERROR})"),
    re.compile(rf"(the list of trust anchors does not count: {_CODE})"),
    re.compile(r"(no system bus: a sleep or a change of user is not told)"),
    re.compile(r"(no user's bus: a screen saver is not told)"),
    re.compile(r"(the session's messages are not to be had)"),
)
_REPORT = (
    re.compile(r"(rokhas-desktop [\d.]{1,12})"),
    re.compile(r"(python [\d.]{1,10} on (?:linux|win32|darwin) (?:x86_64|AMD64|aarch64|arm64))"),
    re.compile(r"(at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00, verb [a-z-]{1,12})"),
    re.compile(rf"((?:[a-z_]+\.){{1,5}}{_ERROR})"),
    re.compile(r"(  rokhas_desktop/[a-z_/]{1,60}\.py:\d{1,5} )[\w<>]+"),
)
"""What :mod:`rokhas_desktop.bugs` writes of a bug."""


@dataclass(frozen=True, slots=True)
class Log:
    """One file: its kept lines, and how many were left out."""

    file: str
    at: str
    lines: tuple[str, ...]
    left_out: int


def read(folder: Path) -> tuple[Log, ...]:
    """The latest logs of a home, the newest first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for pattern in ("*.log", "report-*.txt"):
            found += [(path.stat().st_mtime, path) for path in folder.glob(pattern)]
    return tuple(_log(path, at) for at, path in sorted(found, reverse=True)[:MOST_FILES])


def _log(path: Path, at: float) -> Log:
    kept, left = [], 0
    for line in _lines(path):
        said = _bug(line) if path.suffix == ".txt" else _ours(line)
        if said is None:
            left += 1
        else:
            kept.append(said)
    kind = re.sub(r"[^a-z].*", "", path.name)
    name = f"{kind}{path.suffix}"
    return Log(name, datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"), tuple(kept[-MOST_LINES:]), left)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MOST_BYTES))
            yield from file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return


def _ours(line: str) -> str | None:
    found = _OURS.fullmatch(line)
    if found is None:
        return None
    for known in _SAID:
        if said := known.fullmatch(found["said"]):
            return f"{found['at']} {found['logger']} {said[1]}"
    return None


def _bug(line: str) -> str | None:
    return next((said[1] for known in _REPORT if (said := known.fullmatch(line))), None)
