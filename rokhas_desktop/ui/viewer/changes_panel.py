"""What changed since the last pass, as a list; and how much of the earlier version shows through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSlider, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop.render.views import PageChanges, Region
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.viewer.highlights import Kind, flag
from rokhas_desktop.ui.widgets import button, label

_STEPS = 20
_LIST = 90
"""Logical pixels of the list's height at least."""
MOST = 1000
"""Places that are listed."""
_PLACE = int(Qt.ItemDataRole.UserRole) + 1
Place = tuple[int, Region | None]
"""A page of the newer document and what changed there; None for the page itself."""


class ChangesPanel(QWidget):
    """Shows what it is told and says what the person wants."""

    chosen = Signal(int, object)  # page, Region | None
    share_wanted = Signal(float)  # how much of the earlier version is seen
    stop_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[PageChanges] | None = None
        self._state = ""
        self._done, self._pages = 0, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._title = label(role="strong", wrap=True)
        column.addWidget(self._title)
        self._said = label(role="muted", wrap=True)
        column.addWidget(self._said)
        self._act = button()
        self._act.clicked.connect(self._acted)
        column.addWidget(self._act)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        self.list.setMinimumHeight(_LIST)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self._now, self._then = label(role="muted"), label(role="muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.valueChanged.connect(self._slid)
        row.addWidget(self._now)
        row.addWidget(self.slider, 1)
        row.addWidget(self._then)
        column.addLayout(row)
        self.flip = QToolButton()
        self.flip.clicked.connect(self.turn_over)
        column.addWidget(self.flip)
        self.setFocusProxy(self.list)
        self._say()

    # -- what is shown

    def show_state(self, state: str, done: int = 0, pages: int = 0) -> None:
        """``fetching``, ``comparing`` (so many pages of so many), ``stopped``, ``failed`` or ``done``."""
        self._state, self._done, self._pages = state, done, pages
        self._say_state()

    def show_failure(self, title: str) -> None:
        """Why there is nothing to compare with."""
        self.show_state("failed")
        self._said.setText(title)

    def show_changes(self, changes: Sequence[PageChanges] | None) -> None:
        """List the changes; None while they are not known."""
        self._changes = changes
        self._fill()
        self.show_state("done" if changes is not None else self._state)

    def places(self) -> list[Place]:
        """What is listed, in order."""
        return [self.list.item(row).data(_PLACE) for row in range(self.list.count())]

    @property
    def current(self) -> Place | None:
        """Where the person is."""
        item = self.list.currentItem()
        place: Place | None = item.data(_PLACE) if item is not None else None
        return place

    def step(self, by: int) -> None:
        """The next place or the one before, round the end."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def turn_over(self) -> None:
        """The earlier version alone, or this one alone: what differs jumps to the eye."""
        self.slider.setValue(0 if self.slider.value() > _STEPS // 2 else _STEPS)

    def _slid(self, value: int) -> None:
        self.share_wanted.emit(value / _STEPS)

    def _acted(self) -> None:
        (self.stop_wanted if self._state in {"fetching", "comparing"} else self.again_wanted).emit()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(*item.data(_PLACE))

    def _fill(self) -> None:
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for text, page, place in islice(self._lines(), MOST):
            item = QListWidgetItem(text.format(number=ltr(str(page))))
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _lines(self) -> Iterator[tuple[str, int, Place]]:
        """What is said of each change, the page that it names, and where it leads."""
        for one in self._changes or ():
            page = one.page or 0
            if one.page is None:
                yield self.tr("Page {number} of the earlier version was removed"), one.old_page or 0, (0, None)
            elif one.old_page is None:
                yield self.tr("Page {number} was added"), page, (page, None)
            for number, region in enumerate(one.regions, 1):
                yield f"{flag(region.kind, number)}  {self._kind(region.kind)}", page, (page, region)

    def _kind(self, kind: Kind) -> str:
        return {
            "added": self.tr("Added on page {number}"),
            "removed": self.tr("Removed from page {number}"),
            "changed": self.tr("Changed on page {number}"),
            "found": "",
        }[kind]

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._fill()
        super().changeEvent(event)

    def _say_state(self) -> None:
        busy = self._state in {"fetching", "comparing"}
        self._act.setText(self.tr("Stop") if busy else self.tr("Compare"))
        self._act.setVisible(self._state in {"fetching", "comparing", "stopped", "failed"})
        texts = {
            "fetching": self.tr("The earlier version is being fetched…"),
            "comparing": self.tr("Comparing… {done} of {pages}").format(
                done=ltr(str(self._done)), pages=ltr(str(self._pages))
            ),
            "stopped": self.tr("The comparison was stopped."),
            "done": self._summary(),
        }
        if self._state != "failed":
            self._said.setText(texts.get(self._state, ""))
        for made in (self.slider, self.flip, self._now, self._then):
            made.setEnabled(self._state == "done")

    def _summary(self) -> str:
        count = self.list.count()
        return self.tr("%n place(s) differ", "", count) if count else self.tr("Nothing that can be seen has changed.")

    def _say(self) -> None:
        self._title.setText(self.tr("Changes since the last pass"))
        self.list.setAccessibleName(self.tr("Changes since the last pass"))
        self._now.setText(self.tr("Now"))
        self._then.setText(self.tr("Earlier"))
        self.slider.setAccessibleName(self.tr("How much of the earlier version shows through"))
        self.slider.setToolTip(self.slider.accessibleName())
        self.flip.setText(self.tr("Flip between both (X)"))
        self._say_state()
