"""Verifies one file after the other on a lane of its own; what it found is kept for the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.verifying import Verifier
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Progress
from rokhas_desktop.signing.report import Report
from rokhas_desktop.ui.jobs import Job, Lane

DETACHED = frozenset({".p7s", ".p7m", ".sig"})
"""Endings of signatures that lie beside what they are of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to verify; ``content`` is what a detached signature is of.  ``report`` is None until it is verified."""

    file: Path
    content: Path | None = None
    report: Report | None = None

    @property
    def lacks_content(self) -> bool:
        """Whether it is a detached signature whose file is not known."""
        return self.content is None and self.file.suffix.lower() in DETACHED


class Verification(QObject):
    """``entries`` are the files that were opened, in order."""

    changed = Signal()  # the entries, or whether it works
    progressed = Signal(object, object)  # Entry, Progress
    failed = Signal(object)  # RokhasError
    saved = Signal(object)  # Path

    def __init__(self, verifier: Verifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verifier = verifier
        self._lane = Lane("verification", self)
        self._job: Job | None = None
        self.entries: list[Entry] = []
        self.offline = False

    @property
    def working(self) -> bool:
        """Whether a file is being verified."""
        return self._job is not None

    @property
    def reports(self) -> list[Report]:
        """What was found so far."""
        return [one.report for one in self.entries if one.report is not None]

    def open(self, files: Sequence[Path]) -> None:
        """Verify these files, and forget those before."""
        self.cancel()
        self.entries = paired(files)
        self._next()

    def with_content(self, entry: Entry, content: Path) -> None:
        """Verify a detached signature again, with its file."""
        if entry in self.entries:
            self.entries[self.entries.index(entry)] = Entry(entry.file, content)
            self._next()

    def cancel(self) -> None:
        """Stop; what was found stays."""
        if self._job is not None:
            self._job.cancel.ask()
            self._job = None
            self.entries = [one for one in self.entries if one.report is not None]
            self.changed.emit()

    def save(self, path: Path, language: Language) -> None:
        """Keep what was found as one page."""
        reports = self.reports
        self._lane.run(
            lambda _report, _cancel: self._verifier.save(path, reports, language),
            done=lambda _none: self.saved.emit(path),
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """The window closes."""
        self.cancel()
        self._lane.close()

    def _next(self) -> None:
        self.changed.emit()
        waiting = next((one for one in self.entries if one.report is None), None)
        if waiting is None or self._job is not None:
            return
        offline = self.offline
        job = self._lane.run(
            lambda report, cancel: self._verifier.verify(
                waiting.file, content=waiting.content, offline=offline, report=report, cancel=cancel
            ),
            done=lambda found: self._found(job, waiting, found),
            failed=lambda error: self._over(job, error),
            progress=lambda progress: self._tell(job, waiting, progress),
        )
        self._job = job
        self.changed.emit()

    def _tell(self, job: Job, entry: Entry, progress: Progress) -> None:
        if job is self._job:
            self.progressed.emit(entry, progress)

    def _found(self, job: Job, entry: Entry, report: Report) -> None:
        if job is not self._job:
            return  # it was cancelled
        self._job = None
        if entry in self.entries:
            self.entries[self.entries.index(entry)] = replace(entry, report=report)
        self._next()

    def _over(self, job: Job, error: RokhasError) -> None:
        if job is not self._job:
            return
        self._job = None
        self.entries = [one for one in self.entries if one.report is not None]
        self.changed.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def paired(files: Sequence[Path]) -> list[Entry]:
    """Each file once; a detached signature with the file of its name that was opened with it or lies beside it."""
    wanted = list(dict.fromkeys(files))
    found: list[Entry] = []
    taken: set[Path] = set()
    for file in wanted:
        if file.suffix.lower() in DETACHED:
            content = file.with_suffix("")
            known = content in wanted or content.is_file()
            found.append(Entry(file, content if known else None))
            taken |= {content} if known else set()
    beside = {one.file: one for one in found}
    return [beside.get(file, Entry(file)) for file in wanted if file not in taken]
