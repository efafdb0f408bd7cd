"""Every certificate on every token, with why it can or cannot sign, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KeyStanding
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.first_use.stops import GUIDED, Said, place
from rokhas_desktop.ui.text import day, isolate, ltr, standing
from rokhas_desktop.ui.widgets import Notice, button, card, label


class KeyDialog(Dialog):
    """The keys at this moment; changes nothing.  It leads to the guide where there is something to do with a key."""

    guide_wanted = Signal()
    pin_wanted = Signal(object)  # TokenView
    examine_wanted = Signal()

    def __init__(self, keys: Sequence[KeyStanding], language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=620)
        self._language = language
        self.setWindowTitle(self.tr("Signing key"))
        self.body.addWidget(label(self.tr("Certificates found"), role="title"))
        tokens: set[tuple[str, str]] = set()
        for key in keys:
            named = key.token.module, key.token.serial
            self.body.addWidget(self._one(key, with_pin=named not in tokens))
            tokens.add(named)
        self.body.addStretch(1)
        row = QHBoxLayout()
        if place(None, keys, Said()).stop in GUIDED:
            guide = button(self.tr("What to do with this key"), icon="key")
            guide.clicked.connect(self.accept)
            guide.clicked.connect(self.guide_wanted)
            row.addWidget(guide)
        examine = button(self.tr("Examine this PC"), icon="search")
        examine.clicked.connect(self.accept)
        examine.clicked.connect(self.examine_wanted)
        row.addWidget(examine)
        row.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self.foot.addLayout(row)

    def _one(self, key: KeyStanding, *, with_pin: bool) -> QFrame:
        frame, column = card()
        column.addWidget(label(standing(key.holder_name or "?", self._language), role="heading", wrap=True))
        facts = [
            (self.tr("CIN"), ltr(key.cin_masked) if key.cin_masked else self.tr("not found")),
            (self.tr("Issued by"), isolate(key.issuer)),
            (
                self.tr("Valid"),
                f"{day(key.not_before.date(), self._language)} – {day(key.not_after.date(), self._language)}",
            ),
            (self.tr("Revocation"), self._revocation(key)),
            (self.tr("Token"), f"{isolate(key.token.label)} · {ltr(key.token.serial)}"),
        ]
        for name, value in facts:
            column.addWidget(label(f"{name} : {value}", role="muted", wrap=True, selectable=True))
        if with_pin:
            pin = button(self.tr("Code (PIN)…"), icon="key")
            pin.clicked.connect(self.accept)
            pin.clicked.connect(lambda: self.pin_wanted.emit(key.token))
            column.addWidget(pin, 0, Qt.AlignmentFlag.AlignLeft)
        if key.usable:
            column.addWidget(Notice("good", self.tr("This key can sign.")))
        for tone, refusals in (("bad", key.refusals), ("warning", key.warnings)):
            for refusal in refusals:
                text = catalogue.entry(refusal.code).text(self._language, refusal.details)
                column.addWidget(Notice("bad" if tone == "bad" else "warning", text.title, [text.cause, *text.remedy]))
        return frame

    def _revocation(self, key: KeyStanding) -> str:
        if key.revocation == "good":
            return self.tr("status verified: not revoked")
        return self.tr("revoked") if key.revocation == "revoked" else self.tr("status not verified")
