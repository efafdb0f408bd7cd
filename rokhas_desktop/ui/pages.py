"""The window's pages: one is shown, and scrolls where the window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from rokhas_desktop.ui.widgets import scrolled


class Pages(QStackedWidget):
    """Pages are named by themselves; that each lies in a scroll area is nobody's business."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[QWidget, QScrollArea] = {}

    def add_fitting(self, page: QWidget) -> None:
        """Add a page that arranges itself in any room."""
        super().addWidget(page)

    def addWidget(self, page: QWidget) -> int:
        """Add a page that scrolls where it must."""
        self._areas[page] = scrolled(page)
        return super().addWidget(self._areas[page])

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page, one that scrolls from its top: the control by which it was left last is not where one begins."""
        area = self._areas.get(page)
        if area is not None and page is not self.currentWidget():
            last = page.focusWidget()
            if last is not None:
                last.clearFocus()
            area.verticalScrollBar().setValue(0)
        super().setCurrentWidget(area or page)

    def currentWidget(self) -> QWidget | None:
        """The page that is shown."""
        return self.page(self.currentIndex())

    def page(self, row: int) -> QWidget | None:
        """A page by its place."""
        found = super().widget(row)
        return next((page for page, area in self._areas.items() if area is found), found)


def say_again(page: QWidget) -> None:
    """Have a page that is made after the language was chosen say everything in its own."""
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
