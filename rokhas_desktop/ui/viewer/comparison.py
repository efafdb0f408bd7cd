"""Comparing the document that is shown with its earlier version: fetched when asked for, compared off the window's
thread, laid over the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.catalogue import Language, describe
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Cancel, Progress, Report
from rokhas_desktop.render.changes import changes
from rokhas_desktop.render.views import PageChanges, PdfInfo
from rokhas_desktop.supervise import Interrupt
from rokhas_desktop.ui.jobs import Lane
from rokhas_desktop.ui.viewer.changes_panel import ChangesPanel
from rokhas_desktop.ui.viewer.highlights import Highlight
from rokhas_desktop.ui.viewer.loader import Renderer
from rokhas_desktop.ui.viewer.overlay import Overlay
from rokhas_desktop.ui.viewer.pane import Pane


class Comparison(QObject):
    """``wanted`` asks for the earlier version; :meth:`show_earlier` brings it, or :meth:`show_failure` says why not."""

    wanted = Signal()
    changed = Signal()

    def __init__(self, renderer: Renderer, pane: Pane, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._pane = pane
        self._lane = Lane("changes", self)
        self._stop = Interrupt()
        self._earlier: tuple[Path, PdfInfo] | None = None
        self._found: tuple[PageChanges, ...] = ()
        self._open = False
        self.panel = ChangesPanel()
        self._overlay = Overlay(renderer, pane.canvas, self)
        self.panel.share_wanted.connect(self._overlay.show_share)
        self.panel.stop_wanted.connect(self._stopped)
        self.panel.again_wanted.connect(self._begin)
        pane.page_shown.connect(self.show_page)

    def open(self) -> None:
        """The person looks at the panel."""
        self._open = True
        if self._earlier is None:
            self._begin()
        self.show_page()

    def close(self) -> None:
        """The person looks at the page alone."""
        self._open = False
        self.panel.slider.setValue(0)
        self.show_page()

    def clear(self) -> None:
        """Another document is shown."""
        self._stop.ask()
        self._stop = Interrupt()
        self._earlier, self._found = None, ()
        self.panel.slider.setValue(0)
        self.panel.show_changes(None)
        self.panel.show_state("")
        self.show_page()

    def stop(self) -> None:
        """End what is under way."""
        self._stop.ask()
        self._lane.close()
        self._overlay.stop()

    def highlights(self, page: int) -> list[Highlight]:
        """What changed on a page of the document that is shown."""
        regions = [region for one in self._found if one.page == page for region in one.regions]
        return [Highlight(one.kind, (one.box,), number) for number, one in enumerate(regions, 1)]

    # -- the earlier version

    def _begin(self) -> None:
        if self._earlier is not None:
            self.show_earlier(self._earlier[0])
        else:
            self.panel.show_state("fetching")
            self.wanted.emit()

    def show_failure(self, error: RokhasError, language: Language) -> None:
        """The earlier version cannot be had."""
        self.panel.show_failure(describe(error, language).title)

    def show_earlier(self, path: Path) -> None:
        """The earlier version is here: compare."""
        new = self._pane.path
        if new is None:
            return
        self._stop.ask()
        self._stop = interrupt = Interrupt()
        self.panel.show_state("comparing", 0, len(self._pane.info.pages))

        def work(report: Report, _cancel: Cancel) -> tuple[PdfInfo, tuple[PageChanges, ...]]:
            info = self._renderer.open(path)
            return info, changes(self._renderer, new, path, report=report, interrupt=interrupt)

        def said(progress: Progress) -> None:
            if interrupt is self._stop:
                self.panel.show_state("comparing", progress.done, progress.total or 0)

        def done(found: tuple[PdfInfo, tuple[PageChanges, ...]]) -> None:
            if interrupt is self._stop:
                self._earlier, self._found = (path, found[0]), found[1]
                self.panel.show_changes(self._found)
                self.show_page()

        def failed(error: RokhasError) -> None:
            if interrupt is self._stop:
                self._failed(error)

        self._lane.run(work, done=done, failed=failed, progress=said)

    def _failed(self, error: RokhasError) -> None:
        if isinstance(error, Cancelled):
            self.panel.show_state("stopped")
        else:
            self.show_failure(error, self._pane.language)

    def _stopped(self) -> None:
        self._stop.ask()
        self.panel.show_state("stopped")

    # -- what is shown

    def show_page(self) -> None:
        """Lay the page of the earlier version that stands for the one that is shown over it."""
        page, size = 0, None
        path = self._earlier[0] if self._earlier and self._open else None
        for one in self._found:
            if path is not None and self._earlier and one.page == self._pane.page and one.old_page is not None:
                page, size = one.old_page, self._earlier[1].pages[one.old_page - 1]
        self._overlay.show_page(path, page, size)
        self.changed.emit()
