"""The board's export: a spreadsheet reads back what was written, and computes nothing of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.desk.board import CSV_COLUMNS, BoardRow, csv_text, totals, write_csv
from rokhas_desktop.desk.errors import BoardFile
from rokhas_desktop.desk.face import STATES
from rokhas_desktop.desk.views import Bilingual

texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
both = st.builds(Bilingual, texts, texts)
rows = st.builds(
    BoardRow,
    code=texts,
    commune=both,
    province_code=texts,
    province=both,
    region=both,
    state=st.sampled_from(STATES),
    since=st.none() | st.dates(),
    declared_by=st.none() | st.sampled_from(["ca", "dgct"]),
    acts_waiting=st.integers(0, 999),
    oldest_waiting=st.none() | st.dates(),
    days_lost=st.integers(0, 99999),
    meanwhile=st.none() | st.booleans(),
)


@given(st.lists(rows, max_size=5))
def test_every_line_reads_back_and_none_is_a_formula(found: list[BoardRow]) -> None:
    lines = list(csv.DictReader(io.StringIO(csv_text(found), newline=""), delimiter=";"))
    assert len(lines) == len(found)
    for line, row in zip(lines, found, strict=True):
        assert tuple(line) == CSV_COLUMNS
        assert line["commune_fr"].removeprefix("'") == row.commune.fr.removeprefix("'")
        assert int(line["days_lost"]) == row.days_lost
        assert not any(value[:1] in {"=", "+", "-", "@"} for value in line.values())


@given(st.lists(rows, max_size=6), st.integers(0, 6))
def test_totals_add_up_over_any_division(found: list[BoardRow], cut: int) -> None:
    left, right, whole = totals(found[:cut]), totals(found[cut:]), totals(found)
    assert whole.days_lost == left.days_lost + right.days_lost
    assert whole.ready == left.ready + right.ready
    assert whole.communes == len(found)


def test_no_file_is_replaced_and_none_half_written(tmp_path: Path) -> None:
    row = BoardRow("1", Bilingual("TEST", "TEST"), "2", Bilingual("P", "P"), Bilingual("R", "R"), "ordered",
                   date(2027, 1, 2), "dgct", 1, None, 3, None)  # fmt: skip
    target = tmp_path / "tableau.csv"
    write_csv(target, [row])
    before = target.read_bytes()
    assert before.startswith(b"\xef\xbb\xbf")
    for path in (target, tmp_path / "absent" / "tableau.csv"):
        with pytest.raises(BoardFile):
            write_csv(path, [row, row])
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]
