"""The contrast of texts as they are drawn (WCAG 2.2, 1.4.3): of a text's strongest pixel with its ground's."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from support.clipping import text_of

LEAST = 4.5
SLACK = 0.1
"""Anti-aliasing takes a little of a thin letter's colour."""


def luminance(pixel: int) -> float:
    parts = [(pixel >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: int, other: int) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def findings(root: QWidget) -> list[str]:
    """Texts of enabled widgets that stand out too little; to be taken at twice the size, where letters have a core."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in root.findChildren(QWidget):
        area = widget.visibleRegion().boundingRect()
        if not text_of(widget) or not widget.isEnabled() or not widget.isVisible() or area.height() < 10:
            continue
        if isinstance(widget, QAbstractButton) and area.size() != widget.size():
            continue  # scrolled half away: what is seen of it may be its edge alone
        seen = _contrast(picture, QRect(widget.mapTo(root, area.topLeft()), area.size()))
        if seen < LEAST - SLACK:
            found.append(f"contrast {seen:.1f}: {type(widget).__name__} {text_of(widget)[:50]!r}")
    return found


def _contrast(picture: QImage, area: QRect) -> float:
    ratio_of = picture.devicePixelRatio()
    device = QRect(area.topLeft() * ratio_of, area.size() * ratio_of).intersected(picture.rect())
    part = picture.copy(device)
    colours = Counter(memoryview(bytes(part.constBits())).cast("I"))
    ground = colours.most_common(1)[0][0]
    return max(ratio(colour, ground) for colour in colours)
