"""Linux: systemd-logind on the system's bus, the screen saver on the user's.

Sources: org.freedesktop.login1(5) (Manager.PrepareForSleep and PrepareForShutdown; a session's Lock,
LockedHint and Active) and the screen saver interfaces of freedesktop.org, GNOME, MATE and Cinnamon.  GNOME sets
LockedHint too; a desktop that knows none of these tells nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

log = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
OWN_SESSION = MANAGER + "/session/auto"
"""The caller's session; where it has none of its own (a user's service), the one its display is in."""
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = (
    ("org.freedesktop.ScreenSaver", ("/org/freedesktop/ScreenSaver", "/ScreenSaver")),
    ("org.gnome.ScreenSaver", ("/org/gnome/ScreenSaver",)),
    ("org.mate.ScreenSaver", ("/org/mate/ScreenSaver",)),
    ("org.cinnamon.ScreenSaver", ("/org/cinnamon/ScreenSaver",)),
)


def system_bus() -> QDBusConnection:
    """Where logind is."""
    return QDBusConnection.systemBus()


def user_bus() -> QDBusConnection:
    """Where the desktop's screen saver is."""
    return QDBusConnection.sessionBus()


class SessionBuses(QObject):
    """Listens on both buses and calls ``left(why)``.  Every call is asynchronous."""

    def __init__(
        self, system: QDBusConnection, user: QDBusConnection, left: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._left = left
        if system.isConnected():
            self._manager_signal("PrepareForSleep", "sleeps(bool)")
            self._manager_signal("PrepareForShutdown", "ends(bool)")
            self._ask(OWN_SESSION, PROPERTIES, "Get", [LOGIND + ".Session", "Id"], self._knows_id)
        else:
            log.info("no system bus: a sleep or a change of user is not told")
        if user.isConnected():
            for service, paths in SAVERS:
                for path in paths:
                    self._hear(user, service, path, service, "ActiveChanged", "saver(bool)")
        else:
            log.info("no user's bus: a screen saver is not told")

    def _manager_signal(self, name: str, slot: str) -> None:
        self._hear(self._system, LOGIND, MANAGER, LOGIND + ".Manager", name, slot)

    def _hear(self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, slot: str) -> None:
        # the stub of PySide6 6.11 wants bytes, the binding takes nothing but text
        bus.connect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    def _ask(
        self, path: str, interface: str, method: str, arguments: list[object], answered: Callable[[object], None]
    ) -> None:
        call = QDBusMessage.createMethodCall(LOGIND, path, interface, method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def finished(done: QDBusPendingCallWatcher) -> None:
            reply = done.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                answered(reply.arguments()[0])
            else:
                log.info("logind does not answer %s: %s", method, reply.errorName())
            done.deleteLater()

        watcher.finished.connect(finished)

    def _knows_id(self, answer: object) -> None:
        name = answer.variant() if isinstance(answer, QDBusVariant) else answer
        self._ask(MANAGER, LOGIND + ".Manager", "GetSession", [str(name)], self._knows_path)

    def _knows_path(self, answer: object) -> None:
        path = answer.path() if isinstance(answer, QDBusObjectPath) else str(answer)
        self._hear(self._system, LOGIND, path, LOGIND + ".Session", "Lock", "locks()")
        slot = "changes(QString,QVariantMap,QStringList)"
        self._hear(self._system, LOGIND, path, PROPERTIES, "PropertiesChanged", slot)

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """PrepareForSleep: true before, false after."""
        if begins:
            self._left("sleep")

    @Slot(bool)
    def ends(self, begins: bool) -> None:
        """PrepareForShutdown."""
        if begins:
            self._left("ending")

    @Slot()
    def locks(self) -> None:
        """Somebody asked logind to lock this session."""
        self._left("locked")

    @Slot(bool)
    def saver(self, active: bool) -> None:
        """The screen saver's ActiveChanged."""
        if active:
            self._left("locked")

    @Slot("QString", "QVariantMap", "QStringList")
    def changes(self, _interface: str, properties: Mapping[str, object], _invalidated: list[str]) -> None:
        """PropertiesChanged of this session."""
        if properties.get("LockedHint") is True:
            self._left("locked")
        if properties.get("Active") is False:
            self._left("switched")
