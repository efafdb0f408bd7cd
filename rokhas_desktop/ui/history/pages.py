"""The signed acts in the window: when the page is shown, and what feeds it.

Both are made when they are first wanted: nobody who starts the window should wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.pages import Pages, say_again

if TYPE_CHECKING:
    from rokhas_desktop.ui.history.flow import HistoryFlow
    from rokhas_desktop.ui.history.page import HistoryPage


class HistoryPages(QObject):
    """``pages`` is the window's stack; ``back`` leads to where an account begins."""

    def __init__(self, controller: Controller, header: Header, pages: Pages, back: Callable[[], None]) -> None:
        super().__init__(pages)
        self._controller, self._pages, self._back = controller, pages, back
        self._language: Language = "fr"
        header.history_wanted.connect(self.show)
        controller.entered.connect(self._enter)
        controller.acts_changed.connect(self._change)

    @cached_property
    def flow(self) -> HistoryFlow:
        """What works for the page."""
        from rokhas_desktop.ui.history.flow import HistoryFlow

        return HistoryFlow(self._controller, self)

    @cached_property
    def page(self) -> HistoryPage:
        """The page."""
        from rokhas_desktop.ui.history.page import HistoryPage

        page, flow = HistoryPage(), self.flow
        page.language = self._language
        say_again(page)
        self._pages.addWidget(page)
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
        page.left.connect(self._back)
        return page

    @property
    def _made(self) -> HistoryPage | None:
        """The page, None where nobody wanted it yet."""
        return self.page if "page" in self.__dict__ else None

    def _enter(self, _account: AccountView) -> None:
        if self._made is not None:
            self._made.forget()

    def _change(self) -> None:
        if self._made is not None and self._pages.currentWidget() is self._made:
            self._made.look()

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self._language = language
        if self._made is not None:
            self._made.language = language

    def show(self) -> None:
        """The page, with what was signed until now."""
        self.page.forget_news()
        self._pages.setCurrentWidget(self.page)
        self.page.words.setFocus()
        self.page.look()
