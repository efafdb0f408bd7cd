"""The PIN for a trial signature: the sentence that is signed, whole, above the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from rokhas_desktop.desk.face import KeyStanding
from rokhas_desktop.ui.pin_dialog import PinDialog, PinRequest
from rokhas_desktop.ui.text import isolate


class TrialDialog(PinDialog):
    """As for acts, but what the PIN is given for is one sentence without value."""

    def __init__(
        self, key: KeyStanding, sentence: str, take: Callable[[bytearray | None], None], parent: QWidget | None
    ) -> None:
        self._sentence = sentence
        super().__init__(_request(key), take, parent)

    def _fill(self) -> None:
        super()._fill()
        self.setWindowTitle(self.tr("Test signature"))
        self._title.setText(self.tr("Test signature"))
        said = self.tr("By entering my code, I sign this sentence and nothing else:")
        self._consent.setText(f"{said}\n\n{in_lines(self._sentence)}")


def in_lines(sentence: str) -> str:
    """The parts of a trial's sentence one below the other: in one line its two scripts would change places."""
    return "\n".join(isolate(part) for part in sentence.split(" – "))


def _request(key: KeyStanding) -> PinRequest:
    return PinRequest(
        holder=key.holder_name or "?",
        token=key.token.label,
        documents=1,
        acts=0,
        uses=1 if key.always_authenticate else 0,
        final_try=key.token.pin_state == "final-try",
        few_tries=key.token.pin_state == "count-low",
        pinpad=key.token.pinpad,
        shortest=max(1, key.token.pin_min),
        longest=key.token.pin_max or 64,
    )
