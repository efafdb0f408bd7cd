"""Asks the desk for what was signed, and has it saved, printed and exported, off the UI thread."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from rokhas_desktop.desk.history import History, SignedAct, write_list
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Progress
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.history.printing import Printed, put_on_paper
from rokhas_desktop.ui.jobs import Job, Lane

COPIES = "printing"
"""The folder of a home in which copies lie while they are printed."""


class HistoryFlow(QObject):
    """The last question counts: what is asked for while another answer is on its way is asked after it."""

    changed = Signal(object)  # History
    saved = Signal(object)  # Path, the folder
    exported = Signal(object)  # Path
    printing = Signal(object)  # Progress
    printed = Signal(object)  # Printed
    cancelled = Signal()
    failed = Signal(object)  # RokhasError

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._lane = Lane("printing", self)
        shutil.rmtree(controller.rooms.home.root / COPIES, ignore_errors=True)  # of a stop while something was printed
        self._asked: tuple[str, int] | None = None
        self._wanted: tuple[str, int] = ("", 0)
        self._job: Job | None = None
        controller.closing.connect(self.cancel)
        controller.closing.connect(self._lane.close)

    def look(self, words: str, days: int) -> None:
        """What has these words and was signed in the last ``days``; 0 is always."""
        self._wanted = words, days
        if self._asked is None:
            self._ask()

    def _ask(self) -> None:
        words, days = asked = self._wanted
        if self._controller.look_up(lambda desk: desk.history(words, days), done=self._found, failed=self._not_found):
            self._asked = asked

    def _found(self, history: History) -> None:
        asked, self._asked = self._asked, None
        if asked == self._wanted:
            self.changed.emit(history)
        else:
            self._ask()

    def _not_found(self, error: RokhasError) -> None:
        self._asked = None
        self.failed.emit(error)

    def save(self, reference: str, folder: Path) -> None:
        """Copy an act's signed documents into a new folder of its own below ``folder``."""
        self._controller.ask(
            lambda desk: desk.export(reference, folder)[0].parent, done=self.saved.emit, failed=self.failed.emit
        )

    def export(self, path: Path, acts: Sequence[SignedAct]) -> None:
        """Write a list of acts."""
        self._controller.ask(
            lambda _desk: write_list(path, acts), done=lambda _none: self.exported.emit(path), failed=self.failed.emit
        )

    def print_act(self, reference: str, to: QPrinter) -> None:
        """Print an act's signed PDFs, from copies that are deleted after."""
        folder = Path(tempfile.mkdtemp(dir=self._controller.rooms.home.folder(COPIES)))
        if not self._controller.ask(
            lambda desk: desk.export(reference, folder),
            done=lambda files: self._print(folder, files, to),
            failed=lambda error: self._end(folder, error),
        ):
            shutil.rmtree(folder, ignore_errors=True)

    def _print(self, folder: Path, files: Sequence[Path], to: QPrinter) -> None:
        renderer = self._controller.rooms.raster

        def done(printed: Printed) -> None:
            self._end(folder, None)
            self.printed.emit(printed)

        self._job = self._lane.run(
            lambda report, cancel: put_on_paper(renderer, files, to, report, cancel),
            done=done,
            failed=lambda error: self._end(folder, error),
            progress=self._on_progress,
        )

    def _on_progress(self, progress: Progress) -> None:
        self.printing.emit(progress)

    def _end(self, folder: Path, error: RokhasError | None) -> None:
        self._job = None
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)

    def cancel(self) -> None:
        """Print no further page."""
        if self._job is not None:
            self._job.cancel.ask()
