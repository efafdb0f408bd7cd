"""``login``, ``logout``, ``whoami``: the platform account."""

from __future__ import annotations

import argparse
import json
import sys
import webbrowser
from pathlib import Path
from typing import Any

from rokhas_desktop.cli import context, exits, shapes
from rokhas_desktop.desk.face import KeyWay, actor_name


def add(verbs: Any) -> None:
    """Add the verbs' parsers."""
    login = verbs.add_parser("login", help="log in to a platform in the browser")
    login.add_argument("--platform", required=True, metavar="URL", help="the platform's address")
    login.add_argument("--ca", type=Path, metavar="FILE", help="a certificate (PEM) that its server is trusted by")
    login.add_argument("--no-browser", action="store_true", help="print the address to open and wait 120 s")
    login.add_argument(
        "--key-in-file",
        action="store_true",
        help="where there is no keyring, keep the key to the acts in a file: who reads your files reads them",
    )
    login.set_defaults(run=log_in)
    verbs.add_parser("logout", help="forget the account's tokens").set_defaults(run=log_out)
    wipe = verbs.add_parser("purge", help="log out and wipe the account's data from this PC; the journal stays")
    wipe.add_argument("--all", action="store_true", help="every account's data")
    wipe.add_argument(
        "--discard-unsent",
        action="store_true",
        help="also what is signed and not received: it is lost",
    )
    wipe.set_defaults(run=purge)
    verbs.add_parser("whoami", help="who is logged in, and what they may sign").set_defaults(run=who_am_i)


def log_in(args: argparse.Namespace) -> int:
    """Log in by OAuth 2.0 with a browser, this PC's or another."""
    here = context.of(args)

    def show(url: str) -> None:
        if args.no_browser:
            sys.stdout.write(json.dumps({"authorize_url": url}) + "\n")
            sys.stdout.flush()
            return
        here.output.notice(here.output.say("open_browser", url=url))
        webbrowser.open(url)

    with here.stopping() as cancel:
        account = here.rooms.log_in(args.platform, args.ca, show, key_in_file=args.key_in_file, cancel=cancel)
    if not args.no_browser:  # one document on standard output: the address was it
        here.output.document(shapes.account(account))
    here.output.text(
        here.output.say(
            "logged_in", name=account.name.text(here.language), platform=account.platform.text(here.language)
        )
    )
    _warn(here)
    return exits.DONE


def _warn(here: context.Context) -> None:
    """What is kept less safely than it could be is never silent."""
    for warning in here.rooms.warnings():
        here.output.notice(f"{warning.code}  {warning.text(here.language).title}")


def log_out(args: argparse.Namespace) -> int:
    """Forget the account's tokens, here and at the platform."""
    here = context.of(args)
    here.rooms.log_out()
    here.output.document({"logged_in": False})
    here.output.text(here.output.say("logged_out"))
    return exits.DONE


def purge(args: argparse.Namespace) -> int:
    """Wipe an account's data: for a change of president on a shared PC."""
    here = context.of(args)
    done = here.rooms.purge(everybody=args.all, discard_unsent=args.discard_unsent)
    here.output.document({"accounts": done.accounts, "documents": done.documents, "discarded": done.discarded})
    here.output.text(here.output.say("purged", accounts=done.accounts, documents=done.documents))
    return exits.DONE


def who_am_i(args: argparse.Namespace) -> int:
    """The account, as the platform said at the last synchronisation or log-in."""
    here = context.of(args)
    desk = here.rooms.desk()
    account, way = desk.account, desk.key_way()
    here.output.document({**shapes.account(account), "key": shapes.key_way(way, here.language)})
    here.output.text(
        f"{account.name.text(here.language)}  {account.platform.text(here.language)}  {account.platform_url}"
    )
    for held in account.entitlements:
        until = f" – {held.valid_to}" if held.valid_to else ""
        here.output.text(f"  {held.capacity.text(here.language)}  {held.valid_from}{until}")
    if account.role == "signer":
        _tell_way(here, way)
    _warn(here)
    return exits.DONE


def _tell_way(here: context.Context, way: KeyWay) -> None:
    """The key's way for a person: each step with whose word it is, then what is missing and who signs meanwhile."""
    out, language = here.output, here.language
    out.text(out.say("key_way"))
    for step in way.steps:
        by = f"  {actor_name(step.declared_by, language)}" if step.declared_by else ""
        on = f"  {step.declared_on}" if step.declared_on else ""
        out.text(f"  {out.say(f'step_{step.state}')}  {step.name(language)}{by}{on}")
    if way.missing is not None:
        out.text(out.say("key_missing", actor=actor_name(way.missing.actor, language), todo=way.missing.todo(language)))
    if way.lapses_on is not None:
        out.text(out.say("key_lapses", date=way.lapses_on))
    if way.waiting_since is not None:
        out.text(out.say("acts_waiting", count=way.waiting, since=f"{way.waiting_since:%Y-%m-%d}"))
    for one in way.meanwhile:
        ready = {True: "key_ready", False: "key_not_ready", None: "key_unknown"}[one.key_ready]
        out.text(
            out.say(
                "meanwhile", capacity=one.capacity.text(language), name=one.name.text(language), ready=out.say(ready)
            )
        )
