"""Lines for a spreadsheet: UTF-8 with its mark and semicolons, as the offices' programs open them at a click."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path


def text(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The lines, the heads first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(map(_cell, row))
    return out.getvalue()


def write(path: Path, content: str) -> None:
    """Write a new file, whole or not at all; one that exists is never replaced.  Raises OSError."""
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise


def _cell(value: object) -> str:
    """A text that begins like a formula is quoted, so that no spreadsheet computes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = str(value)
    return f"'{said}" if said[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else said
