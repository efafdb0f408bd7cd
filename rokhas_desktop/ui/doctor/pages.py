"""The examination's page in the window: when it is shown, and what feeds it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.controller import Controller
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
        self._pages = pages
        self.page = DoctorPage()
        pages.addWidget(self.page)
        flow = self.flow = DoctorFlow(controller, self)
        flow.began.connect(self.page.begin)
        flow.row.connect(self.page.show_row)
        flow.ended.connect(self.page.end)
        flow.stopped.connect(self.page.stop)
        flow.saved.connect(self.page.show_saved)
        flow.repaired.connect(self.page.show_repaired)
        flow.failed.connect(fail)
        self.page.again_wanted.connect(flow.examine)
        self.page.save_wanted.connect(flow.save)
        self.page.repair_wanted.connect(flow.repair)
        self.page.back_wanted.connect(back)

    def speak(self, language: Language) -> None:
        """The language of what is shown next."""
        self.page.language = language

    def show(self) -> None:
        """The page, with an examination of now."""
        self._pages.setCurrentWidget(self.page)
        self.flow.examine()
