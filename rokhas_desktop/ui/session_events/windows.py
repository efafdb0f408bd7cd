"""Windows: what WM_WTSSESSION_CHANGE, WM_POWERBROADCAST and WM_QUERYENDSESSION tell a window.

Sources: Win32 "WM_WTSSESSION_CHANGE message", "WM_POWERBROADCAST message", "WM_QUERYENDSESSION message".
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

log = logging.getLogger(__name__)

WM_QUERYENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0011, 0x0218, 0x02B1
PBT_APMSUSPEND = 4
_SESSION = {
    2: "switched",  # WTS_CONSOLE_DISCONNECT
    4: "switched",  # WTS_REMOTE_DISCONNECT
    6: "ending",  # WTS_SESSION_LOGOFF
    7: "locked",  # WTS_SESSION_LOCK
}


def why(message: int, wparam: int) -> str | None:
    """What a window message says of the person's session: locked, switched, ending, sleep; None: nothing."""
    if message == WM_WTSSESSION_CHANGE:
        return _SESSION.get(wparam)
    if message == WM_POWERBROADCAST:
        return "sleep" if wparam == PBT_APMSUSPEND else None
    return "ending" if message == WM_QUERYENDSESSION else None


class Message(ctypes.Structure):
    """MSG of winuser.h, as far as it is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, left: Callable[[str], None]) -> None:
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, address: int) -> object:
        """Looks at the message and lets it pass."""
        if QByteArray(b"windows_generic_MSG") == kind:
            seen = Message.from_address(int(address))
            reason = why(seen.message, seen.wparam)
            if reason is not None:
                self._left(reason)
        return False, 0


class SessionMessages(QObject):
    """Asks for the session's messages for one window and calls ``left(why)``."""

    def __init__(self, window: int, left: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _Filter(left)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            # 0 is NOTIFY_FOR_THIS_SESSION; it ends with the window
            asked = ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
            if not asked:
                log.info("the session's messages are not to be had")
