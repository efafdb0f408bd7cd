"""``sign-file``: local files, no platform; exactly one result for each file, in argument order."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.cli import context, exits, keys, secrets, shapes, trust
from rokhas_desktop.desk.local import LocalOrder
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.certificates import BARS_EVERY_SIGNATURE
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Progress
from rokhas_desktop.token.errors import NoKey

if TYPE_CHECKING:
    from rokhas_desktop.signing.local import LocalResult, Status

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("sign-file", help="sign local files")
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--files-from", type=Path, metavar="FILE", help="more files, one path a line")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the results go")
    parser.add_argument("--level", choices=LEVELS, default="B-B", help="B-T is timestamped, B-LT and B-LTA last (B-B)")
    parser.add_argument("--tsa", metavar="URL", action="append", help="a timestamp server, for B-T and above")
    parser.add_argument("--trust", type=Path, metavar="DIR", help="further roots, for the evidence of B-LT and above")
    parser.add_argument("--visible", action="store_true", help="draw the signature on the page")
    parser.add_argument(
        "--place",
        type=_place,
        metavar="PAGE[:L,B,R,T]",
        help="where --visible draws it: a page (-1 the last) and a box in points from its lower left corner",
    )
    parser.add_argument("--detached", action="store_true", help="a signature beside the file (.p7s), of any format")
    parser.add_argument("--repair", action="store_true", help="rebuild a damaged file, which is recorded")
    parser.add_argument("--password-stdin", action="store_true", help="the documents' password is the next line")
    keys.add_options(parser)
    parser.set_defaults(run=run)


def _place(text: str) -> tuple[int, tuple[float, float, float, float] | None]:
    """``PAGE`` or ``PAGE:LEFT,BOTTOM,RIGHT,TOP``.  ValueError is argparse's usage error."""
    page, colon, box = text.partition(":")
    if not colon:
        return int(page), None
    left, bottom, right, top = (float(number) for number in box.split(","))
    return int(page), (left, bottom, right, top)


def run(args: argparse.Namespace) -> int:
    """Sign each file and say what became of it as it ends."""
    here = context.of(args)
    files = _files(here, args)
    tsa = args.tsa or here.rooms.settings.signing.tsa
    if args.level != "B-B" and not tsa:
        here.parser.error(f"sign-file: --level {args.level} needs a timestamp server: --tsa URL")
    if args.place and not args.visible:
        here.parser.error("sign-file: --place needs --visible")
    codes: list[int] = []
    counts: Counter[str] = Counter()
    with here.output.progress(lines=True) as report, here.output.stream() as lines:
        for line in _lines(here, args, files, tsa):
            lines.add(line)
            counts[line["status"]] += 1
            codes.append(_exit(line))
            _show(here, line)
            report(Progress(len(codes), len(files), "file", line["file"]))
    names = ("signed", "refused", "failed")
    here.output.text(here.output.say("files_done", **{name: counts[name] for name in names}))
    return exits.worst(codes)


def _exit(line: dict[str, Any]) -> int:
    if line["status"] == "refused":
        return exits.NOT_ALL
    return exits.of_code(line["code"]) if line["code"] else exits.DONE


def _files(here: context.Context, args: argparse.Namespace) -> list[str]:
    """The arguments, then the lines of ``--files-from``; each verbatim."""
    files: list[str] = list(args.files)
    if args.files_from is not None:
        try:
            text = os.fsdecode(args.files_from.read_bytes())
        except OSError as error:
            here.parser.error(f"sign-file: --files-from: {error.strerror}")
        files += [line.rstrip("\r") for line in text.split("\n") if line.strip()]
    if not files:
        here.parser.error("sign-file: no files")
    return files


def _lines(
    here: context.Context, args: argparse.Namespace, files: Sequence[str], tsa: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """One line for each file, whatever happens to the key."""
    done = 0
    try:
        for result in _results(here, args, files, tsa):
            yield _line(here, result)
            done += 1
    except RokhasError as error:
        here.output.explain(error)
        status: Status = "refused" if isinstance(error, NoKey) or error.code in BARS_EVERY_SIGNATURE else "failed"
        for file in files[done:]:
            yield _unsigned(here, file, status, Refusal(error.code, error.details))


def _results(
    here: context.Context, args: argparse.Namespace, files: Sequence[str], tsa: Sequence[str]
) -> Iterator[LocalResult]:
    """The rooms' results.  Raises what concerns the key or the command as a whole, before the PIN if possible."""
    chosen = keys.find(here, args)
    for refusal in chosen.key.refusals:
        if refusal.code in BARS_EVERY_SIGNATURE or refusal.code == NoKey.code:
            raise refusal.error()
    if chosen.key.key and chosen.key.key.always_authenticate:
        here.output.notice(here.output.say("always_authenticate", uses=len(files)))
    pin = keys.read_pin(here, args, chosen.token)
    order = LocalOrder(
        out=args.out,
        level=args.level,
        tsa=tuple(tsa),
        trust=tuple(trust.folder(args.trust)) if args.trust else (),
        visible=args.visible,
        page=args.place[0] if args.place else -1,
        box=args.place[1] if args.place else None,
        detached=args.detached,
        repair=args.repair,
        password=_password(here, args),
        accept_final_try=args.accept_final_try,
    )
    with here.stopping() as cancel:
        yield from here.rooms.sign_files(files, chosen.selection, pin, order, cancel=cancel)


def _password(here: context.Context, args: argparse.Namespace) -> str | None:
    if not args.password_stdin:
        return None
    read = secrets.line() if args.pin_stdin else secrets.typed(here.output.say("password"))
    return (read or b"").decode("utf-8", errors="replace")


def _line(here: context.Context, result: LocalResult) -> dict[str, Any]:
    return {
        "file": result.file,
        "status": result.status,
        "code": result.notice.code if result.notice else None,
        "message": shapes.message(result.notice, here.language) if result.notice else None,
        "warnings": [one.code for one in result.warnings],
        "output": str(result.output) if result.output else None,
        "level": result.level,
        "repaired": result.repaired,
        "seconds": result.seconds,
    }


def _unsigned(here: context.Context, file: str, status: Status, why: Refusal) -> dict[str, Any]:
    return {
        "file": file,
        "status": status,
        "code": why.code,
        "message": shapes.message(why, here.language),
        "warnings": [],
        "output": None,
        "level": None,
        "repaired": False,
        "seconds": 0.0,
    }


def _show(here: context.Context, line: dict[str, Any]) -> None:
    what = line["output"] or f"{line['code']}  {line['message']}"
    here.output.text(f"{line['status']:8}{line['file']}  {what}")
