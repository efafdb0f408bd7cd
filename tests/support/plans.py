"""Plans that are not PDF, for TEST only: small, and of the formats that they say."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

DWG = b"AC1032\0\0\0\0\0TEST" + bytes(200)
DXF = b"999\r\nTEST\r\n  0\r\nSECTION\r\n  2\r\nENTITIES\r\n  0\r\nENDSEC\r\n  0\r\nEOF\r\n"
BINARY_DXF = b"AutoCAD Binary DXF\r\n\x1a\0TEST"
IFC = b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION(('TEST'),'2;1');\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nEND-ISO-10303-21;\n"
STEP = IFC.replace(b"IFC4", b"AP214")


def picture(kind: str, size: tuple[int, int] = (60, 40), colour: str = "red", mode: str = "RGB", **more: Any) -> bytes:
    """A picture whose upper left quarter is white and whose rest has one colour."""
    made = Image.new(mode, size, colour if mode == "RGB" else 0)
    made.paste("white" if mode == "RGB" else 1, (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def pages(kind: str, count: int) -> bytes:
    """A picture of several frames: pages of a TIFF, movement in a PNG."""
    frames = [Image.new("RGB", (30 + 10 * n, 20), "white" if n else "red") for n in range(count)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()
