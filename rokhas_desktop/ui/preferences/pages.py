"""The settings' page in the window: when it is shown, and what feeds it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages
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
        self._pages = pages
        self.page = SettingsPage()
        pages.addWidget(self.page)
        flow = self.flow = SettingsFlow(controller, self)
        flow.changed.connect(self.page.show_facts)
        flow.language_wanted.connect(switch)
        flow.saved.connect(self.page.show_saved)
        flow.failed.connect(self.page.show_error)
        self.page.change_wanted.connect(flow.change)
        self.page.module_wanted.connect(flow.choose_module)
        self.page.left.connect(back)
        header.settings_wanted.connect(self.show)

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self.page.language = language

    def show(self) -> None:
        """The page, with the settings as they are now."""
        self.page.forget_news()
        self._pages.setCurrentWidget(self.page)
        self.page.setFocus()
        self.flow.ask()
