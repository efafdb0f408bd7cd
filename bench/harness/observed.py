"""The program as it is started, looked at from inside: tells when its window was painted, and when its queue is there.

``python -m bench.harness.observed HOME ACTS`` runs ``rokhas-desktop --home HOME`` and prints a line of JSON with
the instants (of the monotonic clock, which all processes share) once ``ACTS`` acts are in the list and the first
rows' contents are known. It then lives until its standard input ends.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from rokhas_desktop import __main__ as program

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.catalogue import Language
    from rokhas_desktop.cli.context import Context
    from rokhas_desktop.ui.window import MainWindow

SHOWN = 8
"""Rows of the list that fit into the window."""


def main() -> int:
    """As the program does, with its window watched."""
    home, acts = sys.argv[1], int(sys.argv[2])
    sys.argv = ["rokhas-desktop", "--home", home]
    program._window = lambda context: _window(context, acts)  # noqa: SLF001 - it is what is looked at
    return program.main()


def _window(context: Context, acts: int) -> int:
    from rokhas_desktop.ui import main as shown

    build = shown.build

    def built(rooms: Rooms, language: Language | None = None) -> MainWindow:
        window = build(rooms, language)
        _watch(window, acts)
        return window

    shown.build = built
    return shown.run(context.rooms, context.language)


def _watch(window: MainWindow, acts: int) -> None:
    """Tell once both are there; Qt is imported by now."""
    from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
    from PySide6.QtWidgets import QApplication

    from rokhas_desktop.ui.book.model import ACT

    told: dict[str, float] = {}

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, lambda: told.setdefault("window", time.monotonic()))
            return False

    rows = window.acts_panel.model
    clock = QTimer(window, interval=2)

    def look() -> None:
        needed = min(SHOWN, acts)
        if "window" in told and len(rows.numbers) >= acts and all(rows.index(row).data(ACT) for row in range(needed)):
            clock.stop()
            print(json.dumps({**told, "queue": time.monotonic()}), flush=True)

    clock.timeout.connect(look)
    clock.start()
    window.installEventFilter(Painted(window))
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)
    ended.activated.connect(QApplication.quit)


if __name__ == "__main__":
    sys.exit(main())
