"""Whatever stops, and wherever: nothing half-signed is returned, and each document is signed exactly once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.desks import Fresh, Keys, log_in, pin, received, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop.desk.database import exclusive
from rokhas_desktop.desk.face import BatchEvent, Desk
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home


def child_of(desk: Desk) -> int:
    assert isinstance(desk, DeskRoom)
    lease = desk._batch._lease
    assert lease is not None
    return lease._session.pid  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("moment", ["signing", "checked"])
def test_the_tokens_child_is_killed_during_a_batch(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, moment: str
) -> None:
    references = fresh(2)
    desk.synchronise()
    for reference in references:
        desk.attest(reference)
    chosen = selection(desk, keys.token("valid"))
    seen: list[BatchEvent] = []

    def kill(event: BatchEvent) -> None:
        seen.append(event)
        if sum(one.state == moment for one in seen) == 2 and event.state == moment:
            os.kill(child_of(desk), signal.SIGKILL)

    first = desk.sign(references, chosen, pin(), on_event=kill)
    assert first.stop is not None
    assert first.stop.code == "TOK-053"
    signed = [one for one in first.documents if one.result == "acknowledged"]
    assert len(signed) == (1 if moment == "signing" else 2)
    assert received(sandbox, references) == sorted((one.reference, one.document_id) for one in signed)
    assert {one.result for one in first.documents} == {"acknowledged", "failed", "not_reached"}
    events = [entry.event for entry in desk.journal()]
    assert events.count("possibly_made_discarded") == 1

    second = desk.sign(references, chosen, pin())
    assert second.stop is None
    assert {one.result for one in second.documents} == {"acknowledged"}
    everything = sorted((one.reference, one.document_id) for one in second.documents)
    assert received(sandbox, references) == everything


CLIENT = """
import os, signal, sys
from pathlib import Path
from support.desks import pin, selection
from rokhas_desktop import app
from rokhas_desktop.desk import store
home, reference, certificate, state, count = sys.argv[1:]
real, left = store.Store.move, [int(count)]
def move(self, row, new, **more):
    moved = real(self, row, new, **more)
    if new == state:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return moved
store.Store.move = move
rooms = app.build(home, policy=Path(home) / "no-policy.toml")
desk = rooms.desk()
desk.synchronise()
desk.attest(reference)
chosen = next(one for one in desk.key_standings() if one.key.sha256 == certificate)
desk.sign([reference], chosen.selection, pin())
"""


@pytest.mark.parametrize(
    ("state", "count"),
    [("fetched", 1), ("signing", 2), ("signed", 1), ("checked", 2), ("sending", 1)],
)
def test_the_client_is_killed_just_after_a_state_is_on_disk(
    home: Home, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, state: str, count: int
) -> None:
    (reference,) = fresh(1)
    with rooms_at(home, keys) as rooms:
        log_in(rooms, sandbox)
    certificate = keys.token("valid").certificate_sha256
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    dead = subprocess.run(
        [sys.executable, "-P", "-c", CLIENT, str(home.root), reference, certificate, state, str(count)],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert dead.returncode == -signal.SIGKILL, dead.stderr
    already = received(sandbox, [reference])
    with rooms_at(home, keys) as rooms:
        desk = rooms.desk()
        desk.synchronise()
        desk.attest(reference)
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
        assert {one.result for one in outcome.documents} == {"acknowledged"}
        events = [entry.event for entry in desk.journal()]
        assert events.count("possibly_made_discarded") == (1 if state == "signing" else 0)
        # Exactly one signature a document, whatever was interrupted.
        intents = events.count("intent")
        assert intents == len(outcome.documents) + (1 if state == "signing" else 0)
    everything = sorted((one.reference, one.document_id) for one in outcome.documents)
    assert set(already) <= set(everything)
    assert received(sandbox, [reference]) == everything


def test_the_platform_is_away_when_it_is_time_to_send(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    failed = False

    def cut(event: BatchEvent) -> None:
        nonlocal failed
        if event.state == "sending" and not failed:
            failed = True
            sandbox.ctl("fail", count=50)

    first = desk.sign(references, selection(desk, keys.token("valid")), pin(), on_event=cut)
    sandbox.ctl("fail", count=0)
    assert first.stop is not None
    assert {one.result for one in first.documents} == {"signed"}
    assert {item.state for item in desk.outbox()} == {"sending", "checked"}
    assert desk.send_pending() == ()
    assert desk.act(references[0]).state == "signed"
    assert received(sandbox, references) == sorted((one.reference, one.document_id) for one in first.documents)


def test_a_second_process_is_kept_out(rooms: object, desk: Desk, home: Home) -> None:
    with exclusive(home.root / "desk" / "work.lock"), pytest.raises(RokhasError) as busy:
        desk.synchronise()
    assert busy.value.code == "DSK-020"
    desk.synchronise()
