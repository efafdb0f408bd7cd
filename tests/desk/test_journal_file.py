"""The exported journal: what was changed, taken out, moved or cut off is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rokhas_desktop.desk import journal, journal_file
from rokhas_desktop.desk.errors import DiskFull, JournalBroken, JournalFile
from rokhas_desktop.desk.views import JournalEntry

Lines = list[dict[str, Any]]


def chain(count: int, mark: str = "TEST") -> Iterator[JournalEntry]:
    previous = journal.FIRST
    for number in range(1, count + 1):
        at, facts = datetime.now(UTC), {"act": f"{mark}-{number}", "level": None}
        sha256 = journal.digest(number, at.isoformat(), "signed", facts, previous)
        yield JournalEntry(number, at, "signed", facts, previous, sha256)
        previous = sha256


@pytest.fixture
def told() -> list[JournalEntry]:
    return list(chain(6))


def test_what_is_exported_holds_and_says_its_head(told: list[JournalEntry], tmp_path: Path) -> None:
    path = journal_file.export(told, tmp_path / "out")
    assert journal_file.verify(path, told) == (6, told[-1].sha256)
    assert journal_file.verify(journal_file.export([], tmp_path / "none")) == (0, journal.FIRST)


def edited(lines: Lines) -> None:
    lines[2]["facts"]["act"] = "TEST-other"


def taken_out(lines: Lines) -> None:
    del lines[3]


def moved(lines: Lines) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def without_its_beginning(lines: Lines) -> None:
    del lines[:2]


def without_its_end(lines: Lines) -> None:
    del lines[4:]


@pytest.mark.parametrize("spoil", [edited, taken_out, moved, without_its_beginning, without_its_end])
def test_what_was_done_to_a_file_is_found(
    told: list[JournalEntry], tmp_path: Path, spoil: Callable[[Lines], None]
) -> None:
    path = journal_file.export(told, tmp_path)
    said = json.loads(path.read_text(encoding="utf-8"))
    spoil(said["entries"])
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(JournalBroken):
        journal_file.verify(path)


def test_a_chain_written_anew_is_found_by_the_homes_own(told: list[JournalEntry], tmp_path: Path) -> None:
    """Its first entry stands; all that follows was made again."""
    first, previous = told[0], told[0].sha256
    made = [first]
    for number in (2, 3):
        facts = {"act": "TEST-false"}
        sha256 = journal.digest(number, first.at.isoformat(), "signed", facts, previous)
        made.append(JournalEntry(number, first.at, "signed", facts, previous, sha256))
        previous = sha256
    path = journal_file.export(made, tmp_path)
    assert journal_file.verify(path) == (3, previous), "by itself it holds"
    with pytest.raises(JournalBroken):
        journal_file.verify(path, told)


def test_what_is_no_journal_is_said_so(told: list[JournalEntry], tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    for text in ("", "[]", "{}", "\ud83d".encode("utf-16", "surrogatepass").hex(), '{"format": "rokhas-journal"}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(JournalFile):
            journal_file.verify(path)
    with pytest.raises(JournalFile):
        journal_file.verify(tmp_path / "missing.json")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DiskFull):
        journal_file.export(told, tmp_path / "file" / "below")
