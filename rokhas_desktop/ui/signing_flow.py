"""From "sign" to the batch: what would be signed, the consent, the PIN, the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rokhas_desktop.desk.face import ActView, BatchPreflight, KeyStanding
from rokhas_desktop.errors import Coded
from rokhas_desktop.token.errors import ConsentWanted
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.pin_dialog import PinDialog, PinRequest

if TYPE_CHECKING:
    from rokhas_desktop.ui.window import MainWindow


class SigningFlow(QObject):
    """One batch at a time."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._acts: Sequence[ActView] = ()
        self._waiting = False
        controller.preflighted.connect(self._ask)
        controller.batch_refused.connect(self._over)

    def begin(self, acts: Sequence[ActView]) -> None:
        """Ask the desk what it would do with these acts and the key in sight."""
        key = self._window.acts_panel.key_card.best
        if key is None or self._waiting or self._controller.busy_signing:
            return
        self._acts = acts
        self._waiting = True
        self._controller.preflight([act.reference for act in acts], key.selection)

    def asks_again(self, code: str | None) -> bool:
        """Whether a batch ended only because the key turned out to want its PIN for each signature.

        Most tokens hide that until the first log-in.  The consent is then another one, and is asked anew.
        """
        if code != ConsentWanted.code:
            return False
        self._window.show_book()
        self.begin(self._acts)
        return True

    def _over(self) -> None:
        self._waiting = False

    def _ask(self, preflight: BatchPreflight) -> None:
        self._waiting = False
        key = preflight.key
        ready = {act.reference for act in preflight.acts if act.ready}
        if key is None or not ready or not key.usable:
            refusals = list(key.refusals) if key is not None else []
            refusals += [refusal for act in preflight.acts for refusal in act.refusals]
            if refusals:
                self._window.show_refused(Coded(refusals[0].code, **refusals[0].details))
            return
        acts = [act for act in self._acts if act.reference in ready]
        dialog = PinDialog(self._request(preflight, key), lambda pin: self._start(acts, key, pin), self._window)
        self._window.pin_dialog = dialog
        dialog.finished.connect(lambda _result: setattr(self._window, "pin_dialog", None))
        dialog.open()

    def _request(self, preflight: BatchPreflight, key: KeyStanding) -> PinRequest:
        policy = self._controller.settings.signing
        each = key.always_authenticate and policy.always_authenticate
        return PinRequest(
            holder=key.holder_name or "?",
            token=key.token.label,
            documents=preflight.documents,
            acts=preflight.ready_acts,
            uses=preflight.documents if each else 0,
            final_try=key.token.pin_state == "final-try",
            few_tries=key.token.pin_state == "count-low",
            pinpad=key.token.pinpad,
            shortest=max(1, key.token.pin_min),
            longest=key.token.pin_max or 64,
        )

    def _start(self, acts: Sequence[ActView], key: KeyStanding, pin: bytearray | None) -> None:
        self._window.batch_begins(acts)
        self._controller.sign(
            [act.reference for act in acts],
            key.selection,
            pin,
            accept_final_try=key.token.pin_state == "final-try",
            pin_for_each=bool(key.always_authenticate),
        )
