"""The first use as a page: the stops on one side, what is to be done now on the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, portal
from rokhas_desktop.ui.first_use.flow import FirstUse, View
from rokhas_desktop.ui.first_use.panels import Panel, Panels
from rokhas_desktop.ui.first_use.stops_list import Stops
from rokhas_desktop.ui.first_use.trial_dialog import TrialDialog
from rokhas_desktop.ui.widgets import Notice, button, clear, label


class FirstUsePage(QWidget):
    """Draws the flow's view, and hands it what the person says."""

    left = Signal()
    acts_wanted = Signal()

    def __init__(self, flow: FirstUse) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.account: AccountView | None = None
        self.dialog: TrialDialog | None = None
        self._flow = flow
        self._panels = Panels(self)
        self._view = flow.view
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_body(), 1)
        outer.addWidget(self._build_foot())
        flow.changed.connect(self.show_view)
        self._say()

    def _build_body(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(12)
        self._title = label(role="title")
        self._lead = label(role="muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        both = QHBoxLayout()
        both.setSpacing(20)
        self._stops = Stops()
        both.addWidget(self._stops, 4)
        self._panel = QVBoxLayout()
        self._panel.setSpacing(12)
        both.addLayout(self._panel, 8)
        column.addLayout(both)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 10, 28, 10)
        row.setSpacing(12)
        self._leave = button()
        self._leave.clicked.connect(self.left)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(160)
        self._busy.setTextVisible(False)
        self._other = button()
        self._other.clicked.connect(self._second)
        self._main = button(primary=True)
        self._main.clicked.connect(self._first)
        row.addWidget(self._leave)
        row.addStretch(1)
        for widget in (self._busy, self._other, self._main):
            row.addWidget(widget)
        return foot

    def show_view(self, view: View) -> None:
        """The flow moved."""
        if view.place.stop != "trial" and self.dialog is not None:
            self.dialog.reject()
        self._view = view
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        view = self._view
        self._title.setText(self.tr("First use of your key"))
        self._lead.setText(self.tr("A few minutes, in one sitting. You may leave and go on later where you were."))
        self._leave.setText(self.tr("Go on later"))
        self._busy.setAccessibleName(self.tr("Work under way"))
        self._stops.show_place(view.place.on_rail, arrived=view.place.stop == "ready")
        clear(self._panel)
        shown = self._panels.of(view, self.account, self.language)
        if view.error is not None:
            said = catalogue.describe(view.error, self.language)
            self._panel.addWidget(Notice("bad", said.title, [said.cause, *said.remedy]))
        for widget in shown.widgets:
            self._panel.addWidget(widget)
        self._panel.addStretch(1)
        self._name_buttons(view, shown)

    def _name_buttons(self, view: View, shown: Panel) -> None:
        self._busy.setVisible(view.busy)
        self._leave.setVisible(view.place.stop != "ready")
        self._main.setText(shown.main)
        self._main.setVisible(bool(shown.main))
        self._other.setText(shown.other)
        self._other.setVisible(bool(shown.other))
        if shown.consent is not None:
            shown.consent.toggled.connect(self._main.setEnabled)
        waits = view.place.stop == "trial" and view.sentence is None
        self._main.setEnabled(not view.busy and not waits and shown.consent is None)
        self._other.setEnabled(not view.busy)

    def _first(self) -> None:
        stop = self._view.place.stop
        if stop == "set_pin":
            QDesktopServices.openUrl(QUrl(portal()))
        elif stop == "compare":
            self._flow.say(right=True)
        elif stop == "notice":
            self._flow.note()
        elif stop == "trial":
            self._ask_pin()
        elif stop == "another":
            self._flow.notify()
        elif stop == "ready":
            self.acts_wanted.emit()

    def _second(self) -> None:
        if self._view.place.stop == "compare":
            self._flow.say(right=False)
        elif self._view.place.stop == "wrong":
            self._flow.say(right=None)

    def _ask_pin(self) -> None:
        key, sentence = self._view.place.key, self._view.sentence
        if key is None or sentence is None or self.dialog is not None:
            return
        final = key.token.pin_state == "final-try"
        self.dialog = TrialDialog(
            key, sentence, lambda pin: self._flow.sign(pin, accept_final_try=final), self.window()
        )
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
