"""One window for each home: a second start brings the first one to the front and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 1000
"""Milliseconds that a second start waits for the first window's ear."""


class Single(QObject):
    """Holds the home's window.  The lock names its process, and counts no more once that is gone, by a crash too."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._name = f"rokhas-desktop-{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(root / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def take(self, show: Callable[[], None]) -> bool:
        """Whether this is the home's only window; ``show`` brings it to the front when another start asks."""
        if not self._lock.tryLock(100):
            self._ask()
            return False
        QLocalServer.removeServer(self._name)  # of a window that crashed: the lock is ours
        self._server.newConnection.connect(lambda: self._asked(show))
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let the next one in."""
        self._server.close()
        self._lock.unlock()

    def _ask(self) -> None:
        """Being heard is all that there is to say."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT):
            socket.disconnectFromServer()

    def _asked(self, show: Callable[[], None]) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
        show()
