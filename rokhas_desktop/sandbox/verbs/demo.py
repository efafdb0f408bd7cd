"""``rokhas-desktop demo``: the whole main job on the reference platform, and the window where there is a display."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.cli import context as cli
from rokhas_desktop.cli import exits
from rokhas_desktop.sandbox.demo.place import NotOurs, Place

if TYPE_CHECKING:
    from rokhas_desktop.cli.context import Context

DEFAULT_ACTS = 6


def demo(subparsers: Any) -> None:
    """Add the verb's parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "demo", help="the whole main job on the reference platform, with an emulated token"
    )
    parser.add_argument("--headless", action="store_true", help="no window, even where there is a display")
    parser.add_argument("--acts", type=_count, default=DEFAULT_ACTS, help=f"acts to sign ({DEFAULT_ACTS})")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where everything is left (a temporary folder)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do the job, show it, and open the window on the same platform where there is a display."""
    # Imported late: the platform's libraries are of no use to the other verbs.
    from rokhas_desktop.sandbox.demo import job, show, summary, window
    from rokhas_desktop.sandbox.demo.platform import running
    from rokhas_desktop.sandbox.emulated import create_token, default_ca

    context = cli.of(args)
    output = context.output
    place = _place(args, context)
    # A report of ours, too, belongs to the demonstration and not to the user's home.
    home = context.home = place.home
    started = time.monotonic()
    show.tell(output, "starting")
    pin = job.new_pin()
    token = create_token(home, "valid", pin=bytearray(pin))
    place.keep_trust(default_ca(home))
    with running(home, acts=args.acts, drawings=place.root / "drawings") as platform:
        show.tell(output, "drawing", url=platform.url)
        done = job.run(context, home, platform, token, bytearray(pin))
        seconds = time.monotonic() - started
        ledger = platform.control("ledger")
        result = summary.make(place, done, token, ledger, language=context.language, seconds=seconds)
        summary.write(place, result)
        show.show(output, place, result)
        if args.headless or not window.has_display():
            window.pictures(context, home, platform, pin, place.root / "screenshots")
        else:
            window.open_on(context, home, platform, pin)
    pin[:] = bytes(len(pin))
    return _exit(result)


def _place(args: argparse.Namespace, context: Context) -> Place:
    from rokhas_desktop.sandbox.demo import show

    try:
        return Place.prepare(args.out)
    except NotOurs as error:
        context.parser.error(show.say(context.output, "not_ours", folder=error))


def _exit(result: dict[str, Any]) -> int:
    """0 only if the platform accepted everything; else what the worst refusal says."""
    from rokhas_desktop.sandbox.demo import summary

    if summary.whole(result):
        return exits.DONE
    return exits.worst([exits.NOT_ALL, *(exits.of_code(refusal["code"]) for refusal in result["refusals"])])


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(text)
    return number
