"""``softhsm create`` and ``softhsm list``: emulated tokens from the command line, with no sandbox running."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.sandbox.errors import PinNeeded
from rokhas_desktop.sandbox.token_profiles import PROFILES

if TYPE_CHECKING:
    from rokhas_desktop.sandbox.emulated import EmulatedToken

MAX_PIN_LINE = 4096


def softhsm(verbs: Any) -> None:
    """Add the verb to the command line's sub-parsers."""
    parser = verbs.add_parser("softhsm", help="emulated tokens of the test postal CA")
    acts = parser.add_subparsers(dest="softhsm_act", required=True)
    create = acts.add_parser("create", help="make one emulated token")
    create.add_argument("--profile", required=True, choices=PROFILES)
    create.add_argument("--label", help='by default "TEST profile", with a number if that is taken')
    create.add_argument("--pin-stdin", action="store_true", help="read the PIN from the first line of standard input")
    create.add_argument("--store", type=Path, metavar="DIR", help="by default the home's softhsm folder")
    create.set_defaults(run=_create)
    listing = acts.add_parser("list", help="the emulated tokens there are")
    listing.add_argument("--store", type=Path, metavar="DIR", help="by default the store last used in this home")
    listing.set_defaults(run=_list)


def _create(args: argparse.Namespace) -> int:
    # Imported late: every start of the command line adds this verb's parser.
    from rokhas_desktop.sandbox.emulated import create_token

    made = create_token(args.home, args.profile, pin=_pin(args), label=args.label, store=args.store)
    if args.json or args.jsonl:
        _write_json(asdict(made))
    else:
        _show([made])
    return 0


def _list(args: argparse.Namespace) -> int:
    from rokhas_desktop.sandbox.emulated import list_tokens

    found = list_tokens(args.home, store=args.store)
    if args.json:
        _write_json([asdict(token) for token in found])
    elif args.jsonl:
        for token in found:
            _write_json(asdict(token))
    else:
        _show(found)
    return 0


def _pin(args: argparse.Namespace) -> bytearray:
    """The new token's PIN: from standard input, or typed twice at a terminal.  Raises PinNeeded."""
    if args.pin_stdin:
        return _first_line()
    if args.profile == "pin-not-set":
        return bytearray()
    if not sys.stdin.isatty():
        raise PinNeeded()
    while True:
        first, again = (bytearray(getpass.getpass(f"PIN{mark}: ").encode()) for mark in ("", " (=)"))
        same = first == again
        again[:] = bytes(len(again))
        if same:
            return first
        first[:] = bytes(len(first))


def _first_line() -> bytearray:
    """The first line of standard input without its end, read without a buffer that would keep a copy."""
    line = bytearray()
    while len(line) < MAX_PIN_LINE and (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        line += byte
    if line.endswith(b"\r"):
        line.pop()
    return line


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _show(tokens: Sequence[EmulatedToken]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None)
    for head in ("label", "profile", "serial", "cert_id"):
        table.add_column(head, overflow="fold")
    for token in tokens:
        table.add_row(token.label, token.profile, token.serial, token.cert_id)
    console = Console()
    console.print(table)
    for conf in sorted({token.softhsm2_conf for token in tokens}):
        console.print(f"SOFTHSM2_CONF={conf}", soft_wrap=True, highlight=False)
