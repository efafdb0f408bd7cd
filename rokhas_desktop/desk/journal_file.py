"""The journal as a file: whole, for machines, and the check of such a file by itself.

What the chain shows: an entry that was changed, taken out, put elsewhere, and a beginning that is missing.  What ends
earlier than it did is shown by the head that the file names, and where the file is of this home, by the home's own
journal; somebody who writes all of a file anew is found out only by the latter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from rokhas_desktop.desk import journal, journal_pdf
from rokhas_desktop.desk.errors import DiskFull, JournalBroken, JournalFile
from rokhas_desktop.desk.views import JournalEntry
from rokhas_desktop.disk import write_whole

FORMAT = "rokhas-journal"
PAGES = ".pdf"
NAME = "journal-{number:06d}-{head}.json"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    number: int
    at: str
    event: str
    facts: dict[str, str | int | None]
    previous: str
    sha256: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    format: str
    version: int
    exported_at: AwareDatetime
    count: int
    head: str
    entries: tuple[_Entry, ...]


def export(entries: Iterable[JournalEntry], folder: Path, *, pages: bool = False) -> Path:
    """Write the whole journal into a folder, as a new file named by its length and head; with ``pages`` as a PDF to
    read, which holds the same file.

    Raises JournalBroken where the chain does not hold, DiskFull where the folder does not take it.
    """
    told = list(entries)
    head = journal.verify(told)
    said: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "count": len(told),
        "head": head,
        "entries": [
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "event": one.event,
                "facts": dict(one.facts),
                "previous": one.previous,
                "sha256": one.sha256,
            }
            for one in told
        ],
    }
    path = (folder / NAME.format(number=len(told), head=head[:16])).absolute()
    data = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if pages:
            path = path.with_suffix(PAGES)
            journal_pdf.write(told, head, data, path)
        else:
            write_whole(path, data)
    except OSError as error:
        raise DiskFull(file=path.name) from error
    return path


def verify(path: Path, own: Iterable[JournalEntry] = ()) -> tuple[int, str]:
    """How many entries a file has, and its head.  ``own``: this home's journal, which a file of it must agree with.

    A PDF's pages must say what is attached to them.  Raises JournalFile for what is no such file, JournalBroken with
    the number of the first entry that does not follow.
    """
    pages = path.suffix.lower() == PAGES
    try:
        file = _File.model_validate_json(journal_pdf.attached(path) if pages else path.read_bytes())
        entries = [_entry(one) for one in file.entries]
    except (OSError, ValueError, ValidationError) as error:
        raise JournalFile(file=path.name) from error
    if file.format != FORMAT:
        raise JournalFile(file=path.name)
    if entries and entries[0].number != 1:
        raise JournalBroken(number=1)
    head = journal.verify(entries)
    if (len(entries), head) != (file.count, file.head):
        raise JournalBroken(number=len(entries) + 1)
    if pages:
        journal_pdf.compare(path, entries, head)
    _agree(entries, list(own))
    return len(entries), head


def _agree(entries: list[JournalEntry], own: list[JournalEntry]) -> None:
    """A file that begins as this home's journal does is of it, and agrees to its end."""
    if not own or not entries or entries[0].sha256 != own[0].sha256:
        return
    for mine, theirs in zip(own, entries, strict=False):
        if mine.sha256 != theirs.sha256:
            raise JournalBroken(number=theirs.number)
    if len(entries) > len(own):
        raise JournalBroken(number=len(own) + 1)


def _entry(one: _Entry) -> JournalEntry:
    at = datetime.fromisoformat(one.at)
    if at.isoformat() != one.at:
        raise ValueError(one.at)
    return JournalEntry(one.number, at, one.event, one.facts, one.previous, one.sha256)
