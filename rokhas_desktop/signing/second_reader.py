"""A signed file as qpdf's reader sees it, which shares no code with the library that wrote it.

Only files that qpdf reads without a remark: what it has to guess at is left to the lenient reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

_DEEPEST_FORM = 32
_UNSURE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A signature's container (with its padding) and the four numbers of its byte range."""

    contents: bytes
    byte_range: tuple[int, int, int, int]


def placed(path: Path, field: str) -> Placed | None:
    """The one signature in the field of this full name; None where this reader cannot say."""
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                return None
            form = pdf.Root.get("/AcroForm")
            values = [] if form is None else list(_values(form.get("/Fields"), field, _DEEPEST_FORM))
            found = [_placed(value) for value in values]
            return found[0] if len(found) == 1 and not pdf.get_warnings() else None
    except _UNSURE:
        return None


def _values(fields: Any, name: str, depth: int) -> Iterator[Any]:
    """The values of the fields of this name in a form's tree (ISO 32000-2, 12.7.4.2)."""
    if not isinstance(fields, pikepdf.Array) or depth == 0:
        return
    for one in fields:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        own = one.get("/T")
        said = None if own is None else str(own)
        if said == name and "/V" in one:
            yield one["/V"]
        if said is None:
            yield from _values(one.get("/Kids"), name, depth - 1)
        elif name.startswith(f"{said}."):
            yield from _values(one.get("/Kids"), name[len(said) + 1 :], depth - 1)


def _placed(value: Any) -> Placed | None:
    numbers = [int(number) for number in value["/ByteRange"]]
    if len(numbers) != 4:
        return None
    return Placed(bytes(value["/Contents"]), (numbers[0], numbers[1], numbers[2], numbers[3]))
