"""A batch while it runs, and its outcome: one line a document, with what to do for each that failed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, BatchEvent, Outcome
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.batch_tree import BatchTree
from rokhas_desktop.ui.widgets import Notice, Tone, button, label

_TONES = {"acknowledged": "good", "signed": "accent", "refused": "bad", "failed": "bad", "not_reached": "muted"}
_ICONS = {"acknowledged": "check", "signed": "send", "refused": "warning", "failed": "warning", "not_reached": "clock"}

_WHOLE = 2
"""Steps of a document: signed, then received."""
_STEPS = {"signed": 1, "checked": 1, "sending": 1, "acknowledged": _WHOLE}


class BatchPage(QWidget):
    """Shows; says when the person wants to stop or to go back."""

    stop_wanted = Signal()
    pause_wanted = Signal(bool)
    hold_wanted = Signal()
    back_wanted = Signal()
    verify_wanted = Signal(object)  # list[Path]: what was signed

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._started = 0.0
        self._steps: dict[tuple[str, int], int] = {}
        self._outcome: Outcome | None = None
        self._held = False
        self._paused_at: float | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        self._title = label(role="title")
        self._summary = Notice("plain")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._left = label(role="muted")
        self._tree = BatchTree()
        for widget in (self._title, self._summary, self._bar, self._left):
            column.addWidget(widget)
        column.addWidget(self._tree, 1)
        self._detail = Notice("plain")
        self._detail.hide()
        column.addWidget(self._detail)
        self._tree.currentItemChanged.connect(lambda line, _before: self._show_detail(line))
        row = QHBoxLayout()
        self._note = label(role="muted", wrap=True)
        row.addWidget(self._note, 1)
        self._stop = button(icon="stop")
        self._stop.clicked.connect(self._ask_to_stop)
        self._pause = button(icon="pause")
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self._ask_to_pause)
        self._hold = button(icon="hold")
        self._hold.clicked.connect(self._ask_to_hold)
        self._back = button(primary=True)
        self._back.clicked.connect(self.back_wanted)
        self._verify = button()
        self._verify.clicked.connect(lambda: self.verify_wanted.emit(self._signed()))
        for one in (self._hold, self._pause, self._stop, self._verify):
            row.addWidget(one)
        row.addWidget(self._back)
        column.addLayout(row)
        self._say()

    @property
    def running_documents(self) -> int:
        """How many documents of the running batch are signed at least."""
        return len(self._steps)

    def _signed(self) -> list[Path]:
        """The files that the batch which ended has signed."""
        documents = self._outcome.documents if self._outcome is not None else ()
        return [one.signed_path for one in documents if one.signed_path is not None]

    # -- while it runs

    def begin(self, acts: Sequence[ActView]) -> None:
        """Show the acts of a batch that starts now."""
        self._outcome = None
        self._started = time.monotonic()
        self._steps = {}
        self._detail.hide()
        self._tree.show_acts(acts, self.language, self.tr("waiting"))
        self._bar.setRange(0, _WHOLE * len(self._tree.lines))
        self._bar.setValue(0)
        self._left.setText("")
        self._pause.setChecked(False)
        for one in (self._stop, self._pause, self._hold):
            one.setEnabled(True)
        self._held = False
        self._say()

    def show_event(self, event: BatchEvent) -> None:
        """A document changed its state."""
        line = self._tree.lines.get((event.reference, event.piece))
        if line is not None:
            good = event.state in {"acknowledged", "checked", "signed"}
            colour = theme.colours().bad if event.refusal else theme.colours().good if good else theme.colours().muted
            self._tree.mark(
                line, self._state(event.state), colour, "warning" if event.refusal else "check" if good else "clock"
            )
            self._tree.scrollToItem(line)
        if event.state == "sending":
            self._hold.setEnabled(False)  # it is too late for it
        step = _STEPS.get(event.state, _WHOLE if event.refusal else 0)
        if step:
            self._steps[event.reference, event.piece] = step
        self._tree.count((event.reference, event.piece), self._steps, _WHOLE)
        self._bar.setValue(sum(self._steps.values()))
        self._show_left()

    def _show_left(self) -> None:
        done, whole = self._bar.value(), self._bar.maximum()
        if done < _WHOLE or done >= whole or self._paused_at is not None:
            self._left.setText("")
            return
        seconds = max(1, round((time.monotonic() - self._started) / done * (whole - done)))
        self._left.setText(self.tr("About %n second(s) left", "", seconds))

    def _state(self, state: str) -> str:
        return {
            "signing": self.tr("signing…"),
            "signed": self.tr("signed"),
            "checked": self.tr("signed and checked"),
            "sending": self.tr("being sent…"),
            "acknowledged": self.tr("received by the platform"),
            "refused": self.tr("refused"),
            "failed": self.tr("failed"),
            "withdrawn": self.tr("withdrawn"),
        }.get(state, "")

    def _ask_to_stop(self) -> None:
        for one in (self._stop, self._pause, self._hold):
            one.setEnabled(False)
        self._note.setText(self.tr("Stopping after the document in hand…"))
        self.stop_wanted.emit()

    def _ask_to_pause(self, paused: bool) -> None:
        now = time.monotonic()
        if not paused and self._paused_at is not None:
            self._started += now - self._paused_at  # what was waited says nothing of what is left
        self._paused_at = now if paused else None
        self.pause_wanted.emit(paused)
        self._say()

    def _ask_to_hold(self) -> None:
        self._hold.setEnabled(False)
        self._held = True
        self.hold_wanted.emit()
        self._say()

    # -- the outcome

    def end(self, outcome: Outcome) -> None:
        """Show what became of every document."""
        self._outcome = outcome
        for document in outcome.documents:
            line = self._tree.lines.get((document.reference, document.piece))
            if line is None:
                continue
            said = self._result(document.result)
            if document.refusal is not None:
                said = f"{said} — {document.refusal.text(self.language).title}"
            elif document.deferred is not None:
                waits = self.tr("the proofs that make it last follow by themselves")
                said = f"{said} — {waits}"
            self._tree.mark(line, said, getattr(theme.colours(), _TONES[document.result]), _ICONS[document.result])
            if document.refusal is not None:
                self._tree.explain(line, document.refusal)
        for act in outcome.acts:
            if act.refusals and act.documents:
                line = self._tree.lines.get((act.reference, act.documents[0].piece))
                top = line.parent() if line is not None else None
                if top is not None:
                    self._tree.mark(top, act.refusals[0].text(self.language).title, theme.colours().bad, "warning")
                    self._tree.explain(top, act.refusals[0])
        self._left.setText("")
        self._say()

    def fail(self, error: RokhasError) -> None:
        """Nothing was signed, for this reason."""
        self.end(Outcome(acts=(), stop=Refusal(error.code, error.details), seconds=0.0))

    def _show_detail(self, line: QTreeWidgetItem | None) -> None:
        """The chosen line whole, with what to do: a column has no room for it."""
        refusal = self._tree.reason(line)
        self._detail.setVisible(refusal is not None)
        if line is not None and refusal is not None:
            text = catalogue.entry(refusal.code).text(self.language, refusal.details)
            bad = catalogue.entry(refusal.code).severity == "problem"
            self._detail.show_text(
                "bad" if bad else "warning", f"{line.text(0)} — {text.title}", [text.cause, *text.remedy]
            )

    def _result(self, result: str) -> str:
        return {
            "acknowledged": self.tr("signed and received by the platform"),
            "signed": self.tr("signed, kept here, to be sent"),
            "refused": self.tr("refused"),
            "failed": self.tr("failed"),
            "not_reached": self.tr("not signed"),
        }[result]

    def _show_summary(self, outcome: Outcome) -> None:
        received, kept = outcome.count("acknowledged"), outcome.count("signed")
        rest = len(outcome.documents) - received - kept
        lines = []
        if kept and outcome.held:
            lines.append(self.tr("%n document(s) signed and held back here, until you let them go.", "", kept))
        elif kept:
            lines.append(
                self.tr(
                    "%n document(s) signed and kept here: they will be sent as soon as the platform answers.", "", kept
                )
            )
        if rest:
            lines.append(self.tr("%n document(s) not signed.", "", rest))
        tone: Tone = "good" if not kept and not rest and outcome.stop is None else "warning"
        title = self.tr("%n document(s) signed and received by the platform.", "", received)
        if outcome.stop is not None:
            text = catalogue.entry(outcome.stop.code).text(self.language, outcome.stop.details)
            tone = "bad" if catalogue.entry(outcome.stop.code).severity == "problem" else "warning"
            lines = [title, *lines, text.cause, *text.remedy] if outcome.documents else [text.cause, *text.remedy]
            title = text.title
        self._summary.show_text(tone, title, lines)

    def _say(self) -> None:
        running = self._outcome is None
        self._tree.setHeaderLabels([self.tr("Document"), self.tr("State")])
        self._bar.setAccessibleName(self.tr("Progress"))
        self._tree.setAccessibleName(self.tr("Documents of the batch"))
        self._stop.setText(self.tr("Stop"))
        self._back.setText(self.tr("Back to the acts"))
        self._verify.setText(self.tr("Verify these signatures"))
        self._verify.setVisible(bool(self._signed()))
        self._title.setText(self.tr("Signing in progress") if running else self.tr("Outcome"))
        self._note.setText(self._running_note() if running else "")
        self._pause.setText(self.tr("Go on") if self._pause.isChecked() else self.tr("Pause"))
        self._hold.setText(self.tr("Do not send yet"))
        self._hold.setToolTip(self.tr("Keep what is signed here until you let it go"))
        for widget in (self._bar, self._left, self._stop, self._pause, self._hold):
            widget.setVisible(running)
        self._back.setVisible(not running)
        self._summary.setVisible(not running)
        if self._outcome is not None:
            self._show_summary(self._outcome)

    def _running_note(self) -> str:
        if self._pause.isChecked():
            return self.tr("Paused after the document in hand. The key closes by itself if this lasts.")
        if self._held:
            return self.tr("What is signed will be kept here until you let it go.")
        return self.tr("Leave the key inserted until the end.")

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @property
    def summary(self) -> str:
        """What the outcome says first."""
        return self._summary.accessibleName()

    @property
    def finished(self) -> bool:
        """Whether an outcome is shown."""
        return self._outcome is not None
