"""``verify``: what signatures are worth, in the words of ETSI EN 319 102-1."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop import catalogue
from rokhas_desktop.cli import context, exits, trust
from rokhas_desktop.desk.verifying import Verifier

if TYPE_CHECKING:
    from rokhas_desktop.signing.report import Report, SignatureReport


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("verify", help="verify the signatures of files")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--trust", type=Path, metavar="DIR", help="believe only the roots in this folder")
    parser.add_argument("--content", type=Path, metavar="FILE", help="what a detached signature is of")
    parser.add_argument("--offline", action="store_true", help="ask no revocation server")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write the result as a page too")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One line a file.  Exit 3 unless every file is TOTAL-PASSED."""
    from rokhas_desktop.signing.errors import TargetExists

    here = context.of(args)
    if args.report is not None and args.report.exists():
        raise TargetExists(file=args.report.name)
    anchors = trust.folder(args.trust) if args.trust else None
    verifier = Verifier(here.rooms)
    passed = True
    reports: list[Report] = []
    with here.output.stream() as lines:
        for file in args.files:
            found = verifier.verify(Path(file), content=args.content, trust=anchors, offline=args.offline)
            lines.add({**found.as_dict(), "file": file})
            _show(here, file, found)
            reports.append(found)
            passed = passed and found.verdict == "TOTAL-PASSED"
    if args.report is not None:
        verifier.save(args.report, reports, here.language)
    here.output.text(here.output.say("not_qualified_validation"))
    return exits.DONE if passed else exits.NOT_ALL


def _show(here: context.Context, file: str, found: Report) -> None:
    here.output.text(f"{found.verdict}  {file}")
    if found.code is not None:
        here.output.text(f"  {found.code}  {catalogue.entry(found.code).text(here.language).sentence}")
    for one in found.signatures:
        _show_signature(here, one)


def _show_signature(here: context.Context, one: SignatureReport) -> None:
    who = " ".join(part for part in (one.signer_name, one.cin_masked) if part)
    time = one.time.isoformat(timespec="seconds") if one.time else ""
    here.output.text(f"  {one.verdict}  {one.field or ''}  {who}  {one.level or ''}  {time}  {one.issuer or ''}")
    for code in one.reasons:
        here.output.text(f"    {code}  {catalogue.entry(code).text(here.language).title}")
