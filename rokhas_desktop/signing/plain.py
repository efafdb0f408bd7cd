"""Preflight of what is not a PDF: a signature goes beside it (CAdES), so nothing about it forbids one but policy.

The first bytes must be those of the format announced; a picture must be one that can be shown whole.  What cannot
be shown is a trait that policy judges, as it does what deceives the eye.
"""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from pathlib import Path

from PIL import Image, TiffImagePlugin

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import formats, reading, traits
from rokhas_desktop.signing.errors import FormatDiffers, FormatUnknown, NotExamined, PictureUnreadable, TooLarge
from rokhas_desktop.signing.face import Limits, Notice, Preflight

#: Bytes that a decoded page may take, to be shown within the renderer's memory: A0 in colour at 300 dots an inch.
SHOWN_BYTES = 450_000_000
#: What Pillow raises on files that are not what they seem.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
)
UNSHOWN = traits.CODES["unshown"]


def examine(path: Path, media_type: str, limits: Limits, screening: traits.Screening | None) -> Preflight:
    """As :func:`rokhas_desktop.signing.preflight.examine`, for a file announced as ``media_type``."""
    size: int | None = None
    pages: int | None = None
    found: tuple[Notice, ...] = ()
    refusal: Notice | None = None
    try:
        size = _size(path, limits)
        announced = _recognised(path, media_type)
        pages = _pages(path, announced, limits) if announced.shown else None
        if pages is None:
            found = (Notice(UNSHOWN, {"format": announced.name}),)
    except RokhasError as error:
        refusal = Notice(error.code, error.details)
    refused, told = traits.judge(found, screening)
    return Preflight(
        path=path,
        refusal=refusal or next(iter(refused), None),
        warnings=tuple(told),
        traits=found,
        size=size,
        pages=pages,
    )


def _size(path: Path, limits: Limits) -> int:
    with reading.opened(path) as handle:
        size = handle.seek(0, os.SEEK_END)
    if size > limits.bytes:
        raise TooLarge(size=size, limit=limits.bytes)
    return size


def _recognised(path: Path, media_type: str) -> formats.Format:
    announced = formats.find(media_type)
    if announced is None:
        raise FormatUnknown(format=formats.plain(media_type)[:80] or "-")
    with reading.opened(path) as handle:
        head = handle.read(formats.HEAD)
    if announced.begins.match(head) is None:
        raise FormatDiffers(format=announced.name)
    return announced


def _pages(path: Path, announced: formats.Format, limits: Limits) -> int | None:
    """How many pictures there are; None where one is too large to be shown.  Raises PictureUnreadable."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=[announced.name]) as picture:
            count = getattr(picture, "n_frames", 1)
            # Only a TIFF has pages; elsewhere several pictures are one that moves.
            if count != 1 and not isinstance(picture, TiffImagePlugin.TiffImageFile):
                raise PictureUnreadable(format=announced.name)
            if count > limits.pages:
                return None
            for number in range(count):
                picture.seek(number)
                if picture.width * picture.height * len(picture.getbands()) > SHOWN_BYTES:
                    return None
                picture.load()
            return count
    except Image.DecompressionBombError:
        return None
    except MemoryError as error:
        raise NotExamined() from error
    except _BROKEN as error:
        raise PictureUnreadable(format=announced.name) from error
