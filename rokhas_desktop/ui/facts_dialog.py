"""Everything an act says of itself, whole: what the page shortens for lack of room is read here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, OpinionView
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.facts import facts, verdict
from rokhas_desktop.ui.text import day, isolate, standing
from rokhas_desktop.ui.widgets import Notice, Tone, button, label

_TONES: dict[str, Tone] = {"favourable": "good", "favourable_with_reserves": "warning", "adverse": "bad"}


class FactsDialog(Dialog):
    """Of one act, to be read and copied; changes nothing."""

    def __init__(self, act: ActView, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Everything about this act"))
        rows = self.body
        rows.addWidget(label(standing(act.reference, language), role="title", selectable=True))
        for text, role in ((act.family_label.text(language), "heading"), (act.subject.text(language), "")):
            rows.addWidget(label(text, role=role, wrap=True, selectable=True))
        for name, value in facts(act, language):
            rows.addLayout(_fact(name, standing(value, language)))
        if act.opinions:
            rows.addWidget(label(self.tr("Opinions of the commission"), role="strong"))
        for opinion in sorted(act.opinions, key=lambda one: not one.binding):
            rows.addWidget(self._opinion(opinion, language))
        rows.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self.foot.addLayout(row)

    def _opinion(self, opinion: OpinionView, language: Language) -> Notice:
        weight = self.tr("binding opinion") if opinion.binding else self.tr("advisory opinion")
        lines = [weight, day(opinion.given_on, language)]
        if opinion.remarks:
            lines.append(opinion.remarks)
        title = f"{isolate(opinion.authority.text(language))} : {verdict(opinion)}"
        return Notice(_TONES.get(opinion.verdict, "plain"), title, lines)


def _fact(name: str, value: str) -> QVBoxLayout:
    pair = QVBoxLayout()
    pair.setSpacing(1)
    pair.addWidget(label(name, role="muted"))
    pair.addWidget(label(value, wrap=True, selectable=True))
    return pair
