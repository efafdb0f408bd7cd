"""Returning an act to the services: for correction or for a refusal act, the reason, and what this does not do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QRadioButton, QWidget

from rokhas_desktop.desk.face import MarkView
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.mark_chips import MarkChips
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Notice, button, label

LONGEST = 1000
"""Characters of a reason, by the contract."""


class ReturnDialog(Dialog):
    """``reason``, ``refusal`` and ``marks`` are what was said, once the dialog was accepted."""

    def __init__(self, reference: str, parent: QWidget | None, marks: Sequence[MarkView] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Return to the services"))
        column = self.body
        title = self.tr("Return %1 to the services").replace("%1", ltr(reference))
        column.addWidget(label(title, role="title", wrap=True))
        self._correct = QRadioButton(self.tr("To be corrected"))
        self._refuse = QRadioButton(self.tr("To have a refusal act prepared"))
        self._correct.setChecked(True)
        for choice in (self._correct, self._refuse):
            choice.toggled.connect(self._update)
            column.addWidget(choice)
        self._notice = Notice("plain")
        column.addWidget(self._notice)
        self._caption = label(role="strong")
        column.addWidget(self._caption)
        self._edit = QPlainTextEdit()
        self._edit.setTabChangesFocus(True)
        self._edit.setMinimumHeight(90)
        self._edit.textChanged.connect(self._update)
        self._caption.setBuddy(self._edit)
        column.addWidget(self._edit)
        self._chips = MarkChips(marks)
        column.addWidget(self._chips)
        self.foot.addLayout(self._buttons())
        self._update()
        option = self._edit.document().defaultTextOption()
        option.setTextDirection(self.layoutDirection())
        self._edit.document().setDefaultTextOption(option)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._left = label(role="muted")
        row.addWidget(self._left, 1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._send = button(self.tr("Return the act"), primary=True, icon="return")
        self._send.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self._send)
        return row

    @property
    def marks(self) -> list[MarkView]:
        """The places that the reason is about."""
        return self._chips.marks

    @property
    def reason(self) -> str:
        """What was written, trimmed."""
        return self._edit.toPlainText().strip()

    @property
    def refusal(self) -> bool:
        """Whether a refusal act is asked for."""
        return self._refuse.isChecked()

    def _update(self) -> None:
        if self.refusal:
            title = self.tr("This does not refuse the application.")
            said = self.tr("A refusal is a reasoned decision of its own: the services prepare it and you sign it.")
        else:
            title = self.tr("This does not notify the applicant.")
            said = self.tr("The regulation wants a registered letter within two working days; the services send it.")
        self._notice.show_text("plain", title, [said])
        self._caption.setText(self.tr("Grounds for the refusal") if self.refusal else self.tr("What must be corrected"))
        self._edit.setAccessibleName(self._caption.text())
        count = len(self.reason)
        self._left.setText(ltr(f"{count} / {LONGEST}"))
        self._send.setEnabled(0 < count <= LONGEST)
