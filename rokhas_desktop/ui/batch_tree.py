"""The live list of a batch: one line a document, under its act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import isolate, ltr, tip

_REFUSAL = int(Qt.ItemDataRole.UserRole) + 1
Piece = tuple[str, int]
"""A document by its act's reference and its place there."""


class BatchTree(QTreeWidget):
    """Shows what it is told of each document; keeps the reason of those that were refused."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.lines: dict[Piece, QTreeWidgetItem] = {}

    def show_acts(self, acts: Sequence[ActView], language: Language, waiting: str) -> None:
        """One line for each document of these acts, in the state that ``waiting`` names."""
        self.clear()
        self.lines = {}
        for act in acts:
            top = QTreeWidgetItem([f"{ltr(act.reference)} · {act.family_label.text(language)}", ""])
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            top.setText(1, ltr(f"0 / {len(act.documents)}"))
            self.addTopLevelItem(top)
            for document in act.documents:
                name = f"{ltr(f'{document.piece}/{document.of}')}  {isolate(document.title.text(language))}"
                line = QTreeWidgetItem([name, waiting])
                top.addChild(line)
                self.lines[act.reference, document.piece] = line
            top.setExpanded(True)

    def count(self, piece: Piece, steps: Mapping[Piece, int], whole: int) -> None:
        """How many documents of the piece's act need nothing more, on the act's own line."""
        line = self.lines.get(piece)
        top = line.parent() if line is not None else None
        if top is not None:
            done = sum(step == whole for (act, _), step in steps.items() if act == piece[0])
            top.setText(1, ltr(f"{done} / {top.childCount()}"))

    def mark(self, line: QTreeWidgetItem, text: str, colour: str, icon: str) -> None:
        """What is said of a line, by words, colour and icon."""
        line.setText(1, text)
        line.setToolTip(1, tip(text))
        line.setForeground(1, QColor(colour))
        line.setIcon(1, theme.icon(icon, colour))

    def explain(self, line: QTreeWidgetItem, refusal: Refusal) -> None:
        """Have a line explained when it is chosen; the first one that is, is chosen."""
        line.setData(0, _REFUSAL, refusal)
        if self.currentItem() is None:
            self.setCurrentItem(line)

    def reason(self, line: QTreeWidgetItem | None) -> Refusal | None:
        """Why the line's document was refused, if it was."""
        found = line.data(0, _REFUSAL) if line is not None else None
        return found if isinstance(found, Refusal) else None
