"""The signed acts in the window: when the page is shown, and what feeds it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.history.flow import HistoryFlow
from rokhas_desktop.ui.history.page import HistoryPage
from rokhas_desktop.ui.pages import Pages


class HistoryPages(QObject):
    """``pages`` is the window's stack; ``back`` leads to where an account begins."""

    def __init__(self, controller: Controller, header: Header, pages: Pages, back: Callable[[], None]) -> None:
        super().__init__(pages)
        self._pages = pages
        page = self.page = HistoryPage()
        pages.addWidget(page)
        flow = self.flow = HistoryFlow(controller, self)
        flow.changed.connect(page.show_history)
        flow.saved.connect(page.show_saved)
        flow.exported.connect(page.show_exported)
        flow.printing.connect(page.show_printing)
        flow.printed.connect(page.show_printed)
        flow.cancelled.connect(lambda: page.show_printing(None))
        flow.failed.connect(page.show_error)
        page.looked_for.connect(flow.look)
        page.save_wanted.connect(flow.save)
        page.export_wanted.connect(flow.export)
        page.print_wanted.connect(flow.print_act)
        page.cancel_wanted.connect(flow.cancel)
        page.left.connect(back)
        header.history_wanted.connect(self.show)
        controller.entered.connect(self._enter)
        controller.acts_changed.connect(self._change)

    def _enter(self, _account: AccountView) -> None:
        self.page.forget()

    def _change(self) -> None:
        if self._pages.currentWidget() is self.page:
            self.page.look()

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self.page.language = language

    def show(self) -> None:
        """The page, with what was signed until now."""
        self.page.forget_news()
        self._pages.setCurrentWidget(self.page)
        self.page.words.setFocus()
        self.page.look()
