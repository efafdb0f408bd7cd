"""Returning an act for correction: the reason, and what this does not do."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Notice, button, label

LONGEST = 1000
"""Characters of a reason, by the contract."""


class ReturnDialog(Dialog):
    """``reason`` is what was written, once the dialog was accepted."""

    def __init__(self, reference: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Return for correction"))
        column = self.body
        column.addWidget(
            label(self.tr("Return %1 to the services").replace("%1", ltr(reference)), role="title", wrap=True)
        )
        notice = Notice(
            "plain",
            self.tr("This does not notify the applicant."),
            [self.tr("The regulation wants a registered letter within two working days; the services send it.")],
        )
        column.addWidget(notice)
        caption = label(self.tr("What must be corrected"), role="strong")
        column.addWidget(caption)
        self._edit = QPlainTextEdit()
        self._edit.setTabChangesFocus(True)
        self._edit.setAccessibleName(caption.text())
        self._edit.setMinimumHeight(120)
        self._edit.textChanged.connect(self._update)
        caption.setBuddy(self._edit)
        column.addWidget(self._edit)
        row = QHBoxLayout()
        self._left = label(role="muted")
        row.addWidget(self._left, 1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._send = button(self.tr("Return the act"), primary=True, icon="return")
        self._send.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self._send)
        self.foot.addLayout(row)
        self._update()
        option = self._edit.document().defaultTextOption()
        option.setTextDirection(self.layoutDirection())
        self._edit.document().setDefaultTextOption(option)

    @property
    def reason(self) -> str:
        """What was written, trimmed."""
        return self._edit.toPlainText().strip()

    def _update(self) -> None:
        count = len(self.reason)
        self._left.setText(ltr(f"{count} / {LONGEST}"))
        self._send.setEnabled(0 < count <= LONGEST)
