"""Tiles cover what is seen, once; a stamp's box is where the page shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.render.views import Area, PageSize, Turn
from rokhas_desktop.ui.viewer import geometry
from rokhas_desktop.ui.viewer.geometry import Sheet

SIDES = st.floats(1, 4000)
TURNS: st.SearchStrategy[Turn] = st.sampled_from((0, 90, 180, 270))


@given(
    width=SIDES,
    height=SIDES,
    scale=st.floats(0.02, 8),
    x=st.integers(-500, 9000),
    y=st.integers(-500, 9000),
    turn=TURNS,
)
def test_tiles_cover_what_is_seen_and_stay_on_the_page(
    width: float, height: float, scale: float, x: int, y: int, turn: Turn
) -> None:
    sheet = Sheet.of(1, PageSize(width, height), turn)
    whole = Area(0, 0, *sheet.pixels(scale))
    seen = geometry.clipped(Area(x, y, 900, 700), whole)
    tiles = sheet.tiles(Area(x, y, 900, 700), scale)
    assert len(tiles) == len(set(tiles)) <= 9
    covered = [geometry.clipped(tile, seen) for tile in tiles]
    assert sum(part.width * part.height for part in covered) == seen.width * seen.height
    for tile in tiles:
        assert geometry.clipped(tile, whole) == tile
        assert tile.x % geometry.TILE == tile.y % geometry.TILE == 0
        assert 0 < tile.width <= geometry.TILE


def test_the_middle_comes_first() -> None:
    tiles = Sheet.of(1, PageSize(3000, 3000), 0).tiles(Area(600, 600, 1600, 1600), 1.0)
    assert tiles[0] == Area(1024, 1024, 512, 512)


@pytest.mark.parametrize(
    ("turn", "place"),
    [(0, (10, 60, 50, 20)), (90, (20, 10, 20, 50)), (180, (140, 20, 50, 20)), (270, (60, 140, 20, 50))],
)
def test_a_stamp_s_place_turns_with_the_view(turn: Turn, place: tuple[float, ...]) -> None:
    sheet = Sheet.of(1, PageSize(200, 100), turn)
    assert sheet.place((10, 20, 60, 40), 1.0) == place
    assert sheet.place((10, 20, 60, 40), 2.0) == tuple(2 * value for value in place)


@given(width=SIDES, height=SIDES, turn=TURNS, part=st.tuples(*[st.floats(0, 1)] * 4))
def test_a_box_on_the_page_is_on_the_turned_page(
    width: float, height: float, turn: Turn, part: tuple[float, float, float, float]
) -> None:
    left, right = sorted(value * width for value in part[:2])
    bottom, top = sorted(value * height for value in part[2:])
    sheet = Sheet.of(1, PageSize(width, height), turn)
    x, y, across, down = sheet.place((left, bottom, right, top), 1.0)
    assert min(x, y, across, down) >= -1e-6
    assert x + across <= sheet.width + 1e-6
    assert y + down <= sheet.height + 1e-6


@given(width=SIDES, height=SIDES)
def test_fitting_shows_the_page_or_its_width(width: float, height: float) -> None:
    sheet = Sheet.of(1, PageSize(width, height), 0)
    whole = geometry.fitting(sheet, 800, 600, whole=True)
    assert whole <= geometry.fitting(sheet, 800, 600, whole=False)
    if geometry.SMALLEST < whole < geometry.LARGEST:
        assert max(width * whole / 800, height * whole / 600) == pytest.approx(1.0)
