"""Documents that the rasteriser's child has open, and the pages that it has parsed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from rokhas_desktop.render import drawing, ink, words
from rokhas_desktop.render.errors import (
    DocumentUnreadable,
    DrawingTooLarge,
    FileMissing,
    PageUnreadable,
    PasswordNeeded,
    SecurityUnsupported,
)
from rokhas_desktop.render.pictures import Pictures, kind
from rokhas_desktop.render.views import Area, Finds, Ink
from rokhas_desktop.supervise import Frame

MAX_DOCUMENTS = 4
"""The one that is shown, its earlier version or its neighbour, and the next one."""
MAX_PAGES = 6

_OPEN_ERRORS = {
    api.FPDF_ERR_FILE: FileMissing,
    api.FPDF_ERR_PASSWORD: PasswordNeeded,
    api.FPDF_ERR_SECURITY: SecurityUnsupported,
}


class Document:
    """One open document and the pages that were parsed last."""

    def __init__(self, path: Path, password: str | None, asked: drawing.Asked) -> None:
        self._asked = asked
        try:
            self._pdf = pdfium.PdfDocument(path, password=password)
        except (FileNotFoundError, PermissionError) as error:
            raise FileMissing(file=path.name) from error
        except pdfium.PdfiumError as error:
            raise _OPEN_ERRORS.get(error.err_code, DocumentUnreadable)(file=path.name) from None
        self.name = path.name
        self._pages: OrderedDict[int, Any] = OrderedDict()
        try:
            self._pdf.init_forms()
        except pdfium.PdfiumError:
            pass  # a broken form: its fields are then drawn as plain annotations
        else:
            if self._pdf.formenv:
                api.FPDF_SetFormFieldHighlightAlpha(self._pdf.formenv, 0)
        if not len(self._pdf):
            raise DocumentUnreadable(file=path.name)

    def sizes(self) -> list[tuple[float, float]]:
        """Each page's width and height as displayed, in points; no page is parsed for it."""
        found = []
        size = api.FS_SIZEF()
        for index in range(len(self._pdf)):
            known = api.FPDF_GetPageSizeByIndexF(self._pdf, index, size)
            found.append((size.width, size.height) if known else (0.0, 0.0))
        return found

    def size(self, number: int) -> tuple[float, float]:
        """One page's.  Raises PageUnreadable."""
        across, up = self.page(number).get_size()
        return across, up

    def page(self, number: int) -> Any:
        """A page, parsed once.  Raises PageUnreadable."""
        page = self._pages.get(number)
        if page is None:
            try:
                page = self._pdf[number - 1]
            except pdfium.PdfiumError:
                raise PageUnreadable(file=self.name, page=number) from None
            self._pages[number] = page
            if len(self._pages) > MAX_PAGES:
                self._pages.popitem(last=False)[1].close()
        self._pages.move_to_end(number)
        return page

    def draw(self, number: int, *, scale: float, turn: int, area: Area) -> Frame:
        """Draw ``area`` of a page at ``scale`` device pixels a point, turned clockwise by ``turn`` degrees."""
        page = self.page(number)
        try:
            stride, pixels = drawing.draw(self._pdf, page, scale=scale, turn=turn, area=area, asked=self._asked)
        except MemoryError:
            raise DrawingTooLarge(file=self.name, page=number) from None
        return Frame({"width": area.width, "height": area.height, "stride": stride}, pixels)

    def find(self, number: int, text: str) -> Finds:
        """Where a text stands on a page."""
        return words.find(self.page(number), text)

    def inks(self, number: int, boxes: Sequence[ink.Fractions], *, annotations: bool) -> list[Ink]:
        """What boxes of a page hold."""
        try:
            return ink.inks(self._pdf, self.page(number), boxes, annotations=annotations)
        except MemoryError:
            raise DrawingTooLarge(file=self.name, page=number) from None

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


class Documents:
    """The documents that stay open, each known by its path and the state of its file."""

    def __init__(self, asked: drawing.Asked) -> None:
        self._asked = asked
        self._open: OrderedDict[tuple[object, ...], Document | Pictures] = OrderedDict()

    def find(self, header: dict[str, Any]) -> Document | Pictures:
        """The document that a request names, opened if it is not, or if its file is another by now."""
        path = Path(header["path"])
        try:
            state = path.stat()
        except OSError as error:
            raise FileMissing(file=path.name) from error
        key = (path, header["password"], state.st_mtime_ns, state.st_size, state.st_ino)
        document = self._open.get(key)
        if document is None:
            self.forget(path)
            picture = kind(path)
            document = Pictures(path, picture) if picture else Document(path, header["password"], self._asked)
            self._open[key] = document
            if len(self._open) > MAX_DOCUMENTS:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(key)
        return document

    def forget(self, path: Path) -> None:
        """Close what is open of a path."""
        for key in [key for key in self._open if key[0] == path]:
            self._open.pop(key).close()
