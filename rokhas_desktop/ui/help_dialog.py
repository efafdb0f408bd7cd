"""What the keyboard does, in one list.  The window binds :data:`KEYS`; the rest is Qt's or the viewer's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import button, label

KEYS = {
    "help": "F1",
    "synchronise": "F5",
    "search": "Ctrl+F",
    "next_area": "F6",
    "sign": "Ctrl+Return",
    "sign_all": "Ctrl+Shift+Return",
    "return": "Ctrl+R",
    "facts": "Ctrl+I",
    "notes": "Ctrl+N",
    "next_piece": "Ctrl+PgDown",
    "previous_piece": "Ctrl+PgUp",
}
"""The window's own commands."""


class HelpDialog(Dialog):
    """The list, by where the keys work."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for title, keys in self._commands():
            grid.addWidget(label(title, role="heading"), row, 0, 1, 2)
            for place, (key, text) in enumerate(keys, row + 1):
                native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(label(ltr(native), role="strong"), place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(text, wrap=True), place, 1)
            row += len(keys) + 1
        self.body.addLayout(grid)
        self.body.addStretch(1)
        below = QHBoxLayout()
        below.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        below.addWidget(close)
        self.foot.addLayout(below)

    def _commands(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("The acts"),
                [
                    (KEYS["search"], self.tr("Search")),
                    ("Space", self.tr("Tick the act, or take its tick off")),
                    ("Alt+Up", self.tr("Take the act earlier")),
                    ("Alt+Down", self.tr("Take the act later")),
                    (KEYS["synchronise"], self.tr("Synchronise with the platform")),
                ],
            ),
            (
                self.tr("The act that is shown"),
                [
                    (KEYS["facts"], self.tr("Everything about this act")),
                    (KEYS["notes"], self.tr("Notes about this act")),
                    (KEYS["next_piece"], self.tr("Next piece")),
                    (KEYS["previous_piece"], self.tr("Previous piece")),
                    (KEYS["sign"], self.tr("Sign this act")),
                    (KEYS["sign_all"], self.tr("Sign the ticked acts, or all that are ready")),
                    (KEYS["return"], self.tr("Return this act for correction")),
                ],
            ),
            (
                self.tr("The page that is shown"),
                [
                    ("PgDown", self.tr("Further down, then the next page")),
                    ("PgUp", self.tr("Further up, then the previous page")),
                    ("+", self.tr("Larger")),
                    ("-", self.tr("Smaller")),
                    ("0", self.tr("Fit the page")),
                    ("1", self.tr("Size on paper, 100 %")),
                    ("2", self.tr("Fit the width")),
                    ("R", self.tr("Turn the view")),
                    ("M", self.tr("Mark what is seen, to return the act with it")),
                    ("T", self.tr("All pages, small")),
                    ("Ctrl+Shift+F", self.tr("Search in the text")),
                    ("F3", self.tr("The next place that was found or has changed")),
                    ("Shift+F3", self.tr("The place before")),
                    ("C", self.tr("What changed since the last pass")),
                    ("X", self.tr("Flip between this version and the earlier one")),
                    ("B", self.tr("Another document beside this one")),
                ],
            ),
            (
                self.tr("Everywhere"),
                [
                    (KEYS["next_area"], self.tr("Next area of the window")),
                    ("Tab", self.tr("Next control")),
                    ("Esc", self.tr("Close a dialog")),
                    (KEYS["help"], self.tr("This list")),
                ],
            ),
        ]
