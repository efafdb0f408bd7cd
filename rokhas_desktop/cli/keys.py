"""The options that name a key, and the way from them to the one key that is meant and its PIN."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from rokhas_desktop.cli import secrets
from rokhas_desktop.cli.context import Context
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.errors import LastTry, PinMissing, UnknownCertificate
from rokhas_desktop.token.views import KeyView, Selection, Survey, TokenView


@dataclass(frozen=True, slots=True)
class Chosen:
    """One key on one token."""

    selection: Selection
    token: TokenView
    key: KeyView


def add_options(parser: argparse.ArgumentParser) -> None:
    """What every verb that signs takes."""
    parser.add_argument("--pin-stdin", action="store_true", help="the PIN is the first line of standard input")
    parser.add_argument("--accept-final-try", action="store_true", help="the token's last try may be spent")
    parser.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    parser.add_argument("--token", metavar="LABEL|SERIAL", help="only this token")
    parser.add_argument("--cert-id", metavar="HEX", help="only the certificate with this CKA_ID")


def survey(context: Context, module: str | None) -> Survey:
    """What the modules show now."""
    rooms = context.rooms
    seen: Survey = rooms.token.survey(rooms.modules(module))
    return seen


def find(context: Context, args: argparse.Namespace) -> Chosen:
    """The key that is meant.  Raises the token room's errors, with the list where several fit."""
    seen = survey(context, args.module)
    selection = choose(seen, token=args.token, cert_id=args.cert_id)
    found = seen.find(selection)
    if found is None:
        raise UnknownCertificate(certificate=args.cert_id or "–")
    return Chosen(selection, *found)


def read_pin(context: Context, args: argparse.Namespace, token: TokenView) -> bytearray | None:
    """The PIN, for its one use; None where the token has a keypad of its own.

    Raises LastTry before anything is typed, and PinMissing.
    """
    if token.pin_state == "final-try" and not args.accept_final_try:
        raise LastTry()
    pin = secrets.line() if args.pin_stdin else None
    if token.pinpad:
        context.output.notice(context.output.say("pinpad", label=token.label))
        return None
    if pin is None:
        pin = secrets.typed(context.output.say("pin", label=token.label))
    if not pin:
        raise PinMissing()
    return pin
