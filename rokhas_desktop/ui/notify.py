"""A word on the desktop when a batch ended while the person looked elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

SHOWN = 15_000
"""Milliseconds after which the icon that the word hangs on goes away again."""


class Notifier(QObject):
    """Uses the system's tray where there is one; the task bar's own mark serves everywhere."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._gone = QTimer(self, interval=SHOWN, singleShot=True)
        self._gone.timeout.connect(self._hide)

    def tell(self, title: str, text: str) -> bool:
        """Say it, if the window is not in front; whether the desktop was asked to."""
        QApplication.alert(self._window)
        if self._window.isActiveWindow() or not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._raise)
            self._tray.activated.connect(self._raise)
        self._tray.show()
        self._tray.showMessage(title, text, self._window.windowIcon(), SHOWN)
        self._gone.start()
        return True

    def _raise(self) -> None:
        self._hide()
        self._window.raise_()
        self._window.activateWindow()

    def _hide(self) -> None:
        if self._tray is not None:
            self._tray.hide()
