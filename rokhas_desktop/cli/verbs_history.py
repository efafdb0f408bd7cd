"""``history`` and ``note``: what was signed here and how long it had waited; a note about an act."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rokhas_desktop.cli import context, exits, shapes
from rokhas_desktop.cli.verbs_acts import mark
from rokhas_desktop.desk.history import Delay, SignedAct, write_list


def add(verbs: Any) -> None:
    """Add the verbs' parsers."""
    told = verbs.add_parser("history", help="what was signed here, and how long it had waited")
    told.add_argument("--words", default="", metavar="TEXT", help="only what has all of these words")
    told.add_argument("--days", type=_days, default=0, metavar="N", help="only of the last N days")
    told.add_argument("--csv", type=Path, metavar="FILE", help="write the list for a spreadsheet as well")
    told.set_defaults(run=history)
    note = verbs.add_parser("note", help="keep a note about an act for everybody who sees it")
    note.add_argument("reference", metavar="REF")
    note.add_argument("text", metavar="TEXT", help='"" takes it away')
    note.add_argument("--mark", action="append", default=[], type=mark, metavar="PIECE:PAGE:LEFT,BOTTOM,RIGHT,TOP")
    note.set_defaults(run=annotate)


def _days(given: str) -> int:
    days = int(given)
    if not 0 < days <= 36_500:
        raise ValueError(given)
    return days


def history(args: argparse.Namespace) -> int:
    """From what is stored here; asks the platform nothing."""
    here = context.of(args)
    found = here.rooms.desk().history(args.words, args.days)
    if args.csv is not None:
        write_list(args.csv, found.acts)
    here.output.document(
        {
            "acts": [_act(one) for one in found.acts],
            "families": [_family(one) for one in found.families],
            "waiting": [{"day": one.day, "acts": one.acts, "overdue": one.overdue} for one in found.waiting],
        }
    )
    for one in found.acts:
        here.output.text(f"{one.signed_at:%Y-%m-%d}  {one.reference}  {one.family_label.text(here.language)}")
    return exits.DONE


def _act(one: SignedAct) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "family": one.family,
        "arrived_at": one.arrived_at,
        "due": one.due,
        "signed_at": one.signed_at,
        "received_at": one.received_at,
        "days_waited": round(one.waited, 2),
        "days_allowed": round(one.allowed, 2) if one.allowed is not None else None,
        "late": one.late,
        "pieces": one.pieces,
    }


def _family(one: Delay) -> dict[str, Any]:
    return {
        "family": one.family,
        "label": shapes.bilingual(one.label),
        "acts": one.acts,
        "median_days": round(one.median, 2),
        "longest_days": round(one.longest, 2),
        "allowed_days": round(one.allowed, 2) if one.allowed is not None else None,
        "late": one.late,
    }


def annotate(args: argparse.Namespace) -> int:
    """The account's one note about the act; what was written before is replaced."""
    here = context.of(args)
    act = here.rooms.desk().annotate(args.reference, args.text, args.mark)
    here.output.document(shapes.act(act, here.language))
    for note in act.notes:
        here.output.text(f"{note.author.text(here.language)}: {note.text}")
    return exits.DONE
