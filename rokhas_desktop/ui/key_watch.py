"""The keys while the window is open: what is inserted, whose it is, whether it was revoked, and faulty modules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.desk.face import Desk, KeyStanding
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.findings import findings
from rokhas_desktop.ui.jobs import Lane

if TYPE_CHECKING:
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import ModuleCandidate, Survey
    from rokhas_desktop.token.watch import Watcher


class Ask(Protocol):
    """Has the desk do one thing on its lane; whether it will: nobody may be logged in."""

    def __call__(
        self, call: Callable[[Desk], Any], *, done: Callable[[Any], None], failed: Callable[[RokhasError], None]
    ) -> bool:
        """Exactly one of ``done`` and ``failed`` follows, on the window's thread."""
        ...


class KeyWatch(QObject):
    """Watches from :meth:`start` on.  Revocation is asked on a lane of its own, beside all other work."""

    changed = Signal(object)  # Sequence[KeyStanding]
    found = Signal(object)  # tuple[Finding, ...]
    failed = Signal(object)  # RokhasError
    _surveyed = Signal(object)

    def __init__(
        self, token: Callable[[], TokenRoom], modules: Callable[[], list[ModuleCandidate]], ask: Ask, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.keys: Sequence[KeyStanding] = ()
        self._token = token
        self._modules = modules
        self._ask = ask
        self._lane = Lane("revocation", self)
        self._watcher: Watcher | None = None
        self._survey: Survey | None = None
        self._surveyed.connect(self._look_at_keys)

    def start(self) -> None:
        """Begin to watch; once."""
        if self._watcher is None:
            from rokhas_desktop.token.watch import Watcher  # after the first frame

            self._watcher = Watcher(self._token(), self._modules, self._surveyed.emit)
            self._watcher.start()

    def look(self) -> None:
        """Look at the tokens now."""
        if self._watcher is not None:
            self._watcher.look_now()

    def retry(self, module: str) -> None:
        """Try a module again that was set aside."""
        self._lane.run(
            lambda _r, _c: self._token().retry(module), done=lambda _none: self.look(), failed=self.failed.emit
        )

    def _look_at_keys(self, survey: Survey) -> None:
        self._survey = survey
        self.found.emit(findings(survey))
        self._ask(lambda desk: (desk, desk.key_standings(survey)), done=self._show, failed=self.failed.emit)

    def _show(self, told: tuple[Desk, Sequence[KeyStanding]]) -> None:
        desk, self.keys = told
        self.changed.emit(self.keys)
        for key in self.keys:
            if key.usable and key.revocation is None:
                self._ask_revocation(desk, key)

    def _ask_revocation(self, desk: Desk, key: KeyStanding) -> None:
        """Learn of an inserted key whether it was revoked."""
        self._lane.run(lambda _r, _c: desk.check_revocation(key), done=self._revocation_known, failed=self.failed.emit)

    def _revocation_known(self, checked: KeyStanding) -> None:
        """Judge the keys anew, unless this one was pulled out: one that was revoked is no longer the first."""
        if self._survey is not None and any(key.selection == checked.selection for key in self.keys):
            self._look_at_keys(self._survey)

    def close(self) -> None:
        """Watch no more."""
        if self._watcher is not None:
            self._watcher.stop()
        self._lane.close()
