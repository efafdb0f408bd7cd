"""Marking places on a page: a sheet of glass over the canvas that takes the mouse while one is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import Box

SMALLEST = 6.0
"""Logical pixels of a side below which a drag was a click."""


class Glass(QWidget):
    """``marked`` tells a box in points of the page as it is displayed unturned."""

    marked = Signal(object)  # Box

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._marks: Sequence[Box] = ()
        self._from: QPointF | None = None
        self._to = QPointF()
        canvas.viewport().installEventFilter(self)
        self.draw(False)

    def draw(self, on: bool) -> None:
        """Take the mouse for a mark, or leave it to the page."""
        self._from = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()

    def show_marks(self, marks: Sequence[Box]) -> None:
        """The marks of the page that is shown."""
        self._marks = marks
        self.update()

    def mark_seen(self) -> None:
        """Mark what is seen of the page: the same without a mouse."""
        self._tell(QRectF(self.rect()))

    def page_area(self) -> QRectF:
        """Where the page lies, in logical pixels."""
        sheet, canvas = self._canvas.sheet, self._canvas
        if sheet is None:
            return QRectF()
        ratio = canvas.viewport().devicePixelRatioF()
        return QRectF(QPointF(canvas.origin) / ratio, QSizeF(sheet.width, sheet.height) * canvas.zoom)

    def _tell(self, area: QRectF) -> None:
        sheet = self._canvas.sheet
        if sheet is None:
            return
        page = self.page_area()
        part = area.intersected(page).translated(-page.topLeft())
        if part.width() >= SMALLEST and part.height() >= SMALLEST:
            zoom = self._canvas.zoom
            self.marked.emit(sheet.box(part.x() / zoom, part.y() / zoom, part.width() / zoom, part.height() / zoom))

    # -- Qt's side

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the canvas."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.viewport().size())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A corner."""
        self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The opposite corner, so far."""
        self._to = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The opposite corner."""
        if self._from is not None:
            area = QRectF(self._from, event.position()).normalized()
            self._from = None
            self._tell(area)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, and the one that is drawn, with their numbers: not by colour alone."""
        sheet = self._canvas.sheet
        if sheet is None or not (self._marks or self._from is not None):
            return
        painter = QPainter(self)
        ink = QColor(theme.LIGHT.bad)  # on paper, which is white in a dark window too
        soft = QColor(ink)
        soft.setAlphaF(0.10)
        painter.setPen(QPen(ink, 2))
        corner = self.page_area().topLeft()
        for number, box in enumerate(self._marks, 1):
            place = QRectF(*sheet.place(box, self._canvas.zoom)).translated(corner)
            painter.fillRect(place, soft)
            painter.drawRect(place)
            painter.drawText(place.adjusted(4, 2, -4, -2), Qt.AlignmentFlag.AlignTop, str(number))
        if self._from is not None:
            painter.drawRect(QRectF(self._from, self._to).normalized())
        painter.end()
