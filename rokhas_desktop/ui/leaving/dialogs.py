"""The questions: erase everything, and keep the key in a file where there is no keyring."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.widgets import Notice, WrappedCheck, button, label


class Question(Dialog):
    """A title, what it means, something to tick before it can be done, and the way back."""

    def __init__(self, title: str, sure: str, action: str, back: str, parent: QWidget | None) -> None:
        super().__init__(parent, width=560)
        self.setModal(True)
        self.setWindowTitle(title)
        self.body.addWidget(label(title, role="title", wrap=True))
        self._sure = WrappedCheck()
        self._sure.setText(sure)
        self.foot.addWidget(self._sure)
        row = QHBoxLayout()
        row.addStretch(1)
        stay = button(back)
        stay.setAutoDefault(True)
        stay.clicked.connect(self.reject)
        self._go = button(action, primary=True)
        self._go.setEnabled(False)
        self._sure.toggled.connect(self._go.setEnabled)
        self._go.clicked.connect(self.accept)
        row.addWidget(stay)
        row.addWidget(self._go)
        self.foot.addLayout(row)

    def tell(self, widget: QWidget) -> None:
        """One more thing to know."""
        self.body.addWidget(widget)


class PurgeDialog(Question):
    """``unsent`` documents were signed, and the platform never had them: they would be lost."""

    def __init__(self, unsent: int, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Erase my data from this PC"),
            self.tr("I want them erased") if not unsent else self.tr("I want them erased, and what was not sent lost"),
            self.tr("Erase and log out"),
            self.tr("Keep everything"),
            parent,
        )
        for text in (
            self.tr("For a change of president, or a PC that you leave."),
            self.tr("The acts, the documents and the log-in of your account go from this PC."),
            self.tr("The platform keeps what it received. The journal stays here: it holds no names."),
        ):
            self.tell(label(text, wrap=True))
        if unsent:
            lost = self.tr("%n document(s) you signed were not received yet, and would be lost.", "", unsent)
            self.tell(Notice("bad", lost, [self.tr("Synchronise first: then nothing is lost.")]))
        self.body.addStretch(1)


class KeyPlaceDialog(Question):
    """There is no keyring on this PC: whether the key to the acts may lie in a file, knowing what that means."""

    def __init__(self, code: str, language: Language, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Where should the key to the acts be kept?"),
            self.tr("I know this, and want the key in a file"),
            self.tr("Keep it in a file and log in"),
            self.tr("Cancel"),
            parent,
        )
        text = catalogue.entry(code).text(language)
        self.tell(Notice("warning", text.title, [text.cause, text.remedy[0]]))
        self.body.addStretch(1)
