"""What the network's proxy asks for: a name and a password, kept in the system's keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.errors import ProxyAuthentication, ProxyRefused
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Notice, button, label

if TYPE_CHECKING:
    from rokhas_desktop.ui.controller import Controller

LONGEST = 256
ASKED = frozenset({ProxyAuthentication.code, ProxyRefused.code})


class ProxyDialog(Dialog):
    """``user`` and ``password`` are what was typed, once the dialog was accepted."""

    def __init__(self, proxy: str, parent: QWidget | None, *, refused: bool) -> None:
        super().__init__(parent, width=520)
        self.setWindowTitle(self.tr("Network proxy"))
        column = self.body
        title = self.tr("The proxy %1 asks who you are").replace("%1", ltr(proxy))
        column.addWidget(label(title, role="title", wrap=True))
        text = self.tr(
            "Your network name and password open the way to the platform. They are not those of the platform."
        )
        column.addWidget(label(text, role="muted", wrap=True))
        if refused:
            told = self.tr("The name and the password were not accepted.")
            column.addWidget(Notice("warning", told, [self.tr("A network account locks after several tries.")]))
        self._user, self._password = QLineEdit(), QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        for caption, edit in ((self.tr("Name"), self._user), (self.tr("Password"), self._password)):
            said = label(caption, role="strong")
            said.setBuddy(edit)
            edit.setAccessibleName(caption)
            edit.setMaxLength(LONGEST)
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            edit.textChanged.connect(self._update)
            column.addWidget(said)
            column.addWidget(edit)
        column.addWidget(
            label(self.tr("Both are kept in the system's keyring, never in a file."), role="muted", wrap=True)
        )
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._go = button(self.tr("Continue"), primary=True)
        self._go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self._go)
        column.addStretch(1)
        self.foot.addLayout(row)
        self._update()

    @property
    def user(self) -> str:
        """The name, with its domain where there is one."""
        return self._user.text().strip()

    @property
    def password(self) -> str:
        """The password as it was typed."""
        return self._password.text()

    def _update(self) -> None:
        self._go.setEnabled(bool(self.user and self.password))


class ProxyFlow(QObject):
    """Asks when a proxy asks, one dialog at a time; who declined is not asked again by the window's own clock."""

    def __init__(self, controller: Controller, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._declined: set[str] = set()
        self.dialog: ProxyDialog | None = None
        controller.failed.connect(self._look)

    def wanted(self) -> None:
        """The person tries again: asking is in order."""
        self._declined.clear()

    def _look(self, error: RokhasError) -> None:
        proxy = str(error.details.get("proxy", ""))
        if error.code not in ASKED or self.dialog is not None or not proxy or proxy in self._declined:
            return
        self.dialog = ProxyDialog(proxy, self._window, refused=error.code == ProxyRefused.code)
        self.dialog.finished.connect(lambda result: self._end(proxy, result))
        self.dialog.open()

    def _end(self, proxy: str, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        if result == QDialog.DialogCode.Accepted:
            self._controller.proxy_log_in(proxy, dialog.user, dialog.password)
        else:
            self._declined.add(proxy)
        dialog.deleteLater()
