"""The verification page in the window: how it is reached, and what feeds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, ActView
from rokhas_desktop.desk.verifying import Verifier
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages
from rokhas_desktop.ui.verification.flow import Verification
from rokhas_desktop.ui.verification.page import VerificationPage


class VerificationPages(QObject):
    """``pages`` is the window's stack; ``show_home`` leads back to where an account begins, or to the log-in."""

    def __init__(self, controller: Controller, header: Header, pages: Pages, show_home: Callable[[], None]) -> None:
        super().__init__(pages)
        self.flow = Verification(Verifier(controller.rooms), self)
        self.page = VerificationPage(self.flow)
        self._pages, self._controller = pages, controller
        pages.addWidget(self.page)
        header.verify_wanted.connect(self.show)
        controller.entered.connect(self._enter)
        controller.left.connect(lambda: self.page.offer_acts(known=False))
        controller.closing.connect(self.flow.close)
        self.page.left.connect(show_home)
        self.page.acts_wanted.connect(self._list_acts)

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self.page.language = language

    def show(self) -> None:
        """The page, as it was left."""
        self._pages.setCurrentWidget(self.page)
        self.page.setFocus()

    def verify(self, files: Sequence[Path]) -> None:
        """Show the page and verify these files."""
        self.show()
        self.page.open(files)

    def _enter(self, account: AccountView) -> None:
        self.page.offer_acts(known=account.role == "signer")

    def _list_acts(self) -> None:
        def signed(acts: Sequence[ActView]) -> list[ActView]:
            found = [act for act in acts if any(one.signed_path is not None for one in act.documents)]
            return sorted(found, key=lambda act: act.arrived_at, reverse=True)

        self._controller.ask(
            lambda desk: signed(desk.acts("all")), done=self.page.show_acts, failed=self.page.show_error
        )
