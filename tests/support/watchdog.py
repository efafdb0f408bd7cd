"""How long an event loop stood still, and whether the machine did so too."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer

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


class Watchdog(QObject):
    """From its making until ``stalls`` is asked.  CLOCK_MONOTONIC is the same for both processes."""

    def __init__(self) -> None:
        super().__init__()
        self._control = subprocess.Popen(
            [sys.executable, "-c", CONTROL, str(MACHINE_STALL)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._control.stdout is not None
        assert self._control.stdout.readline() == "ready\n"
        self._gaps: list[tuple[float, float]] = []
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = time.monotonic()
        self._gaps.append((self._last, now))
        self._last = now

    def stalls(self, longer_than: float) -> list[float]:
        """The seconds of each stand-still during which the control process was not held up itself."""
        self._timer.stop()
        machine = json.loads(self._control.communicate("")[0])
        return [
            end - start
            for start, end in self._gaps
            if end - start > longer_than and not any(began < end and ended > start for began, ended in machine)
        ]

    @property
    def turns(self) -> int:
        """How often the loop turned."""
        return len(self._gaps)
