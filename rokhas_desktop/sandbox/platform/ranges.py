"""One range of bytes (RFC 9110, section 14)."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class Unsatisfiable(Exception):
    """The range has nothing in common with the document."""


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Start and length of the range asked for; None for the whole.

    What is not one range of bytes is ignored, as section 14.2 allows.  Raises Unsatisfiable.
    """
    found = _RANGE.fullmatch(header or "")
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise Unsatisfiable()
        return size - length, length
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise Unsatisfiable()
    return start, end - start + 1
