"""The examination's page: what is wrong and what to do first, then everything that was looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.doctor import findings, phone, repairs, words
from rokhas_desktop.doctor.examination import Examination
from rokhas_desktop.doctor.frame import Row
from rokhas_desktop.doctor.plan import NAMES
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.widgets import Notice, button, card, label

MARKS = {"ok": "✓", "warning": "!", "problem": "✗", "skipped": "–"}
TONES = {"problem": "bad", "warning": "warning"}


class DoctorPage(QWidget):
    """Shows an examination as it goes, its verdict, and what may be done about it."""

    again_wanted = Signal()
    back_wanted = Signal()
    save_wanted = Signal(object)  # Path
    repair_wanted = Signal(str, object)  # name, a module's path or None

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._rows: dict[str, list[Row]] = {}
        self._seen: Examination | None = None
        self._running = False
        self._done: repairs.Done | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        self._title = label(role="title", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximum(len(NAMES))
        self._verdict = Notice()
        self._technician = label(wrap=True, selectable=True)
        self._phone = label(role="heading", wrap=True, selectable=True)
        self._written = Notice("good")
        for widget in (self._title, self._bar, self._verdict, self._technician, self._phone, self._written):
            column.addWidget(widget)
        column.addLayout(self._build_buttons())
        column.addWidget(self._build_repairs())
        column.addWidget(self._build_table())
        column.addStretch(1)
        self._written.hide()
        self._say()

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._back, self._again, self._save = button(icon="previous"), button(icon="sync"), button(icon="document")
        self._back.clicked.connect(self.back_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._save.clicked.connect(self._ask_where)
        for one in (self._back, self._again, self._save):
            row.addWidget(one)
        row.addStretch(1)
        return row

    def _build_repairs(self) -> QWidget:
        frame, column = card()
        self._repairs_title = label(role="heading", wrap=True)
        column.addWidget(self._repairs_title)
        row = QHBoxLayout()
        self._repairs = QComboBox()
        self._repairs.setMinimumWidth(160)
        for name in repairs.REPAIRS:
            self._repairs.addItem(name, name)
        self._repairs.currentIndexChanged.connect(lambda _row: self._say_repair())
        self._do = button()
        self._do.clicked.connect(self._repair)
        row.addWidget(self._repairs, 1)
        row.addWidget(self._do)
        column.addLayout(row)
        self._will = label(role="muted", wrap=True)
        column.addWidget(self._will)
        return frame

    def _build_table(self) -> QWidget:
        frame, column = card()
        self._checks_title = label(role="heading")
        column.addWidget(self._checks_title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self._lines: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        top = Qt.AlignmentFlag.AlignTop
        for place, name in enumerate(NAMES):
            mark, what, said = label(role="strong"), label(wrap=True), label(role="muted", wrap=True, selectable=True)
            what.setMinimumWidth(120)
            grid.addWidget(mark, place, 0, top)
            grid.addWidget(what, place, 1, top)
            grid.addWidget(said, place, 2, top)
            self._lines[name] = (mark, what, said)
        column.addLayout(grid)
        return frame

    # what is shown

    def begin(self) -> None:
        """An examination begins."""
        self._rows, self._seen, self._running = {}, None, True
        self._say()

    def show_row(self, row: Row) -> None:
        """One more line came."""
        name = row.id.partition(".")[0]
        self._rows.setdefault(name, []).append(row)
        self._bar.setValue(len(self._rows))
        self._line(name)

    def end(self, seen: Examination) -> None:
        """The examination ended."""
        self._seen, self._running = seen, False
        self._say()

    def stop(self) -> None:
        """It was stopped."""
        self._running = False
        self._say()

    def show_saved(self, paths: tuple[Path, ...]) -> None:
        """The report was written."""
        self._written.show_text("good", self.tr("Report written"), [ltr(str(path)) for path in paths])
        self._written.show()

    def show_repaired(self, done: repairs.Done) -> None:
        """What a repair did."""
        self._done = done
        if done.code is None:
            self._written.show_text("good", done.text(self.language))
        else:
            text = catalogue.entry(done.code).text(self.language, done.details)
            self._written.show_text("bad", text.title, [text.cause, *text.remedy])
        self._written.show()

    # what the person does

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"), "", self.tr("Page (*.html)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever replaced
        dialog.fileSelected.connect(lambda name: self.save_wanted.emit(Path(name)))
        dialog.open()

    def _repair(self) -> None:
        name = self._repairs.currentData()
        if name in {"choose-module", "retry-module"}:
            dialog = QFileDialog(self, words.say(f"repair-{name}", self.language), "", "PKCS#11 (*.dll *.so *.dylib)")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(lambda path: self.repair_wanted.emit(name, path))
            dialog.open()
        else:
            self.repair_wanted.emit(name, None)

    # words

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("Examination of this PC"))
        self._back.setText(self.tr("Back"))
        self._again.setText(self.tr("Examine again"))
        self._save.setText(self.tr("Save the report…"))
        self._repairs_title.setText(self.tr("Simple repairs"))
        self._do.setText(self.tr("Do it"))
        self._checks_title.setText(self.tr("What was examined"))
        self._bar.setVisible(self._running)
        self._bar.setValue(len(self._rows))
        self._bar.setAccessibleName(self.tr("Progress of the examination"))
        self._repairs.setAccessibleName(self._repairs_title.text())
        for place in range(self._repairs.count()):
            self._repairs.setItemText(place, words.say(f"repair-{self._repairs.itemData(place)}", self.language))
        for widget in (self._again, self._do):
            widget.setEnabled(not self._running)
        self._save.setEnabled(self._seen is not None)
        self._say_repair()
        self._say_verdict()
        for name in NAMES:
            self._line(name)

    def _say_repair(self) -> None:
        self._will.setText(repairs.will(self._repairs.currentData(), self.language))

    def _say_verdict(self) -> None:
        seen, language = self._seen, self.language
        verdict = seen.verdict if seen is not None else None
        self._technician.hide()
        self._phone.setVisible(seen is not None)
        if seen is None:
            running = self.tr("Examining… it takes a few seconds.")
            self._verdict.show_text("plain", running if self._running else self.tr("Not examined yet."))
            return
        code = verdict.code if verdict is not None else None
        read = self.tr("Code to read over the phone:")
        self._phone.setText(f"{read} {ltr(phone.encode(code))}")
        if verdict is None or code is None:
            self._verdict.show_text("good", words.say("healthy", language))
            return
        text = catalogue.entry(code).text(language, verdict.details)
        steps = [f"{number}. {step}" for number, step in enumerate(text.remedy, 1)]
        tone = "bad" if verdict.status == "problem" else "warning"
        self._verdict.show_text("bad" if tone == "bad" else "warning", text.title, [text.cause, *steps])
        technician = findings.technician(code, language, verdict.details)
        numbered = [f"{number}. {step}" for number, step in enumerate(technician, 1)]
        self._technician.setText("\n".join([f"{words.say('technician', language)} – {ltr(code)}", *numbered]))
        self._technician.setVisible(bool(technician))

    def _line(self, name: str) -> None:
        mark, what, said = self._lines[name]
        what.setText(words.name(name, self.language))
        rows = self._rows.get(name, [])
        mark.setText(MARKS[rows[0].status] if rows else "…" if self._running else "")
        colours = theme.colours()
        colour = {"ok": colours.good, "warning": colours.warning, "problem": colours.bad}
        mark.setStyleSheet(f"color: {colour.get(rows[0].status, colours.muted)}" if rows else "")
        lines = []
        for row in rows:
            text = row.text(self.language)
            detail = words.detail(row, self.language)
            lines.append(f"{text.title} {ltr(row.code or '')}" if text else detail if row.missing else ltr(detail))
        # An Arabic page's lines begin at its right, whatever they are made of.
        begin = "\u200f" if self.language == "ar" else ""
        said.setText("\n".join(f"{begin}{line}" for line in lines if line))
