"""The window at rest: what it costs when nobody does anything.

The program's window stands open, drawn off the screen, a president logged in, 1,000 acts in the list, a key plugged
in and watched, its children running. Once it has come to rest its processor time is counted over a time, as a share
of one core; memory is the proportional set size of the program and all its children, what they share counted once.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.desks import keys_of
from support.sandbox import running_sandbox

from bench.harness import processes, window

if TYPE_CHECKING:
    from bench.harness.figures import Figure

ACTS = 1000
SHARE, MEMORY = 0.5, 220.0
"""Percent of a core; MB."""


def samples(folder: Path, *, acts: int, rounds: int, seconds: float) -> tuple[list[float], list[float]]:
    """Percent of a core and MB, a sample for each span of so many seconds."""
    share, memory = [], []
    with running_sandbox(folder / "platform", acts=1) as sandbox:
        home = window.home_with(folder / "home", sandbox, keys_of(sandbox, folder / "keys", "valid"), acts)
        with window.started(home, acts) as seen:
            processes.resting(seen.process, patience=seconds)
            for _ in range(rounds):
                used, began = processes.cpu(seen.process), time.monotonic()
                time.sleep(seconds)
                share.append(100 * (processes.cpu(seen.process) - used) / (time.monotonic() - began))
                memory.append(processes.pss(seen.process) / 1e6)
    return share, memory


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import bounded

    sizes = {"acts": 20, "rounds": 1, "seconds": 1.0} if quick else {"acts": ACTS, "rounds": 5, "seconds": 12.0}
    with tempfile.TemporaryDirectory() as name:
        share, memory = samples(Path(name), **sizes)  # type: ignore[arg-type]
    return [
        bounded("the window at rest, processor", "% of a core", share, bound=SHARE),
        bounded("the window at rest, memory with its children", "MB", memory, bound=MEMORY),
    ]
