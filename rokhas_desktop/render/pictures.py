"""Pictures (PNG, JPEG, TIFF) as documents of the rasteriser's child: each frame a page, drawn as PDFium draws one."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

from rokhas_desktop.render.errors import DocumentUnreadable, DrawingTooLarge, FileMissing, PageUnreadable
from rokhas_desktop.render.ink import Fractions
from rokhas_desktop.render.views import Area, Finds, Ink
from rokhas_desktop.supervise import Frame

FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"II*\0": "TIFF", b"MM\0*": "TIFF"}
"""How such files begin."""
_POINTS = 72.0
#: Dots an inch that are believed, and what is taken for a picture that says nothing, or nonsense.
_LEAST, _MOST, _USUAL = 30.0, 4800.0, 150.0
#: What Pillow raises on files that are not what they seem.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)
_TURNED = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def kind(path: Path) -> str | None:
    """The picture's format by its first bytes, None for anything else.  Raises FileMissing."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise FileMissing(file=path.name) from error
    return next((name for begin, name in FORMATS.items() if head.startswith(begin)), None)


class Pictures:
    """One open file of pictures; the frame that was drawn last stays decoded."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = path.name
        try:
            with warnings.catch_warnings(action="ignore"):
                self._file = Image.open(path, formats=[name])
            self._count = getattr(self._file, "n_frames", 1)
        except (*_BROKEN, Image.DecompressionBombError) as error:
            raise DocumentUnreadable(file=path.name) from error
        self._decoded: tuple[int, Image.Image] | None = None

    def sizes(self) -> list[tuple[float, float]]:
        """Each frame's width and height in points."""
        return [self.size(number) for number in range(1, self._count + 1)]

    def size(self, number: int) -> tuple[float, float]:
        """One frame's, by what it says of its dots an inch, upright as its camera or scanner says."""
        try:
            self._file.seek(number - 1)
            width, height = self._file.size
            across, up = self._file.info.get("dpi") or (_USUAL, _USUAL)
            turned = self._file.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            across, up = (float(one) if _LEAST <= float(one) <= _MOST else _USUAL for one in (across, up))
        except _BROKEN as error:
            raise PageUnreadable(file=self.name, page=number) from error
        size = width * _POINTS / across, height * _POINTS / up
        return (size[1], size[0]) if turned else size

    def draw(self, number: int, *, scale: float, turn: int, area: Area) -> Frame:
        """As :meth:`rokhas_desktop.render.document.Document.draw`."""
        try:
            sheet = self._drawn(number, scale, turn, area)
        except MemoryError:
            raise DrawingTooLarge(file=self.name, page=number) from None
        pixels = sheet.tobytes("raw", "BGRX")
        return Frame({"width": area.width, "height": area.height, "stride": 4 * area.width}, pixels)

    def _drawn(self, number: int, scale: float, turn: int, area: Area) -> Image.Image:
        frame = self._frame(number)
        across, up = self.size(number)
        whole = max(round(across * scale), 1), max(round(up * scale), 1)
        shown = (whole[1], whole[0]) if turn in (90, 270) else whole
        left, top = max(area.x, 0), max(area.y, 0)
        right, bottom = min(area.x + area.width, shown[0]), min(area.y + area.height, shown[1])
        sheet = Image.new("RGB", (area.width, area.height), "white")
        if left < right and top < bottom:
            box = _back((left, top, right, bottom), turn, whole)
            stretch = frame.width / whole[0], frame.height / whole[1]
            source = (box[0] * stretch[0], box[1] * stretch[1], box[2] * stretch[0], box[3] * stretch[1])
            size = box[2] - box[0], box[3] - box[1]
            part = frame.resize(size, Image.Resampling.BILINEAR, box=source, reducing_gap=2.0)
            part = part.transpose(_TURNED[turn]) if turn in _TURNED else part
            sheet.paste(part, (left - area.x, top - area.y))
        return sheet

    def _frame(self, number: int) -> Image.Image:
        """A frame decoded, upright, on white where it lets something through.  Raises PageUnreadable."""
        if self._decoded is None or self._decoded[0] != number:
            self._decoded = None
            try:
                self._file.seek(number - 1)
                frame = ImageOps.exif_transpose(self._file)
                if frame.has_transparency_data:
                    over = frame.convert("RGBA")
                    frame = Image.new("RGB", over.size, "white")
                    frame.paste(over, mask=over.getchannel("A"))
                elif frame.mode not in ("L", "RGB"):
                    frame = _plain(frame)
            except _BROKEN as error:
                raise PageUnreadable(file=self.name, page=number) from error
            self._decoded = number, frame
        return self._decoded[1]

    def inks(self, number: int, boxes: Sequence[Fractions], *, annotations: bool) -> list[Ink]:
        """No visible signature goes onto a picture: nobody has to know what it would cover."""
        raise DocumentUnreadable(file=self.name, page=number, boxes=len(boxes), annotations=annotations)

    def find(self, number: int, text: str) -> Finds:
        """A picture has no text."""
        del text
        self.size(number)
        return Finds((), 0)

    def close(self) -> None:
        """Let go of the file."""
        self._decoded = None
        self._file.close()


def _plain(frame: Image.Image) -> Image.Image:
    """In eight bits: sixteen are scaled, not cut."""
    if frame.mode.startswith(("I", "F")):
        least, most = frame.getextrema()
        span = max(float(most) - float(least), 1.0)  # type: ignore[arg-type]
        top = 65535.0 if frame.mode.startswith("I;16") else float(least) + span  # type: ignore[arg-type]
        floor = 0.0 if frame.mode.startswith("I;16") else float(least)  # type: ignore[arg-type]
        return frame.convert("F").point(lambda value: (value - floor) * (255.0 / (top - floor))).convert("L")
    return frame.convert("L" if frame.mode == "1" else "RGB")


def _back(box: tuple[int, int, int, int], turn: int, whole: tuple[int, int]) -> tuple[int, int, int, int]:
    """A rectangle of the turned page on the page as it is."""
    left, top, right, bottom = box
    across, up = whole
    if turn == 90:
        return top, up - right, bottom, up - left
    if turn == 180:
        return across - right, up - bottom, across - left, up - top
    if turn == 270:
        return across - bottom, left, across - top, right
    return box
