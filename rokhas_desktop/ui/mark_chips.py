"""The places on an act's pages that something is about, each with a way to take it off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rokhas_desktop.desk.face import MarkView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.widgets import ElidedButton, label


def said(number: int, mark: MarkView) -> str:
    """A mark in words."""
    text = QCoreApplication.translate("MarkChips", "Mark %1: piece %2, page %3")
    return text.replace("%1", str(number)).replace("%2", str(mark.piece)).replace("%3", str(mark.page))


class MarkChips(QWidget):
    """``marks`` are those that were not taken off; without any a hint says how they are made."""

    def __init__(self, marks: Sequence[MarkView]) -> None:
        super().__init__()
        self.marks = list(marks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, mark in enumerate(marks, 1):
            column.addWidget(self._chip(number, mark))
        if not marks:
            hint = self.tr("You can mark places on the pages first (M), to show what is meant.")
            column.addWidget(label(hint, role="muted", wrap=True))

    def _chip(self, number: int, mark: MarkView) -> ElidedButton:
        chip = ElidedButton(said(number, mark))
        chip.setObjectName("chip")
        chip.setIcon(theme.icon("close", theme.colours().muted))
        drop = self.tr("take this mark off")
        chip.setToolTip(f"{chip.text()} — {drop}")
        chip.setAccessibleName(f"{chip.text()} — {drop}")
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda: self._drop(mark, chip))
        return chip

    def _drop(self, mark: MarkView, chip: ElidedButton) -> None:
        self.marks.remove(mark)
        chip.hide()
