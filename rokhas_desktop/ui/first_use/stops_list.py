"""The stops of a first use one below the other: behind, here, ahead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rokhas_desktop.ui.first_use.stops import RAIL, Stop
from rokhas_desktop.ui.rail import Mark, Rail
from rokhas_desktop.ui.widgets import clear, label


class Stops(QFrame):
    """Shows how far it is; changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 10)
        self._column.setSpacing(0)

    def show_place(self, here: int, *, arrived: bool) -> None:
        """``here`` counts from 0; ``arrived``: the last stop is reached."""
        clear(self._column)
        for number, stop in enumerate(RAIL):
            mark: Mark = "done" if number < here or arrived else "now" if number == here else "later"
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Rail(mark, first=number == 0, last=number == len(RAIL) - 1))
            name = label(_name(stop), role="strong" if mark == "now" else "", wrap=True)
            name.setContentsMargins(0, 4, 0, 22)
            line.addWidget(name, 1)
            self._column.addWidget(row)
        self._column.addStretch(1)


def _name(stop: Stop) -> str:
    return {
        "insert": QCoreApplication.translate("Stops", "Insert the key"),
        "set_pin": QCoreApplication.translate("Stops", "Choose the PIN"),
        "compare": QCoreApplication.translate("Stops", "Check the name and CIN"),
        "notice": QCoreApplication.translate("Stops", "What each recipient reads"),
        "trial": QCoreApplication.translate("Stops", "Make a test signature"),
        "ready": QCoreApplication.translate("Stops", "Key registered"),
    }[stop]
