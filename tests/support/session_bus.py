"""A private D-Bus with a logind and a screen saver of our own: the real ones belong to the machine's desktop.

The services are what a mock has to be: they answer the three calls that are asked and send real signals over
a real bus.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import ClassInfo, Property, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath

LOGIND = "org.freedesktop.login1"
OURS, OTHERS = "/org/freedesktop/login1/session/_31", "/org/freedesktop/login1/session/_32"


@ClassInfo({"D-Bus Interface": f"{LOGIND}.Manager"})
class _Manager(QObject):
    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, name: str) -> QDBusObjectPath:
        return QDBusObjectPath({"1": OURS, "2": OTHERS}[name])


@ClassInfo({"D-Bus Interface": f"{LOGIND}.Session"})
class _Session(QObject):
    @Property(str, constant=True)
    def Id(self) -> str:
        return "1"


class Bus:
    """One bus; ``connection`` is a client's, ``tell`` sends a signal as a service would."""

    def __init__(self, address: str) -> None:
        self.connection = QDBusConnection.connectToBus(address, f"client {address}")
        self._server = QDBusConnection.connectToBus(address, f"services {address}")
        assert self.connection.isConnected()
        assert self._server.registerService(LOGIND)
        assert self._server.registerService("org.freedesktop.ScreenSaver")
        self._manager, self._session = _Manager(), _Session()
        export = QDBusConnection.RegisterOption
        self._server.registerObject("/org/freedesktop/login1", self._manager, export.ExportAllSlots)
        self._server.registerObject(
            f"/{LOGIND.replace('.', '/')}/session/auto", self._session, export.ExportAllContents
        )

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self._server.send(signal)

    def manager(self, name: str, *arguments: object) -> None:
        self.tell("/org/freedesktop/login1", f"{LOGIND}.Manager", name, *arguments)

    def changed(self, session: str, **properties: object) -> None:
        self.tell(
            session, "org.freedesktop.DBus.Properties", "PropertiesChanged", f"{LOGIND}.Session", properties, ["Idle"]
        )

    def saver(self, *, active: bool) -> None:
        name = "org.freedesktop.ScreenSaver"
        self.tell("/org/freedesktop/ScreenSaver", name, "ActiveChanged", active)


@contextmanager
def private_bus() -> Iterator[Bus]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield Bus(address)
        for name in (f"client {address}", f"services {address}"):
            QDBusConnection.disconnectFromBus(name)
    finally:
        daemon.kill()
        daemon.wait()
