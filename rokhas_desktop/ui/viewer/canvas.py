"""The page itself: painted from pictures that have come, moved and enlarged by hand."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from rokhas_desktop.render.views import Area
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.viewer import geometry
from rokhas_desktop.ui.viewer.cache import Pictures
from rokhas_desktop.ui.viewer.geometry import Sheet
from rokhas_desktop.ui.viewer.outline import NUDGES, Outline

Fit = Literal["page", "width", "none"]
CACHE = 256 << 20
MARGIN = 14
"""Logical pixels around a page."""
_REST = 60
"""Milliseconds a view must rest before sharp tiles are asked for."""
_PAGE_PAUSE = 350
"""Milliseconds after a change of page by the wheel in which it does not change again."""

Key = tuple[int, int, float, Area | None]
"""Page, turn, scale, area; an overview has scale 0 and no area."""


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
        self.outline = Outline()
        self.pictures = Pictures(CACHE)
        self._before = 0.0
        self._grabbed: QPoint | None = None
        self._carried: QPointF | None = None
        self._paused = False
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
        self.pictures.put(key, picture)
        self.viewport().update()

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

    def set_fit(self, fit: Fit) -> None:
        """Follow the window's size: the page whole, or its width."""
        self.fit = fit
        self._refit()
        self._changed()

    def _refit(self) -> None:
        if self.sheet is not None and self.fit != "none":
            room = self.maximumViewportSize()
            # The bar that a page of full width will need has its place kept, or the width would swing.
            bar = self.verticalScrollBar().sizeHint().width() if self.fit == "width" else 0
            width, height = room.width() - 2 * MARGIN - bar, room.height() - 2 * MARGIN
            self._before = self.scale
            self.zoom = geometry.fitting(self.sheet, width, height, whole=self.fit == "page")
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has come: the overview, over it sharp tiles of the scale before, then those of this one."""
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
        overview = self.pictures.get((sheet.page, sheet.turn, 0.0, None))
        seen = geometry.clipped(self.seen(), Area(0, 0, *sheet.pixels(self.scale)))
        if seen.width and seen.height:
            if overview is not None:
                _stretch(painter, overview, whole, seen)
            self._paint_tiles(painter, sheet, seen)
        painter.setPen(QPen(QColor(colours.line), ratio))
        painter.drawRect(whole)
        self.outline.paint(painter, sheet, self.scale, ratio, self.font())
        painter.end()
        if overview is None:
            self._say_waiting(QPainter(self.viewport()))
        elif seen.width and seen.height:
            self.shown.emit(sheet.page)

    def _paint_tiles(self, painter: QPainter, sheet: Sheet, seen: Area) -> None:
        if self._before and self._before != self.scale:
            by = self._before / self.scale
            then = Area(int(seen.x * by), int(seen.y * by), int(seen.width * by) + 2, int(seen.height * by) + 2)
            if max(then.width, then.height) < 16 * geometry.TILE:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                for area in sheet.tiles(then, self._before):
                    picture = self.pictures.get((sheet.page, sheet.turn, self._before, area))
                    if picture is not None:
                        place = QRectF(area.x / by, area.y / by, area.width / by, area.height / by)
                        painter.drawImage(place, picture)
        for area in sheet.tiles(seen, self.scale):
            picture = self.pictures.get((sheet.page, sheet.turn, self.scale, area))
            if picture is not None:
                painter.drawImage(QPoint(area.x, area.y), picture)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; at an end go on to the next page; with Ctrl enlarge."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * geometry.STEP ** (turned / 120), event.position())
        elif turned and self._at_end(turned):
            if not self._paused:
                self._paused = True
                QTimer.singleShot(_PAGE_PAUSE, self, self._end_pause)
                self.page_step.emit(1 if turned < 0 else -1)
        else:
            super().wheelEvent(event)
        event.accept()

    def _at_end(self, turned: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() == (bar.maximum() if turned < 0 else bar.minimum())

    def _end_pause(self) -> None:
        self._paused = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the stamp's outline, or of the page."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self._on_stamp(event.position()):
                self._carried = event.position()
            else:
                self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._carried is not None:
            moved, self._carried = event.position() - self._carried, event.position()
            self._move_stamp(moved)
        elif self._grabbed is not None:
            now = event.position().toPoint()
            step, self._grabbed = now - self._grabbed, now
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - step.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - step.y())
        else:
            over = self._on_stamp(event.position())
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            carried, self._carried, self._grabbed = self._carried, None, None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            if carried is not None and self.outline.box is not None:
                self.stamp_dropped.emit(self.outline.box)

    def _on_stamp(self, at: QPointF) -> bool:
        ratio = self.viewport().devicePixelRatioF()
        return self.sheet is not None and self.outline.holds(self.sheet, self.scale, at * ratio - QPointF(self.origin))

    def _move_stamp(self, by: QPointF) -> None:
        if self.sheet is not None:
            self.outline.move(self.sheet, by / self.zoom)
            self.viewport().update()

    def _nudge(self, event: QKeyEvent) -> bool:
        """Shift and an arrow move the stamp."""
        step = NUDGES.get(Qt.Key(event.key()))
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if step is None or not shifted or self.outline.box is None or not self.outline.movable:
            return False
        self._move_stamp(QPointF(*step))
        self.stamp_dropped.emit(self.outline.box)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enlarge, turn pages, scroll, move the stamp."""
        if self._nudge(event):
            return
        act = {
            Qt.Key.Key_Plus: lambda: self.set_zoom(self.zoom * geometry.STEP),
            Qt.Key.Key_Equal: lambda: self.set_zoom(self.zoom * geometry.STEP),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self.zoom / geometry.STEP),
            Qt.Key.Key_0: lambda: self.set_fit("page"),
            Qt.Key.Key_1: lambda: self.set_zoom(self.points_a_hundred),
            Qt.Key.Key_PageDown: lambda: self.page_step.emit(1),
            Qt.Key.Key_PageUp: lambda: self.page_step.emit(-1),
            Qt.Key.Key_Home: lambda: self.page_step.emit(-1_000_000),
            Qt.Key.Key_End: lambda: self.page_step.emit(1_000_000),
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in other colours."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
        super().changeEvent(event)


def _stretch(painter: QPainter, overview: QImage, whole: QRectF, seen: Area) -> None:
    """Draw the part of the overview that is seen, so that a deep zoom does not scale what is not."""
    by = overview.width() / whole.width(), overview.height() / whole.height()
    source = QRectF(seen.x * by[0], seen.y * by[1], seen.width * by[0], seen.height * by[1])
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(seen.x, seen.y, seen.width, seen.height), overview, source)
