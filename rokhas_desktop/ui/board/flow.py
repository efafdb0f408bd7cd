"""The help desk's work: the board is asked for when it logs in and when it synchronises, and exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.desk.face import AccountView, Board, BoardRow, write_csv
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.controller import Controller


class BoardFlow(QObject):
    """Does nothing for any other account: the platform refuses them the board."""

    changed = Signal(object)  # Board
    exported = Signal(object)  # Path

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._ours = False
        controller.entered.connect(self._enter)
        controller.left.connect(self._leave)

    def _enter(self, account: AccountView) -> None:
        self._ours = account.role == "help_desk"
        self.ask()

    def _leave(self) -> None:
        self._ours = False

    def ask(self) -> None:
        """Ask the platform for the board."""
        if self._ours:
            self._controller.sync_changed.emit(True, None)
            self._controller.ask(lambda desk: desk.board(), done=self._told, failed=self._failed)

    def _told(self, board: Board) -> None:
        self._controller.sync_changed.emit(False, None)
        self.changed.emit(board)

    def _failed(self, error: RokhasError) -> None:
        self._controller.sync_changed.emit(False, None)
        self._controller.failed.emit(error)

    def export(self, path: Path, rows: Sequence[BoardRow]) -> None:
        """Write rows to a new file."""
        self._controller.ask(
            lambda _desk: write_csv(path, rows),
            done=lambda _none: self.exported.emit(path),
            failed=self._controller.failed.emit,
        )
