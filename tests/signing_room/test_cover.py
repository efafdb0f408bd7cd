"""A stamp covers nothing that is drawn, written or signed without a word, and takes a free place where it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from support.documents import A0, A4, plan, stamp_page, with_field

from rokhas_desktop.render.errors import PageUnreadable
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Ink
from rokhas_desktop.signing import cover
from rokhas_desktop.signing.cover import COVERS, ON_SIGNATURE, UNSEEN
from rokhas_desktop.signing.errors import OutsidePage
from rokhas_desktop.signing.face import Appearance, Box, SignedFile

Sign = Callable[..., SignedFile]
SHEETS = {
    "A4": {},
    "A0": {"size": A0},
    "90": {"rotate": 90},
    "180": {"rotate": 180},
    "270": {"rotate": 270},
    "cropped and turned": {"crop": (0, 0, 595, 700), "rotate": 270},
    "user unit": {"user_unit": 2.5},
}


@pytest.fixture(scope="module")
def raster() -> Iterator[RasterRoom]:
    room = RasterRoom(workers=1)
    yield room
    room.close()


def drawn(path: Path, content: str, **sheet: object) -> Path:
    """A page that holds only this."""
    plan(path, **sheet)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(content.encode())
        pdf.save(path)
    return path


def codes(found: cover.Settled) -> list[str]:
    return [one.code for one in found.notices]


def at(path: Path, raster: RasterRoom, box: Box | None = None) -> cover.Settled:
    return cover.settle(path, raster, box=box)


BOX: Box = (100.0, 100.0, 300.0, 200.0)
CONTENTS = {
    "nothing": ("", []),
    "a ground of one colour": ("0.9 g 0 0 2000 2000 re f", []),
    "text": ("BT /F1 9 Tf 150 150 Td (Hauteur 12 m) Tj ET", [COVERS]),
    "white text": ("1 g BT /F1 9 Tf 150 150 Td (Hauteur 12 m) Tj ET", [COVERS]),
    "text that is not drawn": ("BT 3 Tr /F1 9 Tf 150 150 Td (Hauteur 12 m) Tj ET", [COVERS]),
    "a hair line": ("0 w 0 150 m 600 150 l S", [COVERS]),
    "a pale line": ("0.85 G 1 w 0 150 m 600 150 l S", [COVERS]),
    "text beside it": ("BT /F1 9 Tf 310 150 Td (Hauteur 12 m) Tj ET", []),
    "a line below it": ("1 w 0 95 m 600 95 l S", []),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_lies_under_a_given_place_is_told(tmp_path: Path, raster: RasterRoom, name: str) -> None:
    content, expected = CONTENTS[name]
    found = at(drawn(tmp_path / "page.pdf", content), raster, BOX)
    assert (found.page, found.box, found.sheet) == (1, BOX, A4)
    assert codes(found) == expected


@pytest.mark.parametrize("sheet", SHEETS)
def test_of_several_places_a_blank_one_is_taken(tmp_path: Path, raster: RasterRoom, sheet: str) -> None:
    """The place chosen on an empty page is then filled with text: the next choice is beside it."""
    empty = at(drawn(tmp_path / "empty.pdf", "", **SHEETS[sheet]), raster)
    assert codes(empty) == []
    left, bottom, right, top = empty.box
    whole = drawn(tmp_path / "full.pdf", "", **SHEETS[sheet])
    with pikepdf.open(whole, allow_overwriting_input=True) as pdf:
        page = cover.placement.Page(1, crop_of(pdf), int(pdf.pages[0].get("/Rotate", 0)), unit_of(pdf))
        middle = page.to_user(((left + right) / 2, (bottom + top) / 2) * 2)  # type: ignore[arg-type]
        pdf.pages[0].Contents = pdf.make_stream(b"0 g %f %f 4 4 re f" % middle[:2])
        pdf.save(whole)
    assert codes(at(whole, raster, empty.box)) == [COVERS]
    found = at(whole, raster)
    assert found.box != empty.box
    assert codes(found) == []


def crop_of(pdf: pikepdf.Pdf) -> Box:
    page = pdf.pages[0]
    left, bottom, right, top = (float(number) for number in page.get("/CropBox", page.MediaBox))
    return left, bottom, right, top


def unit_of(pdf: pikepdf.Pdf) -> float:
    return float(pdf.pages[0].get("/UserUnit", 1))


def test_where_no_place_is_blank_the_least_drawn_on_is_taken_and_told(tmp_path: Path, raster: RasterRoom) -> None:
    lines = " ".join(f"0 {y} m 600 {y} l S" for y in range(0, 900, 7))
    found = at(drawn(tmp_path / "page.pdf", lines), raster)
    assert codes(found) == [COVERS]
    assert found.notices[0].details == {"page": 1}


def test_a_second_stamp_is_not_laid_on_the_first(tmp_path: Path, raster: RasterRoom, sign: Sign) -> None:
    path = drawn(tmp_path / "page.pdf", "")
    boxes: list[Box] = []
    for number in range(3):
        found = at(path, raster)
        assert codes(found) == []
        boxes.append(found.box)
        stamp = Appearance(stamp_page(found.box[2] - found.box[0], found.box[3] - found.box[1]), 1, found.box)
        path = sign(path, appearance=stamp, target=tmp_path / f"{number}.pdf").path
    assert len(set(boxes)) == 3
    assert codes(at(path, raster, boxes[0])) == [ON_SIGNATURE]
    beside: Box = (boxes[0][0], 400, boxes[0][2], 480)
    assert codes(at(path, raster, beside)) == []


def test_text_under_an_earlier_signature_is_told_beside_it(tmp_path: Path, raster: RasterRoom, sign: Sign) -> None:
    path = drawn(tmp_path / "page.pdf", CONTENTS["text"][0])
    signed = sign(path, appearance=Appearance(stamp_page(200, 100), 1, BOX)).path
    assert codes(at(signed, raster, BOX)) == [COVERS, ON_SIGNATURE]


def test_a_named_field_has_its_own_place(tmp_path: Path, raster: RasterRoom) -> None:
    found = cover.settle(with_field(tmp_path / "field.pdf", box=BOX), raster, field="Signature_TEST")
    assert (found.box, codes(found)) == (BOX, [])
    hidden = cover.settle(with_field(tmp_path / "none.pdf", box=None), raster, field="Signature_TEST")
    assert (hidden.shown, codes(hidden)) == (False, [])


def test_a_place_off_the_page_is_refused(tmp_path: Path, raster: RasterRoom) -> None:
    with pytest.raises(OutsidePage):
        at(plan(tmp_path / "plan.pdf"), raster, (500, 10, 700, 60))


def test_a_page_that_cannot_be_drawn_is_told_and_its_file_let_go(tmp_path: Path) -> None:
    class Blind:
        forgotten: Path

        def inks(self, path: Path, *_: object, **__: object) -> list[Ink]:
            raise PageUnreadable(file=path.name, page=1)

        def forget(self, path: Path) -> None:
            self.forgotten = path

    eyes, path = Blind(), plan(tmp_path / "plan.pdf")
    found = cover.settle(path, eyes, box=BOX)
    assert (codes(found), found.box) == ([UNSEEN], BOX)
    assert eyes.forgotten == path
