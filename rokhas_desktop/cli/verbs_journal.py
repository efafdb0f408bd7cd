"""``journal``: the journal as a file, and the check of one."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rokhas_desktop.api.errors import NotLoggedIn
from rokhas_desktop.cli import context, exits
from rokhas_desktop.desk import journal_file
from rokhas_desktop.desk.face import JournalEntry


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("journal", help="what was done here that bears on a signature")
    acts = parser.add_subparsers(dest="journal_act", metavar="ACT", required=True)
    out = acts.add_parser("export", help="write the whole journal into a folder")
    out.add_argument("folder", type=Path, metavar="DIR")
    out.add_argument("--pdf", action="store_true", help="as pages to read, which hold the same file")
    out.set_defaults(run=export)
    check = acts.add_parser("verify", help="find gaps and edits in an exported journal")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=verify)


def export(args: argparse.Namespace) -> int:
    """Write it; names nobody."""
    here = context.of(args)
    path = journal_file.export(here.rooms.desk().journal(), args.folder, pages=args.pdf)
    here.output.document({"file": path})
    here.output.text(str(path))
    return exits.DONE


def verify(args: argparse.Namespace) -> int:
    """Check one file; what does not hold is exit 3."""
    here = context.of(args)
    own: Iterable[JournalEntry] = ()
    with contextlib.suppress(NotLoggedIn):
        own = here.rooms.desk().journal()
    count, head = journal_file.verify(args.file, own)
    here.output.document({"entries": count, "head": head})
    here.output.text(here.output.say("journal_holds", count=count, head=head))
    return exits.DONE
