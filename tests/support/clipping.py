"""Texts that do not fit: cut by their own widget, by what they lie in, or lying on one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

from rokhas_desktop.ui.widgets import Elided, ElidedButton

SLACK = 1
"""Logical pixels by which a text may be wider than its place: the last letter's own margin."""


def findings(root: QWidget) -> list[str]:
    """Each with the widget and its text."""
    shown = [widget for widget in root.findChildren(QWidget) if widget.isVisible() and text_of(widget)]
    found = [f"{said}: {_named(widget)}" for widget in shown for said in _cut(widget)]
    found += [f"outside: {_named(widget)}" for widget in shown if _outside(widget, root)]
    found += [said for table in root.findChildren(QTableView) if table.isVisible() for said in _headings(table)]
    for one, other in combinations(shown, 2):
        if _cover(one, other):
            found.append(f"overlap: {_named(one)} / {_named(other)}")
    return found


def _headings(table: QTableView) -> Iterator[str]:
    """Headings that are cut by their column."""
    header = table.horizontalHeader()
    for column in range(header.count()):
        if header.isVisible() and header.sectionSizeHint(column) > header.sectionSize(column) + SLACK:
            yield f"heading cut: {table.model().headerData(column, Qt.Orientation.Horizontal)!r}"


def text_of(widget: QWidget) -> str:
    """The text that a widget draws itself."""
    if isinstance(widget, QLabel):
        return "" if widget.pixmap() and not widget.pixmap().isNull() else widget.text()
    if isinstance(widget, QAbstractButton):
        return widget.text() if widget.text() and _shows_text(widget) else ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.placeholderText() if not widget.text() else ""
    return ""


def _shows_text(widget: QAbstractButton) -> bool:
    style = getattr(widget, "toolButtonStyle", None)
    return style is None or style() != Qt.ToolButtonStyle.ToolButtonIconOnly


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {text_of(widget)[:60]!r} {widget.width()}x{widget.height()}"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, (Elided, ElidedButton)):
        if not widget.toolTip():
            yield "shortened without a way to read it"
        return
    needed, room = _sizes(widget)
    if needed.width() > room.width() + SLACK:
        yield f"wider by {needed.width() - room.width()}"
    if needed.height() > room.height() + SLACK:
        yield f"higher by {needed.height() - room.height()}"


def _sizes(widget: QWidget) -> tuple[QSize, QSize]:
    """What the text needs, and what it has."""
    metrics, everything = widget.fontMetrics(), QRect(0, 0, 10_000, 10_000)
    if isinstance(widget, QLabel):
        inside = widget.contentsRect().adjusted(widget.margin(), widget.margin(), -widget.margin(), -widget.margin())
        if widget.wordWrap():
            everything.setWidth(inside.width())
        flags = int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0
        return metrics.boundingRect(everything, flags, widget.text()).size(), inside.size()
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint(), widget.size()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
        return QSize(metrics.horizontalAdvance(widget.currentText()), 0), room.size()
    if isinstance(widget, QLineEdit):
        icons = 28 * len(widget.actions())
        needed = metrics.horizontalAdvance(widget.placeholderText())
        return QSize(needed, 0), QSize(widget.contentsRect().width() - 16 - icons, 0)
    return QSize(), QSize()


def _outside(widget: QWidget, root: QWidget) -> bool:
    """Whether a part of it lies outside of what it is in; what can be scrolled to is not lost."""
    area = QRect(QPoint(0, 0), widget.size())
    seen, parent = area, widget
    while parent is not root:
        above = parent.parentWidget()
        if above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
            return False
        seen = seen.translated(parent.pos()).intersected(QRect(QPoint(0, 0), above.size()))
        parent = above
    return seen.width() < area.width() - SLACK or seen.height() < area.height() - SLACK


def _cover(one: QWidget, other: QWidget) -> bool:
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    common = _seen(one).intersected(_seen(other))
    return common.width() > 2 and common.height() > 2


def _seen(widget: QWidget) -> QRect:
    """The part of the screen where it can be seen."""
    area = widget.visibleRegion().boundingRect()
    return QRect(widget.mapToGlobal(area.topLeft()), area.size())
