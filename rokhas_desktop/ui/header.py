"""The bar at the top: what this is, who is logged in, what the line does, the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.desk.face import AccountView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import duration, isolate, tip
from rokhas_desktop.ui.widgets import Elided, label

NARROW = 1000
"""Logical pixels of width below which there is no room for words."""
_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


class Header(QFrame):
    """Shows the account; says what the person wants."""

    sync_wanted = Signal()
    log_out_wanted = Signal()
    language_wanted = Signal(str)
    key_wanted = Signal()
    help_wanted = Signal()
    verify_wanted = Signal()
    outbox_wanted = Signal()
    prepare_wanted = Signal()
    purge_wanted = Signal()
    settings_wanted = Signal()
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.language: Language = "fr"
        self._account: AccountView | None = None
        self._running = False
        self._progress = ""
        self._left: float | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        mark = QLabel()
        mark.setPixmap(theme.pixmap("rokhas-desktop", 34, ratio=self.devicePixelRatioF()))
        row.addWidget(mark)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._title = label(role="heading")
        self._who = Elided(role="muted")
        names.addWidget(self._title)
        names.addWidget(self._who)
        row.addLayout(names, 1)
        self._state = label(role="muted")
        row.addWidget(self._state)
        self._unsent = 0
        self._outbox = self._tool("send", self.outbox_wanted)
        row.addWidget(self._outbox)
        self._key = self._tool("key", self.key_wanted)
        row.addWidget(self._key)
        self._verify = self._tool("check", self.verify_wanted)
        row.addWidget(self._verify)
        self._sync = self._tool("sync", self.sync_wanted)
        row.addWidget(self._sync)
        self._languages = QComboBox()
        for language in LANGUAGES:
            self._languages.addItem(_NAMES[language], language)
        self._languages.activated.connect(lambda _row: self.language_wanted.emit(self._languages.currentData()))
        row.addWidget(self._languages)
        self._help = self._tool("help", self.help_wanted)
        self._help.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row.addWidget(self._help)
        self._history = self._tool("history", self.history_wanted)
        self._history.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row.insertWidget(row.indexOf(self._sync), self._history)
        self._settings = self._tool("settings", self.settings_wanted)
        self._settings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row.addWidget(self._settings)
        self._leave = self._tool("person", self.log_out_wanted)
        row.addWidget(self._leave)
        self._prepare = _more(self._sync, self.prepare_wanted)
        self._purge = _more(self._leave, self.purge_wanted)
        self._say()

    def _tool(self, icon: str, wanted: SignalInstance) -> QToolButton:
        made = QToolButton()
        made.setIcon(theme.icon(icon))
        made.setIconSize(QSize(20, 20))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.clicked.connect(wanted)
        return made

    def show_account(self, account: AccountView | None) -> None:
        """Who is logged in, or nobody."""
        self._account = account
        self._say()

    def show_sync(self, running: bool, progress: str, left: float | None = None) -> None:
        """Whether the platform is being asked, how far, and how many seconds are left where that can be said."""
        self._running, self._progress, self._left = running, progress, left
        self._say()

    def show_outbox(self, documents: int) -> None:
        """How many documents are signed and were not received."""
        self._unsent = documents
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room the tools show their icons alone, closer together."""
        narrow = event.size().width() < NARROW
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for tool in (self._outbox, self._key, self._verify, self._sync, self._leave):
            tool.setToolButtonStyle(style)
        self._row.setSpacing(4 if narrow else 12)
        super().resizeEvent(event)

    def _say(self) -> None:
        account = self._account
        self._title.setText(self.tr("Rokhas Desktop"))
        self._who.setText(self._describe(account) if account else self.tr("Not logged in"))
        self._outbox.setText(self.tr("%n to send", "", self._unsent))
        self._outbox.setVisible(account is not None and self._unsent > 0)
        self._key.setText(self.tr("Your key"))
        self._key.setVisible(account is not None and account.role == "signer")
        self._verify.setText(self.tr("Verify"))
        self._verify.setToolTip(self.tr("Verify the signatures of files"))
        self._sync.setText(self.tr("Synchronise"))
        self._leave.setText(self.tr("Log out"))
        self._prepare.setText(self.tr("Prepare for a meeting without a line"))
        self._purge.setText(self.tr("Erase my data from this PC…"))
        self._help.setToolTip(self.tr("Keyboard (F1)"))
        self._history.setToolTip(self.tr("Signed acts"))
        self._history.setAccessibleName(self.tr("Signed acts"))
        self._history.setVisible(account is not None and account.role != "help_desk")
        self._settings.setToolTip(self.tr("Settings"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._help.setAccessibleName(self.tr("Keyboard (F1)"))
        for tool in (self._outbox, self._key, self._sync, self._leave):
            tool.setToolTip(tip(tool.text()))
        self._sync.setEnabled(not self._running)
        self._languages.setAccessibleName(self.tr("Language"))
        self._languages.setCurrentIndex(LANGUAGES.index(self.language))
        said = self.tr("Synchronising…") + f" {self._progress}"
        if self._left is not None:
            said += " · " + self.tr("about %1 left").replace("%1", duration(self._left, self.language))
        self._state.setText(said if self._running else "")
        self._state.setVisible(self._running)
        for widget in (self._sync, self._leave):
            widget.setVisible(account is not None)

    def _describe(self, account: AccountView) -> str:
        said = isolate(account.name.text(self.language))
        standing = next((one for one in account.entitlements if one.in_force), None)
        return f"{said} · {isolate(standing.capacity.text(self.language))}" if standing else said

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _more(tool: QToolButton, wanted: SignalInstance) -> QAction:
    """Something rarer, in a menu beside what the tool does at a click."""
    menu = QMenu(tool)
    action = menu.addAction("")
    action.triggered.connect(lambda _checked=False: wanted.emit())
    tool.setMenu(menu)
    tool.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    return action
