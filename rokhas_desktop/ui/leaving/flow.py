"""From the person's wish to what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.errors import NoKeyPlace
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.leaving.dialogs import KeyPlaceDialog, PurgeDialog, Question

if TYPE_CHECKING:
    from rokhas_desktop.desk.wiping import Wiped
    from rokhas_desktop.ui.controller import Controller


class LeavingFlow(QObject):
    """One question at a time, in ``dialog``.  ``erased`` says how many documents went."""

    erased = Signal(int)

    def __init__(
        self,
        controller: Controller,
        unsent: Callable[[], int],
        language: Callable[[], Language],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._unsent = unsent
        self._language = language
        self._window = window
        self.dialog: Question | None = None
        controller.entry_failed.connect(self._entry_failed)

    def purge(self) -> None:
        """Erase the account's data, after a question; not while a batch runs."""
        if self._controller.busy_signing or self.dialog is not None:
            return
        unsent = self._unsent()
        self._ask(
            PurgeDialog(unsent, self._window),
            lambda: self._controller.purge(discard_unsent=unsent > 0, done=self._wiped),
        )

    def _wiped(self, what: Wiped) -> None:
        self.erased.emit(what.documents)

    def _entry_failed(self, error: RokhasError) -> None:
        if error.code == NoKeyPlace.code and self.dialog is None:
            self._ask(
                KeyPlaceDialog(error.code, self._language(), self._window),
                lambda: self._controller.log_in_again(key_in_file=True),
            )

    def _ask(self, dialog: Question, agreed: Callable[[], None]) -> None:
        self.dialog = dialog
        dialog.accepted.connect(agreed)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
