"""Signed PDFs on paper: each page drawn by the renderer's children, as it is shown, and laid on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Cancel, Progress, Report
from rokhas_desktop.ui.viewer.loader import Renderer, as_image

DPI = 200
"""Of what is drawn: an A4 takes 15 MB, and no reader sees more."""


class NotPrinted(RokhasError):
    """The printer took nothing, or no more."""

    code = "APP-023"


class NothingToPrint(RokhasError):
    """None of the act's pieces is a PDF."""

    code = "APP-024"


@dataclass(frozen=True, slots=True)
class Printed:
    """How many pages went to the printer, and how many pieces are no PDF and did not."""

    pages: int
    left_out: int


def printer() -> QPrinter:
    """The system's first, on A4."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(DPI)
    return made


def put_on_paper(renderer: Renderer, files: Sequence[Path], to: QPrinter, report: Report, cancel: Cancel) -> Printed:
    """Print every page of these files; those that are no PDF are left out.  Blocks; from any one thread.

    Raises NothingToPrint, NotPrinted, Cancelled, and what the renderer says of a page that it cannot draw.
    """
    pages = []
    papers = [path for path in files if path.suffix.lower() == ".pdf"]
    for path in papers:
        sizes = renderer.open(path).pages
        pages += [(path, number, size) for number, size in enumerate(sizes, 1)]
    if not pages:
        raise NothingToPrint
    painter: QPainter | None = None
    try:
        for done, (path, number, size) in enumerate(pages):
            cancel.check()
            report(Progress(done, len(pages), "pages"))
            upright = size.width <= size.height
            to.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)
            if painter is None:
                painter = QPainter()
                if not painter.begin(to):
                    raise NotPrinted(printer=to.printerName())
            elif not to.newPage():
                raise NotPrinted(printer=to.printerName())
            _lay(painter, renderer, path, number)
    finally:
        if painter is not None and painter.isActive():
            painter.end()
        for path in papers:
            renderer.forget(path)
    return Printed(len(pages), len(files) - len(papers))


def _lay(painter: QPainter, renderer: Renderer, path: Path, number: int) -> None:
    """One page, as large as the sheet lets it, in its middle."""
    sheet = painter.viewport()
    drawn = as_image(renderer.whole(path, number, longest=max(sheet.width(), sheet.height())))
    room: QSize = drawn.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    where = QRect(0, 0, room.width(), room.height())
    where.moveCenter(sheet.center())
    painter.drawImage(where, drawn)
