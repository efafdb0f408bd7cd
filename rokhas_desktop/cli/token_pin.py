"""``token pin``: how a token's PIN stands; changing it, or resetting it by the unblocking code, where policy allows."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits, keys, secrets
from rokhas_desktop.desk.face import portal
from rokhas_desktop.token.choose import choose_token
from rokhas_desktop.token.errors import LastTry, PinByPortal, PinMissing
from rokhas_desktop.token.views import TokenView


def add(acts: Any) -> None:
    """Add the verb's parser."""
    parser = acts.add_parser("pin", help="a token's PIN")
    verbs = parser.add_subparsers(dest="pin_act", metavar="ACT", required=True)
    for name, run, text in (
        ("status", status, "how it stands, and where it is managed"),
        ("change", change, "choose another"),
        ("unblock", unblock, "choose another by the unblocking code (PUK)"),
    ):
        act = verbs.add_parser(name, help=text)
        act.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
        act.add_argument("--token", metavar="LABEL|SERIAL", help="only this token")
        if name != "status":
            act.add_argument(
                "--pin-stdin", action="store_true", help="line 1 the old PIN or the PUK, line 2 the new PIN"
            )
            act.add_argument("--accept-final-try", action="store_true", help="the token's last try may be spent")
        act.set_defaults(run=run)


def status(args: argparse.Namespace) -> int:
    """How the PIN of each token stands."""
    here = context.of(args)
    token = here.rooms.settings.token
    found = [one for one in keys.survey(here, args.module).tokens if args.token in {None, one.label, one.serial}]
    here.output.items(
        [
            {
                "label": one.label,
                "serial": one.serial,
                "pin_state": one.pin_state,
                "pin_min": one.pin_min,
                "pin_max": one.pin_max,
                "pinpad": one.pinpad,
                "change": token.pin_change,
                "unblock": token.pin_unblock,
                "portal": portal(),
            }
            for one in found
        ]
    )
    for one in found:
        here.output.text(f"{one.label}  {one.serial}  {one.pin_state}")
    here.output.text(here.output.say("portal", url=portal()))
    return exits.DONE


def change(args: argparse.Namespace) -> int:
    """By the old PIN."""
    return _set(args, unblock=False)


def unblock(args: argparse.Namespace) -> int:
    """By the unblocking code."""
    return _set(args, unblock=True)


def _set(args: argparse.Namespace, *, unblock: bool) -> int:
    here = context.of(args)
    policy = here.rooms.settings.token
    if not (policy.pin_unblock if unblock else policy.pin_change):
        raise PinByPortal(portal=portal())
    token = choose_token(keys.survey(here, args.module), args.token)
    if not unblock and token.pin_state == "final-try" and not args.accept_final_try:
        raise LastTry()
    old, new = _secrets(here, args, token, unblock=unblock)
    here.rooms.token.set_pin(
        token.module, token.serial, old, new, unblock=unblock, accept_final_try=args.accept_final_try
    )
    here.output.document({"serial": token.serial, "changed": True})
    here.output.text(here.output.say("pin_changed", label=token.label))
    return exits.DONE


def _secrets(
    here: context.Context, args: argparse.Namespace, token: TokenView, *, unblock: bool
) -> tuple[bytearray | None, bytearray | None]:
    """The old PIN or the unblocking code, and the new PIN, which is typed twice at a terminal.  Raises PinMissing."""
    out = here.output
    if token.pinpad:
        out.notice(out.say("pinpad", label=token.label))
        return None, None
    old: bytearray | None
    new: bytearray | None
    if args.pin_stdin:
        old, new = secrets.line(), secrets.line()
    else:
        old = secrets.typed(out.say("puk" if unblock else "pin", label=token.label))
        new = secrets.typed(out.say("new_pin"))
        if secrets.typed(out.say("new_pin_again")) != new:
            here.parser.error(out.say("pins_differ"))
    if not old or not new:
        raise PinMissing()
    return old, new
