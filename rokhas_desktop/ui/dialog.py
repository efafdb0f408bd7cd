"""A dialog that fits the screen: its body scrolls where there is no room, its last rows stay in sight."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rokhas_desktop.ui.widgets import scrolled

FRAME = 48
"""Logical pixels that a window's own frame takes of the screen's height."""


class Dialog(QDialog):
    """``body`` and ``foot`` are its columns; it is as high as they need at its width, if the screen is."""

    def __init__(self, parent: QWidget | None, *, width: int = 560) -> None:
        super().__init__(parent)
        self._width = width
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 14, 16)
        column.setSpacing(10)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(12)
        self._area = scrolled(self._inside)
        column.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 8, 0)
        self.foot.setSpacing(10)
        column.addLayout(self.foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are the fonts final."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the texts need; Qt's own hint takes them unwrapped."""
        room = self.screen().availableGeometry()
        width = min(self._width, room.width())
        column = self.layout()
        if column is None:
            return
        margins = column.contentsMargins()
        inner = width - margins.left() - margins.right()
        self.body.activate()
        # A scroll bar that showed before the dialog grew takes width, and stays if the texts then need more height.
        beside = inner - self._area.verticalScrollBar().sizeHint().width()
        body = self.body.totalHeightForWidth(beside) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        foot = self.foot.totalHeightForWidth(inner) if self.foot.hasHeightForWidth() else self.foot.sizeHint().height()
        whole = body + foot + column.spacing() + margins.top() + margins.bottom() + 2
        self.setMinimumWidth(min(360, room.width()))
        self.resize(width, min(whole, room.height() - FRAME))
