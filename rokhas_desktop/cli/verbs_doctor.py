"""``doctor``: the examination from the ground up, before log-in and without administrator's rights."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.cli import context, exits, secrets
from rokhas_desktop.cli.errors import PinFromPipe
from rokhas_desktop.settings import Home, policy_path
from rokhas_desktop.token.errors import LastTry, PinMissing

if TYPE_CHECKING:
    from rokhas_desktop.doctor.examination import Examination
    from rokhas_desktop.doctor.patient import Patient


REPAIRS = ("restart-token", "retry-module", "choose-module", "start-pcsc", "send-outbox", "rebuild-index")
"""Named here too: the parser is built at every start, and must not import the examination."""


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("doctor", help="examine this PC, the token and the way to the platform")
    parser.add_argument("--report", type=Path, metavar="FILE.html|FILE.json", help="write a report fit to be mailed")
    parser.add_argument("--deep", action="store_true", help="also make a trial signature; the holder types the PIN")
    parser.add_argument("--decode", metavar="CODE", help="what a code that was read over the phone means")
    parser.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    parser.add_argument("--platform", metavar="URL", help="examine the way to this platform, logged in or not")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="a certificate (PEM) that its server is trusted by")
    parser.add_argument("--trace", action="store_true", help="record the PKCS#11 calls, masked, for the report")
    parser.add_argument("--repair", choices=REPAIRS, metavar="NAME", help=", ".join(REPAIRS))
    parser.add_argument("--pin-stdin", action="store_true", help="with --deep: the PIN is the first line of input")
    parser.add_argument("--accept-final-try", action="store_true", help="the token's last try may be spent")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine, repair or decode.  Exit 3 where a problem was found; warnings alone are exit 0."""
    from rokhas_desktop.cli import doctor_output

    here = context.of(args)
    if args.decode is not None:
        return doctor_output.decoded(here, args.decode)
    if args.repair is not None:
        return _repair(here, args.repair, args.module)
    from rokhas_desktop.doctor.patient import Patient
    from rokhas_desktop.doctor.room import examine

    patient = Patient(here.home, policy_path(), module=args.module, platform=args.platform, ca=args.ca)
    if args.trace:
        patient.trace = here.home.folder("logs") / f"calls-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.jsonl"
    try:
        with here.stopping() as cancel, here.output.progress() as report:
            seen = examine(patient, report=report, cancel=cancel)
        if args.deep:
            seen = _deep(here, args, patient, seen)
    finally:
        patient.close()
    written = _report(args.report, seen, here.home, patient.trace) if args.report else ()
    doctor_output.shown(here, seen, written, patient.trace)
    return exits.DONE if seen.healthy else exits.NOT_ALL


def _deep(here: context.Context, args: argparse.Namespace, patient: Patient, seen: Examination) -> Examination:
    """Show the sentence, have the holder type the PIN, sign it.  Raises LastTry, PinMissing, PinFromPipe."""
    from rokhas_desktop.doctor import trial

    chosen = trial.candidate(seen)
    text = trial.sentence(patient.now())
    if chosen is None:
        return trial.trial_signature(patient, seen, text, None)
    desk = seen.values.get("database")
    real = desk is not None and desk.connection is not None and desk.connection.platform.environment != "test"
    if args.pin_stdin and real:
        raise PinFromPipe()
    if chosen.token.pin_state == "final-try" and not args.accept_final_try:
        raise LastTry()
    here.output.notice(here.output.say("doctor_trial", sentence=text))
    pin: bytearray | None = None
    if chosen.token.pinpad:
        here.output.notice(here.output.say("pinpad", label=chosen.token.label))
    else:
        pin = secrets.line() if args.pin_stdin else secrets.typed(here.output.say("pin", label=chosen.token.label))
        if not pin:
            raise PinMissing()
    return trial.trial_signature(patient, seen, text, pin, accept_final_try=args.accept_final_try)


def _report(path: Path, seen: Examination, home: Home, trace: Path | None) -> tuple[Path, ...]:
    from rokhas_desktop.doctor import report

    return report.write(path.absolute(), report.content(seen, home, trace))


def _repair(here: context.Context, name: str, module: str | None) -> int:
    """Say what will be done, do it, say what was done."""
    from rokhas_desktop.cli import doctor_output
    from rokhas_desktop.doctor import repairs

    here.output.notice(repairs.will(name, here.language))
    done = repairs.repair(name, here.rooms, module)
    doctor_output.repaired(here, done)
    return exits.of_code(done.code) if done.code else exits.DONE
