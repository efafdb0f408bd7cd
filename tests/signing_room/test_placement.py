"""A stamp stands upright where it was meant, on turned, cropped and scaled pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import A0, A4, plan, stamp_page, with_field
from support.judges import colour_at, is_valid, picture

from rokhas_desktop.signing import placement
from rokhas_desktop.signing.errors import BadAppearance, OutsidePage
from rokhas_desktop.signing.face import Appearance, Box, SignedFile
from rokhas_desktop.signing.placement import Page

Sign = Callable[..., SignedFile]

numbers = st.floats(-3000, 3000).map(lambda n: round(n, 2))
sides = st.floats(50, 4000).map(lambda n: round(n, 2))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    left, bottom = draw(numbers), draw(numbers)
    crop = (left, bottom, left + draw(sides), bottom + draw(sides))
    return Page(1, crop, draw(st.sampled_from([0, 90, 180, 270])), draw(st.sampled_from([1.0, 0.5, 4.0, 72.0])))


@st.composite
def placed(draw: st.DrawFn) -> tuple[Page, Box]:
    page = draw(pages())
    xs = sorted(draw(st.tuples(st.floats(0, page.width), st.floats(0, page.width))))
    ys = sorted(draw(st.tuples(st.floats(0, page.height), st.floats(0, page.height))))
    return page, (xs[0], ys[0], xs[1], ys[1])


@given(placed())
def test_there_and_back(case: tuple[Page, Box]) -> None:
    page, box = case
    assert page.to_displayed(page.to_user(box)) == pytest.approx(box, abs=1e-6 * max(page.width, page.height))


@given(placed())
def test_what_is_on_the_displayed_page_is_in_the_crop_box(case: tuple[Page, Box]) -> None:
    page, box = case
    user = page.to_user(box)
    slack = 1e-6 * max(abs(side) for side in (*page.crop, 1))
    assert page.crop[0] - slack <= user[0] <= user[2] <= page.crop[2] + slack
    assert page.crop[1] - slack <= user[1] <= user[3] <= page.crop[3] + slack


@given(placed())
def test_sizes_are_kept_up_to_the_user_unit(case: tuple[Page, Box]) -> None:
    page, box = case
    user = page.to_user(box)
    across, up = (user[2] - user[0]) * page.user_unit, (user[3] - user[1]) * page.user_unit
    shown = (across, up) if page.rotate in (0, 180) else (up, across)
    assert shown == pytest.approx((box[2] - box[0], box[3] - box[1]), abs=1e-5 * page.user_unit * 10)


@given(pages())
def test_up_on_the_stamp_is_up_on_the_page(page: Page) -> None:
    a, b, c, d, _, _ = page.upright
    origin = page.to_displayed((page.crop[0], page.crop[1]) * 2)  # type: ignore[arg-type]
    up = page.to_displayed((page.crop[0] + c, page.crop[1] + d) * 2)  # type: ignore[arg-type]
    right = page.to_displayed((page.crop[0] + a, page.crop[1] + b) * 2)  # type: ignore[arg-type]
    scale = page.user_unit
    assert (up[0] - origin[0], up[1] - origin[1]) == pytest.approx((0, scale), abs=1e-6 * 4000 * scale)
    assert (right[0] - origin[0], right[1] - origin[1]) == pytest.approx((scale, 0), abs=1e-6 * 4000 * scale)


SHEETS = {
    "A4": {},
    "A0": {"size": A0},
    "90": {"rotate": 90},
    "180": {"rotate": 180},
    "270": {"rotate": 270},
    "cropped": {"crop": (100, 150, 500, 750)},
    "cropped and turned": {"crop": (100, 150, 500, 750), "rotate": 270},
}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("given_box", [True, False])
def test_the_stamp_is_seen_upright_at_its_place(tmp_path: Path, sign: Sign, sheet: str, given_box: bool) -> None:
    original = plan(tmp_path / "plan.pdf", pages=2, **SHEETS[sheet])
    wanted = (60.0, 80.0, 260.0, 160.0) if given_box else None
    place = placement.choose(original, page=2, box=wanted)
    assert place.box == (wanted or place.box)

    signed = sign(original, appearance=Appearance(stamp_page(place.width, place.height), 2, wanted))

    assert is_valid(signed.path)
    drawn = picture(signed.path, 2)
    left, bottom, right, top = place.box
    inset = 8
    assert colour_at(drawn, left + inset, bottom + inset) == (255, 0, 0)
    assert colour_at(drawn, right - inset, top - inset) == (0, 0, 255)
    assert colour_at(drawn, left + inset, top - inset) == (255, 255, 0)
    assert colour_at(drawn, (left + right) / 2, (bottom + top) / 2) == (255, 255, 0)
    assert picture(signed.path, 1) == picture(original, 1)


def test_outside_the_stamp_nothing_changes(tmp_path: Path, sign: Sign) -> None:
    original = plan(tmp_path / "plan.pdf", rotate=90)
    box = (60.0, 80.0, 260.0, 160.0)
    signed = sign(original, appearance=Appearance(stamp_page(200, 80), 1, box))
    width, height, before = picture(original, 1)
    _, _, after = picture(signed.path, 1)
    changed = [at // 3 for at in range(0, len(before), 3) if before[at : at + 3] != after[at : at + 3]]
    assert changed
    columns, rows = [at % width for at in changed], [height - 1 - at // width for at in changed]
    assert (min(columns), max(columns)) == pytest.approx((30, 129), abs=1)
    assert (min(rows), max(rows)) == pytest.approx((40, 79), abs=1)


def test_a_named_field_gives_its_own_place(tmp_path: Path, sign: Sign) -> None:
    original = with_field(tmp_path / "field.pdf", box=(100, 100, 300, 180))
    place = placement.choose(original, field="Signature_TEST")
    assert (place.page, place.box) == (1, (100, 100, 300, 180))
    signed = sign(original, field="Signature_TEST", appearance=Appearance(stamp_page(200, 80)))
    assert colour_at(picture(signed.path, 1), 110, 110) == (255, 0, 0)


def test_an_invisible_field_stays_invisible(tmp_path: Path, sign: Sign) -> None:
    original = with_field(tmp_path / "field.pdf", box=None)
    signed = sign(original, field="Signature_TEST", appearance=Appearance(stamp_page(200, 80)))
    assert is_valid(signed.path)
    assert picture(signed.path, 1) == picture(original, 1)


def test_signers_stand_side_by_side(tmp_path: Path, sign: Sign) -> None:
    path, boxes = plan(tmp_path / "plan.pdf"), []
    for turn in range(5):
        place = placement.choose(path)
        boxes.append(place.box)
        appearance = Appearance(stamp_page(place.width, place.height), place.page, place.box)
        path = sign(path, appearance=appearance, target=tmp_path / f"signed-{turn}.pdf").path
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_on_larger_sheets_the_stamp_is_larger_and_on_small_ones_it_fits(tmp_path: Path) -> None:
    def width(name: str, size: tuple[float, float]) -> float:
        place = placement.choose(plan(tmp_path / f"{name}.pdf", size=size))
        assert place.box[0] >= 0
        assert place.box[2] <= size[0]
        assert place.box[3] <= size[1]
        return place.width

    assert width("tiny", (120, 60)) < width("A4", A4) < width("A0", A0)


@pytest.mark.parametrize(
    "box",
    [(0, 0, 9, 9), (500, 10, 700, 60), (-50, 0, 50, 50), (float("nan"), 0, 100, 100), (200, 100, 100, 50)],
)
def test_a_place_off_the_page_is_refused(tmp_path: Path, sign: Sign, box: Box) -> None:
    original = plan(tmp_path / "plan.pdf")
    with pytest.raises(OutsidePage):
        sign(original, appearance=Appearance(stamp_page(200, 80), 1, box))
    with pytest.raises(OutsidePage):
        sign(original, appearance=Appearance(stamp_page(200, 80), 7, None))
    assert not (tmp_path / "signed.pdf").exists()


def test_a_stamp_that_is_no_page_is_refused(tmp_path: Path, sign: Sign) -> None:
    with pytest.raises(BadAppearance):
        sign(plan(tmp_path / "plan.pdf"), appearance=Appearance(b"%PDF-1.7 nothing", 1, None))
