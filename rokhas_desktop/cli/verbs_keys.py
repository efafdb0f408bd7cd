"""``keys board``: the help desk's readiness board."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rokhas_desktop.cli import context, exits, shapes
from rokhas_desktop.desk.face import STATES, BoardRow, Totals, totals, write_csv


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("keys", help="the presidents' keys, for the help desk")
    acts = parser.add_subparsers(dest="keys_act", metavar="ACT", required=True)
    board = acts.add_parser("board", help="communes by the state of their president's key")
    board.add_argument("--province", metavar="CODE", help="only this province")
    board.add_argument("--state", choices=STATES, help="only communes in this state")
    board.add_argument("--csv", type=Path, metavar="FILE", help="also write them to a new file, for a spreadsheet")
    board.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask for the board, narrow it, show or export it."""
    here = context.of(args)
    told = here.rooms.desk().board(args.province)
    rows = [row for row in told.rows if args.state in {None, row.state}]
    if args.csv is not None:
        write_csv(args.csv.expanduser(), rows)
    if here.output.mode == "jsonl":
        here.output.items([shapes.board_row(row) for row in rows])
    else:
        here.output.document(
            {
                "day": told.day,
                "totals": shapes.board_totals(totals(rows)),
                "communes": [shapes.board_row(row) for row in rows],
            }
        )
    _show(here, rows)
    return exits.DONE


def _show(here: context.Context, rows: Sequence[BoardRow]) -> None:
    """For a person: a line a province, those that lose the most first, and the whole."""
    out, language = here.output, here.language
    provinces: dict[str, list[BoardRow]] = {}
    for row in rows:
        provinces.setdefault(row.province.text(language), []).append(row)
    summed = sorted(((name, totals(found)) for name, found in provinces.items()), key=lambda pair: -pair[1].days_lost)
    lines = [_line(name, total) for name, total in summed]
    heads = [out.say(f"board_{name}") for name in ("province", "communes", "ready", "waiting", "lost")]
    out.table(heads, [*lines, _line(out.say("board_all"), totals(rows))])


def _line(name: str, total: Totals) -> list[str]:
    return [name, *(f"{value}" for value in (total.communes, total.ready, total.acts_waiting, total.days_lost))]
