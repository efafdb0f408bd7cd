"""``pending``, ``review``, ``return``, ``outbox``: the acts on the desk."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rokhas_desktop.cli import context, exits, shapes
from rokhas_desktop.desk.face import ActView, MarkView


def add(verbs: Any) -> None:
    """Add the verbs' parsers."""
    verbs.add_parser("pending", help="what awaits signature").set_defaults(run=pending)
    review = verbs.add_parser("review", help="record a review made elsewhere")
    review.add_argument("reference", metavar="REF")
    review.add_argument("--attest", action="store_true", required=True, help="declare to have seen the whole act")
    review.set_defaults(run=attest)
    place = verbs.add_parser("place", help="move the visible signature of a piece")
    place.add_argument("reference", metavar="REF")
    place.add_argument("piece", type=int, metavar="PIECE", help="from 1")
    where = place.add_mutually_exclusive_group(required=True)
    where.add_argument("--at", type=spot, metavar="PAGE:L,B,R,T", help="a page from 1 and a box in points")
    where.add_argument("--reset", action="store_true", help="the place that it had by itself")
    place.set_defaults(run=place_stamp)
    back = verbs.add_parser("return", help="send an act back for correction")
    back.add_argument("reference", metavar="REF")
    back.add_argument("--reason", required=True, metavar="TEXT")
    back.add_argument("--refusal", action="store_true", help="ask the services for a refusal act")
    back.add_argument(
        "--mark",
        action="append",
        default=[],
        type=mark,
        metavar="PIECE:PAGE:LEFT,BOTTOM,RIGHT,TOP",
        help="a place that the reason is about, in points of the page",
    )
    back.set_defaults(run=send_back)
    acts = verbs.add_parser("acts", help="acts on this PC").add_subparsers(dest="what", required=True)
    out = acts.add_parser("export", help="copy an act's signed documents into a folder")
    out.add_argument("reference", metavar="REF")
    out.add_argument("--out", type=Path, required=True, metavar="DIR")
    out.set_defaults(run=export)
    waiting = verbs.add_parser("outbox", help="what the platform has not acknowledged yet, and why")
    what = waiting.add_mutually_exclusive_group()
    what.add_argument("--hold", metavar="REF", help="hold a signed act back")
    what.add_argument("--release", metavar="REF", help="let a held act be sent")
    what.add_argument("--discard", metavar="REF", help="throw away what was signed of an act and never sent")
    waiting.set_defaults(run=outbox)
    ahead = verbs.add_parser("prepare", help="fetch acts and reserve them for a meeting without a line")
    ahead.add_argument("references", nargs="*", metavar="REF")
    ahead.add_argument("--release", action="store_true", help="let other PCs sign them again")
    ahead.set_defaults(run=prepare)


def mark(given: str) -> MarkView:
    """Read one ``--mark``; a usage error where it is none."""
    piece, page, corners = given.split(":")
    left, bottom, right, top = (float(one) for one in corners.split(","))
    if not (left < right and bottom < top):
        raise ValueError("corners")
    return MarkView(int(piece), int(page), (left, bottom, right, top))


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


def spot(text: str) -> tuple[int, tuple[float, float, float, float]]:
    """``PAGE:LEFT,BOTTOM,RIGHT,TOP``.  ValueError is argparse's usage error."""
    page, _, box = text.partition(":")
    left, bottom, right, top = (float(number) for number in box.split(","))
    return int(page), (left, bottom, right, top)


def place_stamp(args: argparse.Namespace) -> int:
    """Move the visible signature of a piece, kept until it is signed."""
    here = context.of(args)
    page, box = args.at or (-1, None)
    act = here.rooms.desk().place_stamp(args.reference, args.piece, page, box)
    here.output.document(shapes.act(act, here.language))
    document = act.documents[args.piece - 1]
    if document.stamp is not None and document.stamp.box is not None:
        left, bottom, right, top = (round(number, 1) for number in document.stamp.box)
        said = {"left": left, "bottom": bottom, "right": right, "top": top}
        here.output.text(here.output.say("stamp_placed", page=document.stamp.page, **said))
    for one in document.warnings:
        here.output.text(f"  {one.code}  {one.text(here.language).title}")
    return exits.DONE


def send_back(args: argparse.Namespace) -> int:
    """Return an act to the services; the applicant is not notified by it."""
    here = context.of(args)
    act = here.rooms.desk().return_for_correction(args.reference, args.reason, refusal=args.refusal, marks=args.mark)
    here.output.document(shapes.act(act, here.language))
    here.output.text(here.output.say("returned", reference=act.reference))
    return exits.DONE


def export(args: argparse.Namespace) -> int:
    """Copy an act's signed documents; what is in the folder already is never replaced."""
    here = context.of(args)
    made = here.rooms.desk().export(args.reference, args.out)
    here.output.document({"reference": args.reference.strip().upper(), "files": list(made)})
    for path in made:
        here.output.text(str(path))
    return exits.DONE


def outbox(args: argparse.Namespace) -> int:
    """List what is signed or on its way and not acknowledged; hold, release or discard one act first."""
    here = context.of(args)
    desk = here.rooms.desk()
    if args.hold or args.discard:
        items = desk.hold(args.hold) if args.hold else desk.discard(args.discard)
    elif args.release:
        desk.release(args.release)
        items = desk.send_pending()
    else:
        items = desk.outbox()
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


def prepare(args: argparse.Namespace) -> int:
    """Make acts ready for a meeting without a line.  One that is not ready is exit 3."""
    here = context.of(args)
    desk = here.rooms.desk()
    if args.release:
        desk.give_up(args.references)
        return exits.DONE
    with here.stopping() as cancel, here.output.progress() as report:
        made = desk.prepare(args.references, report=report, cancel=cancel)
    here.output.items([shapes.prepared(one, here.language) for one in made])
    rows = [
        (
            one.reference,
            f"{one.documents - one.missing}/{one.documents}",
            f"{one.until.astimezone():%d/%m/%Y %H:%M}" if one.until else "",
            one.refusals[0].text(here.language).sentence if one.refusals else "",
        )
        for one in made
    ]
    names = ("col_reference", "col_pieces", "col_reserved", "col_reason")
    here.output.table([here.output.say(name) for name in names], rows)
    return exits.worst(exits.DONE if one.ready else exits.NOT_ALL for one in made)
