"""The steps of a key one below the other, each with who declared it and when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KeyStepView, KeyWay, actor_name
from rokhas_desktop.ui.rail import Mark, Rail
from rokhas_desktop.ui.text import day
from rokhas_desktop.ui.widgets import clear, label


class Timeline(QFrame):
    """Shows the whole way; changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 4)
        self._column.setSpacing(0)

    def show_way(self, way: KeyWay, language: Language) -> None:
        """Show the steps of ``way``."""
        clear(self._column)
        for number, step in enumerate(way.steps):
            mark: Mark = "done" if step.state == "done" else "now" if step == way.missing else "later"
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Rail(mark, first=number == 0, last=number == len(way.steps) - 1))
            texts = QVBoxLayout()
            texts.setContentsMargins(0, 3, 0, 8)
            texts.setSpacing(0)
            texts.addWidget(label(step.name(language), role="strong" if mark != "later" else "", wrap=True))
            texts.addWidget(label(_declared(step, language), role="muted", wrap=True))
            if step.note:
                texts.addWidget(label(step.note, role="muted", wrap=True))
            line.addLayout(texts, 1)
            row.setAccessibleName(f"{step.name(language)}. {_declared(step, language)}")
            self._column.addWidget(row)
        self._column.addStretch(1)


def _declared(step: KeyStepView, language: Language) -> str:
    """Whose word it is, and of when."""
    if step.state == "unknown":
        return QCoreApplication.translate("Timeline", "Unknown: nobody has declared it")
    who = actor_name(step.declared_by, language) if step.declared_by else ""
    if step.state == "pending":
        said = QCoreApplication.translate("Timeline", "Under way, as declared by %1")
        return said.replace("%1", who) if who else QCoreApplication.translate("Timeline", "Under way")
    if step.declared_on is None:
        said = QCoreApplication.translate("Timeline", "Declared by %1")
        return said.replace("%1", who) if who else QCoreApplication.translate("Timeline", "Done")
    when = day(step.declared_on, language)
    if not who:
        return QCoreApplication.translate("Timeline", "Done on %1").replace("%1", when)
    return QCoreApplication.translate("Timeline", "Declared by %1 on %2").replace("%1", who).replace("%2", when)
