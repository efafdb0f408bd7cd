"""Starts the window."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from rokhas_desktop import bugs, logs
from rokhas_desktop.errors import Coded
from rokhas_desktop.ui import proxies, theme
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.single import Single
from rokhas_desktop.ui.viewer import Viewer
from rokhas_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.catalogue import Language


log = logging.getLogger(__name__)
PATIENCE = 0.0005
"""Seconds after which another thread hands the interpreter to the window's: it asks for it at each of Qt's calls, so
that Python's own 5 ms add up to a stand-still while a batch is signed."""


def application() -> QApplication:
    """The one QApplication, named."""
    sys.setswitchinterval(PATIENCE)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    qInstallMessageHandler(_log)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("rokhas-desktop")
    app.setApplicationDisplayName("Rokhas Desktop")
    app.setDesktopFileName("rokhas-desktop")
    return app


def _log(level: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Qt's own messages go to the log; what a display without windows cannot do is no news."""
    quiet = level in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} or "propagateSizeHints" in message
    log.log(logging.DEBUG if quiet else logging.WARNING, "%s", message)


def build(rooms: Rooms, language: Language | None = None) -> MainWindow:
    """The window on these rooms, not shown yet."""
    app = application()
    theme.apply(app, rooms.settings.theme)
    languages = Languages(app)
    controller = Controller(rooms, app)
    window = MainWindow(controller, languages, Viewer(rooms.raster))
    window.switch_language(language or rooms.settings.language)
    return window


def run(rooms: Rooms, language: Language | None = None, *, platform: str = "", ca: Path | None = None) -> int:
    """Show the window until it is closed.  A second one on the same home shows the first and ends with 6."""
    app = application()
    folder = rooms.home.folder("logs")
    window: MainWindow | None = None

    def show() -> None:
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    single = Single(rooms.home.root)
    if not single.take(show):
        return 6
    with _kept(folder) as crashes:
        rooms.use_proxies(proxies.system)
        window = build(rooms, language)
        crashes.met.connect(window.show_error, Qt.ConnectionType.QueuedConnection)
        window.login_page.suggest(platform, ca)
        window.show()
        window.controller.resume()
        try:
            return app.exec()
        finally:
            window.controller.close()
            single.release()


class Crashes(QObject):
    """What nobody caught, from any thread, for the window to say."""

    met = Signal(object)  # RokhasError

    def tell(self, error: BaseException) -> None:
        """A report was written; the window goes on."""
        log.error("bug in the window: %s", type(error).__name__)
        self.met.emit(Coded("APP-001", where=type(error).__name__))


def _opened(path: Path) -> BinaryIO | None:
    """None where the disk takes nothing: a window without a log is better than none."""
    try:
        return path.open("ab")
    except OSError:
        return None


@contextmanager
def _kept(folder: Path) -> Iterator[Crashes]:
    """The window's log; reports of what nobody catches; where the interpreter itself ends, its last places."""
    crashes, handler = Crashes(), logs.keep(folder)
    restore = bugs.watch(folder, "window", crashes.tell)
    last = _opened(folder / "fault.log")
    if last is not None:
        faulthandler.enable(last)
    try:
        yield crashes
    finally:
        if last is not None:
            faulthandler.disable()
            last.close()
        restore()
        logs.let_go(handler)
