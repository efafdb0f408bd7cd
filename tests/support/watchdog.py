"""How long an event loop stood still, and whether the machine did so too."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer

from support.machine import Control

_KEPT: list[QObject] = []


class Watchdog(QObject):
    """From its making until ``stalls`` is asked.  CLOCK_MONOTONIC is the same for both processes."""

    def __init__(self) -> None:
        super().__init__()
        # A test that fails drops it; collected by another thread it would end the process.
        _KEPT.append(self)
        # What earlier tests left in this process is not the window's: a full collection would walk it all.
        gc.collect()
        gc.freeze()
        self._control = Control()
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
        gc.unfreeze()
        machine = self._control.stalls()
        return [
            end - start
            for start, end in self._gaps
            if end - start > longer_than and not any(began < end and ended > start for began, ended in machine)
        ]

    @property
    def turns(self) -> int:
        """How often the loop turned."""
        return len(self._gaps)
