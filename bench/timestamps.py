"""Signatures with a time stamp (B-T) by a server that takes 200 ms, beside the token's own time.

The token is SoftHSM behind a module that has each signature take 600 ms; the time-stamp server is the test CA's,
over HTTP on the loopback, and answers after 200 ms; the platform is on the loopback and verifies each document in
full. The limit is 600 ms for each document. *From the first signature to the last* leaves out what comes before the
first and after the last; the other figure is the whole batch.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.harness import desk
from rokhas_desktop.sandbox.postal_ca import Faults

if TYPE_CHECKING:
    from bench.harness.figures import Figure
    from rokhas_desktop.desk.face import BatchEvent

TOKEN_MS, SERVER_S = 600, 0.2
REACH = 1.05


def rounds(folder: Path, documents: int, count: int) -> dict[str, list[float]]:
    """Seconds, a list of rounds each."""
    told: dict[str, list[float]] = {"token": [], "whole": [], "signing": []}
    with desk.platform(folder) as (sandbox, keys):
        keys.ca.faults = Faults(tsa="slow", slow_s=SERVER_S)
        policy = f'[signing]\nlevel = "B-T"\ntsa = "{keys.ca.urls.tsa}"\n'
        with desk.ready(folder / "home", sandbox, keys, policy=policy, slow_ms=TOKEN_MS) as ready:
            for _ in range(count):
                references = desk.add_acts(sandbox, documents)
                ready.read(references)
                whole, signing, signed = _batch(ready, references)
                told["token"].append(signed * TOKEN_MS / 1000)
                told["whole"].append(whole)
                told["signing"].append(signing)
    return told


def _batch(ready: desk.Ready, references: list[str]) -> tuple[float, float, int]:
    """Seconds of the whole batch and of its signing, and how many documents it had."""
    seen: list[tuple[float, str]] = []

    def heard(event: BatchEvent) -> None:
        seen.append((time.perf_counter(), event.state))

    began = time.perf_counter()
    outcome = ready.sign(references, on_event=heard)
    ended = time.perf_counter()
    if {one.level for one in outcome.documents} != {"B-T"}:
        raise RuntimeError("not every signature has its time stamp")
    first = next(at for at, state in seen if state == "signing")
    last = max(at for at, state in seen if state == "checked")
    return ended - began, last - first, len(outcome.documents)


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    documents, count = (3, 1) if quick else (20, 2)
    with tempfile.TemporaryDirectory() as name:
        told = rounds(Path(name), documents, count)
    title = "B-T, token of 600 ms, time-stamp server of 200 ms"
    return [
        against(
            f"{title}: from the first signature to the last", "s", told, ours="signing", limit="token", reach=REACH
        ),
        against(f"{title}: the whole batch", "s", told, ours="whole", limit="token", reach=None),
    ]
