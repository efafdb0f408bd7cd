"""The report: what is mailed to the help desk.  One value, written as JSON and as a page; see :mod:`masking`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rokhas_desktop import __version__, catalogue
from rokhas_desktop.catalogue import LANGUAGES
from rokhas_desktop.doctor import findings, logs, masking, phone, report_page, words
from rokhas_desktop.doctor.examination import Examination
from rokhas_desktop.doctor.frame import Row
from rokhas_desktop.doctor.probes.token import Module
from rokhas_desktop.settings import Home
from rokhas_desktop.signing import output
from rokhas_desktop.token import binaries
from rokhas_desktop.token.modules import table

FORMAT = "rokhas-doctor-report"
VERSION = 1


def content(seen: Examination, home: Home, trace: Path | None = None) -> dict[str, Any]:
    """Everything that leaves: masked, but for the libraries' hashes, which are their makers' own."""
    verdict = seen.verdict
    masked = masking.of(home, seen.values).value(
        {
            "verdict": _row(verdict) if verdict else None,
            "ranked": [_row(row) for row in seen.ranked],
            "checks": [_row(row) for row in seen.rows],
            "last_healthy": seen.last_healthy,
            "changes": [asdict(one) for one in seen.changes],
            "logs": [asdict(one) for one in logs.read(home.root / "logs")],
        }
    )
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "program": __version__,
        "at": seen.at.isoformat(timespec="seconds"),
        "seconds": seen.seconds,
        "phone_code": phone.encode(verdict.code if verdict else None),
        **masked,
        "modules": [_module(one) for one in seen.values.get("modules") or ()],
        "calls": _calls(trace),
    }


def _row(row: Row) -> dict[str, Any]:
    texts = {}
    for language in LANGUAGES:
        said = row.text(language)
        texts[language] = {
            "probe": words.name(row.id, language),
            "title": said.title if said else words.detail(row, language),
            "cause": said.cause if said else "",
            "remedy": list(said.remedy) if said else [],
            "technician": list(findings.technician(row.code, language, row.details)) if row.code else [],
        }
    severity = catalogue.entry(row.code).severity if row.code else None
    return {
        "id": row.id,
        "status": row.status,
        "code": row.code,
        "severity": severity,
        "facts": row.facts,
        "seconds": row.seconds,
        "texts": texts,
    }


def _module(module: Module) -> dict[str, Any]:
    """A library that is known by its file's name says which; any other bears no name of ours to show."""
    path = Path(module.candidate.path)
    known = {
        Path(place.replace("\\", "/")).name for one in table() for places in one.places.values() for place in places
    }
    try:
        library = binaries.read(path)
    except OSError:
        library = None
    return {
        "file": path.name if path.name in known else masking.HIDDEN + path.suffix,
        "bits": library.bits if library else None,
        "machines": list(library.machines) if library else [],
        "sha256": module.sha256,
    }


def _calls(trace: Path | None) -> list[dict[str, Any]]:
    """The calls that the token's child recorded (:mod:`rokhas_desktop.token.host.trace`)."""
    if trace is None or not trace.is_file():
        return []
    return [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]


def write(path: Path, told: dict[str, Any]) -> tuple[Path, ...]:
    """Write ``FILE.json``, or ``FILE.html`` and its JSON twin beside it, as new files.

    Raises TargetExists, CannotWrite.
    """
    twin = path.with_suffix(".json")
    _new(twin, json.dumps(told, ensure_ascii=False, indent=1))
    if path.suffix.lower() != ".html":
        return (twin,)
    _new(path, report_page.page(told))
    return (path, twin)


def _new(path: Path, text: str) -> None:
    with output.appearing(path) as (handle, _):
        handle.write(text.encode("utf-8"))
