"""Reads and writes the settings off the UI thread; without a widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rokhas_desktop import choices
from rokhas_desktop.choices import SettingsNotWritten, Standing
from rokhas_desktop.token import choice
from rokhas_desktop.token.views import ModuleCandidate
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.jobs import Lane


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows: the choices, and what is only told.  ``module`` is the chosen one's path, if any."""

    standings: tuple[Standing, ...]
    platform: str
    modules: tuple[ModuleCandidate, ...]
    module: str | None
    key_place: str
    level: str
    decision: bool
    plans: bool


class SettingsFlow(QObject):
    """One reading or writing at a time."""

    changed = Signal(object)  # Facts
    saved = Signal(object)  # Standing, or None for the module
    failed = Signal(object)  # RokhasError
    language_wanted = Signal(str)

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._rooms = controller.rooms
        self._lane = Lane("settings", self)
        controller.closing.connect(self._lane.close)

    def ask(self) -> None:
        """Read everything."""
        self._run(self._facts, self.changed.emit)

    def change(self, name: str, value: object) -> None:
        """Write one choice; what was refused is shown again as it was."""

        def write() -> Facts:
            choices.change(self._rooms.home, name, value, self._rooms.policy)
            return self._facts()

        def written(facts: Facts) -> None:
            self.changed.emit(facts)
            standing = next(one for one in facts.standings if one.name == name)
            if name == "language":
                self.language_wanted.emit(str(standing.value))
            self.saved.emit(standing)

        self._run(write, written)

    def choose_module(self, path: str) -> None:
        """Ask only this module for keys; all that are found where it is empty."""

        def write() -> Facts:
            home = self._rooms.home
            try:
                if path:
                    choice.choose(home, path)
                else:
                    choice.forget(home)
            except OSError as error:
                raise SettingsNotWritten(file=choice.FILE) from error
            return self._facts()

        def written(facts: Facts) -> None:
            self.changed.emit(facts)
            self.saved.emit(None)

        self._run(write, written)

    def _run(self, work: Callable[[], Facts], done: Callable[[Facts], None]) -> None:
        def failed(error: object) -> None:
            self.failed.emit(error)
            self._lane.run(lambda _r, _c: self._facts(), done=self.changed.emit, failed=self.failed.emit)

        self._lane.run(lambda _r, _c: work(), done=done, failed=failed)

    def _facts(self) -> Facts:
        rooms = self._rooms
        connection, settings = rooms.connection(), rooms.settings
        chosen = choice.chosen(rooms.home)
        return Facts(
            standings=choices.standings(rooms.home, rooms.policy),
            platform=connection.url if connection else "",
            modules=tuple(one for one in rooms.modules() if Path(one.path).exists()),
            module=chosen,
            key_place=settings.store.key,
            level=settings.signing.level,
            decision=settings.review.require_decision,
            plans=settings.review.require_plans,
        )
