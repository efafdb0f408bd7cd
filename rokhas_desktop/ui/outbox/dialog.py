"""Every act with documents that the platform has not received: why, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import OutboxItem
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.text import ltr, moment, standing
from rokhas_desktop.ui.widgets import button, card, clear, label


class OutboxDialog(Dialog):
    """Shows what it is given; says what the person wants done with an act."""

    send_wanted = Signal()
    hold_wanted = Signal(str)
    release_wanted = Signal(str)
    discard_wanted = Signal(str)

    def __init__(self, items: Sequence[OutboxItem], language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=620)
        self._language = language
        self.setWindowTitle(self.tr("Signed, not received yet"))
        row = QHBoxLayout()
        self._send = button(self.tr("Send now"), icon="send")
        self._send.clicked.connect(self.send_wanted)
        row.addWidget(self._send)
        row.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self.foot.addLayout(row)
        self.show_items(items)

    def show_items(self, items: Sequence[OutboxItem]) -> None:
        """What is left now."""
        clear(self.body)
        self.body.addWidget(label(self.tr("Signed, not received yet"), role="title"))
        if not items:
            self.body.addWidget(label(self.tr("Everything that was signed has been received."), wrap=True))
        else:
            self.body.addWidget(
                label(
                    self.tr("It is kept on this PC and sent as soon as the platform answers."), role="muted", wrap=True
                )
            )
        for reference, group in groupby(sorted(items, key=_reference), key=_reference):
            self.body.addWidget(self._act(reference, list(group)))
        self.body.addStretch(1)
        self._send.setEnabled(any(one.state not in {"held", "refused"} for one in items))
        if self.isVisible():
            self.fit()

    def _act(self, reference: str, items: Sequence[OutboxItem]) -> QFrame:
        frame, column = card()
        column.addWidget(label(standing(reference, self._language), role="heading"))
        since = min(one.since for one in items).astimezone()
        facts = [self.tr("%n document(s)", "", len(items)), self._state(items), moment(since, self._language)]
        column.addWidget(label(" · ".join(facts), role="muted", wrap=True))
        for refusal in {one.refusal.code: one.refusal for one in items if one.refusal is not None}.values():
            column.addWidget(label(refusal.text(self._language).sentence, wrap=True))
        column.addLayout(self._buttons(reference, items))
        return frame

    def _buttons(self, reference: str, items: Sequence[OutboxItem]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        states = {one.state for one in items}
        if "held" in states:
            let = button(self.tr("Let go"), icon="send")
            let.clicked.connect(partial(self.release_wanted.emit, reference))
            throw = button(self.tr("Throw away…"), icon="close")
            throw.clicked.connect(partial(self._ask, reference))
            row.addWidget(throw)
            row.addWidget(let)
        elif states & {"signed", "checked"}:
            hold = button(self.tr("Hold back"), icon="hold")
            hold.clicked.connect(partial(self.hold_wanted.emit, reference))
            row.addWidget(hold)
        return row

    def _state(self, items: Sequence[OutboxItem]) -> str:
        states = {one.state for one in items}
        if "held" in states:
            return self.tr("held back by you")
        if "refused" in states:
            return self.tr("refused by the platform")
        if states == {"returning"}:
            return self.tr("return for correction, to be sent")
        return self.tr("to be sent")

    def _ask(self, reference: str) -> None:
        """A signature that is thrown away is gone: the journal alone keeps that it was made."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Throw away"))
        box.setText(self.tr("Throw away what you signed of %1?").replace("%1", ltr(reference)))
        box.setInformativeText(self.tr("It never leaves this PC; the act awaits your signature again."))
        throw = box.addButton(self.tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        throw.clicked.connect(partial(self.discard_wanted.emit, reference))
        box.open()


def _reference(item: OutboxItem) -> str:
    return item.reference
