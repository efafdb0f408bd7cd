"""What changed between two passes of a document, page by page, asked of the render room.

Pages are put side by side by how they look where their numbers differ: a page that was put in does not make all
those behind it differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Protocol

from rokhas_desktop.progress import Progress, Report, silent
from rokhas_desktop.render.views import PageChanges, PdfInfo, Picture, Region
from rokhas_desktop.supervise import Interrupt

_SMALL = 160
"""Device pixels of the longer side of the pictures by which pages are recognised."""


class Comparing(Protocol):
    """Of the render room what this needs."""

    def open(self, path: Path) -> PdfInfo:
        """Open a document."""

    def whole(self, path: Path, page: int, *, longest: int, interrupt: Interrupt | None) -> Picture:
        """Draw a page."""

    def compare(self, new: Path, page: int, old: Path, old_page: int, *, interrupt: Interrupt | None) -> list[Region]:
        """Where two pages differ."""


def changes(
    room: Comparing, new: Path, old: Path, *, report: Report = silent, interrupt: Interrupt | None = None
) -> tuple[PageChanges, ...]:
    """The changes of each page, in the order of the new document.  Raises Cancelled and what the room raises."""
    pages = [len(room.open(path).pages) for path in (new, old)]
    pairs: Sequence[tuple[int | None, int | None]] = [(page, page) for page in range(1, pages[0] + 1)]
    if pages[0] != pages[1]:
        prints = [_prints(room, path, count, interrupt) for path, count in zip((new, old), pages, strict=True)]
        pairs = pair(*prints)
    found = []
    for at, (page, old_page) in enumerate(pairs):
        report(Progress(at, len(pairs), "pages", new.name))
        both = page is not None and old_page is not None
        where = room.compare(new, page, old, old_page, interrupt=interrupt) if both else []  # type: ignore[arg-type]
        found.append(PageChanges(page, old_page, tuple(where)))
    report(Progress(len(pairs), len(pairs), "pages", new.name))
    return tuple(found)


def pair(new: Sequence[bytes], old: Sequence[bytes]) -> list[tuple[int | None, int | None]]:
    """Which page of the new document stands for which of the old one (from 1), by what their pictures are."""
    pairs: list[tuple[int | None, int | None]] = []
    for _tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = min(old_to - old_from, new_to - new_from)
        pairs += [(new_from + at + 1, old_from + at + 1) for at in range(both)]
        pairs += [(page + 1, None) for page in range(new_from + both, new_to)]
        pairs += [(None, page + 1) for page in range(old_from + both, old_to)]
    return pairs


def _prints(room: Comparing, path: Path, pages: int, interrupt: Interrupt | None) -> list[bytes]:
    pictures = (room.whole(path, page, longest=_SMALL, interrupt=interrupt) for page in range(1, pages + 1))
    return [hashlib.sha256(picture.bgrx).digest() for picture in pictures]
