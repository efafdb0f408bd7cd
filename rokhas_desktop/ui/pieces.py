"""The pieces of an act in order, each marked seen or not seen, signed or not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, DocumentView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import isolate, ltr, size


class Pieces(QListWidget):
    """Choosing a piece opens it."""

    chosen = Signal(int)  # piece, from 1

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(QSize(22, 22))
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(self._choose)

    def show_act(self, act: ActView, language: Language) -> None:
        """Show an act's pieces; the same piece stays chosen while the act stays."""
        self.setAccessibleName(QCoreApplication.translate("Pieces", "Pieces of the act"))
        current = self.currentRow()
        self.blockSignals(True)
        while self.count() > len(act.documents):
            self.takeItem(self.count() - 1)
        while self.count() < len(act.documents):
            self.addItem(QListWidgetItem())
        for row, document in enumerate(act.documents):
            self._fill(self.item(row), document, language)
        self.setCurrentRow(min(max(current, 0), self.count() - 1) if current >= 0 else -1)
        self.blockSignals(False)

    def _fill(self, item: QListWidgetItem, document: DocumentView, language: Language) -> None:
        colours = theme.colours()
        name, colour, said = _mark(document)
        place = ltr(f"{document.piece}/{document.of}")
        item.setText(f"{place}  {isolate(document.title.text(language))}\n{said} · {size(document.size, language)}")
        item.setIcon(theme.icon(name, getattr(colours, colour)))
        item.setToolTip(document.filename)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row + 1)


def _mark(document: DocumentView) -> tuple[str, str, str]:
    if document.refusal is not None:
        return "warning", "bad", QCoreApplication.translate("Pieces", "problem")
    if document.state == "acknowledged":
        return "check", "good", QCoreApplication.translate("Pieces", "signed and received")
    if document.state in {"signed", "checked", "sending"}:
        return "send", "accent", QCoreApplication.translate("Pieces", "signed, being sent")
    if document.reviewed:
        return "eye", "good", QCoreApplication.translate("Pieces", "seen")
    if document.must_review:
        return "eye-off", "warning", QCoreApplication.translate("Pieces", "not seen yet")
    return "document", "muted", QCoreApplication.translate("Pieces", "not seen (optional)")
