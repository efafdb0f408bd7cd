"""Before a meeting without a line: the acts are fetched and reserved; which are ready, until when, and why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import PreparedAct
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.text import ltr, moment, standing
from rokhas_desktop.ui.widgets import Notice, button, card, label

if TYPE_CHECKING:
    from rokhas_desktop.ui.controller import Controller


class MeetingDialog(Dialog):
    """What was made ready."""

    def __init__(self, acts: Sequence[PreparedAct], language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=600)
        self.setWindowTitle(self.tr("Ready for a meeting"))
        self.body.addWidget(label(self.tr("Ready for a meeting"), role="title"))
        ready = [act for act in acts if act.ready]
        title = self.tr("%n act(s) can be read without a line", "", len(ready))
        told = self.tr("This PC alone may sign them meanwhile; whether it may without a line is the machine's policy.")
        self.body.addWidget(Notice("good" if len(ready) == len(acts) else "warning", title, [told] if ready else []))
        for act in acts:
            frame, column = card()
            column.addWidget(label(standing(act.reference, language), role="strong"))
            here = ltr(f"{act.documents - act.missing} / {act.documents}")
            facts = [self.tr("documents here: %1").replace("%1", here)]
            if act.until is not None:
                facts.append(self.tr("reserved until %1").replace("%1", moment(act.until.astimezone(), language)))
            column.addWidget(label(" · ".join(facts), role="muted", wrap=True))
            for refusal in act.refusals:
                column.addWidget(label(refusal.text(language).sentence, wrap=True))
            self.body.addWidget(frame)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(self.tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self.foot.addLayout(row)


class MeetingFlow(QObject):
    """Prepares what is ticked, or everything that waits, and shows what came of it."""

    def __init__(
        self,
        controller: Controller,
        ticked: Callable[[], Sequence[str]],
        language: Callable[[], Language],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._ticked = ticked
        self._language = language
        self._window = window
        self.dialog: MeetingDialog | None = None

    def prepare(self) -> None:
        """Fetch and reserve; not while a batch runs."""
        if not self._controller.busy_signing:
            self._controller.prepare(tuple(self._ticked()), done=self._show)

    def _show(self, acts: Sequence[PreparedAct]) -> None:
        self.dialog = MeetingDialog(acts, self._language(), self._window)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
