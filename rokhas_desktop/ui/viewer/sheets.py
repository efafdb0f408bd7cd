"""All pages of the document, small, in a list; those that are seen are drawn, one after the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Cancel, Report
from rokhas_desktop.supervise import Interrupt
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.jobs import Lane
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.viewer.loader import Renderer, as_image

_SIDE = 112
"""Logical pixels of the longer side of a page's picture."""
_REST = 40


class Sheets(QListWidget):
    """Choosing a page goes to it."""

    page_wanted = Signal(int)

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self._renderer = renderer
        self._lane = Lane("pages", self)
        self._path: Path | None = None
        self._pages, self._page = 0, 0
        self._stop = Interrupt()
        self._asked: set[int] = set()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setSpacing(4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._draw_seen)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        self.currentRowChanged.connect(self._choose)
        self._say()

    def show_document(self, path: Path | None, pages: int) -> None:
        """List a document's pages."""
        self._stop.ask()
        self._stop = Interrupt()
        self._path, self._pages = path, pages
        self._asked.clear()
        self._fill()

    def _fill(self) -> None:
        """List the pages while the list can be seen: a document may have thousands."""
        pages = self._pages if self.isVisible() else 0
        if pages == self.count() and not pages:
            return
        self.blockSignals(True)
        self.clear()
        blank = QPixmap(_SIDE, _SIDE)
        blank.fill(Qt.GlobalColor.transparent)
        for page in range(1, pages + 1):
            item = QListWidgetItem(QIcon(blank), ltr(str(page)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
        self.setCurrentRow(self._page - 1)
        self.blockSignals(False)
        self._say()
        self._rest.start()

    def show_page(self, page: int) -> None:
        """The page that is shown."""
        self._page = page
        self.blockSignals(True)
        self.setCurrentRow(page - 1)
        self.blockSignals(False)

    def stop(self) -> None:
        """Draw nothing more."""
        self._stop.ask()
        self._lane.close()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.page_wanted.emit(row + 1)

    def _draw_seen(self) -> None:
        if self._path is None or not self.isVisible():
            return
        view = self.viewport().rect()
        for row in range(self.count()):
            place = self.visualItemRect(self.item(row))
            if place.bottom() < view.top() or row + 1 in self._asked:
                continue
            if place.top() > view.bottom():
                break
            self._draw(self._path, row + 1)

    def _draw(self, path: Path, page: int) -> None:
        self._asked.add(page)
        interrupt = self._stop
        longest = round(_SIDE * self.devicePixelRatioF())

        def work(_report: Report, _cancel: Cancel) -> QImage:
            interrupt.check()
            return as_image(self._renderer.whole(path, page, longest=longest, behind=True))

        self._lane.run(
            work,
            done=lambda image: self._put(interrupt, page, image),
            failed=lambda error: self._gave_way(interrupt, page, error),
        )

    def _gave_way(self, interrupt: Interrupt, page: int, error: RokhasError) -> None:
        """Something that is looked at had to be drawn first: again.  Anything else is said where the page is shown."""
        if isinstance(error, Cancelled) and interrupt is self._stop:
            self._asked.discard(page)
            self._rest.start()

    def _put(self, interrupt: Interrupt, page: int, image: QImage) -> None:
        if interrupt is self._stop and page <= self.count():
            framed = QPixmap.fromImage(image)
            framed.setDevicePixelRatio(self.devicePixelRatioF())
            icon = QIcon(framed)
            icon.addPixmap(framed, QIcon.Mode.Selected)  # the chosen page is not tinted: its colours are its own
            self.item(page - 1).setIcon(icon)

    # -- Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other pages may be seen."""
        super().resizeEvent(event)
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Pages are drawn only while they can be seen."""
        super().showEvent(event)
        if self.count() != self._pages:
            self._fill()
        self._rest.start()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("All pages"))
        for row in range(self.count()):
            said = self.tr("Page {number}").format(number=ltr(str(row + 1)))
            self.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.setStyleSheet(f"QListWidget {{ background: {theme.colours().ground}; }}")
