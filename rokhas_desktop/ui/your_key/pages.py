"""The pages about the account holder's own key in the window: when they are shown, and what feeds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, KeyStanding, KeyWay
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.first_use.flow import FirstUse
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages, say_again
from rokhas_desktop.ui.your_key.page import YourKeyPage

if TYPE_CHECKING:
    from rokhas_desktop.ui.first_use.page import FirstUsePage


class KeyPages(QObject):
    """``pages`` is the window's stack, in which the acts are shown by ``show_acts``."""

    def __init__(self, controller: Controller, header: Header, pages: Pages, show_acts: Callable[[], None]) -> None:
        super().__init__(pages)
        self.your_key = YourKeyPage()
        self._pages = pages
        self._show_acts = show_acts
        self._language: Language = "fr"
        self._account: AccountView | None = None
        self._signer = self._settled = False
        self._keys: Sequence[KeyStanding] | None = None
        self.flow = FirstUse(controller, self)
        pages.addWidget(self.your_key)
        controller.entered.connect(self.enter)
        controller.way_changed.connect(self.show_way)
        controller.keys_changed.connect(self.show_keys)
        header.key_wanted.connect(self.show_your_key)
        self.your_key.acts_wanted.connect(show_acts)
        self.your_key.first_use_wanted.connect(self.begin_first_use)

    @cached_property
    def first_use(self) -> FirstUsePage:
        """From the envelope to the first act; made when it is first wanted."""
        from rokhas_desktop.ui.first_use.page import FirstUsePage

        page = FirstUsePage(self.flow)
        page.language, page.account = self._language, self._account
        say_again(page)
        self._pages.addWidget(page)
        page.left.connect(self.leave_first_use)
        page.acts_wanted.connect(self.flow.leave)
        page.acts_wanted.connect(self._show_acts)
        return page

    @property
    def _made(self) -> FirstUsePage | None:
        return self.first_use if "first_use" in self.__dict__ else None

    def enter(self, account: AccountView) -> None:
        """Somebody is logged in: nothing is known of their key yet."""
        self._signer, self._settled = account.role == "signer", False
        self.your_key.way = None
        self._account = account
        if self._made is not None:
            self._made.account = account
        self.flow.forget()

    def speak(self, language: Language) -> None:
        """The language of what is shown next; Qt tells each page to say it again."""
        self.your_key.language = self._language = language
        if self._made is not None:
            self._made.language = language

    def show_way(self, way: KeyWay) -> None:
        """What is declared of the key changed."""
        self.your_key.show_way(way)
        self.flow.see_way(way)
        self._settle()

    def show_keys(self, keys: Sequence[KeyStanding]) -> None:
        """A key came, went or changed."""
        self._keys = keys
        self.flow.see_keys(keys)
        self._settle()

    def show_your_key(self) -> None:
        """Where the key is on its way."""
        self._pages.setCurrentWidget(self.your_key)
        self.your_key.setFocus()

    def begin_first_use(self) -> None:
        """From the envelope to the first act; where it was left, if it was begun."""
        self._pages.setCurrentWidget(self.first_use)
        self.flow.begin()

    def leave_first_use(self) -> None:
        """The person goes on later."""
        self.flow.leave()
        self.show_your_key()

    def _settle(self) -> None:
        """Who has no working key yet sees that first, once, when both the platform and the ports were looked at."""
        way = self.your_key.way
        self._offer(way)
        if self._settled or way is None or not way.known or self._keys is None:
            return
        self._settled = True
        if self._signer and way.on_its_way and not any(key.usable for key in self._keys):
            self.show_your_key()

    def _offer(self, way: KeyWay | None) -> None:
        """A first use is for who registered no key yet, and for a new key of who did."""
        bound = {one.sha256 for one in way.certificates} if way is not None else set()
        new = any(key.selection.certificate_sha256 not in bound for key in self._keys or ())
        self.your_key.offer_first_use(way is None or not way.registered or new)
