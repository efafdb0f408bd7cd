"""How it grows: batches, files, queues and lines, from small to large.

*A batch* of 1 to 1,000 small documents from the PIN to the last receipt, on the loopback with SoftHSM, for each
document. *A file* of 10 KB to 1 GB verified, signed and checked on this PC, beside ``sha256sum`` and ``cp`` of it,
as in the gigabyte group. *A queue* of 100 to 100,000 acts: from the command to the window, and to a queue that can
be used, as in the start group. *A line* of 0 to 500 ms from question to answer, without a limit of its rate: a
batch of 20 documents, for each document. A plan of 1,000 to 1,000,000 segments is the viewer group's. The documents
of the batches are one small decision under many names: what is signed, checked, stored and sent is each one's own.
Few rounds: what counts is the course of a line, and that is also what the figures say, the largest size beside a
smaller one.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from support.command import PIN, create_token, environment
from support.desks import Keys
from support.line import Line, poor_line
from support.sandbox import RunningSandbox

from bench.gigabyte import PEER, copied
from bench.harness import desk, files, local, window

if TYPE_CHECKING:
    from bench.harness.figures import Curve, Figure

Samples = dict[float, list[float]]
"""Rounds by size."""

DEADLINE = 1200.0
DOCUMENTS = (1, 10, 100, 1000)
BYTES = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
ACTS = (100, 1000, 10_000, 100_000)
LATENCIES_MS = (0, 50, 150, 500)
ON_LINE = 20


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    def grown(name: str, unit: str, samples: Samples, small: float, shown: str) -> Figure:
        largest = max(samples)
        rounds = min(len(samples[largest]), len(samples[small]))
        told = {"ours": samples[largest][:rounds], shown: samples[small][:rounds]}
        return against(name, unit, told, limit=shown, reach=None)

    walked = _walked(quick)
    batch, queue, line = walked["batch"], walked["queue"], walked["line"]
    gigabytes = {size: [one / size * 1e9 for one in taken] for size, taken in walked["file"].items()}
    few, short, little = (sorted(one)[-2 if len(one) > 1 else -1] for one in (batch, queue, gigabytes))
    return [
        grown(f"a document in a batch of {max(batch):,}", "ms", batch, few, f"in a batch of {few:,}"),
        grown(f"a file of {max(gigabytes):,} bytes, for each GB", "s", gigabytes, little, f"of {little:,} bytes"),
        grown(f"a usable queue of {max(queue):,} acts", "s", queue, short, f"of {short:,} acts"),
        grown(f"a document on a line of {max(line):.0f} ms", "ms", line, min(line), f"of {min(line):.0f} ms"),
    ]


def curves(quick: bool) -> list[Curve]:
    """The lines of the plots."""
    from bench.harness.figures import OURS, Curve, point

    walked = _walked(quick)

    def line(samples: Samples) -> list[object]:
        return [point(size, taken) for size, taken in samples.items()]

    def curve(name: str, x: str, unit: str, *, logarithmic: bool = True, **series: str) -> Curve:
        told = {said: line(walked[which]) for which, said in series.items()}
        return Curve(name, x, unit, told, logarithmic)  # type: ignore[arg-type]

    return [
        curve("a document by the size of its batch", "documents", "ms a document", batch=OURS),
        curve("a file by its size", "bytes", "s", file=OURS, peer=PEER),
        curve("the start by the length of the queue", "acts", "s", queue=OURS, window="the window alone"),
        curve("a document by the line", "ms from question to answer", "ms a document", line=OURS, logarithmic=False),
    ]


@cache
def _walked(quick: bool) -> dict[str, Samples]:
    """Everything, once: the figures and the curves are of the same run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = _files(folder / "files", BYTES[:2] if quick else BYTES, 1 if quick else 2)
        with desk.platform(folder) as (sandbox, keys):
            model = desk.add_acts(sandbox, 1)[0]
            walk = _Walk(folder, sandbox, keys, model)
            found["batch"] = walk.batches((1, 3) if quick else DOCUMENTS)
            found["line"] = walk.lines((0, 20) if quick else LATENCIES_MS, 2 if quick else ON_LINE)
            found |= walk.queues((10, 100) if quick else ACTS, 1 if quick else 2)
    return found


def _files(folder: Path, sizes: Sequence[int], rounds: int) -> dict[str, Samples]:
    """Seconds, ours and the peer's."""
    folder.mkdir()
    home = folder / "home"
    home.mkdir()
    create_token(home, "valid")
    told: dict[str, Samples] = {"file": {}, "peer": {}}
    with local.signing(home, folder / "out", PIN, environment(home)) as running:
        running.sign(files.pdf(folder / "first.pdf", 1000)).output.unlink()
        for size in sizes:
            file = files.pdf(folder / f"{size}.pdf", size)
            for _ in range(rounds if size >= BYTES[-1] else rounds + 1):
                made = running.sign(file)
                made.output.unlink()
                told["file"].setdefault(size, []).append(made.seconds)
                told["peer"].setdefault(size, []).append(copied(file, sync=False))
            file.unlink()
    return told


class _Walk:
    """On one platform, with acts of one model."""

    def __init__(self, folder: Path, sandbox: RunningSandbox, keys: Keys, model: str) -> None:
        self._folder, self._sandbox, self._keys, self._model = folder, sandbox, keys, model

    def batches(self, sizes: Sequence[int]) -> Samples:
        """Milliseconds a document; small batches more often."""
        with desk.ready(self._folder / "batches", self._sandbox, self._keys) as ready:
            return {size: [self._batch(ready, size) for _ in range(3 if size < 100 else 1)] for size in sizes}

    def lines(self, latencies: Sequence[int], documents: int) -> Samples:
        """Milliseconds a document, by the line's milliseconds."""
        told: Samples = {}
        for latency in latencies:
            half = latency / 2000
            line = Line(latency=(half, half)) if latency else Line()
            with poor_line(self._sandbox.url, line) as (url, _):
                place = self._folder / f"line-{latency}"
                with desk.ready(place, self._sandbox, self._keys, url=url) as ready:
                    told[latency] = [self._batch(ready, documents)]
        return told

    def queues(self, sizes: Sequence[int], rounds: int) -> dict[str, Samples]:
        """Seconds to a usable queue, and to the window."""
        told: dict[str, Samples] = {"queue": {}, "window": {}}
        for size in sizes:
            home = window.home_with(self._folder / f"queue-{size}", self._sandbox, self._keys, size)
            for _ in range(rounds):
                with window.started(home, size) as seen:
                    told["queue"].setdefault(size, []).append(seen.queue)
                    told["window"].setdefault(size, []).append(seen.window)
        return told

    def _batch(self, ready: desk.Ready, documents: int) -> float:
        references = desk.copies(self._sandbox, self._model, documents)
        ready.read(references)
        began = time.perf_counter()
        signed = len(ready.sign(references).documents)
        return 1000 * (time.perf_counter() - began) / signed
