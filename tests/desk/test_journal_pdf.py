"""The journal as pages: read by any reader, checked by what is attached, and an edit of either is found."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from rokhas_desktop.desk import journal, journal_file
from rokhas_desktop.desk.errors import JournalBroken, JournalFile
from rokhas_desktop.desk.views import JournalEntry

MANY = 400


def chain(count: int, mark: str) -> Iterator[JournalEntry]:
    previous = journal.FIRST
    for number in range(1, count + 1):
        at, facts = datetime(2026, 11, 25, 10, 0, number % 60, tzinfo=UTC), {"act": f"{mark}-{number}", "level": None}
        sha256 = journal.digest(number, at.isoformat(), "signed", facts, previous)
        yield JournalEntry(number, at, "signed", facts, previous, sha256)
        previous = sha256


@pytest.fixture(scope="module")
def told() -> list[JournalEntry]:
    return list(chain(MANY, mark="TEST (a) \\ é"))


@pytest.fixture
def pages(told: list[JournalEntry], tmp_path: Path) -> Path:
    return journal_file.export(told, tmp_path, pages=True)


def test_it_holds_and_other_programs_read_every_entry(pages: Path, told: list[JournalEntry]) -> None:
    assert pages.suffix == ".pdf"
    assert journal_file.verify(pages, told) == (MANY, told[-1].sha256)
    text = subprocess.run(["pdftotext", "-layout", str(pages), "-"], capture_output=True, text=True, check=True).stdout
    assert all(one.sha256 in text for one in told)
    assert told[-1].sha256 in text.splitlines()[1]
    assert subprocess.run(["qpdf", "--check", str(pages)], capture_output=True, check=False).returncode == 0


def test_an_empty_journal_is_a_page(tmp_path: Path) -> None:
    path = journal_file.export([], tmp_path, pages=True)
    assert journal_file.verify(path)[0] == 0


def test_an_edit_of_what_is_read_is_found(pages: Path) -> None:
    with pikepdf.open(pages, allow_overwriting_input=True) as pdf:
        content = pdf.pages[3].Contents.read_bytes()
        pdf.pages[3].Contents.write(content.replace(b"signed", b"seen  ", 1))
        pdf.save(pages)
    with pytest.raises(JournalBroken):
        journal_file.verify(pages)


def test_a_page_that_is_taken_out_or_covered_is_found(pages: Path, told: list[JournalEntry], tmp_path: Path) -> None:
    short, covered = tmp_path / "short.pdf", tmp_path / "covered.pdf"
    with pikepdf.open(pages) as pdf:
        del pdf.pages[2]
        pdf.save(short)
    with pikepdf.open(pages) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[0, 0, 595, 842])
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(covered)
    for path in (short, covered):
        with pytest.raises(JournalBroken):
            journal_file.verify(path)


def test_an_edit_of_what_is_attached_is_found(pages: Path) -> None:
    with pikepdf.open(pages, allow_overwriting_input=True) as pdf:
        spec = pdf.attachments["journal.json"]
        data = spec.get_file().read_bytes().replace(b'"signed"', b'"seen"', 1)
        pdf.attachments["journal.json"] = pikepdf.AttachedFileSpec(pdf, data, filename="journal.json")
        pdf.save(pages)
    with pytest.raises(JournalBroken):
        journal_file.verify(pages)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 TEST", b"TEST"])
def test_another_pdf_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(content)
    with pytest.raises(JournalFile):
        journal_file.verify(path)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    with pytest.raises(JournalFile):
        journal_file.verify(path)
