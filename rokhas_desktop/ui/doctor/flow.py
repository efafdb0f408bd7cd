"""The examination's work, off the UI thread: it examines, repairs and writes; without a widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.doctor import repairs, report
from rokhas_desktop.doctor.examination import Examination
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.doctor.room import examine
from rokhas_desktop.progress import Cancel, Report
from rokhas_desktop.settings import policy_path
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.jobs import Job, Lane


class DoctorFlow(QObject):
    """One examination at a time, on a lane of its own: the desk may be what hangs."""

    began = Signal()
    row = Signal(object)  # Row
    ended = Signal(object)  # Examination
    stopped = Signal()
    repaired = Signal(object)  # repairs.Done
    saved = Signal(object)  # tuple[Path, ...]
    failed = Signal(object)  # RokhasError

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._lane = Lane("doctor", self)
        self._job: Job | None = None
        self.seen: Examination | None = None
        controller.closing.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether an examination runs."""
        return self._job is not None

    def examine(self) -> None:
        """Examine this PC, unless it is being examined."""
        if self._job is not None:
            return
        home = self._controller.rooms.home

        def work(report: Report, cancel: Cancel) -> Examination:
            patient = Patient(home, policy_path())
            try:
                return examine(patient, on_row=self.row.emit, report=report, cancel=cancel)
            finally:
                patient.close()

        self._job = self._lane.run(work, done=self._ended, failed=self._stopped)
        self.began.emit()

    def _ended(self, seen: Examination) -> None:
        self._job = None
        self.seen = seen
        self.ended.emit(seen)

    def _stopped(self, _error: object) -> None:
        self._job = None
        self.stopped.emit()

    def save(self, path: Path) -> None:
        """Write the report of the last examination: the page and its JSON twin, as new files."""
        seen, home = self.seen, self._controller.rooms.home
        if seen is not None:
            self._lane.run(
                lambda _report, _cancel: report.write(path, report.content(seen, home)),
                done=self.saved.emit,
                failed=self.failed.emit,
            )

    def repair(self, name: str, module: str | None = None) -> None:
        """Do one repair, then examine anew."""
        rooms = self._controller.rooms
        self._lane.run(
            lambda _report, _cancel: repairs.repair(name, rooms, module), done=self._repaired, failed=self.failed.emit
        )

    def _repaired(self, done: repairs.Done) -> None:
        self.repaired.emit(done)
        self.examine()

    def close(self) -> None:
        """The window closes: the examination is stopped at its next safe point."""
        if self._job is not None:
            self._job.cancel.ask()
        self._lane.close()
