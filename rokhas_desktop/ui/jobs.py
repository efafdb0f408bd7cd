"""Work off the UI thread: one lane, in order, whose results come back on the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.progress import Cancel, Progress, Report

Work = Callable[[Report, Cancel], Any]
log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work.  Its callbacks run on the UI thread; ``cancel`` may be asked from there."""

    _reported = Signal(object)
    _ended = Signal(object, object)

    def __init__(
        self,
        parent: QObject,
        *,
        done: Callable[[Any], None],
        failed: Callable[[RokhasError], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.cancel = Cancel()
        self._done = done
        self._failed = failed
        self._progress = progress
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_end, Qt.ConnectionType.QueuedConnection)

    def work(self, work: Work) -> None:
        """Run on the lane's thread.  A bug is shown as APP-001 and never lost."""
        try:
            result = work(self._reported.emit, self.cancel)
        except RokhasError as error:
            self._ended.emit(None, error)
        except Exception as error:
            log.error("bug in a job: %s", type(error).__name__, exc_info=error)
            self._ended.emit(None, Coded("APP-001", where=type(error).__name__))
        else:
            self._ended.emit(result, None)

    def _on_report(self, progress: Progress) -> None:
        if self._progress is not None:
            self._progress(progress)

    def _on_end(self, result: Any, error: RokhasError | None) -> None:
        if error is not None:
            self._failed(error)
        else:
            self._done(result)
        self.deleteLater()


class Lane(QObject):
    """Runs jobs one after the other on a thread of its own."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._closed = False

    def run(
        self,
        work: Work,
        *,
        done: Callable[[Any], None],
        failed: Callable[[RokhasError], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        """Queue ``work``; exactly one of ``done`` and ``failed`` follows, and neither once the lane is closed."""
        job = Job(self, done=done, failed=failed, progress=progress)
        if not self._closed:  # what was queued before the end may still ask for more
            self._pool.submit(job.work, work)
        return job

    def close(self) -> None:
        """Let the running job end, drop those that wait."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
