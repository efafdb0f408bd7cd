"""``token profile``: what the modules and tokens of this PC can do, to be kept and compared."""

from __future__ import annotations

import argparse
from typing import Any

from rokhas_desktop.cli import context, exits
from rokhas_desktop.errors import RokhasError


def add(acts: Any) -> None:
    """Add the verb's parser."""
    parser = acts.add_parser("profile", help="slots, mechanisms, flags, timings, library version and hash")
    parser.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One profile a module; a module that fails says its code instead."""
    here = context.of(args)
    profiles: list[dict[str, Any]] = []
    for candidate in here.rooms.modules(args.module):
        try:
            profiles.append({"path": candidate.path, "code": None, **here.rooms.token.profile(candidate)})
        except RokhasError as error:
            profiles.append({"path": candidate.path, "code": error.code})
            here.output.explain(error)
    if here.output.mode == "jsonl":
        here.output.items(profiles)
    else:
        here.output.document({"modules": profiles})
    for one in profiles:
        _show(here, one)
    return exits.worst([exits.of_code(one["code"]) for one in profiles if one["code"]])


def _show(here: context.Context, one: dict[str, Any]) -> None:
    if one["code"] is not None:
        return
    module = one["module"]
    here.output.text(f"{module['name']}  {module['library']}  {module['version']}")
    for slot in one["slots"]:
        token = slot["token"]
        if token is not None:
            names = ", ".join(item["name"] for item in slot["mechanisms"] if item["name"] and "SIGN" in item["uses"])
            here.output.text(f"  {token['manufacturer']} {token['model']}  {names}")
