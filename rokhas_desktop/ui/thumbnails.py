"""Small pictures of first pages, drawn one after the other off the UI thread and kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.ui.jobs import Lane
from rokhas_desktop.ui.viewer.loader import Renderer, as_image

LONGEST = 192
"""Pixels of a picture's longer side: sharp at twice the size it is shown in."""
KEPT = 400


class Thumbnails(QObject):
    """By SHA-256: the same bytes have the same picture.  What cannot be drawn has none."""

    drawn = Signal(str)  # SHA-256

    def __init__(self, renderer: Renderer, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._lane = Lane("thumbnails", self)
        self._pictures: dict[str, QPixmap | None] = {}
        self._fitted: dict[tuple[str, int, float], QPixmap] = {}
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def of(self, sha256: str, path: Path | None) -> QPixmap | None:
        """The picture, None until there is one; ``drawn`` follows for what is asked for first."""
        if path is not None and sha256 not in self._pictures:
            self._pictures[sha256] = None
            self._draw(sha256, path)
        return self._pictures.get(sha256)

    def _draw(self, sha256: str, path: Path) -> None:
        def failed(error: RokhasError) -> None:
            if isinstance(error, Cancelled):  # it gave way to what is looked at
                self._draw(sha256, path)

        self._lane.run(
            lambda _report, _cancel: as_image(self._renderer.whole(path, 1, longest=LONGEST, behind=True)),
            done=lambda image: self._keep(sha256, image),
            failed=failed,
        )

    def fitted(self, sha256: str, path: Path | None, side: int, ratio: float) -> QPixmap | None:
        """The picture in a square of ``side`` logical pixels; scaled once, for a list paints it over and over."""
        picture = self.of(sha256, path)
        if picture is None:
            return None
        wanted = (sha256, side, ratio)
        if wanted not in self._fitted:
            pixels = round(side * ratio)
            shown = picture.scaled(
                pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(ratio)
            while len(self._fitted) >= KEPT:
                self._fitted.pop(next(iter(self._fitted)))
            self._fitted[wanted] = shown
        return self._fitted[wanted]

    def _keep(self, sha256: str, image: QImage) -> None:
        while len(self._pictures) >= KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[sha256] = QPixmap.fromImage(image)
        self.drawn.emit(sha256)

    def stop(self) -> None:
        """Draw nothing more."""
        self._lane.close()
