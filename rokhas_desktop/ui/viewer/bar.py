"""The viewer's tool bar: pages at its beginning, sizes at its end; mirrored in a right-to-left window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QToolButton

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Elided

_POINTING = {"previous", "next"}


class Bar(QFrame):
    """Shows the page and the size, and says what the person wants of them."""

    page_wanted = Signal(int)
    zoom_wanted = Signal(int)  # steps
    fit_wanted = Signal(str)  # page, width
    actual_size_wanted = Signal()
    turn_wanted = Signal()
    mark_wanted = Signal(bool)  # draw marks, or no longer

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._page, self._pages, self._percent = 0, 0, 100
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        self._buttons: dict[str, QToolButton] = {}
        self._previous = self._button("previous", row)
        self._number = QSpinBox(minimum=1)
        self._number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setKeyboardTracking(False)
        self._number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._number)
        self._of = QLabel()
        row.addWidget(self._of)
        self._next = self._button("next", row)
        row.addSpacing(8)
        self.title = Elided(role="muted")
        row.addWidget(self.title, 1)
        row.addSpacing(8)
        self._out = self._button("zoom-out", row)
        self._size = QToolButton()
        self._size.setMinimumWidth(64)
        row.addWidget(self._size)
        self._in = self._button("zoom-in", row)
        self._width = self._button("fit-width", row)
        self._whole = self._button("fit-page", row)
        self._turn = self._button("rotate", row)
        self._mark = self._button("mark", row)
        self._mark.setCheckable(True)
        self._connect()
        self._say()
        self.show_page(0, 0)

    def _button(self, icon: str, row: QHBoxLayout) -> QToolButton:
        made = QToolButton()
        made.setIconSize(QSize(20, 20))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[icon] = made
        row.addWidget(made)
        return made

    def _connect(self) -> None:
        self._previous.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._next.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self._number.valueChanged.connect(self._typed)
        self._out.clicked.connect(lambda: self.zoom_wanted.emit(-1))
        self._in.clicked.connect(lambda: self.zoom_wanted.emit(1))
        self._size.clicked.connect(self.actual_size_wanted)
        self._width.clicked.connect(lambda: self.fit_wanted.emit("width"))
        self._whole.clicked.connect(lambda: self.fit_wanted.emit("page"))
        self._turn.clicked.connect(self.turn_wanted)
        self._mark.toggled.connect(self.mark_wanted)

    def _typed(self, page: int) -> None:
        if page != self._page:
            self.page_wanted.emit(page)

    # -- what is shown

    def show_page(self, page: int, pages: int) -> None:
        """The page that is shown, of so many; 0 of 0 where there is none."""
        self._page, self._pages = page, pages
        self._number.blockSignals(True)
        self._number.setMaximum(max(pages, 1))
        self._number.setValue(max(page, 1))
        self._number.blockSignals(False)
        for made in (*self._buttons.values(), self._number, self._size):
            made.setEnabled(pages > 0)
        self._number.setEnabled(pages > 1)
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(0 < page < pages)
        self._say_counts()

    def stop_marking(self) -> None:
        """A mark was made: the mouse moves the page again."""
        self._mark.setChecked(False)

    def show_percent(self, percent: int) -> None:
        """The size, where 100 is that on paper."""
        self._percent = percent
        self._say_counts()

    def changeEvent(self, event: QEvent) -> None:
        """Say and draw it again in the new language, direction or colours."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.PaletteChange):
            self._say()
        super().changeEvent(event)

    def _say_counts(self) -> None:
        self._of.setText(self.tr("of {count}").format(count=self._pages) if self._pages else "")
        self._size.setText(ltr(f"{self._percent} %") if self._pages else "")
        self._size.setAccessibleName(self.tr("Size {percent} %, press for 100 %").format(percent=self._percent))

    def _say(self) -> None:
        texts = {
            "previous": self.tr("Previous page (Page Up)"),
            "next": self.tr("Next page (Page Down)"),
            "zoom-out": self.tr("Smaller (−)"),
            "zoom-in": self.tr("Larger (+)"),
            "fit-width": self.tr("Fit the width"),
            "fit-page": self.tr("Fit the page (0)"),
            "rotate": self.tr("Turn the view clockwise"),
            "mark": self.tr("Mark a place with the mouse (M: what is seen)"),
        }
        colour = theme.colours().text
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for name, text in texts.items():
            made = self._buttons[name]
            made.setToolTip(text)
            made.setAccessibleName(text)
            made.setIcon(theme.icon(name, colour, mirrored=mirrored and name in _POINTING))
        self._size.setToolTip(self.tr("Size on paper, 100 % (1)"))
        self._number.setToolTip(self.tr("Page"))
        self._number.setAccessibleName(self.tr("Page"))
        self._say_counts()
