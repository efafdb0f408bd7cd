"""The two plots with what their colours and lines mean, side by side where there is room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.history import History
from rokhas_desktop.ui.history.plots import DelayPlot, Plot, Swatch, WaitingPlot
from rokhas_desktop.ui.text import number
from rokhas_desktop.ui.widgets import card, label

NARROW = 860
"""Logical pixels below which they stand one above the other."""


class PlotCards(QWidget):
    """Shows a history's figures."""

    def __init__(self) -> None:
        super().__init__()
        self._history = History((), (), ())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.delays, self.waiting = DelayPlot(), WaitingPlot()
        self._heads: list[QLabel] = []
        self._legends: list[QLabel] = []
        self._build(self.delays, ("bar", "reach", "mark"))
        self._build(self.waiting, ("line", "dashes"))

    def _build(self, plot: Plot, kinds: tuple[str, ...]) -> None:
        frame, inside = card()
        self._heads.append(label(role="heading", wrap=True))
        inside.addWidget(self._heads[-1])
        inside.addWidget(plot)
        for kind in kinds:
            row = QHBoxLayout()
            row.addWidget(Swatch(kind))
            self._legends.append(label(role="muted", wrap=True))
            row.addWidget(self._legends[-1], 1)
            inside.addLayout(row)
        inside.addStretch(1)
        self._row.addWidget(frame, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another where there is room."""
        wide = event.size().width() >= NARROW
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def show_history(self, history: History) -> None:
        """Show other figures; ``say`` puts them into words."""
        self._history = history
        self.delays.show_delays(history.families)
        self.waiting.show_waiting(history.waiting)

    def say(self, language: Language) -> None:
        """Heads, legends, and for who does not see them the figures themselves."""
        heads = (self.tr("How long acts waited for their signature"), self.tr("Acts that waited, day by day"))
        plots: tuple[Plot, ...] = (self.delays, self.waiting)
        for head, text, plot in zip(self._heads, heads, plots, strict=True):
            head.setText(text)
            plot.setAccessibleName(text)
            plot.language = language
            plot.update()
        legends = (
            self.tr("Half of the acts waited no longer than this"),
            self.tr("The longest"),
            self.tr("What the deadline allows"),
            self.tr("Waiting"),
            self.tr("Of these, past the deadline"),
        )
        for shown, text in zip(self._legends, legends, strict=True):
            shown.setText(text)
        told = [f"{one.label.text(language)}: {self.delays.said(one)}" for one in self._history.families]
        self.delays.setAccessibleDescription("; ".join(told))
        last = self._history.waiting[-1] if self._history.waiting else None
        counts = (number(last.acts, "fr"), number(last.overdue, "fr")) if last else ("0", "0")
        today = self.tr("Today: %1, of these %2 past the deadline")
        self.waiting.setAccessibleDescription(today.replace("%1", counts[0]).replace("%2", counts[1]))
