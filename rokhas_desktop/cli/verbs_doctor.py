"""``doctor``: the examination from the ground up, before log-in and without administrator's rights."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.cli import context, exits
from rokhas_desktop.settings import policy_path

if TYPE_CHECKING:
    from rokhas_desktop.doctor.examination import Examination
    from rokhas_desktop.doctor.frame import Row


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("doctor", help="examine this PC, the token and the way to the platform")
    parser.add_argument("--decode", metavar="CODE", help="what a code that was read over the phone means")
    parser.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    parser.add_argument("--platform", metavar="URL", help="examine the way to this platform, logged in or not")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="a certificate (PEM) that its server is trusted by")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine, or decode.  Exit 3 where a problem was found; warnings alone are exit 0."""
    here = context.of(args)
    if args.decode is not None:
        return _decode(here, args.decode)
    from rokhas_desktop.doctor.room import Patient, examine

    patient = Patient(here.home, policy_path(), module=args.module, platform=args.platform, ca=args.ca)
    with here.stopping() as cancel, here.output.progress() as report:
        try:
            seen = examine(patient, report=report, cancel=cancel)
        finally:
            patient.close()
    here.output.document(document(seen, here.language))
    if here.output.mode == "human":
        _show(here, seen)
    return exits.DONE if seen.healthy else exits.NOT_ALL


def _decode(here: context.Context, given: str) -> int:
    from rokhas_desktop.doctor import findings, phone

    call = phone.decode(given)
    text = catalogue.entry(call.code).text(here.language, {}) if call.code else None
    title = text.title if text else here.output.say("doctor_healthy")
    steps = findings.technician(call.code, here.language, {}) if call.code else ()
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


def document(seen: Examination, language: Language) -> dict[str, Any]:
    """The examination as JSON; the keys never change their meaning."""
    from rokhas_desktop.doctor import phone
    from rokhas_desktop.doctor.words import say

    verdict = seen.verdict
    text = verdict.text(language) if verdict else None
    return {
        "verdict": {
            "code": verdict.code if verdict else None,
            "title": text.title if text else say("healthy", language),
            "remedy": list(text.remedy) if text else [],
        },
        "checks": [_check(row, language) for row in seen.rows],
        "phone_code": phone.encode(verdict.code if verdict else None),
        "ranked": [row.code for row in seen.ranked],
        "seconds": seen.seconds,
    }


def _check(row: Row, language: Language) -> dict[str, Any]:
    from rokhas_desktop.doctor.words import detail

    text = row.text(language)
    return {
        "id": row.id,
        "status": row.status,
        "code": row.code,
        "title": text.title if text else None,
        "detail": detail(row, language) or None,
        "remedy": list(text.remedy) if text else None,
        "seconds": row.seconds,
    }


MARKS = {"ok": "✓", "warning": "!", "problem": "✗", "skipped": "–"}


def _show(here: context.Context, seen: Examination) -> None:
    from rokhas_desktop.doctor import findings, phone
    from rokhas_desktop.doctor.words import detail, name

    out, language = here.output, here.language
    verdict = seen.verdict
    text = verdict.text(language) if verdict else None
    if verdict is None or text is None or verdict.code is None:
        out.text(out.say("doctor_healthy"))
    else:
        out.text(f"{verdict.code}  {text.title}")
        out.text(text.cause)
        _steps(here, text.remedy, findings.technician(verdict.code, language, verdict.details))
    out.text(out.say("doctor_phone", code=phone.encode(verdict.code if verdict else None)))
    out.text("")
    heads = ["", "", "", ""]
    rows = []
    for row in seen.rows:
        said = row.text(language)
        words = said.title if said else detail(row, language)
        rows.append([MARKS[row.status], name(row.id, language), row.code or "", words])
    out.table(heads, rows)


def _steps(here: context.Context, remedy: Any, technician: Any) -> None:
    for number, step in enumerate(remedy, 1):
        here.output.text(f"  {number}. {step}")
    if technician:
        here.output.text(here.output.say("doctor_technician"))
        for number, step in enumerate(technician, 1):
            here.output.text(f"  {number}. {step}")
