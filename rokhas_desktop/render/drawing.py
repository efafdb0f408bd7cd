"""Drawing a part of a page into pixels, and stopping halfway when nobody wants them any more."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as api

from rokhas_desktop.errors import Cancelled
from rokhas_desktop.render.views import Area

_WHITE = 0xFFFFFFFF

Asked = Callable[[], bool]
"""Whether the drawing is given up."""


def draw(pdf: Any, page: Any, *, scale: float, turn: int, area: Area, asked: Asked) -> tuple[int, bytes]:
    """The stride and the pixels (blue, green, red, unused) of ``area`` of a page at ``scale`` device pixels a point.

    Raises MemoryError, and Cancelled at the next hundred of the page's objects after ``asked`` says so.
    """
    bitmap = api.FPDFBitmap_CreateEx(area.width, area.height, api.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        api.FPDFBitmap_FillRect(bitmap, 0, 0, area.width, area.height, _WHITE)
        place = (-area.x, -area.y, *turned(page, scale, turn), turn // 90)
        _in_steps(bitmap, page, place, asked)
        if pdf.formenv:
            api.FPDF_FFLDraw(pdf.formenv, bitmap, page, *place, api.FPDF_ANNOT)
        stride = api.FPDFBitmap_GetStride(bitmap)
        return stride, ctypes.string_at(api.FPDFBitmap_GetBuffer(bitmap), stride * area.height)
    finally:
        api.FPDFBitmap_Destroy(bitmap)


def turned(page: Any, scale: float, turn: int) -> tuple[int, int]:
    """A page's width and height in device pixels, as it is turned."""
    across, up = page.get_width(), page.get_height()
    if turn in (90, 270):
        across, up = up, across
    return max(round(across * scale), 1), max(round(up * scale), 1)


def _in_steps(bitmap: Any, page: Any, place: tuple[int, int, int, int, int], asked: Asked) -> None:
    pause = api.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _pause: asked())
    try:
        state = api.FPDF_RenderPageBitmap_Start(bitmap, page, *place, api.FPDF_ANNOT, pause)
        while state == api.FPDF_RENDER_TOBECONTINUED:
            if asked():
                raise Cancelled()
            state = api.FPDF_RenderPage_Continue(page, pause)
    finally:
        api.FPDF_RenderPage_Close(page)
