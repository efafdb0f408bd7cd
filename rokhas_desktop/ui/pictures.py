"""Pictures of the real windows while they do the main job: for the documentation, and where there is no display.

Nothing is posed: the window logs in, shows, asks for the PIN, signs and shows the outcome, driven by the
widgets' own signals as a person drives them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.main import build

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms
    from rokhas_desktop.catalogue import Language
    from rokhas_desktop.ui.window import MainWindow

PATIENCE = 90.0
"""Seconds until a picture that does not come is given up."""


class NoPicture(Exception):
    """The window did not come to what was to be shown."""


class Photographer:
    """One window and the folder that its pictures go to."""

    def __init__(self, rooms: Rooms, language: Language, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._language = language
        self.window: MainWindow = build(rooms, language)
        self.taken: list[Path] = []

    def open(self) -> None:
        """Show the window and wait until acts, pieces and key are there."""
        self.window.show()
        self.window.controller.resume()
        self.wait("the acts", lambda: self.window.act_page.act is not None)
        self.wait("the key", lambda: self.window.acts_panel.key_card.best is not None)
        self.wait("a quiet line", lambda: not self.window.controller.syncing)

    def wait(self, what: str, ready: Callable[[], object]) -> None:
        """Let the window work until ``ready``.  Raises NoPicture naming ``what``."""
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until:
                raise NoPicture(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        self.settle()

    def settle(self, seconds: float = 0.4) -> None:
        """Let what is queued be drawn."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of the window, or of one of its dialogs."""
        path = self._folder / f"{name}-{self._language}.png"
        (widget or self.window).grab().save(str(path))
        self.taken.append(path)

    def show_piece(self, piece: int) -> None:
        """Choose a piece and wait until it is drawn sharply."""
        page = self.window.act_page
        page.choose_piece(piece)
        self.wait(f"piece {piece}", lambda: page.viewer.page_count > 0)
        self.settle(1.0)

    def see_everything(self) -> None:
        """Page through every piece of the act, as the person must before signing."""
        page = self.window.act_page
        act = page.act
        if act is None:
            raise NoPicture("an act")
        for document in act.documents:
            self.show_piece(document.piece)
            for number in range(1, page.viewer.page_count + 1):
                page.viewer.go_to(number)
                self.settle()
        self.wait("the reviews", lambda: page.act is not None and not page.act.unseen)

    def sign(self, pin: bytearray) -> None:
        """Sign the act that is shown, with pictures of the PIN dialog and of the outcome."""
        window = self.window
        window.sign_this()
        self.wait("the PIN dialog", lambda: window.flow.dialog is not None)
        dialog = window.flow.dialog
        if dialog is None:
            raise NoPicture("the PIN dialog")
        self.shoot("pin", dialog)
        edit = dialog.findChild(QLineEdit)
        if edit is None:
            raise NoPicture("the PIN's field")
        edit.setText(pin.decode("utf-8"))
        main = next(one for one in dialog.findChildren(QPushButton) if one.property("primary") == "true")
        main.click()
        self.wait("the batch", lambda: window.batch_page.running_documents > 0)
        self.shoot("signing")
        self.wait("the outcome", lambda: window.batch_page.finished)
        self.shoot("outcome")
        window.show_book()

    def refuse(self, exchange: Callable[[], None]) -> None:
        """Exchange the key for another person's and show that it is refused, and why."""
        window = self.window
        before = window.controller.keys
        exchange()
        self.wait("the other key", lambda: window.controller.keys is not before and _refused(window))
        self.shoot("refused-key")
        window.show_key_details()
        dialog = window.findChild(KeyDialog)
        if dialog is None:
            raise NoPicture("the key's details")
        self.settle()
        self.shoot("refused-key-details", dialog)
        dialog.close()

    def close(self) -> None:
        """Close the window and end its work."""
        self.window.close()
        self.window.controller.close()


def _refused(window: MainWindow) -> bool:
    best = window.acts_panel.key_card.best
    return best is not None and not best.usable


def take(rooms: Rooms, folder: Path, *, language: Language, pin: bytearray, exchange: Callable[[], None]) -> list[Path]:
    """Do one act through the window and keep pictures of it on the way.

    ``rooms`` are logged in and have at least two acts to sign; ``exchange`` puts a predecessor's token in the
    place of the president's.  ``pin`` is a test token's.  Raises NoPicture.
    """
    photographer = Photographer(rooms, language, folder)
    try:
        photographer.open()
        photographer.show_piece(1)
        photographer.shoot("act")
        photographer.see_everything()
        photographer.show_piece(2)
        photographer.shoot("plan")
        photographer.sign(pin)
        photographer.settle(1.0)
        photographer.refuse(exchange)
    finally:
        photographer.close()
    return photographer.taken
