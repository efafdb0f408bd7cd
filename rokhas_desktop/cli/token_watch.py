"""``token watch``: what comes and goes, a line each, until it is interrupted."""

from __future__ import annotations

import argparse
import queue
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rokhas_desktop.cli import context
from rokhas_desktop.cli.shapes import refusal_dict
from rokhas_desktop.errors import Cancelled, Coded, Detail
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token import atr
from rokhas_desktop.token.views import ModuleView, Survey, TokenView

ASKED = 0.2
"""Seconds between two looks at whether somebody asked to stop."""

Place = tuple[str, str, str]
"""A token wherever it sits: its module, serial and label.  Slots move."""


def add(acts: Any) -> None:
    """Add the verb's parser."""
    parser = acts.add_parser("watch", help="insertions and removals as they happen, until interrupted")
    parser.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell what is there, then each change.  Raises Cancelled at an interrupt: there is no other end."""
    from rokhas_desktop.token.watch import Watcher

    here = context.of(args)
    told: queue.SimpleQueue[tuple[datetime, Survey]] = queue.SimpleQueue()
    before = Survey()
    rooms = here.rooms
    watcher = Watcher(rooms.token, lambda: rooms.modules(args.module), lambda seen: told.put((datetime.now(UTC), seen)))
    with here.stopping() as cancel, watcher, here.output.stream() as lines:
        while not cancel.asked:
            try:
                at, seen = told.get(timeout=ASKED)
            except queue.Empty:
                continue
            for event in changes(before, seen):
                line = {"at": at, **event, **_problem(here, event)}
                lines.add(line)
                what = line["message"] or f"{line['label']}  {line['serial'] or ''}"
                here.output.text(f"{at.astimezone():%H:%M:%S}  {line['event']:9}{what}")
            before = seen
    raise Cancelled()


def changes(before: Survey, now: Survey) -> Iterator[dict[str, Any]]:
    """What came, went or changed between two looks; ``event`` is inserted, removed, changed, moved, failed
    (a module that cannot be used, with its ``code``) or recovered; card and card-gone are of a card that no module
    shows."""
    for module in now.modules:
        was = next((one for one in before.modules if one.path == module.path), None)
        yield from _module(was, module)
    yield from _cards(before, now)
    old, new = _tokens(before), _tokens(now)
    for place, token in old.items():
        if place not in new:
            yield _event("removed", token)
    for place, token in new.items():
        known = old.get(place)
        if known is None:
            yield _event("inserted", token)
        elif known.slot_id != token.slot_id:
            yield _event("moved", token)
        elif known != token:
            yield _event("changed", token)


def _module(was: ModuleView | None, now: ModuleView) -> Iterator[dict[str, Any]]:
    before = was.code if was is not None else None
    if now.code != before:
        event = "failed" if now.code is not None else "recovered"
        yield _without_token(event, now.code, now.details, module=now.path)


def _cards(before: Survey, now: Survey) -> Iterator[dict[str, Any]]:
    """The cards that no module shows; ``label`` is the reader's name."""

    def of(survey: Survey) -> Mapping[str, Refusal]:
        return {one.reader.name: one.certain for one in atr.cards(survey) if one.certain is not None}

    old, new = of(before), of(now)
    for reader, refusal in new.items():
        if old.get(reader) != refusal:
            yield _without_token("card", refusal.code, refusal.details, label=reader)
    for reader in old.keys() - new.keys():
        yield _without_token("card-gone", None, {}, label=reader)


def _without_token(
    event: str, code: str | None, details: Mapping[str, Detail], *, module: str | None = None, label: str | None = None
) -> dict[str, Any]:
    return {
        "event": event,
        "module": module,
        "label": label,
        "serial": None,
        "slot_id": None,
        "pin_state": None,
        "certificates": None,
        "code": code,
        "details": details,
    }


def _tokens(survey: Survey) -> Mapping[Place, TokenView]:
    return {(token.module, token.serial, token.label): token for token in survey.tokens}


def _event(name: str, token: TokenView) -> dict[str, Any]:
    return {
        "event": name,
        "module": token.module,
        "label": token.label,
        "serial": token.serial,
        "slot_id": token.slot_id,
        "pin_state": token.pin_state,
        "certificates": [key.sha256 for key in token.keys],
        "code": token.code,
        "details": {},
    }


def _problem(here: context.Context, event: dict[str, Any]) -> dict[str, Any]:
    code, details = event["code"], event.pop("details")
    return {"message": refusal_dict(Coded(code, **details), here.language)["message"] if code else None}
