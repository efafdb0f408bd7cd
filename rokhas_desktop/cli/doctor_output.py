"""What ``doctor`` says: its JSON, whose keys never change their meaning, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.cli import context, exits
from rokhas_desktop.doctor import findings, phone, words

if TYPE_CHECKING:
    from rokhas_desktop.doctor.examination import Examination
    from rokhas_desktop.doctor.frame import Row
    from rokhas_desktop.doctor.repairs import Done

MARKS = {"ok": "✓", "warning": "!", "problem": "✗", "skipped": "–"}


def shown(here: context.Context, seen: Examination, written: Sequence[Path], trace: Path | None) -> None:
    """One examination, in the mode of the command."""
    here.output.document(
        {
            **document(seen, here.language),
            "report": [str(path) for path in written] or None,
            "trace": str(trace) if trace is not None and trace.is_file() else None,
        }
    )
    for path in written:
        here.output.notice(here.output.say("bug", path=path))
    if here.output.mode == "human":
        _show(here, seen)


def document(seen: Examination, language: Language) -> dict[str, Any]:
    """The examination as JSON."""
    verdict = seen.verdict
    text = verdict.text(language) if verdict else None
    return {
        "verdict": {
            "code": verdict.code if verdict else None,
            "title": text.title if text else words.say("healthy", language),
            "remedy": list(text.remedy) if text else [],
        },
        "checks": [_check(row, language) for row in seen.rows],
        "phone_code": phone.encode(verdict.code if verdict else None),
        "ranked": [row.code for row in seen.ranked],
        "last_healthy": seen.last_healthy,
        "changes": [asdict(one) for one in seen.changes],
        "seconds": seen.seconds,
    }


def _check(row: Row, language: Language) -> dict[str, Any]:
    text = row.text(language)
    return {
        "id": row.id,
        "status": row.status,
        "code": row.code,
        "title": text.title if text else None,
        "detail": words.detail(row, language) or None,
        "remedy": list(text.remedy) if text else None,
        "seconds": row.seconds,
    }


def _show(here: context.Context, seen: Examination) -> None:
    out, language = here.output, here.language
    verdict = seen.verdict
    text = verdict.text(language) if verdict else None
    if verdict is None or text is None or verdict.code is None:
        out.text(words.say("healthy", language))
    else:
        out.text(f"{verdict.code}  {text.title}")
        out.text(text.cause)
        _steps(here, text.remedy, findings.technician(verdict.code, language, verdict.details))
    out.text(out.say("doctor_phone", code=phone.encode(verdict.code if verdict else None)))
    for change in seen.changes:
        what = words.say(f"change-{change.what}", language)
        out.text(out.say("doctor_changed", what=what, before=change.before or "–", after=change.after or "–"))
    out.text("")
    rows = []
    for row in seen.rows:
        said = row.text(language)
        detail = said.title if said else words.detail(row, language)
        rows.append([MARKS[row.status], words.name(row.id, language), row.code or "", detail])
    out.table(["", "", "", ""], rows)


def _steps(here: context.Context, remedy: Sequence[str], technician: Sequence[str]) -> None:
    for number, step in enumerate(remedy, 1):
        here.output.text(f"  {number}. {step}")
    if technician:
        here.output.text(f"{words.say('technician', here.language)} :")
        for number, step in enumerate(technician, 1):
            here.output.text(f"  {number}. {step}")


def decoded(here: context.Context, given: str) -> int:
    """What a phone code means.  Raises Misread."""
    call, language = phone.decode(given), here.language
    text = catalogue.entry(call.code).text(language, {}) if call.code else None
    title = text.title if text else words.say("healthy", language)
    steps = findings.technician(call.code, language, {}) if call.code else ()
    remedy = list(text.remedy) if text else []
    here.output.document(
        {
            "code": call.code,
            "title": title,
            "cause": text.cause if text else None,
            "remedy": remedy,
            "technician": list(steps),
            "version": call.version,
            "system": call.system,
        }
    )
    here.output.text(f"{call.code or '–'}  {title}")
    here.output.text(f"Rokhas Desktop {call.version} · {call.system}")
    _steps(here, remedy, steps)
    return exits.DONE


def repaired(here: context.Context, done: Done) -> None:
    """What a repair did, or why it did not help."""
    from rokhas_desktop.doctor import repairs

    text = catalogue.entry(done.code).text(here.language, done.details) if done.code else None
    did = done.text(here.language) if text is None else text.title
    here.output.document(
        {
            "repair": done.name,
            "will": repairs.will(done.name, here.language),
            "done": done.code is None,
            "did": did,
            "code": done.code,
            "remedy": list(text.remedy) if text else [],
        }
    )
    here.output.text(did)
    for number, step in enumerate(text.remedy if text else (), 1):
        here.output.text(f"  {number}. {step}")
