"""From "sign" to the batch: what would be signed, the consent, the PIN, the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import NAME_SPELLED_OTHERWISE, ActView, BatchPreflight, KeyStanding, Refusal
from rokhas_desktop.errors import Coded
from rokhas_desktop.token.errors import ConsentWanted
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.pin_dialog import PinDialog, PinRequest, Said
from rokhas_desktop.ui.preflight_notes import NothingReadyDialog, PreflightNotes
from rokhas_desktop.ui.text import grouped, ltr, standing


class SigningFlow(QObject):
    """One batch at a time.  ``key`` gives the key in sight; ``dialog`` is the PIN dialog while it is open."""

    began = Signal(object)  # list[ActView]: the PIN was given
    refused = Signal(object)  # RokhasError: nothing can be signed
    asks_anew = Signal()

    def __init__(
        self,
        controller: Controller,
        key: Callable[[], KeyStanding | None],
        language: Callable[[], Language],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._language = language
        self.dialog: PinDialog | None = None
        self._controller = controller
        self._key = key
        self._parent = window
        self._acts: Sequence[ActView] = ()
        self._waiting = False
        controller.preflighted.connect(self._ask)
        controller.batch_refused.connect(self._over)

    def begin(self, acts: Sequence[ActView]) -> None:
        """Ask the desk what it would do with these acts and the key in sight."""
        key = self._key()
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
        self.asks_anew.emit()
        self.begin(self._acts)
        return True

    def _over(self) -> None:
        self._waiting = False

    def _ask(self, preflight: BatchPreflight) -> None:
        self._waiting = False
        key = preflight.key
        ready = {act.reference for act in preflight.acts if act.ready}
        if key is None or not ready or not key.usable:
            self._refuse(preflight)
            return
        acts = [act for act in self._acts if act.reference in ready]
        self.dialog = PinDialog(
            self._request(preflight, key), lambda pin: self._start(acts, preflight, pin), self._parent
        )
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _refuse(self, preflight: BatchPreflight) -> None:
        """Nothing can be signed: what is wrong with the key goes first, several reasons are listed."""
        of_key = list(preflight.key.refusals) if preflight.key is not None else []
        if not of_key and len(preflight.reasons) > 1:
            dialog = NothingReadyDialog(preflight, self._language(), self._parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            return
        refusals = of_key + [one.refusal for one in preflight.reasons]
        if refusals:
            self.refused.emit(Coded(refusals[0].code, **refusals[0].details))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _request(self, preflight: BatchPreflight, key: KeyStanding) -> PinRequest:
        policy = self._controller.settings.signing
        each = key.always_authenticate and policy.always_authenticate
        notes = PreflightNotes(preflight, self._language())
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
            warnings=tuple(self._said(one) for one in key.warnings),
            name=any(one.code == NAME_SPELLED_OTHERWISE for one in key.warnings),
            unshown=tuple(
                standing(f"{ltr(one.filename)} · SHA-256 {grouped(one.sha256)}", self._language())
                for one in preflight.unshown
            ),
            left=notes.left(),
            remarks=notes.remarks(),
        )

    def _said(self, warning: Refusal) -> Said:
        text = warning.text(self._language())
        return Said(text.title, (text.cause, *text.remedy))

    def _start(self, acts: Sequence[ActView], preflight: BatchPreflight, pin: bytearray | None) -> None:
        key = preflight.key
        if key is None:
            return
        self.began.emit(acts)
        self._controller.sign(
            [act.reference for act in acts],
            key.selection,
            pin,
            accept_final_try=key.token.pin_state == "final-try",
            pin_for_each=bool(key.always_authenticate),
            name_confirmed=any(one.code == NAME_SPELLED_OTHERWISE for one in key.warnings),
            # The dialog lets nobody sign without this consent of its own.
            unshown_accepted=bool(preflight.unshown),
        )
