"""The rasteriser's child: opens documents with PDFium, pictures with Pillow, and draws their pages.  No Qt here.

Requests are the methods of :class:`Raster` (see :mod:`rokhas_desktop.render.room`).  Every request that names a
document carries its path and password, so that a child started anew can answer it.  Pages count from 1.  Annotations
and form fields are drawn as a reader shows them, without highlights; optional content as the document's default
configuration has it; no JavaScript is run.  Drawing and comparing end early where nobody waits for them any more.
"""

from __future__ import annotations

import dataclasses
import math
from functools import partial
from pathlib import Path
from typing import Any

from rokhas_desktop.render import confine, difference
from rokhas_desktop.render.document import Document, Documents
from rokhas_desktop.render.errors import DrawingTooLarge
from rokhas_desktop.render.pictures import Pictures
from rokhas_desktop.render.views import Area, Confinement
from rokhas_desktop.supervise import Frame, Interruption, serve

MAX_SIDE = 4096
"""Device pixels of one picture's side at most: 64 MiB."""

Header = dict[str, Any]


class Raster:
    """Answers one request after the other."""

    def __init__(self, held: Confinement, interruption: Interruption) -> None:
        self._held = held
        self._asked = lambda: interruption.asked
        self._documents = Documents(self._asked)

    def open(self, header: Header, _payload: bytearray) -> Frame:
        """The sizes of a document's pages."""
        return Frame({"pages": self._documents.find(header).sizes()})

    def tile(self, header: Header, _payload: bytearray) -> Frame:
        """A part of a page."""
        document = self._documents.find(header)
        area = Area(*header["area"])
        if max(area.width, area.height) > MAX_SIDE or not math.isfinite(header["scale"]):
            raise DrawingTooLarge(file=document.name, page=header["page"])
        return document.draw(header["page"], scale=header["scale"], turn=header["turn"], area=area)

    def whole(self, header: Header, _payload: bytearray) -> Frame:
        """A page whose longer side is given."""
        document = self._documents.find(header)
        across, up = document.size(header["page"])
        if header["turn"] in (90, 270):
            across, up = up, across
        scale = whole_scale((across, up), min(header["longest"], MAX_SIDE))
        width, height = max(round(across * scale), 1), max(round(up * scale), 1)
        area = Area(0, 0, width, height)
        return document.draw(header["page"], scale=scale, turn=header["turn"], area=area)

    def inks(self, header: Header, _payload: bytearray) -> Frame:
        """What boxes of a page hold."""
        boxes = [(box[0], box[1], box[2], box[3]) for box in header["boxes"]]
        found = self._documents.find(header).inks(header["page"], boxes, annotations=header["annotations"])
        return Frame({"inks": [(one.share, one.characters) for one in found]})

    def find(self, header: Header, _payload: bytearray) -> Frame:
        """Where a text stands on a page."""
        return Frame(dataclasses.asdict(self._documents.find(header).find(header["page"], header["text"])))

    def compare(self, header: Header, _payload: bytearray) -> Frame:
        """Where a page differs from one of another document."""
        new = self._documents.find(header)
        old = self._documents.find({"path": header["other"], "password": header["other_password"]})
        page, old_page = header["page"], header["other_page"]
        sizes = new.size(page), old.size(old_page)
        draw, draw_old = partial(_sheet, new, page), partial(_sheet, old, old_page)
        try:
            found = difference.regions(draw, draw_old, *sizes, self._asked)
        except MemoryError:
            raise DrawingTooLarge(file=new.name, page=page) from None
        return Frame({"regions": [(one.kind, one.box) for one in found]})

    def close(self, header: Header, _payload: bytearray) -> Frame:
        """Let go of a document."""
        self._documents.forget(Path(header["path"]))
        return Frame({})

    def confinement(self, _header: Header, _payload: bytearray) -> Frame:
        """What holds this process back."""
        return Frame(dataclasses.asdict(self._held))


def whole_scale(size: tuple[float, float], longest: int) -> float:
    """The scale at which the longer side of a page takes ``longest`` device pixels."""
    return longest / max(*size, 1e-3)


def _sheet(document: Document | Pictures, number: int, scale: float, area: Area) -> Frame:
    return document.draw(number, scale=scale, turn=0, area=area)


def main() -> None:
    """Confine this process, then answer until the parent ends."""
    held = confine.confine()
    interruption = Interruption()
    raster = Raster(held, interruption)
    handlers = (
        raster.open, raster.tile, raster.whole, raster.inks, raster.find, raster.compare, raster.close,
        raster.confinement,
    )  # fmt: skip
    serve({handler.__name__: handler for handler in handlers}, interruption=interruption)
