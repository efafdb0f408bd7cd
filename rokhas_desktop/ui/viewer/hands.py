"""What a person's hands do on a page: wheel, touchpad, mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from rokhas_desktop.ui.viewer import geometry
from rokhas_desktop.ui.viewer.outline import NUDGES

if TYPE_CHECKING:
    from rokhas_desktop.ui.viewer.canvas import Canvas

_PAGE_PAUSE = 350
"""Milliseconds after a change of page by the wheel in which it does not change again."""


class Hands:
    """Moves a canvas.  ``wheel``, ``gesture`` and ``key`` say whether they did anything."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._grabbed: QPoint | None = None
        self._carried: QPointF | None = None
        self._paused = False

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Two fingers that spread or close."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.set_zoom(self._canvas.zoom * (1.0 + event.value()), event.position())
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Ctrl enlarges; an end goes on to the next page; anything else is left to scroll."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._canvas.set_zoom(self._canvas.zoom * geometry.STEP ** (turned / 120), event.position())
            return True
        if not turned or not self._at_end(turned):
            return False
        if not self._paused:
            self._paused = True
            QTimer.singleShot(_PAGE_PAUSE, self._canvas, self._end_pause)
            self._canvas.page_step.emit(1 if turned < 0 else -1)
        return True

    def _at_end(self, turned: int) -> bool:
        bar = self._canvas.verticalScrollBar()
        return bar.value() == (bar.maximum() if turned < 0 else bar.minimum())

    def _end_pause(self) -> None:
        self._paused = False

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the stamp's outline, or of the page."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self._on_stamp(event.position()):
                self._carried = event.position()
            else:
                self._grabbed = event.position().toPoint()
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        """Move it."""
        canvas = self._canvas
        if self._carried is not None:
            moved, self._carried = event.position() - self._carried, event.position()
            self._move_stamp(moved)
        elif self._grabbed is not None:
            now = event.position().toPoint()
            step, self._grabbed = now - self._grabbed, now
            canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().value() - step.x())
            canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() - step.y())
        else:
            over = self._on_stamp(event.position())
            canvas.viewport().setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.OpenHandCursor)

    def release(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            carried, self._carried, self._grabbed = self._carried, None, None
            self._canvas.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            if carried is not None and self._canvas.outline.box is not None:
                self._canvas.stamp_dropped.emit(self._canvas.outline.box)

    def key(self, event: QKeyEvent) -> bool:
        """Enlarge, turn pages, move the stamp; the arrows are left to scroll."""
        if self._nudge(event):
            return True
        canvas = self._canvas
        act = {
            Qt.Key.Key_Plus: lambda: canvas.set_zoom(canvas.zoom * geometry.STEP),
            Qt.Key.Key_Equal: lambda: canvas.set_zoom(canvas.zoom * geometry.STEP),
            Qt.Key.Key_Minus: lambda: canvas.set_zoom(canvas.zoom / geometry.STEP),
            Qt.Key.Key_0: lambda: canvas.set_fit("page"),
            Qt.Key.Key_1: lambda: canvas.set_zoom(canvas.points_a_hundred),
            Qt.Key.Key_2: lambda: canvas.set_fit("width"),
            Qt.Key.Key_PageDown: lambda: canvas.page_step.emit(1),
            Qt.Key.Key_PageUp: lambda: canvas.page_step.emit(-1),
            Qt.Key.Key_Home: lambda: canvas.page_step.emit(-1_000_000),
            Qt.Key.Key_End: lambda: canvas.page_step.emit(1_000_000),
        }.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        act()
        return True

    def _nudge(self, event: QKeyEvent) -> bool:
        """Shift and an arrow move the stamp."""
        canvas = self._canvas
        step = NUDGES.get(Qt.Key(event.key()))
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if step is None or not shifted or canvas.outline.box is None or not canvas.outline.movable:
            return False
        self._move_stamp(QPointF(*step))
        canvas.stamp_dropped.emit(canvas.outline.box)
        return True

    def _on_stamp(self, at: QPointF) -> bool:
        canvas = self._canvas
        ratio = canvas.viewport().devicePixelRatioF()
        place = at * ratio - QPointF(canvas.origin)
        return canvas.sheet is not None and canvas.outline.holds(canvas.sheet, canvas.scale, place)

    def _move_stamp(self, by: QPointF) -> None:
        canvas = self._canvas
        if canvas.sheet is not None:
            canvas.outline.move(canvas.sheet, by / canvas.zoom)
            canvas.viewport().update()
