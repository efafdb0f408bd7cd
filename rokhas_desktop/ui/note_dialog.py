"""Notes about an act: what the others wrote for whoever signs it, and this account's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, MarkView, NoteView
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.mark_chips import MarkChips, said
from rokhas_desktop.ui.text import isolate, ltr, moment
from rokhas_desktop.ui.widgets import button, card, label

LONGEST = 1000
"""Characters of a note, by the contract."""


class NoteDialog(Dialog):
    """``text`` and ``marks`` are this account's note once the dialog was accepted; an empty text takes it away.
    ``draft`` is a text that could not be saved before."""

    def __init__(
        self,
        act: ActView,
        language: Language,
        parent: QWidget | None,
        marks: Sequence[MarkView] = (),
        draft: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(self.tr("Notes"))
        column = self.body
        title = self.tr("Notes about %1").replace("%1", ltr(act.reference))
        column.addWidget(label(title, role="title", wrap=True))
        told = self.tr("Everybody who sees this act sees them. They are no part of what is signed.")
        column.addWidget(label(told, role="muted", wrap=True))
        for note in act.notes:
            if not note.own:
                column.addWidget(self._card(note))
        own = next((note for note in act.notes if note.own), None)
        caption = label(self.tr("Your note"), role="strong")
        column.addWidget(caption)
        self._edit = QPlainTextEdit(draft if draft is not None else own.text if own else "")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(110)
        self._edit.setAccessibleName(caption.text())
        caption.setBuddy(self._edit)
        column.addWidget(self._edit)
        kept = list(own.marks) if own else []
        self._chips = MarkChips([*kept, *(mark for mark in marks if mark not in kept)])
        column.addWidget(self._chips)
        option = self._edit.document().defaultTextOption()
        option.setTextDirection(self.layoutDirection())
        self._edit.document().setDefaultTextOption(option)
        self.foot.addLayout(self._buttons())
        self._edit.textChanged.connect(self._update)
        self._update()

    def _card(self, note: NoteView) -> QWidget:
        frame, inside = card()
        role = self.tr("prepares") if note.role == "clerk" else self.tr("signs")
        when = moment(note.written_at.astimezone(), self._language)
        head = f"{isolate(note.author.text(self._language))} · {role} · {when}"
        inside.addWidget(label(head, role="muted", wrap=True))
        inside.addWidget(label(note.text, wrap=True, selectable=True))
        for number, mark in enumerate(note.marks, 1):
            inside.addWidget(label(said(number, mark), role="muted", wrap=True))
        return frame

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._left = label(role="muted")
        row.addWidget(self._left, 1)
        close = button(self.tr("Close"))
        close.clicked.connect(self.reject)
        self._save = button(self.tr("Save the note"), primary=True, icon="note")
        self._save.clicked.connect(self.accept)
        row.addWidget(close)
        row.addWidget(self._save)
        return row

    @property
    def text(self) -> str:
        """What was written, trimmed."""
        return self._edit.toPlainText().strip()

    @property
    def marks(self) -> list[MarkView]:
        """The places that the note is about."""
        return self._chips.marks

    def _update(self) -> None:
        count = len(self.text)
        self._left.setText(ltr(f"{count} / {LONGEST}"))
        self._save.setEnabled(count <= LONGEST)
