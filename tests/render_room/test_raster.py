"""Pages are drawn as a reader shows them, in a child that may be lost at any time."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import pdf_pages

from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.render.errors import DrawingCrashed, DrawingTooSlow
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Area, Deadlines, Picture
from rokhas_desktop.supervise import Interrupt

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 153, 0), (0, 0, 255), (255, 255, 255)


def pixel(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    at = y * picture.stride + 4 * x
    blue, green, red = picture.bgrx[at : at + 3]
    return red, green, blue


def refusal(room: RasterRoom, path: Path, page: int = 1) -> str:
    with pytest.raises(RokhasError) as raised:
        room.whole(path, page)
    return raised.value.code


def test_sizes_are_those_displayed(raster: RasterRoom, tmp_path: Path) -> None:
    upright = pdf_pages.corners(tmp_path / "upright.pdf")
    turned = pdf_pages.corners(tmp_path / "turned.pdf", Rotate=90)
    cropped = pdf_pages.corners(tmp_path / "cropped.pdf", Rotate=270, CropBox=[10, 10, 110, 60])
    assert [(p.width, p.height) for p in raster.open(upright).pages] == [(200, 100)]
    assert [(p.width, p.height) for p in raster.open(turned).pages] == [(100, 200)]
    assert [(p.width, p.height) for p in raster.open(cropped).pages] == [(50, 100)]


def test_colours_are_where_the_document_puts_them(raster: RasterRoom, tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    picture = raster.whole(path, 1, longest=400)
    assert (picture.width, picture.height) == (400, 200)
    found = [pixel(picture, x, y) for x, y in ((5, 195), (5, 5), (395, 5), (395, 195))]
    assert found == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(("turn", "red_at"), [(0, (5, 195)), (90, (5, 5)), (180, (395, 5)), (270, (195, 395))])
def test_a_view_is_turned_clockwise(raster: RasterRoom, tmp_path: Path, turn: int, red_at: tuple[int, int]) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    picture = raster.whole(path, 1, longest=400, turn=turn)  # type: ignore[arg-type]
    assert pixel(picture, *red_at) == RED


def test_the_page_s_own_rotation_is_followed(raster: RasterRoom, tmp_path: Path) -> None:
    picture = raster.whole(pdf_pages.corners(tmp_path / "turned.pdf", Rotate=90), 1, longest=400)
    assert pixel(picture, 5, 5) == RED


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf_pages.heavy_plan(tmp_path_factory.mktemp("plan") / "plan.pdf", 3000)


@settings(max_examples=25, deadline=None)
@given(x=st.integers(-40, 600), y=st.integers(-40, 800), turn=st.sampled_from((0, 90, 180, 270)))
def test_a_tile_is_that_part_of_the_page(raster: RasterRoom, plan: Path, x: int, y: int, turn: int) -> None:
    scale = 0.25
    whole = raster.tile(plan, 1, scale=scale, area=Area(-40, -40, 1000, 1000), turn=turn)  # type: ignore[arg-type]
    tile = raster.tile(plan, 1, scale=scale, area=Area(x, y, 64, 64), turn=turn)  # type: ignore[arg-type]
    rows = range(y + 40, y + 104)
    wanted = b"".join(bytes(whole.bgrx[row * whole.stride + 4 * (x + 40) :][: 4 * 64]) for row in rows)
    apart = [abs(one - other) for one, other in zip(bytes(tile.bgrx), wanted, strict=True)]
    # Alike but for the rounding of anti-aliased edges (0.07 at most in 300 tiles); one pixel aside gives 0.4 and more.
    assert sum(apart) / len(apart) < 0.2


def test_annotations_and_fields_are_drawn_without_highlights(raster: RasterRoom, tmp_path: Path) -> None:
    picture = raster.whole(pdf_pages.with_field_and_note(tmp_path / "form.pdf"), 1, longest=200)
    assert [pixel(picture, x, 65) for x in (35, 165, 100)] == [BLUE, RED, WHITE]


def test_layers_are_shown_as_the_document_says(raster: RasterRoom, tmp_path: Path) -> None:
    picture = raster.whole(pdf_pages.layered(tmp_path / "layers.pdf"), 1, longest=200)
    assert [pixel(picture, x, 50) for x in (50, 150)] == [RED, WHITE]


def test_a_password_opens_its_document_only(tmp_path: Path) -> None:
    path = pdf_pages.locked(tmp_path / "locked.pdf", "TEST-password")
    room = RasterRoom(workers=1)
    try:
        assert refusal(room, path) == "RND-003"
        with pytest.raises(RokhasError, match="RND-003"):
            room.open(path, password="TEST-wrong")
        room.open(path, password="TEST-password")
        os.kill(room.pids()[0], signal.SIGTERM)
        psutil.wait_procs([psutil.Process(pid) for pid in room.pids()], timeout=10)
        assert pixel(room.whole(path, 1), 5, 5) == RED  # by another child, with the same password
        room.forget(path)
        assert refusal(room, path) == "RND-003"
    finally:
        room.close()


def test_each_fault_has_its_code(raster: RasterRoom, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("TEST, not a PDF")
    (tmp_path / "empty.pdf").write_bytes(b"")
    good = pdf_pages.corners(tmp_path / "good.pdf")
    assert refusal(raster, tmp_path / "absent.pdf") == "RND-001"
    assert refusal(raster, tmp_path / "text.pdf") == "RND-002"
    assert refusal(raster, tmp_path / "empty.pdf") == "RND-002"
    assert refusal(raster, good, page=2) == "RND-005"
    assert refusal(raster, good, page=0) == "RND-005"


def test_a_replaced_file_is_drawn_anew(raster: RasterRoom, tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "replaced.pdf")
    assert pixel(raster.whole(path, 1, longest=200), 5, 95) == RED
    other = pdf_pages.one_page(tmp_path / "other.pdf", pdf_pages.rectangle((0, 0, 1), 0, 0, 200, 100))
    other.replace(path)
    assert pixel(raster.whole(path, 1, longest=200), 5, 95) == BLUE


def test_a_killed_child_costs_one_answer(tmp_path: Path) -> None:
    path = pdf_pages.heavy_plan(tmp_path / "heavy.pdf", 60_000)
    room = RasterRoom(workers=1)
    try:
        room.open(path)
        (pid,) = room.pids()
        process = psutil.Process(pid)
        process.suspend()  # so that the request is surely under way
        threading.Timer(0.3, process.kill).start()
        with pytest.raises(DrawingCrashed):
            room.whole(path, 1)
        assert room.whole(path, 1).width > 0
        assert room.pids() != [pid]
    finally:
        room.close()


def test_a_hanging_child_is_ended_at_its_deadline(tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    room = RasterRoom(workers=1, deadlines=Deadlines(draw=0.5))
    try:
        room.open(path)
        hung = psutil.Process(room.pids()[0])
        hung.suspend()
        begun = time.monotonic()
        with pytest.raises(DrawingTooSlow):
            room.whole(path, 1)
        assert time.monotonic() - begun < 10
        assert not hung.is_running()
        assert room.whole(path, 1).width > 0
    finally:
        room.close()


@pytest.mark.skipif(sys.platform == "darwin", reason="no memory limit there")
def test_too_much_memory_is_a_coded_error(tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    room = RasterRoom(workers=1, memory=90 << 20)
    try:
        assert room.whole(path, 1, longest=64).width == 64
        with pytest.raises(RokhasError, match=r"RND-00[78]"):
            room.tile(path, 1, scale=40.0, area=Area(0, 0, 4096, 4096))
        assert room.whole(path, 1, longest=64).width == 64
    finally:
        room.close()


def test_two_threads_are_served_by_two_children(tmp_path: Path) -> None:
    path = pdf_pages.heavy_plan(tmp_path / "plan.pdf", 20_000)
    room = RasterRoom(workers=2)
    widths: list[int] = []
    try:
        threads = [threading.Thread(target=lambda: widths.append(room.whole(path, 1).height)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert widths == [1024] * 4
        assert len(room.pids()) == 2
    finally:
        room.close()
    deadline = time.monotonic() + 5
    while room.pids() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert room.pids() == []


def test_a_drawing_that_nobody_waits_for_stops_and_its_child_goes_on(tmp_path: Path) -> None:
    path = pdf_pages.heavy_plan(tmp_path / "plan.pdf", 60_000)
    room = RasterRoom(workers=1)
    try:
        room.whole(path, 1, longest=64)
        (pid,) = room.pids()
        interrupt = Interrupt()
        psutil.Process(pid).suspend()  # so that the request is surely under way
        threading.Timer(0.2, lambda: (interrupt.ask(), psutil.Process(pid).resume())).start()
        with pytest.raises(Cancelled):
            room.whole(path, 1, longest=2000, interrupt=interrupt)
        assert room.pids() == [pid]
        assert room.whole(path, 1, longest=64).height == 64
        with pytest.raises(Cancelled):
            room.whole(path, 1, longest=64, interrupt=interrupt)  # given up before it began
    finally:
        room.close()


def test_what_is_drawn_behind_lets_the_others_go_first(tmp_path: Path) -> None:
    path = pdf_pages.heavy_plan(tmp_path / "plan.pdf", 60_000)
    room = RasterRoom(workers=1)
    outcomes: list[str] = []

    def behind() -> None:
        try:
            outcomes.append(f"drawn {room.whole(path, 1, longest=900, behind=True).height}")
        except Cancelled:
            outcomes.append("given up")

    try:
        room.whole(path, 1, longest=64)
        child = psutil.Process(room.pids()[0])
        child.suspend()  # so that both surely meet
        first = threading.Thread(target=behind)
        first.start()
        while not room._behind or room._free:
            time.sleep(0.005)
        heights: list[int] = []
        second = threading.Thread(target=lambda: heights.append(room.whole(path, 1, longest=80).height))
        second.start()
        while not room._waiting:
            time.sleep(0.005)
        child.resume()
        second.join(60)
        first.join(60)
        assert heights == [80]
        assert outcomes == ["given up"]
        behind()
        assert outcomes[-1] == "drawn 900"
    finally:
        room.close()
