"""The viewer's tool bar: pages at its beginning, sizes and tools at its end; mirrored in a right-to-left window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QSpinBox, QToolButton

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Elided

_POINTING = {"previous", "next"}
TOOLS = ("pages", "find-text", "changes", "beside", "rotate", "mark")
"""Those that go into a menu where there is no room for them."""
_CHECKED = {"pages", "find-text", "changes", "beside", "mark"}
_TITLE, _WORDS = 90, 30
"""Logical pixels that the title has at least where the tools are shown, and where it is shown at all."""


class Bar(QFrame):
    """Shows the page and the size, and says what the person wants of them."""

    page_wanted = Signal(int)
    zoom_wanted = Signal(int)  # steps
    fit_wanted = Signal(str)  # page, width
    actual_size_wanted = Signal()
    turn_wanted = Signal()
    mark_wanted = Signal(bool)  # draw marks, or no longer
    panel_wanted = Signal(str, bool)  # one of the tools that can be checked, shown or no longer

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._page, self._pages, self._percent = 0, 0, 100
        self._offered = set(TOOLS) - {"changes", "beside"}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        self.buttons: dict[str, QToolButton] = {}
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
        self.title = Elided(role="muted")
        row.addWidget(self.title, 1)
        self._out = self._button("zoom-out", row)
        self._size = QToolButton()
        self._size.setMinimumWidth(64)
        row.addWidget(self._size)
        self._in = self._button("zoom-in", row)
        self._width = self._button("fit-width", row)
        self._whole = self._button("fit-page", row)
        for name in TOOLS:
            self._button(name, row).setCheckable(name in _CHECKED)
        self._build_menu(row)
        self._connect()
        self._say()
        self.show_page(0, 0)

    def _button(self, icon: str, row: QHBoxLayout) -> QToolButton:
        made = QToolButton()
        made.setIconSize(QSize(20, 20))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[icon] = made
        row.addWidget(made)
        return made

    def _build_menu(self, row: QHBoxLayout) -> None:
        self._more = self._button("menu", row)
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._actions = {name: self._menu.addAction("") for name in TOOLS}
        for name, action in self._actions.items():
            action.setCheckable(name in _CHECKED)
            action.triggered.connect(self.buttons[name].click)
        self._menu.aboutToShow.connect(self._fill_menu)

    def _fill_menu(self) -> None:
        for name, action in self._actions.items():
            made = self.buttons[name]
            action.setText(made.toolTip())
            action.setIcon(made.icon())
            action.setEnabled(made.isEnabled())
            action.setVisible(name in self._offered)
            action.setChecked(made.isChecked())

    def _connect(self) -> None:
        self._previous.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._next.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self._number.valueChanged.connect(self._typed)
        self._out.clicked.connect(lambda: self.zoom_wanted.emit(-1))
        self._in.clicked.connect(lambda: self.zoom_wanted.emit(1))
        self._size.clicked.connect(self.actual_size_wanted)
        self._width.clicked.connect(lambda: self.fit_wanted.emit("width"))
        self._whole.clicked.connect(lambda: self.fit_wanted.emit("page"))
        self.buttons["rotate"].clicked.connect(self.turn_wanted)
        self.buttons["mark"].toggled.connect(self.mark_wanted)
        for name in ("pages", "find-text", "changes", "beside"):
            self.buttons[name].clicked.connect(lambda on, name=name: self.panel_wanted.emit(name, on))

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
        for made in (*self.buttons.values(), self._number, self._size):
            made.setEnabled(pages > 0)
        self._number.setEnabled(pages > 1)
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(0 < page < pages)
        self._say_counts()

    def offer(self, name: str, *, on: bool) -> None:
        """Have a tool or not: there is nothing to compare with everything."""
        offered = self._offered | {name} if on else self._offered - {name}
        if offered != self._offered:
            self._offered = offered
            self._arrange()

    def show_panel(self, name: str) -> None:
        """Which panel is open; "" for none."""
        for one in ("pages", "find-text", "changes"):
            self.buttons[one].setChecked(one == name)

    def stop_marking(self) -> None:
        """A mark was made: the mouse moves the page again."""
        self.buttons["mark"].setChecked(False)

    def show_percent(self, percent: int) -> None:
        """The size, where 100 is that on paper."""
        self._percent = percent
        self._say_counts()

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools, or a menu of them."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Without the tools: they go into the menu."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def _least(self) -> int:
        tools = {self.buttons[name] for name in TOOLS}
        made = [item.widget() for at in range(self._row.count()) if (item := self._row.itemAt(at))]
        fixed = [one for one in made if one is not None and one not in tools and one is not self.title]
        margins = self._row.contentsMargins()
        wide = sum(one.sizeHint().width() + 2 for one in fixed)
        return wide + margins.left() + margins.right() + self.title.minimumSizeHint().width()

    def _arrange(self) -> None:
        shown = [self.buttons[name] for name in TOOLS if name in self._offered]
        room = self.width() - self._least() + self._more.sizeHint().width() - _TITLE
        fits = room >= sum(one.sizeHint().width() + 2 for one in shown)
        for name in TOOLS:
            self.buttons[name].setVisible(fits and name in self._offered)
        self._more.setVisible(not fits)
        self.title.setVisible(self.width() - self._least() > _WORDS)

    # -- language

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
            "fit-width": self.tr("Fit the width (2)"),
            "fit-page": self.tr("Fit the page (0)"),
            "rotate": self.tr("Turn the view clockwise (R)"),
            "mark": self.tr("Mark a place with the mouse (M: what is seen)"),
            "pages": self.tr("All pages, small (T)"),
            "find-text": self.tr("Search in the text (Ctrl+Shift+F)"),
            "changes": self.tr("What changed since the last pass (C)"),
            "beside": self.tr("Another document beside this one (B)"),
            "menu": self.tr("More tools"),
        }
        colour = theme.colours().text
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for name, text in texts.items():
            made = self.buttons[name]
            made.setToolTip(text)
            made.setAccessibleName(text)
            made.setIcon(theme.icon(name, colour, mirrored=mirrored and name in _POINTING))
        self._size.setToolTip(self.tr("Size on paper, 100 % (1)"))
        self._number.setToolTip(self.tr("Page"))
        self._number.setAccessibleName(self.tr("Page"))
        self._say_counts()
