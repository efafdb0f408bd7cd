"""``pending``, ``review``, ``return``, ``outbox``: the acts on the desk."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits, shapes
from rokhas_desktop.desk.face import ActView


def add(verbs: Any) -> None:
    """Add the verbs' parsers."""
    verbs.add_parser("pending", help="what awaits signature").set_defaults(run=pending)
    review = verbs.add_parser("review", help="record a review made elsewhere")
    review.add_argument("reference", metavar="REF")
    review.add_argument("--attest", action="store_true", required=True, help="declare to have seen the whole act")
    review.set_defaults(run=attest)
    back = verbs.add_parser("return", help="send an act back for correction")
    back.add_argument("reference", metavar="REF")
    back.add_argument("--reason", required=True, metavar="TEXT")
    back.set_defaults(run=send_back)
    verbs.add_parser("outbox", help="what the platform has not acknowledged yet, and why").set_defaults(run=outbox)


def pending(args: argparse.Namespace) -> int:
    """Synchronise, then list.  A piece that could not be had is exit 3; the list comes all the same."""
    here = context.of(args)
    desk = here.rooms.desk()
    with here.stopping() as cancel, here.output.progress() as report:
        brought = desk.synchronise(report=report, cancel=cancel)
    acts = desk.acts("pending")
    here.output.items([shapes.act(act, here.language) for act in acts])
    _show(here, acts)
    for reference, piece, refusal in brought.failed:
        here.output.notice(f"{reference} {piece}: {refusal.code}  {refusal.text(here.language).sentence}")
    return exits.worst(exits.of_code(refusal.code) for _, _, refusal in brought.failed)


def _show(here: context.Context, acts: tuple[ActView, ...]) -> None:
    out = here.output
    names = ("col_reference", "col_subject", "col_due", "col_pieces", "col_state")
    rows = [
        (
            act.reference,
            act.subject.text(here.language),
            f"{act.due:%Y-%m-%d}" if act.due else "",
            f"{act.signed_count}/{len(act.documents)}",
            act.refusals[0].text(here.language).title if act.refusals else out.say("can_sign"),
        )
        for act in acts
    ]
    out.table([out.say(name) for name in names], rows)


def attest(args: argparse.Namespace) -> int:
    """Record that the person saw the whole act elsewhere, where policy or a test platform allows it."""
    here = context.of(args)
    act = here.rooms.desk().attest(args.reference)
    here.output.document(shapes.act(act, here.language))
    here.output.text(here.output.say("reviewed", reference=act.reference, count=len(act.documents)))
    return exits.DONE


def send_back(args: argparse.Namespace) -> int:
    """Return an act to the services; the applicant is not notified by it."""
    here = context.of(args)
    act = here.rooms.desk().return_for_correction(args.reference, args.reason)
    here.output.document(shapes.act(act, here.language))
    here.output.text(here.output.say("returned", reference=act.reference))
    return exits.DONE


def outbox(args: argparse.Namespace) -> int:
    """List what is signed or on its way and not acknowledged."""
    here = context.of(args)
    items = here.rooms.desk().outbox()
    here.output.items([shapes.outbox(item, here.language) for item in items])
    rows = [
        (
            item.reference,
            item.title.text(here.language) if item.title else "",
            item.state,
            item.refusal.text(here.language).sentence if item.refusal else "",
        )
        for item in items
    ]
    names = ("col_reference", "col_subject", "col_state", "col_reason")
    here.output.table([here.output.say(name) for name in names], rows)
    return exits.DONE
