"""The table of what came from outside and was refused."""

from __future__ import annotations

from collections.abc import Callable

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError

Record = Callable[[str, object], None]


def tell(record: Record, kind: str, what: str, error: RokhasError | None, note: str = "") -> None:
    """One line: what came, the code, and what a person is told in French; no error where it does no harm."""
    title = catalogue.describe(error, "fr").title if error else "—"
    record("hostile", [kind, what, error.code if error else "none", title, note])


def table(rows: list[list[str]]) -> list[str]:
    """The lines of the table."""
    heads = ["came as", "what", "code", "message", "note"]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *sorted(rows)]
    return [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in lines]
