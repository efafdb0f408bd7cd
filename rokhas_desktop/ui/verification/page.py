"""Files are opened, or dropped here; each one's verdict comes as it is known; all can be kept as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Progress
from rokhas_desktop.signing import report_words
from rokhas_desktop.ui.text import isolate, ltr, size
from rokhas_desktop.ui.verification.card import FileCard
from rokhas_desktop.ui.verification.flow import Entry, Verification
from rokhas_desktop.ui.widgets import NoticeBar, button, clear, label

_LEAST = 160
"""Logical pixels of what was found that are always seen; where there is no room the page scrolls."""
_ACTS = 40
"""Acts that the menu offers, the latest first."""


class VerificationPage(QWidget):
    """Shows what the flow finds; hands it the person's files."""

    left = Signal()
    acts_wanted = Signal()  # those that were signed here, for the menu

    def __init__(self, flow: Verification) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.flow = flow
        self._saved: Path | None = None
        self._shown: list[Entry] = []
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.setSpacing(10)
        self._title = label(role="title")
        self._text = label(role="muted", wrap=True)
        self.notice = NoticeBar()
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(self._build_actions())
        column.addWidget(self._online)
        column.addWidget(self.notice)
        column.addLayout(self._build_progress())
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(0, 0, 6, 0)
        inside = QWidget()
        inside.setLayout(self._cards)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setMinimumHeight(_LEAST)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._build_footer())
        flow.changed.connect(self.show_entries)
        flow.progressed.connect(self._show_progress)
        flow.failed.connect(lambda error: self.show_error(error))
        flow.saved.connect(self._show_saved)
        self._say()
        self.show_entries()

    def _build_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._open = button(primary=True, icon="document")
        self._open.clicked.connect(self._choose)
        self._menu = QMenu(self)
        self._acts = button(icon="inbox")
        self._acts.clicked.connect(self.acts_wanted)
        self._acts.hide()
        self._online = QCheckBox()
        self._online.setChecked(True)
        self._online.toggled.connect(lambda on: setattr(self.flow, "offline", not on))
        for widget in (self._open, self._acts):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _build_progress(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._doing = label(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = button(icon="stop")
        self._cancel.clicked.connect(self.flow.cancel)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        return row

    def _build_footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._disclaimer = label(role="strong", wrap=True)
        self._save = button(icon="document")
        self._save.clicked.connect(self._keep)
        self._back = button()
        self._back.clicked.connect(self.left)
        row.addWidget(self._disclaimer, 1)
        row.addWidget(self._save)
        row.addWidget(self._back)
        return row

    # -- files

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Files to verify"), "", self.tr("All files (*)"))
        self.open([Path(name) for name in names])

    def open(self, files: Sequence[Path]) -> None:
        """Verify these files."""
        if files:
            self.notice.hide()
            self._saved = None
            self.flow.open(files)

    def _choose_content(self, entry: Entry) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The file that was signed"), str(entry.file.parent))
        if name:
            self.flow.with_content(entry, Path(name))

    def _keep(self) -> None:
        """Under a name that tells nobody's; an existing file is never replaced."""
        name = f"verification-{datetime.now().astimezone():%Y%m%d-%H%M%S}.html"
        found, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), name, "HTML (*.html)", options=QFileDialog.Option.DontConfirmOverwrite
        )
        if found:
            self.flow.save(Path(found), self.language)

    def offer_acts(self, *, known: bool) -> None:
        """Whether somebody is logged in, who may have signed acts here."""
        self._acts.setVisible(known)

    def show_acts(self, acts: Sequence[ActView]) -> None:
        """Offer the acts that were signed here."""
        self._menu.clear()
        for act in acts[:_ACTS]:
            signed = [one.signed_path for one in act.documents if one.signed_path is not None]
            said = f"{ltr(act.reference)} · {isolate(act.subject.text(self.language))}"
            self._menu.addAction(said).triggered.connect(lambda _checked=False, files=signed: self.open(files))
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("No act was signed on this PC yet.")).setEnabled(False)
        self._menu.popup(self._acts.mapToGlobal(self._acts.rect().bottomLeft()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open([file for file in files if file.is_file()])

    # -- what is shown

    def show_entries(self) -> None:
        """The files as they stand."""
        flow = self.flow
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(flow.working)
        self._save.setEnabled(bool(flow.reports) and not flow.working)
        if flow.working:
            self._bar.setRange(0, 0)
            self._show_count()
        if self._shown != flow.entries:
            self._shown = list(flow.entries)
            self._draw()

    def _draw(self) -> None:
        clear(self._cards)
        for entry in self._shown:
            made = FileCard(
                entry, self.language, self.tr("Being verified…"), self.tr("Choose the file that was signed…")
            )
            made.content_wanted.connect(self._choose_content)
            self._cards.addWidget(made)
        self._cards.addStretch(1)

    def _show_count(self, more: str = "") -> None:
        done, whole = len(self.flow.reports) + 1, len(self.flow.entries)
        said = self.tr("Verifying file %1 of %2").replace("%1", ltr(str(done))).replace("%2", ltr(str(whole)))
        self._doing.setText(f"{said} {more}")

    def _show_progress(self, _entry: Entry, progress: Progress) -> None:
        if progress.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(1000 * progress.done // progress.total)
            self._show_count(f"({size(progress.done, self.language)} / {size(progress.total, self.language)})")

    def _show_saved(self, path: Path) -> None:
        self._saved = path
        self._say()

    def show_error(self, error: RokhasError) -> None:
        """It could not be done."""
        self.notice.show_error(error, self.language)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._draw()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("Verify signatures"))
        self._text.setText(
            self.tr(
                "Open or drop here signed PDF files, or detached signatures (.p7s) with the files that they are of."
            )
        )
        self._open.setText(self.tr("Open files…"))
        self._acts.setText(self.tr("Acts signed on this PC"))
        self._online.setText(self.tr("Ask the certification authorities about revocation"))
        self._cancel.setText(self.tr("Stop"))
        self._back.setText(self.tr("Back"))
        self._save.setText(self.tr("Save the report…"))
        said = report_words.words(self.language)["disclaimer"]
        if self._saved is not None:
            said += " " + self.tr("The report is saved as %1.").replace("%1", isolate(self._saved.name))
        self._disclaimer.setText(said)

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """By what they do, for who presses them."""
        return {"open": self._open, "acts": self._acts, "save": self._save, "cancel": self._cancel, "back": self._back}
