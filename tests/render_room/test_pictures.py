"""Pictures through the rasteriser's child: each frame a page, upright, turned and cut as a PDF's page is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from support import plans

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Area, Picture

WHITE, RED = (255, 255, 255), (255, 0, 0)


@pytest.fixture(scope="module")
def room() -> Iterator[RasterRoom]:
    room = RasterRoom(workers=1)
    yield room
    room.close()


def at(picture: Picture, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place given in parts of the picture's width and height."""
    place = int(y * picture.height) * picture.stride + int(x * picture.width) * 4
    blue, green, red = bytes(picture.bgrx[place : place + 3])
    return red, green, blue


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_picture_is_a_page_of_its_own_size(room: RasterRoom, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(plans.picture(kind, (600, 400), dpi=(100, 100)))
    (page,) = room.open(path).pages
    assert (round(page.width), round(page.height)) == (432, 288)
    drawn = room.whole(path, 1, longest=300)
    assert (drawn.width, drawn.height) == (300, 200)
    assert [at(drawn, x, y) for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))] == [WHITE, RED, RED, RED]


@pytest.mark.parametrize(("turn", "white"), [(0, (0.2, 0.2)), (90, (0.8, 0.2)), (180, (0.8, 0.8)), (270, (0.2, 0.8))])
def test_it_turns_clockwise(room: RasterRoom, tmp_path: Path, turn: int, white: tuple[float, float]) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(plans.picture("PNG", (600, 400), dpi=(72, 72)))
    drawn = room.whole(path, 1, longest=300, turn=turn)  # type: ignore[arg-type]
    assert (drawn.width, drawn.height) == ((200, 300) if turn in (90, 270) else (300, 200))
    places = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
    assert [place for place in places if at(drawn, *place) == WHITE] == [white]
    # A tile is the same as that part of the whole.
    area = Area(drawn.width // 2, 0, drawn.width - drawn.width // 2, drawn.height // 2)
    tile = room.tile(path, 1, scale=0.5, area=area, turn=turn)  # type: ignore[arg-type]
    assert at(tile, 0.5, 0.5) == at(drawn, 0.75, 0.25)


def test_beyond_its_edge_there_is_white(room: RasterRoom, tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(plans.picture("PNG", (100, 100), dpi=(72, 72)))
    tile = room.tile(path, 1, scale=1.0, area=Area(60, 60, 80, 80))
    assert (at(tile, 0.1, 0.1), at(tile, 0.9, 0.9)) == (RED, WHITE)


def test_every_page_of_a_scan(room: RasterRoom, tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(plans.pages("TIFF", 3))
    pages = room.open(path).pages
    assert len(pages) == 3
    assert pages[1].width > pages[0].width
    assert [at(room.whole(path, number, longest=20), 0.5, 0.5) for number in (1, 2, 1)] == [RED, WHITE, RED]


def test_a_photograph_stands_upright(room: RasterRoom, tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    made = Image.open(io.BytesIO(plans.picture("PNG", (400, 200))))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    made.save(path, "JPEG", exif=exif, dpi=(72, 72), quality=95)
    (page,) = room.open(path).pages
    assert (round(page.width), round(page.height)) == (200, 400)
    drawn = room.whole(path, 1, longest=100)
    assert min(at(drawn, 0.8, 0.2)) > 240
    assert at(drawn, 0.2, 0.8)[1] < 40


def test_what_lets_light_through_lies_on_white_and_deep_grey_is_scaled(room: RasterRoom, tmp_path: Path) -> None:
    clear, deep, ink = tmp_path / "clear", tmp_path / "deep", tmp_path / "ink"
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(clear, "PNG")
    Image.new("I;16", (20, 20), 32768).save(deep, "PNG")
    ink.write_bytes(plans.picture("TIFF", mode="1", compression="group4"))
    assert at(room.whole(clear, 1, longest=20), 0.5, 0.5) == WHITE
    grey = at(room.whole(deep, 1, longest=20), 0.5, 0.5)
    assert len(set(grey)) == 1
    assert 120 < grey[0] < 136
    drawn = room.whole(ink, 1, longest=60)
    assert (at(drawn, 0.2, 0.2), at(drawn, 0.8, 0.8)) == (WHITE, (0, 0, 0))


def test_a_damaged_picture_costs_one_coded_error(room: RasterRoom, tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    whole = plans.picture("PNG", (300, 300))
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RokhasError) as raised:
        room.whole(path, 1, longest=50)
    assert raised.value.code in {"RND-002", "RND-005"}
    path.write_bytes(plans.DWG)
    with pytest.raises(RokhasError) as raised:
        room.open(path)
    assert raised.value.code == "RND-002"
