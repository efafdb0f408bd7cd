"""A cold start: from the command to the window, and to a queue of 50,000 acts that can be used.

The program is started as a person starts it, with ``rokhas-desktop``, in a process of its own, on a home where a
president is logged in to the reference platform on the loopback, with 50,000 acts in its encrypted database and a
key that is plugged in. *The window* is there when it was painted and has answered once; *the queue* when all acts
are in the list and the rows that fit into the window show theirs. The peer is Python with Qt alone: a window with a
word in it, until it was painted and has answered. All draw off the screen. The disk is warm and the modules are
compiled: the first start, which compiles them, does not count.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from support.desks import keys_of
from support.sandbox import running_sandbox

from bench.harness import window
from bench.harness.interleave import interleaved

if TYPE_CHECKING:
    from bench.harness.figures import Figure

ACTS = 50_000
PEER = "Python with Qt alone"
WINDOW, QUEUE = 2.0, 2.5


def rounds(folder: Path, acts: int, count: int) -> dict[str, list[float]]:
    """Seconds, a list of rounds each."""
    queue: list[float] = []
    with running_sandbox(folder / "platform", acts=1) as sandbox:
        home = window.home_with(folder / "home", sandbox, keys_of(sandbox, folder / "keys", "valid"), acts)

        def ours() -> float:
            with window.started(home, acts) as seen:
                queue.append(seen.queue)
                return seen.window

        told = interleaved({"window": ours, PEER: window.hello}, count, warm=1)
    return {**told, "queue": queue[-count:]}


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    acts, count = (200, 1) if quick else (ACTS, 5)
    with tempfile.TemporaryDirectory() as name:
        told = rounds(Path(name), acts, count)
    title = "cold start"
    return [
        against(f"{title} to the first window", "s", told, ours="window", limit=PEER, reach=WINDOW),
        against(f"{title} to a usable queue of {ACTS:,} acts", "s", told, ours="queue", limit=PEER, reach=QUEUE),
    ]
