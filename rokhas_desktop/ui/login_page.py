"""Before anything else: which platform, and the log-in that happens in the person's own browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.widgets import button, card, label


class LoginPage(QWidget):
    """Asks for the platform's address and starts the log-in."""

    log_in_wanted = Signal(str, object)  # address, certificate file or None
    cancel_wanted = Signal()
    examine_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ca: Path | None = None
        self._waiting = False
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        frame, column = card()
        frame.setFixedWidth(520)
        column.setContentsMargins(34, 30, 34, 26)
        column.setSpacing(12)
        self._mark = QLabel()
        self._mark.setPixmap(_mark(self.devicePixelRatioF()))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(role="title", wrap=True)
        self._text = label(role="muted", wrap=True)
        for text in (self._title, self._text):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption = label(role="strong")
        self._address = QLineEdit()
        self._address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._address.setPlaceholderText("https://")
        self._address.textChanged.connect(lambda _text: self._say())
        self._address.returnPressed.connect(self._go)
        self._caption.setBuddy(self._address)
        self._authority = button()
        self._authority.clicked.connect(self._choose_authority)
        self._enter = button(primary=True)
        self._enter.clicked.connect(self._go)
        self._cancel = button()
        self._cancel.clicked.connect(self.cancel_wanted)
        for widget in (self._mark, self._title, self._text, self._caption, self._address, self._authority):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._enter)
        column.addWidget(self._cancel)
        self._examine = button(icon="search")
        self._examine.clicked.connect(self.examine_wanted)
        column.addWidget(self._examine)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(frame)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        self._say()

    def suggest(self, address: str, ca: Path | None) -> None:
        """Fill in what is known of the platform."""
        self._ca = ca
        self._address.setText(address)

    def wait(self, waiting: bool) -> None:
        """Show that the browser is waited for, or no longer."""
        self._waiting = waiting
        self._say()

    def _go(self) -> None:
        if self._enter.isEnabled() and not self._waiting:
            self.wait(True)
            self.log_in_wanted.emit(self._address.text().strip().rstrip("/"), self._ca)

    def _choose_authority(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Test platform's certificate"), "", "PEM (*.pem *.crt)")
        self._ca = Path(name) if name else None
        self._say()

    def _say(self) -> None:
        self._title.setText(self.tr("Municipal permits"))
        self._text.setText(
            self.tr("Your browser has opened: log in there, then come back here.")
            if self._waiting
            else self.tr("Log in to see the acts that await your signature. The log-in happens in your browser.")
        )
        self._caption.setText(self.tr("Address of the platform"))
        self._address.setAccessibleName(self._caption.text())
        self._authority.setText(self._ca.name if self._ca else self.tr("Test platform's certificate…"))
        self._enter.setText(self.tr("Waiting for the browser…") if self._waiting else self.tr("Log in"))
        self._cancel.setText(self.tr("Cancel"))
        self._examine.setText(self.tr("Something does not work? Examine this PC"))
        usable = self._address.text().strip().startswith("https://")
        self._enter.setEnabled(usable and not self._waiting)
        self._cancel.setVisible(self._waiting)
        for widget in (self._address, self._authority):
            widget.setEnabled(not self._waiting)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _mark(ratio: float) -> QPixmap:
    return theme.pixmap("rokhas-desktop", 72, ratio=ratio)
