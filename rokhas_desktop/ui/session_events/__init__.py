"""What happens to the person's session: the screen locks, the PC sleeps, somebody else takes its place.

Each system tells of it in its own way; all of them end in one signal.  What a system cannot tell is in
docs/security.md.  Nothing here blocks, and where a service is absent nothing is told, once, in the log.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class SessionEvents(QObject):
    """``left(why)``: the person may no longer be in front of the screen.

    ``why`` is ``locked``, ``sleep``, ``switched`` (another user, a remote desktop that was disconnected) or
    ``ending`` (log-out, shutdown).  One event of the system may be told twice.
    """

    left = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
            application.commitDataRequest.connect(lambda _manager: self.left.emit("ending"))
        self._source = self._listen(window)

    def _listen(self, window: QWidget) -> QObject | None:
        # each system's part is imported where it runs: QtDBus is not in a Windows build
        if sys.platform == "win32":
            from rokhas_desktop.ui.session_events.windows import SessionMessages

            return SessionMessages(int(window.winId()), self.left.emit, self)
        if sys.platform == "linux":
            from rokhas_desktop.ui.session_events.linux import SessionBuses, system_bus, user_bus

            return SessionBuses(system_bus(), user_bus(), self.left.emit, self)
        return None

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.left.emit("sleep")
