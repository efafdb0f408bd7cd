"""The examination's page in the window: when it is shown, and what feeds it.

Both are made when they are first wanted: with them come the modules of the whole examination, for which nobody who
starts the window should wait.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.pages import say_again

if TYPE_CHECKING:
    from rokhas_desktop.ui.doctor.flow import DoctorFlow
    from rokhas_desktop.ui.doctor.page import DoctorPage


class DoctorPages(QObject):
    """``pages`` is the window's stack; ``back`` shows what was there before, ``fail`` says what did not work."""

    def __init__(
        self,
        controller: Controller,
        pages: QStackedWidget,
        back: Callable[[], None],
        fail: Callable[[RokhasError], None],
    ) -> None:
        super().__init__(pages)
        self._controller, self._pages, self._back, self._fail = controller, pages, back, fail
        self._language: Language = "fr"

    @cached_property
    def page(self) -> DoctorPage:
        """The page."""
        from rokhas_desktop.ui.doctor.page import DoctorPage

        page = DoctorPage()
        page.language = self._language
        say_again(page)
        self._pages.addWidget(page)
        page.again_wanted.connect(lambda: self.flow.examine())
        page.save_wanted.connect(lambda path: self.flow.save(path))
        page.repair_wanted.connect(lambda name: self.flow.repair(name))
        page.back_wanted.connect(self._back)
        return page

    @cached_property
    def flow(self) -> DoctorFlow:
        """What works for the page."""
        from rokhas_desktop.ui.doctor.flow import DoctorFlow

        flow, page = DoctorFlow(self._controller, self), self.page
        flow.began.connect(page.begin)
        flow.row.connect(page.show_row)
        flow.ended.connect(page.end)
        flow.stopped.connect(page.stop)
        flow.saved.connect(page.show_saved)
        flow.repaired.connect(page.show_repaired)
        flow.failed.connect(self._fail)
        return flow

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self._language = language
        if "page" in self.__dict__:
            self.page.language = language

    def show(self) -> None:
        """The page, with an examination of now."""
        self._pages.setCurrentWidget(self.page)
        self.flow.examine()
