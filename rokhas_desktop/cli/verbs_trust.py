"""``trust``: the signed list of the real authorities' anchors."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rokhas_desktop.cli import context, exits


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("trust", help="which real certification authorities count on this PC")
    acts = parser.add_subparsers(dest="trust_act", metavar="ACT", required=True)
    install = acts.add_parser("install", help="take in a list that a signer named by the machine policy signed")
    install.add_argument("file", type=Path, metavar="FILE")
    install.set_defaults(run=run_install)
    acts.add_parser("show", help="the list that is installed, and how many anchors count").set_defaults(run=show)


def run_install(args: argparse.Namespace) -> int:
    """Take a list in."""
    here = context.of(args)
    here.rooms.anchor_lists.install(args.file)
    return show(args)


def show(args: argparse.Namespace) -> int:
    """What counts."""
    here = context.of(args)
    listed, all_ = here.rooms.anchor_lists.current(), here.rooms.authorities
    here.output.document(
        {
            "version": listed.version if listed else None,
            "issued": listed.issued if listed else None,
            "expires": listed.expires if listed else None,
            "anchors": len(all_.anchors),
        }
    )
    here.output.text(here.output.say("anchors", count=len(all_.anchors)))
    if listed is not None:
        here.output.text(here.output.say("anchor_list", version=listed.version, until=f"{listed.expires:%d/%m/%Y}"))
    return exits.DONE
