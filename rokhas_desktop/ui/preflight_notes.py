"""What the desk found before the PIN, in a person's words: what stays unsigned and why, what to know of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import BatchPreflight, Reason
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.pin_dialog import Said
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Notice, button, label

NAMED = 3
"""References that are written out for one reason; the others are counted."""


class PreflightNotes(QObject):
    """Says it in one language."""

    def __init__(self, preflight: BatchPreflight, language: Language) -> None:
        super().__init__()
        self._preflight = preflight
        self._language = language

    def left(self) -> Said | None:
        """What would stay unsigned, and why."""
        found = self._preflight
        if not found.reasons:
            return None
        if found.left:
            title = self.tr("%n document(s) stay unsigned, because:", "", found.left)
        else:  # what was withdrawn has no documents any more
            title = self.tr("Left aside, because:")
        return Said(title, tuple(self._lines(found.reasons)))

    def remarks(self) -> Said | None:
        """What was noticed in the documents that would be signed."""
        found = self._preflight
        if not found.remarks:
            return None
        title = self.tr("Noticed in these documents, and shown beside their pages:")
        return Said(title, tuple(self._lines(found.remarks)))

    def named(self, reason: Reason) -> str:
        """The acts that something is said of: the first ones by name."""
        names = ", ".join(map(ltr, reason.references[:NAMED]))
        more = len(reason.references) - NAMED
        return names if more <= 0 else self.tr("%1 and %n more", "", more).replace("%1", names)

    def _lines(self, reasons: Iterable[Reason]) -> Iterator[str]:
        for one in reasons:
            title = one.refusal.text(self._language).title.rstrip(". ")
            yield f"• {title} ({self.named(one)})"


class NothingReadyDialog(Dialog):
    """Several reasons why none of the acts can be signed: each with its acts and what to do."""

    def __init__(self, preflight: BatchPreflight, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=600)
        self.setModal(True)
        self.setWindowTitle(self.tr("Sign"))
        self.body.addWidget(label(self.tr("None of these acts can be signed now"), role="title", wrap=True))
        notes = PreflightNotes(preflight, language)
        for one in preflight.reasons:
            text = one.refusal.text(language)
            self.body.addWidget(Notice("warning", text.title, [notes.named(one), text.cause, *text.remedy]))
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self.foot.addLayout(row)
