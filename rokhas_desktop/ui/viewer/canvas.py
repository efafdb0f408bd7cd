"""The page itself: painted from pictures that have come, moved and enlarged by hand."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from rokhas_desktop.render.views import Area
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer import geometry
from rokhas_desktop.ui.viewer.album import Album
from rokhas_desktop.ui.viewer.cache import Pictures
from rokhas_desktop.ui.viewer.geometry import Box, Sheet
from rokhas_desktop.ui.viewer.hands import Hands
from rokhas_desktop.ui.viewer.highlights import Highlights
from rokhas_desktop.ui.viewer.outline import Outline
from rokhas_desktop.ui.viewer.painting import Key, Over

Fit = Literal["page", "width", "none"]
MARGIN = 14
"""Logical pixels around a page."""
_REST = 60
"""Milliseconds a view must rest before sharp tiles are asked for."""


class Canvas(QAbstractScrollArea):
    """Shows one sheet.  Says what part of it is seen; is given pictures by :meth:`put`."""

    view_changed = Signal()
    zoomed = Signal()
    shown = Signal(int)
    stamp_dropped = Signal(object)  # Box: the person moved the outline there
    page_step = Signal(int)  # +1, -1, or ±1,000,000 for the last and the first

    def __init__(self) -> None:
        super().__init__()
        # A page is not mirrored in a right-to-left window, nor the way it scrolls.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.viewport().setMouseTracking(True)
        self.sheet: Sheet | None = None
        self.zoom = 1.0
        self.fit: Fit = "page"
        self.waiting_text = ""
        self.lost_text = ""
        self.outline = Outline()
        self.highlights = Highlights()
        self.album = Album()
        self.over = Over()
        self._before = 0.0
        self.hands = Hands(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.view_changed)

    # -- what is shown

    def show_sheet(self, sheet: Sheet | None, *, at_end: bool = False) -> None:
        """Show another sheet, from its top or its bottom."""
        self.sheet = sheet
        self._before = 0.0
        self._refit()
        self.horizontalScrollBar().setValue((self.horizontalScrollBar().maximum()) // 2)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum() if at_end else 0)
        self._changed(at_once=True)

    def put(self, key: Key, picture: QImage) -> None:
        """A picture has come."""
        self.album.pictures.put(key, picture)
        self.viewport().update()

    def give_up(self, key: Key) -> None:
        """A picture will not come."""
        self.album.give_up(key)
        self.viewport().update()

    @property
    def pictures(self) -> Pictures:
        """Those that have come."""
        return self.album.pictures

    @property
    def scale(self) -> float:
        """Device pixels a point."""
        return self.zoom * self.viewport().devicePixelRatioF()

    @property
    def points_a_hundred(self) -> float:
        """The zoom at which a page has its size on paper, as the screen declares itself."""
        return self.logicalDpiX() / 72

    def seen(self) -> Area:
        """What part of the sheet is in the window, in device pixels of the sheet."""
        ratio = self.viewport().devicePixelRatioF()
        origin = self.origin
        view = self.viewport().size()
        return Area(-origin.x(), -origin.y(), round(view.width() * ratio), round(view.height() * ratio))

    def set_zoom(self, zoom: float, about: QPointF | None = None, *, fit: Fit = "none") -> None:
        """Enlarge to ``zoom`` logical pixels a point; the point of the page under ``about`` stays there."""
        self.fit = fit
        zoom = geometry.bounded(zoom)
        if self.sheet is None or abs(zoom - self.zoom) < 1e-6:
            self.zoomed.emit()
            return
        middle = about or QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        ratio = self.viewport().devicePixelRatioF()
        under = (middle - QPointF(self.origin) / ratio) / self.zoom
        self._before, self.zoom = self.scale, zoom
        self._set_bars()
        corner = under * zoom + QPointF(MARGIN, MARGIN) - middle
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))
        self.zoomed.emit()
        self._changed()

    def go_to_box(self, box: Box) -> None:
        """Have a box of the page (as :meth:`Sheet.place` takes it) in the middle, enlarged where it would be too small
        to be made out."""
        if self.sheet is None:
            return
        _x, _y, width, height = self.sheet.place(box, 1.0)
        view = self.viewport().size()
        most = min(view.width() / max(width, 1e-3), view.height() / max(height, 1e-3)) / 3
        wanted = min(max(self.zoom, min(most, self.points_a_hundred)), max(3 * most, geometry.SMALLEST))
        self.set_zoom(wanted)
        x, y, width, height = self.sheet.place(box, self.zoom)
        self.horizontalScrollBar().setValue(round(x + width / 2 + MARGIN - view.width() / 2))
        self.verticalScrollBar().setValue(round(y + height / 2 + MARGIN - view.height() / 2))
        self._changed(at_once=True)

    def set_fit(self, fit: Fit) -> None:
        """Follow the window's size: the page whole, or its width."""
        self.fit = fit
        self._refit()
        self._changed()

    @property
    def room(self) -> tuple[int, int]:
        """Logical pixels across and down that a whole page may take."""
        room = self.maximumViewportSize()
        return room.width() - 2 * MARGIN, room.height() - 2 * MARGIN

    def fitted(self, sheet: Sheet) -> float:
        """The scale at which a page is seen whole."""
        return geometry.fitting(sheet, *self.room, whole=True) * self.viewport().devicePixelRatioF()

    def _refit(self) -> None:
        if self.sheet is not None and self.fit != "none":
            width, height = self.room
            # The bar that a page of full width will need has its place kept, or the width would swing.
            bar = self.verticalScrollBar().sizeHint().width() if self.fit == "width" else 0
            self._before = self.scale
            self.zoom = geometry.fitting(self.sheet, width - bar, height, whole=self.fit == "page")
        self._set_bars()
        self.zoomed.emit()

    def _set_bars(self) -> None:
        sheet = self.sheet
        view = self.viewport().size()
        for bar, length, seen in (
            (self.horizontalScrollBar(), sheet.width if sheet else 0.0, view.width()),
            (self.verticalScrollBar(), sheet.height if sheet else 0.0, view.height()),
        ):
            bar.setRange(0, max(int(length * self.zoom + 2 * MARGIN) - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    @property
    def origin(self) -> QPoint:
        """The sheet's upper left corner in device pixels of the viewport."""
        if self.sheet is None:
            return QPoint()
        ratio = self.viewport().devicePixelRatioF()
        place = []
        for bar, length, seen in (
            (self.horizontalScrollBar(), self.sheet.width, self.viewport().width()),
            (self.verticalScrollBar(), self.sheet.height, self.viewport().height()),
        ):
            free = seen - length * self.zoom
            place.append(round((free / 2 if bar.maximum() == 0 else MARGIN - bar.value()) * ratio))
        return QPoint(*place)

    def _changed(self, *, at_once: bool = False) -> None:
        self.viewport().update()
        if at_once:
            self._rest.stop()
            self.view_changed.emit()
        else:
            self._rest.start()

    # -- painting

    @property
    def sharp(self) -> bool:
        """Whether all of what is seen has come at this very scale."""
        return self.sheet is not None and not self.missing()

    @property
    def settled(self) -> bool:
        """Whether what is seen was told after it moved last."""
        return not self._rest.isActive()

    def missing(self) -> list[Area]:
        """The tiles of what is seen that have not come at this scale."""
        return self.album.missing(self.sheet, self.scale, self.seen()) if self.sheet is not None else []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has come."""
        painter = QPainter(self.viewport())
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.ground))
        sheet = self.sheet
        if sheet is None:
            self._say_waiting(painter)
            return
        ratio = self.viewport().devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(self.origin)
        whole = QRectF(0, 0, *sheet.pixels(self.scale))
        painter.fillRect(whole, Qt.GlobalColor.white)
        seen = geometry.clipped(self.seen(), Area(0, 0, *sheet.pixels(self.scale)))
        visible = bool(seen.width and seen.height)
        if visible:
            self.album.paint(painter, sheet, self.scale, seen, before=self._before, lost=self.lost_text)
            self.over.paint(painter, self.scale, seen)
        painter.setPen(QPen(QColor(colours.line), ratio))
        painter.drawRect(whole)
        self.highlights.paint(painter, sheet, self.scale, ratio, self.font())
        self.outline.paint(painter, sheet, self.scale, ratio, self.font())
        painter.end()
        if self.album.begun(sheet):
            if visible:
                self.shown.emit(sheet.page)
        elif self.album.preview is None:
            self._say_waiting(QPainter(self.viewport()))

    def _say_waiting(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.LIGHT.muted if self.sheet is not None else theme.colours().muted))
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.waiting_text)
        painter.end()

    # -- hands

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit again, where it is to fit."""
        self._refit()
        self._changed()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The bars moved."""
        self._changed()

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers that spread on a touchpad enlarge."""
        if isinstance(event, QNativeGestureEvent) and self.hands.gesture(event):
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; at an end go on to the next page; with Ctrl enlarge."""
        if not self.hands.wheel(event):
            super().wheelEvent(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the stamp's outline, or of the page."""
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self.hands.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enlarge, turn pages, scroll, move the stamp."""
        if not self.hands.key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in other colours."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
        super().changeEvent(event)
