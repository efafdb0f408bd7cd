"""The batch of 40 with a key that wants its PIN for each signature, beside the token's own time.

Documents of 2 MB; the token is SoftHSM with CKA_ALWAYS_AUTHENTICATE behind a module that has each signature take
600 ms; the line is a proxy that has 150 ms from question to answer and 20 Mbit/s each way; the platform verifies
each in full. The person gave the PIN once and consented to its use for each. The documents are here and were read.
The limit is 600 ms for each document; 1.5 s of the whole are free, as the figure to reach has them.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.line import Line, poor_line

from bench.harness import desk, files

if TYPE_CHECKING:
    from bench.harness.figures import Figure

TOKEN_MS, BYTES = 600, 2_000_000
LINE = Line(rate=2_500_000, latency=(0.075, 0.075))
REACH, FREE = 1.03, 1.5
DEADLINE = 400.0


def rounds(folder: Path, documents: int, count: int, *, size: int) -> dict[str, list[float]]:
    """Seconds, a list of rounds each."""
    told: dict[str, list[float]] = {"token": [], "whole": []}
    with desk.platform(folder, "always-authenticate") as (sandbox, keys), poor_line(sandbox.url, LINE) as (url, _):
        policy = "[signing]\nalways_authenticate = true\n"
        key = {"slow_ms": TOKEN_MS, "profile": "always-authenticate"}
        with desk.ready(folder / "home", sandbox, keys, url=url, policy=policy, **key) as ready:  # type: ignore[arg-type]
            (model,) = desk.add_acts(sandbox, 1)[:1]
            for _ in range(count):
                references = desk.copies(sandbox, model, documents)
                desk.replace_all(sandbox, references, lambda number: files.pdf(folder / f"{number}.pdf", size))
                ready.read(references)
                began = time.perf_counter()
                signed = len(ready.sign(references, pin_for_each=True).documents)
                told["whole"].append(time.perf_counter() - began - FREE)
                told["token"].append(signed * TOKEN_MS / 1000)
    return told


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    documents, count, size = (3, 1, 50_000) if quick else (40, 2, BYTES)
    with tempfile.TemporaryDirectory() as name:
        told = rounds(Path(name), documents, count, size=size)
    title = "a batch of 40, a PIN for each, token of 600 ms, line of 150 ms and 20 Mbit/s, less 1.5 s"
    return [against(title, "s", told, ours="whole", limit="token", reach=REACH)]
