"""Small pieces that several pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyleOptionButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import tip

Tone = Literal["good", "warning", "bad", "plain"]
_ICONS = {"good": "check", "warning": "warning", "bad": "stop", "plain": "document"}


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label; ``role`` is one of the style sheet's names (title, heading, strong, muted)."""
    made = QLabel(text)
    made.setObjectName(role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(text: str = "", *, primary: bool = False, icon: str | None = None) -> QPushButton:
    """A push button, drawn as the page's main action when ``primary``."""
    made = QPushButton(text)
    made.setProperty("primary", "true" if primary else "false")
    made.setAutoDefault(primary)
    if icon is not None:
        colours = theme.colours()
        made.setIcon(theme.icon(icon, colours.accent_text if primary else colours.text))
        made.setIconSize(QSize(18, 18))
    return made


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tool tip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setObjectName(role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``."""
        if text != self.text():
            super().setText(text)
            self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        visual = self.style().visualAlignment(self.layoutDirection(), start)
        painter.drawText(area, visual, text)


class ElidedButton(QPushButton):
    """A button whose text ends in an ellipsis where there is no room; ``text`` stays whole for screen readers."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(60, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What is drawn is what fits."""
        super().initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        icon = self.iconSize().width() + 6 if not self.icon().isNull() else 0
        room = max(10, inside.width() - icon)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class WrappedCheck(QWidget):
    """A check box whose text takes as many lines as it needs; the text can be clicked too."""

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._box = QCheckBox()
        self._box.toggled.connect(self.toggled)
        self._label = label(wrap=True)
        self._label.setBuddy(self._box)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.setFocusProxy(self._box)

    def setText(self, text: str) -> None:
        """What is agreed to."""
        self._label.setText(text)
        self._box.setAccessibleName(text)

    def isChecked(self) -> bool:
        """Whether it is agreed to."""
        return self._box.isChecked()

    def setChecked(self, checked: bool) -> None:
        """Agree for the person, or take it back."""
        self._box.setChecked(checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As a click on the box."""
        self._box.toggle()
        super().mousePressEvent(event)


class Notice(QFrame):
    """A coloured box: a title, what it means, and what to do next, told apart by icon as well as colour."""

    def __init__(self, tone: Tone = "plain", title: str = "", lines: Iterable[str] = ()) -> None:
        super().__init__()
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._icon)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(3)
        row.addLayout(self._texts, 1)
        self._title = label(role="strong", wrap=True, selectable=True)
        self._body = label(wrap=True, selectable=True)
        self._texts.addWidget(self._title)
        self._texts.addWidget(self._body)
        self.show_text(tone, title, lines)

    def show_text(self, tone: Tone, title: str, lines: Iterable[str] = ()) -> None:
        """Change what it says."""
        colours = theme.colours()
        colour = {"good": colours.good, "warning": colours.warning, "bad": colours.bad, "plain": colours.muted}[tone]
        self._icon.setPixmap(theme.pixmap(_ICONS[tone], 20, colour, ratio=self.devicePixelRatioF()))
        self._title.setText(title)
        body = "\n".join(lines)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        self.setProperty("tone", tone)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.style().unpolish(self)
        self.style().polish(self)


class NoticeBar(QWidget):
    """Above the page: what did not work, until the next thing works.  Hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self._notice = Notice("warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._notice)
        self.hide()

    def show_error(self, error: RokhasError, language: Language) -> None:
        """Say what went wrong and what to do."""
        text = catalogue.describe(error, language)
        bad = catalogue.entry(error.code).severity == "problem"
        self._notice.show_text("bad" if bad else "warning", text.title, [text.cause, *text.remedy])
        self.show()


def card(*, role: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A framed surface and its column."""
    frame = QFrame()
    frame.setObjectName(role)
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(6)
    return frame, column


def in_order(splitter: QSplitter) -> None:
    """Have a screen reader told of the parts of a splitter as they stand: Qt puts each new one before the others."""
    for place in range(splitter.count()):
        part = splitter.widget(place)
        if part is not None:
            part.raise_()


def name_buttons(edit: QLineEdit, name: str) -> None:
    """Qt gives no name to the buttons inside a field."""
    for inside in edit.findChildren(QToolButton):
        inside.setAccessibleName(name)


def scrolled(inside: QWidget) -> QScrollArea:
    """A page in an area that scrolls up and down where there is no room, and is reached by Tab only then."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()  # the event loop may delete it only after what comes in its place was drawn
            widget.deleteLater()


class Table(QTableView):
    """A table whose headings are whole: where they do not fit side by side, it scrolls."""

    def __init__(self, widths: Sequence[int]) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def fit_columns(self) -> None:
        """Give each column its width, or what its heading takes in the language in force; the last one the rest."""
        header, last = self.horizontalHeader(), self.horizontalHeader().count() - 1
        header.setStretchLastSection(False)
        for column in range(last + 1):
            wished = self._widths[column] if column < len(self._widths) else 0
            self.setColumnWidth(column, max(wished, header.sectionSizeHint(column)))
        header.setStretchLastSection(header.length() <= self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rest is another one."""
        super().resizeEvent(event)
        self.fit_columns()
