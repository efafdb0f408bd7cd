"""How long an event loop stood still, and whether the machine did so too.

The control process sleeps nearly always, and a kernel gives such a one a core at once where a thread that works has
used up its share and waits.  Therefore the kernel is also asked how long this thread itself waited for a core.
"""

from __future__ import annotations

import gc
import os
import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer

from support.machine import MACHINE_STALL, Control

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
        self._gaps: list[tuple[float, float, float]] = []
        self._account = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        self._waited = self._for_a_core()
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now, waited = time.monotonic(), self._for_a_core()
        self._gaps.append((self._last, now, waited - self._waited))
        self._last, self._waited = now, waited

    def _for_a_core(self) -> float:
        """Seconds that this thread was ready to run and had no core, since it began (proc(5), schedstat)."""
        return int(os.pread(self._account, 100, 0).split()[1]) / 1e9

    def stalls(self, longer_than: float) -> list[float]:
        """The seconds of each stand-still during which neither the control process was held up nor this thread."""
        self._timer.stop()
        os.close(self._account)
        gc.unfreeze()
        machine = self._control.stalls()
        return [
            end - start
            for start, end, waited in self._gaps
            if end - start > longer_than and waited <= MACHINE_STALL
            if not any(began < end and ended > start for began, ended in machine)
        ]

    @property
    def turns(self) -> int:
        """How often the loop turned."""
        return len(self._gaps)
