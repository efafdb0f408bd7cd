"""``proxy``: the name and the password that the network's proxy asks for."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits, secrets


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("proxy", help="the name and password for the network's proxy, kept in the keyring")
    acts = parser.add_subparsers(dest="proxy_act", metavar="ACT", required=True)
    login = acts.add_parser("login", help="give them once")
    login.add_argument("proxy", metavar="NAME:PORT", help="as the message of the refusal names it")
    login.add_argument("--user", required=True, help="with its domain where there is one (DOMAIN\\NAME)")
    login.add_argument("--password-stdin", action="store_true", help="the password is the first line of standard input")
    login.set_defaults(run=log_in)
    forget = acts.add_parser("forget", help="remove them")
    forget.add_argument("proxy", metavar="NAME:PORT")
    forget.set_defaults(run=log_out)


def log_in(args: argparse.Namespace) -> int:
    """Keep them; a wrong password shows when the proxy is next asked."""
    here = context.of(args)
    asked = here.output.say("proxy_password", proxy=args.proxy)
    typed = secrets.line() if args.password_stdin else secrets.typed(asked)
    if not typed:
        here.parser.error("--password-stdin")
    kept = here.rooms.outlet.proxy_keys.save(args.proxy, args.user, typed.decode("utf-8", "replace"))
    here.output.document({"proxy": args.proxy, "kept": kept})
    here.output.text(here.output.say("proxy_kept" if kept else "proxy_not_kept", proxy=args.proxy))
    return exits.DONE if kept else exits.STATE


def log_out(args: argparse.Namespace) -> int:
    """Forget them."""
    here = context.of(args)
    here.rooms.outlet.proxy_keys.forget(args.proxy)
    here.output.document({"proxy": args.proxy, "kept": False})
    return exits.DONE
