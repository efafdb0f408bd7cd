"""The verification page in the window: how it is reached, and what feeds it.

Both are made when they are first wanted: with them come the modules that verify, for which nobody who starts the window
should wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, ActView
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages, say_again

if TYPE_CHECKING:
    from rokhas_desktop.ui.verification.flow import Verification
    from rokhas_desktop.ui.verification.page import VerificationPage


class VerificationPages(QObject):
    """``pages`` is the window's stack; ``show_home`` leads back to where an account begins, or to the log-in."""

    def __init__(self, controller: Controller, header: Header, pages: Pages, show_home: Callable[[], None]) -> None:
        super().__init__(pages)
        self._pages, self._controller, self._show_home = pages, controller, show_home
        self._language: Language = "fr"
        self._known = False
        header.verify_wanted.connect(self.show)
        controller.entered.connect(self._enter)
        controller.left.connect(lambda: self._offer_acts(known=False))

    @cached_property
    def flow(self) -> Verification:
        """What works for the page."""
        from rokhas_desktop.desk.verifying import Verifier
        from rokhas_desktop.ui.verification.flow import Verification

        flow = Verification(Verifier(self._controller.rooms), self)
        self._controller.closing.connect(flow.close)
        return flow

    @cached_property
    def page(self) -> VerificationPage:
        """The page."""
        from rokhas_desktop.ui.verification.page import VerificationPage

        page = VerificationPage(self.flow)
        page.language = self._language
        say_again(page)
        page.offer_acts(known=self._known)
        self._pages.addWidget(page)
        page.left.connect(self._show_home)
        page.acts_wanted.connect(self._list_acts)
        return page

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self._language = language
        if "page" in self.__dict__:
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
        self._offer_acts(known=account.role == "signer")

    def _offer_acts(self, *, known: bool) -> None:
        self._known = known
        if "page" in self.__dict__:
            self.page.offer_acts(known=known)

    def _list_acts(self) -> None:
        def signed(acts: Sequence[ActView]) -> list[ActView]:
            found = [act for act in acts if any(one.signed_path is not None for one in act.documents)]
            return sorted(found, key=lambda act: act.arrived_at, reverse=True)

        self._controller.ask(
            lambda desk: signed(desk.acts("all")), done=self.page.show_acts, failed=self.page.show_error
        )
