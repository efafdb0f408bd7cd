"""Python and Qt with nothing else: a window with a word in it, which tells when it was painted and can be used.

Run as a program; see :mod:`bench.harness.window`.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Painted(QObject):
    """Tells of the first picture, once the window answers again."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at every event of the window until it is painted."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        """One line, and the end."""
        print(time.monotonic(), flush=True)
        QApplication.quit()


def main() -> int:
    """Until it was painted."""
    app = QApplication(sys.argv[:1])
    window, painted = QMainWindow(), Painted()
    window.resize(1366, 740)
    window.setCentralWidget(QLabel("TEST"))
    window.installEventFilter(painted)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
