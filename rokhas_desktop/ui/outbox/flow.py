"""Keeps the window's view of the outbox as the desk has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import Desk, OutboxItem
from rokhas_desktop.ui.outbox.dialog import OutboxDialog

if TYPE_CHECKING:
    from rokhas_desktop.ui.controller import Controller


class OutboxFlow(QObject):
    """``items`` is what the platform has not received; ``changed`` says how many documents that are."""

    changed = Signal(int)

    def __init__(self, controller: Controller, language: Callable[[], Language], window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._language = language
        self._window = window
        self.items: Sequence[OutboxItem] = ()
        self.dialog: OutboxDialog | None = None
        controller.acts_changed.connect(self.refresh)
        controller.left.connect(self.forget)

    def refresh(self) -> None:
        """Ask the desk."""
        self._controller.ask(lambda desk: desk.outbox(), done=self._show, failed=self._controller.failed.emit)

    def forget(self) -> None:
        """Nobody is logged in."""
        self._show(())

    def show(self) -> None:
        """Open the list."""
        dialog = self.dialog = OutboxDialog(self.items, self._language(), self._window)
        dialog.send_wanted.connect(self._controller.synchronise)
        dialog.hold_wanted.connect(lambda reference: self._change(lambda desk: desk.hold(reference)))
        dialog.release_wanted.connect(self._release)
        dialog.discard_wanted.connect(lambda reference: self._change(lambda desk: desk.discard(reference)))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _release(self, reference: str) -> None:
        self._change(lambda desk: desk.release(reference))
        self._controller.synchronise()

    def _change(self, tell: Callable[[Desk], object]) -> None:
        self._controller.change(tell)

    def _show(self, items: Sequence[OutboxItem]) -> None:
        self.items = items
        if self.dialog is not None:
            self.dialog.show_items(items)
        self.changed.emit(len(items))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
