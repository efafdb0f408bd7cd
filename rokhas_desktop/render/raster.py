"""The rasteriser's child: opens documents with PDFium, pictures with Pillow, and draws their pages.  No Qt here.

Requests (see :mod:`rokhas_desktop.render.room`): ``open``, ``tile``, ``whole``, ``inks``, ``close``,
``confinement``.  Every request that names a document carries its path and password, so that a child started anew can
answer it.  Pages count from 1.  Annotations and form fields are drawn as a reader shows them, without highlights;
optional content as the document's default configuration has it; no JavaScript is run.
"""

from __future__ import annotations

import ctypes
import dataclasses
import math
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from rokhas_desktop.render import confine, ink
from rokhas_desktop.render.errors import (
    DocumentUnreadable,
    DrawingTooLarge,
    FileMissing,
    PageUnreadable,
    PasswordNeeded,
    SecurityUnsupported,
)
from rokhas_desktop.render.pictures import Pictures, kind
from rokhas_desktop.render.views import Area, Ink
from rokhas_desktop.supervise import Frame, serve

MAX_DOCUMENTS = 3
MAX_PAGES = 6
MAX_SIDE = 4096
"""Device pixels of one picture's side at most: 64 MiB."""

_OPEN_ERRORS = {
    api.FPDF_ERR_FILE: FileMissing,
    api.FPDF_ERR_PASSWORD: PasswordNeeded,
    api.FPDF_ERR_SECURITY: SecurityUnsupported,
}
_WHITE = 0xFFFFFFFF


class Document:
    """One open document and the pages that were parsed last."""

    def __init__(self, path: Path, password: str | None) -> None:
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
        across, up = page.get_width(), page.get_height()
        if turn in (90, 270):
            across, up = up, across
        whole = max(round(across * scale), 1), max(round(up * scale), 1)
        bitmap = api.FPDFBitmap_CreateEx(area.width, area.height, api.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise DrawingTooLarge(file=self.name, page=number)
        try:
            api.FPDFBitmap_FillRect(bitmap, 0, 0, area.width, area.height, _WHITE)
            place = (-area.x, -area.y, *whole, turn // 90)
            api.FPDF_RenderPageBitmap(bitmap, page, *place, api.FPDF_ANNOT)
            if self._pdf.formenv:
                api.FPDF_FFLDraw(self._pdf.formenv, bitmap, page, *place, api.FPDF_ANNOT)
            stride = api.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(api.FPDFBitmap_GetBuffer(bitmap), stride * area.height)
        except MemoryError:
            raise DrawingTooLarge(file=self.name, page=number) from None
        finally:
            api.FPDFBitmap_Destroy(bitmap)
        return Frame({"width": area.width, "height": area.height, "stride": stride}, pixels)

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

    def __init__(self) -> None:
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
            document = Pictures(path, picture) if picture else Document(path, header["password"])
            self._open[key] = document
            if len(self._open) > MAX_DOCUMENTS:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(key)
        return document

    def forget(self, path: Path) -> None:
        """Close what is open of a path."""
        for key in [key for key in self._open if key[0] == path]:
            self._open.pop(key).close()


def whole_scale(size: tuple[float, float], longest: int) -> float:
    """The scale at which the longer side of a page takes ``longest`` device pixels."""
    return longest / max(*size, 1e-3)


def main() -> None:
    """Confine this process, then answer until the parent ends."""
    held = confine.confine()
    documents = Documents()

    def opened(header: dict[str, Any], _payload: bytearray) -> Frame:
        return Frame({"pages": documents.find(header).sizes()})

    def tile(header: dict[str, Any], _payload: bytearray) -> Frame:
        document = documents.find(header)
        area = Area(*header["area"])
        if max(area.width, area.height) > MAX_SIDE or not math.isfinite(header["scale"]):
            raise DrawingTooLarge(file=document.name, page=header["page"])
        return document.draw(header["page"], scale=header["scale"], turn=header["turn"], area=area)

    def whole(header: dict[str, Any], _payload: bytearray) -> Frame:
        document = documents.find(header)
        across, up = document.size(header["page"])
        if header["turn"] in (90, 270):
            across, up = up, across
        scale = whole_scale((across, up), min(header["longest"], MAX_SIDE))
        area = Area(0, 0, max(round(across * scale), 1), max(round(up * scale), 1))
        return document.draw(header["page"], scale=scale, turn=header["turn"], area=area)

    def inks(header: dict[str, Any], _payload: bytearray) -> Frame:
        boxes = [(box[0], box[1], box[2], box[3]) for box in header["boxes"]]
        found = documents.find(header).inks(header["page"], boxes, annotations=header["annotations"])
        return Frame({"inks": [(one.share, one.characters) for one in found]})

    def close(header: dict[str, Any], _payload: bytearray) -> Frame:
        documents.forget(Path(header["path"]))
        return Frame({})

    def confinement(_header: dict[str, Any], _payload: bytearray) -> Frame:
        return Frame(dataclasses.asdict(held))

    serve(
        {"open": opened, "tile": tile, "whole": whole, "inks": inks, "close": close, "confinement": confinement},
    )
