"""Where a returned plan differs from its earlier version."""

from __future__ import annotations

import threading
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support import pdf_pages, plans
from support.pdf_pages import BLUE, GREEN, RED, rectangle

from rokhas_desktop.errors import Cancelled
from rokhas_desktop.progress import Progress
from rokhas_desktop.render.changes import changes, pair
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.supervise import Interrupt

LINES = b"0.5 w 20 20 m 180 20 l S 20 30 m 180 80 l S\n"


def page(path: Path, *parts: bytes, size: tuple[float, float] = (200, 100)) -> Path:
    return pdf_pages.one_page(path, LINES + b"".join(parts), size=size)


def test_what_is_added_removed_and_changed_is_told_apart(raster: RasterRoom, tmp_path: Path) -> None:
    old = page(tmp_path / "old.pdf", rectangle(RED, 10, 60, 10, 10), rectangle(GREEN, 150, 5, 10, 10))
    new = page(tmp_path / "new.pdf", rectangle(BLUE, 60, 80, 20, 10), rectangle(RED, 150, 5, 10, 10))
    found = raster.compare(new, 1, old, 1)
    assert [one.kind for one in found] == ["added", "removed", "changed"]
    for one, box in zip(found, [(60, 80, 80, 90), (10, 60, 20, 70), (150, 5, 160, 15)], strict=True):
        assert one.box == pytest.approx(box, abs=0.6)


def test_a_thin_line_is_seen_and_other_roundings_are_not(raster: RasterRoom, tmp_path: Path) -> None:
    old = page(tmp_path / "old.pdf")
    again = pdf_pages.one_page(tmp_path / "again.pdf", b"0.5 w 20.02 20.01 m 180 20.03 l S 20.01 30 m 180 80.02 l S\n")
    assert raster.compare(again, 1, old, 1) == []
    (line,) = raster.compare(page(tmp_path / "line.pdf", b"0.3 w 40 60 m 40 90 l S\n"), 1, old, 1)
    assert line.kind == "added"
    assert line.box == pytest.approx((39.85, 60, 40.15, 90), abs=0.6)
    (line,) = raster.compare(old, 1, tmp_path / "line.pdf", 1)
    assert line.kind == "removed"


def test_a_scanned_plan_is_compared_as_a_drawn_one(raster: RasterRoom, tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(plans.picture("PNG", (300, 200), dpi=(72, 72)))
    made = Image.open(tmp_path / "old.png")
    made.paste("black", (200, 100, 230, 120))
    made.save(tmp_path / "new.png", dpi=(72, 72))
    (found,) = raster.compare(tmp_path / "new.png", 1, tmp_path / "old.png", 1)
    assert found.box == pytest.approx((200, 80, 230, 100), abs=0.6)


def test_pages_of_other_sizes_are_laid_on_their_upper_left_corner(raster: RasterRoom, tmp_path: Path) -> None:
    small = pdf_pages.one_page(tmp_path / "small.pdf", rectangle(RED, 0, 90, 10, 10))
    large = pdf_pages.one_page(tmp_path / "large.pdf", rectangle(RED, 0, 190, 10, 10), size=(200, 200))
    assert raster.compare(large, 1, small, 1) == []


def test_a_page_that_was_put_in_does_not_make_those_behind_it_differ(raster: RasterRoom, tmp_path: Path) -> None:
    sheets = [page(tmp_path / f"{n}.pdf", rectangle(RED, 10 + 20 * n, 5, 9, 9)) for n in range(4)]
    joined = [tmp_path / "old.pdf", tmp_path / "new.pdf"]
    pdf_pages.joined(joined[0], [sheets[0], sheets[1], sheets[2]])
    pdf_pages.joined(joined[1], [sheets[0], sheets[3], sheets[1], sheets[2]])
    told: list[Progress] = []
    found = changes(raster, joined[1], joined[0], report=told.append)
    assert [(one.page, one.old_page) for one in found] == [(1, 1), (2, None), (3, 2), (4, 3)]
    assert [one.regions for one in found] == [()] * 4
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 4, 4)


@given(new=st.lists(st.sampled_from([b"a", b"b", b"c"])), old=st.lists(st.sampled_from([b"a", b"b", b"c"])))
def test_each_page_has_its_place_once_and_in_order(new: list[bytes], old: list[bytes]) -> None:
    pairs = pair(new, old)
    assert [one for one, _ in pairs if one] == list(range(1, len(new) + 1))
    assert [other for _, other in pairs if other] == list(range(1, len(old) + 1))
    assert (None, None) not in pairs


def test_thousands_of_differences_are_told_as_a_few(raster: RasterRoom, tmp_path: Path) -> None:
    dots = b"".join(rectangle(BLUE, x, y, 1, 1) for x in range(2, 198, 4) for y in range(2, 98, 4))
    found = raster.compare(pdf_pages.one_page(tmp_path / "dots.pdf", dots), 1, page(tmp_path / "old.pdf"), 1)
    assert 1 <= len(found) <= 300


def test_a_comparison_that_is_given_up_stops(tmp_path: Path) -> None:
    plan = pdf_pages.heavy_plan(tmp_path / "plan.pdf", 60_000)
    room = RasterRoom(workers=1)
    try:
        room.open(plan)
        (pid,) = room.pids()
        interrupt = Interrupt()
        psutil.Process(pid).suspend()  # so that it is surely under way
        threading.Timer(0.2, lambda: (interrupt.ask(), psutil.Process(pid).resume())).start()
        with pytest.raises(Cancelled):
            room.compare(plan, 1, plan, 1, interrupt=interrupt)
        assert room.pids() == [pid]
        assert room.whole(plan, 1, longest=64).width > 0
    finally:
        room.close()
