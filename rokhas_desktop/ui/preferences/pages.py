"""The settings' page in the window: when it is shown, and what feeds it.

Both are made when they are first wanted: nobody who starts the window should wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages, say_again

if TYPE_CHECKING:
    from rokhas_desktop.ui.preferences.flow import SettingsFlow
    from rokhas_desktop.ui.preferences.page import SettingsPage


class SettingsPages(QObject):
    """``pages`` is the window's stack; ``back`` leads to where an account begins, ``speak`` changes the language."""

    def __init__(
        self,
        controller: Controller,
        header: Header,
        pages: Pages,
        back: Callable[[], None],
        switch: Callable[[Language], None],
    ) -> None:
        super().__init__(pages)
        self._controller, self._pages, self._back, self._switch = controller, pages, back, switch
        self._language: Language = "fr"
        header.settings_wanted.connect(self.show)

    @cached_property
    def flow(self) -> SettingsFlow:
        """What works for the page."""
        from rokhas_desktop.ui.preferences.flow import SettingsFlow

        return SettingsFlow(self._controller, self)

    @cached_property
    def page(self) -> SettingsPage:
        """The page."""
        from rokhas_desktop.ui.preferences.page import SettingsPage

        page, flow = SettingsPage(), self.flow
        page.language = self._language
        say_again(page)
        self._pages.addWidget(page)
        flow.changed.connect(page.show_facts)
        flow.language_wanted.connect(self._switch)
        flow.saved.connect(page.show_saved)
        flow.failed.connect(page.show_error)
        page.change_wanted.connect(flow.change)
        page.module_wanted.connect(flow.choose_module)
        page.left.connect(self._back)
        return page

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self._language = language
        if "page" in self.__dict__:
            self.page.language = language

    def show(self) -> None:
        """The page, with the settings as they are now."""
        self.page.forget_news()
        self._pages.setCurrentWidget(self.page)
        self.page.setFocus()
        self.flow.ask()
