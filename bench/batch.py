"""A batch through the whole desk, beside the token's own time.

The token is SoftHSM behind a module that has each signature take 600 ms; the line is a proxy that has 150 ms from
question to answer and 20 Mbit/s each way; the reference platform verifies what it receives in full.  The limit is
600 ms for each document.  *Before the first signature* the acts are asked for and reserved and the key is looked at;
*after the last* what is signed is sent.

``python -m bench.batch`` prints each round, in seconds; ``tests`` must be on the path, as for the other modules.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support.desks import Keys, keys_of, log_in, pin, rooms_at, standing
from support.faults import Faults, built
from support.line import Line, poor_line
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.desk.face import BatchEvent
from rokhas_desktop.settings import Home

if TYPE_CHECKING:
    from bench.harness.figures import Figure

TOKEN_MS = 600
LINE = Line(rate=2_500_000, latency=(0.075, 0.075))
ACTS = 12
REACH = 1.03


def rounds(quick: bool) -> dict[str, list[float]]:
    """Seconds by what was measured, a list of rounds each."""
    told: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, _platform(Path(name)) as (sandbox, keys):
        for number in range(1 if quick else 3):
            for what, seconds in _round(Path(name) / f"home-{number}", sandbox, keys, 2 if quick else ACTS).items():
                told.setdefault(what, []).append(seconds)
    return told


@contextmanager
def _platform(folder: Path) -> Iterator[tuple[RunningSandbox, Keys]]:
    with running_sandbox(folder / "platform", acts=1) as sandbox:
        yield sandbox, keys_of(sandbox, folder / "keys", "valid")


def _round(folder: Path, sandbox: RunningSandbox, keys: Keys, acts: int) -> dict[str, float]:
    references = list(sandbox.ctl("add", count=acts)["references"])
    faults = Faults(folder / "orders")
    home = Home.find(folder)
    home.root.mkdir(parents=True, exist_ok=True)
    seen: list[tuple[float, str]] = []

    def heard(event: BatchEvent) -> None:
        seen.append((time.perf_counter(), event.state))

    with rooms_at(home, keys) as rooms, poor_line(sandbox.url, LINE) as (url, _):
        faults.around_home(home)
        desk = log_in(rooms, replace(sandbox, url=url))
        desk.synchronise()
        for reference in references:
            desk.attest(reference)
        survey = rooms.token.survey(rooms.modules(str(built())))
        chosen = standing(desk, keys.token("valid"), survey).selection
        faults.play(f"slow C_Sign 1 {TOKEN_MS}")
        began = time.perf_counter()
        outcome = desk.sign(references, chosen, pin(), on_event=heard)
        ended = time.perf_counter()
    results = {one.result for one in outcome.documents}
    if outcome.stop is not None or results != {"acknowledged"}:
        raise RuntimeError(f"the batch was not received whole: {outcome.stop}, {results}")
    first = next(at for at, state in seen if state == "signing")
    last = max(at for at, state in seen if state == "checked")
    return {
        "documents": float(len(outcome.documents)),
        "token": len(outcome.documents) * TOKEN_MS / 1000,
        "whole": ended - began,
        "before the first signature": first - began,
        "signing": last - first,
        "after the last": ended - last,
    }


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    told: dict[str, Any] = rounds(quick)
    title = "a batch, token of 600 ms, line of 150 ms and 20 Mbit/s"
    whole = {"ours": told["whole"], "token": told["token"]}
    signing = {"ours": told["signing"], "token": told["token"]}
    return [
        against(f"{title}: from the PIN to the last receipt", "s", whole, limit="token", reach=REACH),
        against(f"{title}: from the first signature to the last", "s", signing, limit="token", reach=REACH),
    ]


if __name__ == "__main__":
    for what, seconds in rounds(quick="--quick" in sys.argv).items():
        print(json.dumps({"what": what, "rounds": [round(one, 2) for one in seconds]}))
