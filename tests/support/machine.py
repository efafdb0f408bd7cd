"""A process that does nothing, and tells when it was held up: then everybody was."""

from __future__ import annotations

import json
import subprocess
import sys

MACHINE_STALL = 0.020
"""Seconds: where a process that does nothing is held up longer than this, so is everybody."""

CONTROL = """
import json, sys, threading, time
stalls, last, over = [], time.monotonic(), threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
print("ready", flush=True)
while not over.is_set():
    time.sleep(0.002)
    now = time.monotonic()
    if now - last > float(sys.argv[1]):
        stalls.append((last, now))
    last = now
print(json.dumps(stalls), flush=True)
"""


class Control:
    """From its making until ``stalls`` is asked.  CLOCK_MONOTONIC is the same for every process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CONTROL, str(MACHINE_STALL)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def stalls(self) -> list[tuple[float, float]]:
        """When the machine stood still, from and to, in seconds of the monotonic clock."""
        return [(began, ended) for began, ended in json.loads(self._process.communicate("")[0])]
