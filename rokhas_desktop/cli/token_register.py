"""``token register`` and ``token notice``: the first use of a key, and what is said of a predecessor's."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits, keys
from rokhas_desktop.cli.errors import PinFromPipe


def add(acts: Any) -> None:
    """Add the verbs' parsers."""
    register = acts.add_parser("register", help="a trial signature, then bind the certificate to the account")
    keys.add_options(register)
    register.set_defaults(run=run)
    notice = acts.add_parser("notice", help="say that another person's key should be revoked")
    notice.add_argument("--confirm", action="store_true", help="a person confirmed it")
    for name, metavar in (("--module", "PATH"), ("--token", "LABEL|SERIAL"), ("--cert-id", "HEX")):
        notice.add_argument(name, metavar=metavar)
    notice.set_defaults(run=notify)


def run(args: argparse.Namespace) -> int:
    """Show the trial's sentence, sign it and nothing else, have it verified, register the certificate."""
    here = context.of(args)
    desk = here.rooms.desk()
    if args.pin_stdin and desk.account.environment == "production":
        raise PinFromPipe()
    chosen = keys.find(here, args)
    out = here.output
    sentence = desk.trial_sentence()
    out.notice(out.say("first_use"))
    out.notice(out.say("trial", sentence=sentence))
    each = bool(chosen.key.key and chosen.key.key.always_authenticate)
    if each:
        out.notice(out.say("always_authenticate", uses=1))
    pin = keys.read_pin(here, args, chosen.token)
    trial = desk.trial(sentence, chosen.selection, pin, accept_final_try=args.accept_final_try, pin_for_each=each)
    bound = desk.register()
    out.document(
        {
            "sentence": sentence,
            "certificate_sha256": trial.certificate_sha256,
            "verified_at": trial.verified_at,
            "state": bound.state,
            "since": bound.since,
        }
    )
    out.text(out.say(f"certificate_{bound.state}"))
    return exits.DONE


def notify(args: argparse.Namespace) -> int:
    """Tell the platform that a predecessor's certificate should be revoked."""
    here = context.of(args)
    if not args.confirm:
        here.parser.error("token notice: a person has to confirm it: --confirm")
    chosen = keys.find(here, args)
    received = here.rooms.desk().notify_predecessor(chosen.selection)
    here.output.document({"certificate_sha256": chosen.selection.certificate_sha256, "received_at": received})
    here.output.text(here.output.say("notice_received"))
    return exits.DONE
