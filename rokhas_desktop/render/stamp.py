"""The stamp's child: draws a stamp's text as a one-page PDF with Qt, which shapes Arabic (offscreen, no window).

Requests (see :mod:`rokhas_desktop.render.room`): ``draw``, ``confinement``.  The ground stays transparent, so that
nothing of the document is covered; only the program's own fonts are used, so that it looks alike everywhere.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)

from rokhas_desktop import resources
from rokhas_desktop.render import confine, typeset
from rokhas_desktop.render.errors import StampNotDrawn, StampTooSmall
from rokhas_desktop.render.views import Language, Weight
from rokhas_desktop.supervise import Frame, serve

FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
INK, LINE, TEST_INK = QColor("#10231d"), QColor("#0f5c4a"), QColor("#b3261e")
SMALLEST = 2.0
"""Points; smaller type cannot be read even on a page that is enlarged four times."""
DOTS = 20
"""Dots of the PDF device a point: it counts in whole ones."""


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the stamp's text as it came over the pipe."""

    text: str
    language: Language
    weight: Weight


def draw(lines: Sequence[Paragraph], width: float, height: float, *, test: bool) -> bytes:
    """The page.  Raises StampTooSmall, StampNotDrawn.

    Its size is ``width`` by ``height`` rounded to whole points, as Qt writes it; the drawing fills it.
    """
    side = min(width, height)
    line = min(max(side / 150, 0.3), 1.2)
    pad = line + min(max(side * 0.045, 1.0), 9.0)
    inner = (width - 2 * pad, height - 2 * pad)
    setting = typeset.set_in(lines, *inner, smallest=SMALLEST, largest=max(height / 9, 9.0)) if min(inner) > 0 else None
    if setting is None:
        raise StampTooSmall(width=round(width), height=round(height))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, width, height)
    painter = QPainter()
    if not painter.begin(writer):
        raise StampNotDrawn()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(writer.width() / width, writer.height() / height)
        if test:
            _test_mark(painter, width, height)
        _frame(painter, QRectF(0, 0, width, height), line, TEST_INK if test else LINE)
        _text(painter, setting, pad, line * 0.6)
    finally:
        painter.end()
    return bytes(data.data())


def _writer(buffer: QBuffer, width: float, height: float) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * DOTS)
    writer.setCreator("Rokhas Desktop")
    writer.setTitle("")
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "stamp", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    if not writer.setPageLayout(layout):
        raise StampNotDrawn()
    return writer


def _frame(painter: QPainter, box: QRectF, line: float, colour: QColor) -> None:
    inset = line / 2
    radius = min(min(box.width(), box.height()) * 0.05, 5.0)
    painter.setPen(QPen(colour, line))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def _text(painter: QPainter, setting: typeset.Setting, pad: float, line: float) -> None:
    painter.translate(pad, pad)
    if setting.rule is not None:
        painter.setPen(QPen(LINE, line))
        left, top, right, bottom = setting.rule
        painter.drawLine(QPointF(left, top), QPointF(right, bottom))
    painter.setPen(INK)
    unit = setting.size / typeset.EM
    painter.scale(unit, unit)
    for column, (x, y) in zip(setting.columns, setting.places, strict=True):
        column.paint(painter, x / unit, y / unit)


def _test_mark(painter: QPainter, width: float, height: float) -> None:
    """TEST, large and pale, behind the text, along the diagonal of the box."""
    font = QFont([typeset.FAMILIES[0]])
    font.setPixelSize(100)
    font.setBold(True)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, "TEST")
    shape = path.boundingRect()
    ratio = min(width * 0.8 / shape.width(), height * 0.72 / shape.height())
    colour = QColor(TEST_INK)
    colour.setAlphaF(0.16)
    painter.save()
    painter.translate(width / 2, height / 2)
    painter.scale(ratio, ratio)
    painter.translate(-shape.center())
    painter.fillPath(path, colour)
    painter.restore()


def main() -> None:
    """Confine this process, load the fonts, then answer until the parent ends."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["FONTCONFIG_FILE"] = str(resources.path_of("fonts/ours-only.conf"))
    held = confine.confine()
    application = QGuiApplication(["stamp"])
    for name in FONTS:
        if QFontDatabase.addApplicationFont(str(resources.path_of(f"fonts/{name}.ttf"))) < 0:
            raise StampNotDrawn()

    def drawn(header: dict[str, Any], _payload: bytearray) -> Frame:
        lines = [Paragraph(**line) for line in header["lines"]]
        return Frame({}, draw(lines, header["width"], header["height"], test=header["test"]))

    def confinement(_header: dict[str, Any], _payload: bytearray) -> Frame:
        return Frame(dataclasses.asdict(held))

    serve({"draw": drawn, "confinement": confinement})
    application.quit()
