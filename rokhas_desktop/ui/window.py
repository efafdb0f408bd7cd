"""The main window: the acts on one side, the chosen act on the other, the key always in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
)

from rokhas_desktop import catalogue
from rokhas_desktop.desk.face import AccountView, ActView, Outcome
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Progress, TimeLeft
from rokhas_desktop.token.views import TokenView
from rokhas_desktop.ui import later
from rokhas_desktop.ui.board.flow import BoardFlow
from rokhas_desktop.ui.book.page import BookPage
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.doctor import DoctorPages
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.help_dialog import KEYS, HelpDialog
from rokhas_desktop.ui.history.pages import HistoryPages
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.leaving.flow import LeavingFlow
from rokhas_desktop.ui.login_page import LoginPage
from rokhas_desktop.ui.meeting import MeetingFlow
from rokhas_desktop.ui.notify import Notifier
from rokhas_desktop.ui.outbox.flow import OutboxFlow
from rokhas_desktop.ui.pages import Pages
from rokhas_desktop.ui.preferences.pages import SettingsPages
from rokhas_desktop.ui.proxy_dialog import ProxyFlow
from rokhas_desktop.ui.session_events import SessionEvents
from rokhas_desktop.ui.text import describe
from rokhas_desktop.ui.verification.pages import VerificationPages
from rokhas_desktop.ui.viewer import Viewer
from rokhas_desktop.ui.widgets import NoticeBar, label
from rokhas_desktop.ui.your_key import KeyPages

if TYPE_CHECKING:
    from rokhas_desktop.ui.batch_page import BatchPage
    from rokhas_desktop.ui.board.page import BoardPage


class MainWindow(QMainWindow):
    """Shows the controller's state and hands it the person's commands."""

    def __init__(self, controller: Controller, languages: Languages, viewer: Viewer) -> None:
        super().__init__()
        self.controller = controller
        self.languages = languages
        self.account: AccountView | None = None
        self.resize(1366, 740)
        self.setMinimumSize(640, 340)
        self.header = Header()
        self.login_page = LoginPage()
        self.book = BookPage(controller, languages, viewer, self)
        self.acts_panel, self.act_page, self.flow = self.book.panel, self.book.act_page, self.book.signing
        self.board_flow = BoardFlow(controller, self)
        self.notice = NoticeBar()
        self.proxy_flow = ProxyFlow(controller, self)
        self.outbox = OutboxFlow(controller, lambda: languages.current, self)
        self._notifier = Notifier(self)
        self.leaving = LeavingFlow(controller, lambda: len(self.outbox.items), lambda: languages.current, self)
        self.meeting = MeetingFlow(
            controller, lambda: [act.reference for act in self.book.flow.ticked], lambda: languages.current, self
        )
        self._left = TimeLeft()
        self.session_events = SessionEvents(self)
        self._build()
        self._connect()
        self.key_pages = KeyPages(controller, self.header, self._pages, self.show_book)
        self.verification = VerificationPages(controller, self.header, self._pages, self.show_home)
        self.doctor = DoctorPages(controller, self._pages, self.show_home, self.show_error)
        self.preferences = SettingsPages(controller, self.header, self._pages, self.show_home, self.switch_language)
        self.history = HistoryPages(controller, self.header, self._pages, self.show_home)
        self._connect_doctor()
        self._keyboard()
        self.relabel()
        self.show_login()

    def _build(self) -> None:
        self._test = label(role="test")
        self._test.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._test.hide()
        self._pages = Pages()
        self._pages.add_fitting(self.book)
        self._pages.addWidget(self.login_page)
        self._frame = QFrame()
        column = self._column = QVBoxLayout(self._frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._test, self.header, self.notice):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(self._frame)

    def _connect(self) -> None:
        c = self.controller
        c.entered.connect(self.enter)
        c.left.connect(self.show_login)
        c.asked_to_log_in.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        c.sync_changed.connect(self._show_sync)
        c.failed.connect(self.show_error)
        c.batch_ended.connect(self.show_outcome)
        c.batch_refused.connect(self.show_refused)
        self.header.sync_wanted.connect(self.board_flow.ask)
        self.header.sync_wanted.connect(self.proxy_flow.wanted)
        self.header.sync_wanted.connect(c.synchronise)
        self.header.help_wanted.connect(self.show_help)
        self.header.outbox_wanted.connect(self.outbox.show)
        self.outbox.changed.connect(self.header.show_outbox)
        self.header.prepare_wanted.connect(self.meeting.prepare)
        self.header.purge_wanted.connect(self.leaving.purge)
        self.header.log_out_wanted.connect(c.log_out)
        self.header.language_wanted.connect(self.switch_language)
        self.login_page.log_in_wanted.connect(self.proxy_flow.wanted)
        self.login_page.log_in_wanted.connect(c.log_in)
        self.login_page.cancel_wanted.connect(c.cancel_log_in)
        self.acts_panel.key_details_wanted.connect(self.show_key_details)
        self.flow.began.connect(self.batch_begins)
        self.flow.refused.connect(self.show_refused)
        self.flow.asks_anew.connect(self.show_book)
        self.session_events.left.connect(lambda _why: c.lock())

    @cached_property
    def batch_page(self) -> BatchPage:
        """A batch while it runs, and its outcome; made when it is first wanted."""
        page = later.batch_page(self.controller, self.languages, self._pages)
        page.back_wanted.connect(self.show_book)
        page.verify_wanted.connect(lambda files: self.verification.verify(files))
        return page

    @cached_property
    def board_page(self) -> BoardPage:
        """What the help desk sees; made when it is first wanted."""
        return later.board_page(self.board_flow, self.languages, self._pages)

    def _connect_doctor(self) -> None:
        self.login_page.examine_wanted.connect(self.doctor.show)
        self.acts_panel.key_card.examine_wanted.connect(self.doctor.show)

    def _keyboard(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "help": self.show_help,
            "synchronise": self.controller.synchronise,
            "search": self.acts_panel.focus_search,
            "next_area": self.book.next_area,
            "sign": self.sign_this,
            "sign_all": self.sign_all,
            "return": self.return_this,
            "facts": self.act_page.show_facts,
            "notes": self.book.note_this,
            "next_piece": lambda: self.act_page.step_piece(1),
            "previous_piece": lambda: self.act_page.step_piece(-1),
        }
        for name, keys in KEYS.items():
            QShortcut(QKeySequence(keys), self, does[name])

    # -- entering and leaving

    def enter(self, account: AccountView) -> None:
        """Somebody is logged in."""
        self.account = account
        self.book.enter(account)
        self.login_page.wait(False)
        self.header.show_account(account)
        test = account.environment == "test"
        self._test.setVisible(test)
        self._frame.setObjectName("testframe" if test else "")
        self.style().unpolish(self._frame)
        self.style().polish(self._frame)
        margin = 4 if test else 0
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.show_home()

    def show_login(self) -> None:
        """Nobody is logged in."""
        self.account = None
        self.book.enter(None)
        self.login_page.wait(False)
        self.header.show_account(None)
        self._pages.setCurrentWidget(self.login_page)

    def show_home(self) -> None:
        """The page that an account begins with: the acts, or the help desk's board; the log-in without one."""
        if self.account is None:
            self._pages.setCurrentWidget(self.login_page)
        elif self.account.role == "help_desk":
            self._pages.setCurrentWidget(self.board_page)
        else:
            self.show_book()

    def show_book(self) -> None:
        """The acts and the chosen one."""
        self._pages.setCurrentWidget(self.book)
        self.acts_panel.setFocus()

    # -- what the controller says

    @property
    def acts(self) -> Sequence[ActView]:
        """The acts of the book that are here, in their order."""
        return self.acts_panel.acts

    def show_error(self, error: RokhasError) -> None:
        """Something did not work: said above the page, until the next thing works."""
        self.notice.show_error(error, self.languages.current)

    def _show_sync(self, running: bool, progress: Progress | None) -> None:
        left = self._left.heard(progress if running else None)
        self.header.show_sync(running, describe(progress, self.languages.current), left)
        if running:
            self.notice.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """A batch ended."""
        if self.flow.asks_again(outcome.stop.code if outcome.stop else None):
            return
        self.batch_page.end(outcome)
        self._pages.setCurrentWidget(self.batch_page)
        self._notifier.tell(self.windowTitle(), self.batch_page.summary)

    def show_refused(self, error: RokhasError) -> None:
        """A batch did not begin."""
        if self.flow.asks_again(error.code):
            return
        self.batch_page.fail(error)
        self._pages.setCurrentWidget(self.batch_page)

    def show_help(self) -> None:
        """What the keyboard does."""
        HelpDialog(self).open()

    def show_key_details(self) -> None:
        """Every certificate and why."""
        dialog = KeyDialog(self.controller.keys, self.languages.current, self)
        dialog.guide_wanted.connect(self.key_pages.begin_first_use)
        dialog.pin_wanted.connect(self.manage_pin)
        dialog.examine_wanted.connect(self.doctor.show)
        dialog.open()

    # -- commands

    def manage_pin(self, token: TokenView) -> None:
        """Another PIN for a token; not while a batch uses it."""
        if not self.controller.busy_signing:
            self.controller.new_pin.begin(token, self.languages.current, self)

    def sign_this(self) -> None:
        """Sign the act that is shown."""
        self.book.sign_this()

    def sign_all(self) -> None:
        """Sign the ticked acts, or every act that is ready."""
        self.book.sign_all()

    def return_this(self) -> None:
        """Return the act that is shown."""
        self.book.return_this()

    def batch_begins(self, acts: Sequence[ActView]) -> None:
        """The PIN was given: show the batch."""
        self.batch_page.begin(acts)
        self._pages.setCurrentWidget(self.batch_page)

    # -- language, closing

    def switch_language(self, language: catalogue.Language) -> None:
        """Show everything in another language, at once."""
        acts = self.acts_panel
        for widget in (self.act_page, acts, acts.key_card, self.header):
            widget.language = language
        for name in {"batch_page", "board_page"} & self.__dict__.keys():
            self.__dict__[name].language = language
        self.key_pages.speak(language)
        self.verification.speak(language)
        self.doctor.speak(language)
        self.preferences.speak(language)
        self.history.speak(language)
        self.languages.switch(language)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.relabel()
        super().changeEvent(event)

    def relabel(self) -> None:
        """The window's own texts."""
        self.setWindowTitle(self.tr("Rokhas Desktop"))
        self._test.setText(self.tr("TEST — nothing signed here has any value"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """A running batch is not cut off without a question, and what was not sent is said."""
        if self.controller.busy_signing:
            told = self.tr("Stop after the document in hand and close? What is signed is kept and will be sent.")
            sure = self._asked(self.tr("Signing in progress"), told)
            if sure:
                self.controller.cancel_batch()
        elif self.outbox.items:
            told = self.tr(
                "%n document(s) you signed were not received by the platform yet.", "", len(self.outbox.items)
            )
            kept = self.tr("They stay on this PC and leave when the program is open again. Close now?")
            sure = self._asked(self.tr("Signed, not received yet"), f"{told}\n{kept}")
        else:
            sure = True
        event.setAccepted(sure)

    def _asked(self, title: str, text: str) -> bool:
        return QMessageBox.question(self, title, text) == QMessageBox.StandardButton.Yes
