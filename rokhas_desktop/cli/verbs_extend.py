"""``extend``: more proof for files that are signed already; exactly one result for each file, in argument order."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.cli import context, exits, secrets, shapes, trust
from rokhas_desktop.desk.local import ExtendOrder
from rokhas_desktop.progress import Progress

if TYPE_CHECKING:
    from rokhas_desktop.signing.extend import ExtendResult

LEVELS = ("B-T", "B-LT", "B-LTA")


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("extend", help="take signed files to a higher level")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--level", choices=LEVELS, required=True, help="the level to reach")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the results go")
    parser.add_argument("--tsa", metavar="URL", action="append", help="a timestamp server; several are asked in order")
    parser.add_argument("--trust", type=Path, metavar="DIR", help="believe the roots in this folder too")
    parser.add_argument("--renew", action="store_true", help="timestamp a B-LTA file again")
    parser.add_argument("--password-stdin", action="store_true", help="the documents' password is line 1 of the input")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Extend each file and say what became of it as it ends."""
    here = context.of(args)
    tsa = tuple(args.tsa or ()) or here.rooms.settings.signing.tsa
    if not tsa:
        here.parser.error(f"extend: --level {args.level} needs a timestamp server: --tsa URL")
    password = (secrets.line() or b"").decode("utf-8", errors="replace") if args.password_stdin else None
    codes: list[int] = []
    counts: Counter[str] = Counter()
    with here.output.progress(lines=True) as report, here.output.stream() as lines, here.stopping() as cancel:
        roots = tuple(trust.folder(args.trust)) if args.trust else ()
        order = ExtendOrder(args.out, args.level, tsa, roots, args.renew, password)
        results = here.rooms.extend_files(args.files, order, cancel=cancel)
        for result in results:
            line = _line(here, result)
            lines.add(line)
            counts[result.status] += 1
            codes.append(_exit(line))
            what = line["output"] or f"{line['code']}  {line['message']}"
            here.output.text(f"{line['status']:10}{line['file']}  {what}")
            report(Progress(len(codes), len(args.files), "file", line["file"]))
    names = ("extended", "refused", "failed")
    here.output.text(here.output.say("files_extended", **{name: counts[name] for name in names}))
    return exits.worst(codes)


def _exit(line: dict[str, Any]) -> int:
    if line["status"] == "refused":
        return exits.NOT_ALL
    return exits.of_code(line["code"]) if line["code"] else exits.DONE


def _line(here: context.Context, result: ExtendResult) -> dict[str, Any]:
    return {
        "file": result.file,
        "status": result.status,
        "code": result.notice.code if result.notice else None,
        "message": shapes.message(result.notice, here.language) if result.notice else None,
        "warnings": [],
        "output": str(result.output) if result.output else None,
        "level": result.level,
        "repaired": False,
        "seconds": result.seconds,
    }
