"""Reads the command, runs its verb, and turns whatever happens into an exit code."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from rokhas_desktop import bugs, settings
from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.cli import exits
from rokhas_desktop.cli.context import Context
from rokhas_desktop.cli.errors import HomeUnusable
from rokhas_desktop.cli.output import Mode, Output
from rokhas_desktop.disk import DiskFull
from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.settings import Home

GROUP = "rokhas_desktop.verbs"
"""Entry points: callables that add their verb to the sub-parsers.  The sandbox extra brings some."""
BUG = "APP-001"
Window = Callable[[Context], int]


TALKATIVE = ("pyhanko", "pyhanko_certvalidator", "certomancer")
"""Libraries whose warnings name a certificate's subject, national ID number and all.  What they have to say is
in the verdicts that they give."""


def _log() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for name in TALKATIVE:
        logging.getLogger(name).propagate = False
        logging.getLogger(name).addHandler(logging.NullHandler())


def main(argv: Sequence[str], window: Window) -> int:
    """Run one command and give its exit code.  ``window`` opens the window, which is what no verb means."""
    _utf8()
    _log()
    try:
        args, parser = _parse(argv)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else exits.USAGE
    mode: Mode = "jsonl" if args.jsonl else "json" if args.json else "human"
    try:
        args.home = Home.find(args.home)
    except OSError as error:
        unusable = HomeUnusable(folder=str(args.home or "–"), reason=error.strerror or type(error).__name__)
        Output(mode, args.lang or "fr").error(unusable)
        return exits.STATE
    args.lang = args.lang or _language(args.home)
    context = Context(args.home, args.lang, Output(mode, args.lang), parser)
    args.context = context
    return _run(args, context, window)


def _run(args: argparse.Namespace, context: Context, window: Window) -> int:
    try:
        return int(args.run(args)) if args.verb else window(context)
    except SystemExit as ended:  # usage that only the verb could judge
        return ended.code if isinstance(ended.code, int) else exits.USAGE
    except KeyboardInterrupt:
        return exits.CANCELLED
    except BrokenPipeError:
        _forget_output()
        return exits.CANCELLED
    except RokhasError as error:
        return _refused(context, error, args.verb or "window")
    except Exception as error:  # noqa: BLE001 - the one place that answers for the whole command
        return _refused(context, error, args.verb or "window")
    finally:
        with contextlib.suppress(RokhasError):
            context.close()


def _refused(context: Context, error: Exception, verb: str) -> int:
    """Say what went wrong; our own bugs with the path of a report."""
    known = error if isinstance(error, RokhasError) else Coded(BUG, where=type(error).__name__)
    code = exits.of_code(known.code)
    more: dict[str, Any] = {}
    if code == exits.BUG:
        with contextlib.suppress(OSError, DiskFull):
            more["report"] = str(bugs.write(context.home.folder("logs"), error, verb))
    context.output.error(known, **more)
    if more:
        context.output.notice(context.output.say("bug", path=more["report"]))
    return code


class _Parser(argparse.ArgumentParser):
    """No abbreviations: a later option must not change what a shorter spelling means."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "allow_abbrev": False})


class _Version(argparse.Action):
    """Prints the version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_ignored: Any) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"rokhas-desktop {version('rokhas-desktop')}\n")
        parser.exit(0)


def _everywhere() -> _Parser:
    """The options that may stand before or after the verb."""
    parser = _Parser(prog="rokhas-desktop", add_help=False, usage=argparse.SUPPRESS)
    _add_everywhere(parser)
    return parser


def _add_everywhere(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="DIR", help="all user state in one folder (ROKHAS_DESKTOP_HOME)")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of what is said")
    machine = parser.add_mutually_exclusive_group()
    machine.add_argument("--json", action="store_true", help="one JSON document on standard output")
    machine.add_argument("--jsonl", action="store_true", help="one JSON object a line, as each ends")


def _parse(argv: Sequence[str]) -> tuple[argparse.Namespace, argparse.ArgumentParser]:
    given, rest = _everywhere().parse_known_args(argv)
    if not rest:  # the window: what only verbs need is not even imported
        given.verb = None
        return given, _everywhere()
    from rokhas_desktop.cli.verbs import ROOMS

    parser = _Parser(prog="rokhas-desktop", description="Signs municipal permits and their plans with a token's key.")
    _add_everywhere(parser)
    parser.add_argument("--version", action=_Version, nargs=0, help="the version")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    for room in ROOMS:
        room.add(verbs)
    _add_entry_points(verbs)
    args = parser.parse_args(rest)
    for name in ("home", "lang", "json", "jsonl"):
        setattr(args, name, getattr(given, name))
    return args, parser


def _add_entry_points(verbs: Any) -> None:
    """The verbs of what is installed beside the client; one whose code is not there is no verb."""
    from importlib.metadata import entry_points

    for found in entry_points(group=GROUP):
        try:
            add = found.load()
        except (ImportError, AttributeError):
            continue
        add(verbs)


def _language(home: Home) -> Language:
    """The language of the settings; French where they cannot be read, which the verb then says."""
    try:
        return settings.load(home).settings.language
    except RokhasError:
        return "fr"


def _utf8() -> None:
    """Standard output and error in UTF-8, whatever the system's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """The reader went away: nothing more can be said, not even at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
