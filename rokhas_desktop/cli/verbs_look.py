"""``find`` and ``changes``: what is written in a piece, and what of it changed since the last pass."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits
from rokhas_desktop.progress import Progress, Report
from rokhas_desktop.render.changes import changes as compared
from rokhas_desktop.render.views import PageChanges


def add(verbs: Any) -> None:
    """Add the verbs' parsers."""
    search = verbs.add_parser("find", help="search in the text of a piece")
    search.add_argument("reference", metavar="REF")
    search.add_argument("piece", type=int, metavar="PIECE", help="from 1")
    search.add_argument("text", metavar="TEXT")
    search.set_defaults(run=find)
    compare = verbs.add_parser("changes", help="what changed in a piece since the last pass")
    compare.add_argument("reference", metavar="REF")
    compare.add_argument("piece", type=int, metavar="PIECE", help="from 1")
    compare.set_defaults(run=changes)


def find(args: argparse.Namespace) -> int:
    """Every place where the words stand, page by page."""
    here = context.of(args)
    raster = here.rooms.raster
    found = []
    with here.stopping() as cancel, here.output.progress() as report:
        path = here.rooms.desk().open_document(args.reference, args.piece, report=report, cancel=cancel)
        pages = len(raster.open(path).pages)
        for page in range(1, pages + 1):
            cancel.check()
            report(Progress(page, pages, "pages", args.reference))
            found += [(page, one) for one in raster.find(path, page, args.text).finds]
    here.output.items(
        [
            {"page": page, "text": one.text, "before": one.before, "behind": one.behind, "boxes": one.boxes}
            for page, one in found
        ]
    )
    for page, one in found:
        here.output.text(f"{page}  {' '.join(f'{one.before}{one.text}{one.behind}'.split())}")
    return exits.DONE


def changes(args: argparse.Namespace) -> int:
    """Compare a piece with the version that was replaced by it."""
    here = context.of(args)
    desk = here.rooms.desk()
    with here.stopping() as cancel, here.output.progress() as report:
        new = desk.open_document(args.reference, args.piece, report=report, cancel=cancel)
        old = desk.open_earlier(args.reference, args.piece, report=report, cancel=cancel)
        found = compared(here.rooms.raster, new, old, report=_stopping(report, cancel.check))
    listed = [line for one in found for line in _lines(one)]
    here.output.items(listed)
    for line in listed:
        box = " ".join(f"{number:.0f}" for number in line["box"] or ())
        here.output.text(f"{line['page'] or '-'}  {line['old_page'] or '-'}  {line['kind']}  {box}".rstrip())
    return exits.DONE


def _stopping(report: Report, check: Any) -> Report:
    def told(progress: Progress) -> None:
        check()
        report(progress)

    return told


def _lines(one: PageChanges) -> list[dict[str, Any]]:
    pages = {"page": one.page, "old_page": one.old_page}
    if one.page is None or one.old_page is None:
        return [{**pages, "kind": "removed" if one.page is None else "added", "box": None}]
    return [{**pages, "kind": region.kind, "box": region.box} for region in one.regions]
