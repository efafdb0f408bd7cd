"""Text found on a page in both scripts, however it is typed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from rokhas_desktop import resources
from rokhas_desktop.render.room import RasterRoom


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An A4 with a French line at the top, an Arabic one below, and one of both at the bottom."""
    pdf = FPDF(unit="pt", format=(600, 800))
    pdf.add_page()
    pdf.set_text_shaping(True)
    for name in ("NotoSans", "NotoNaskhArabic"):
        pdf.add_font(name, fname=str(resources.path_of(f"fonts/{name}-Regular.ttf")))
    pdf.set_font("NotoSans", size=20)
    pdf.text(60, 100, "TEST Décision du président, l'Œuvre")
    pdf.text(60, 700, "Royaume du Maroc")
    pdf.set_font("NotoNaskhArabic", size=20)
    for x, y, text in ((60, 280, "قرار رئيس المجلس"), (300, 680, "المملكة المغربية")):
        pdf.set_xy(x, y)
        pdf.cell(200, 30, text)
    pdf.text(60, 500, "طابق سفلي")  # letter by letter from the left, as some programs do
    path = tmp_path_factory.mktemp("written") / "written.pdf"
    path.write_bytes(bytes(pdf.output()))
    return path


@pytest.mark.parametrize(
    ("typed", "between"),
    [
        ("decision", (690, 730)),
        ("DÉCISION DU PRÉSIDENT", (690, 730)),
        ("l'oeuvre", (690, 730)),
        ("قرار", (480, 535)),
        ("رئيس المجلس", (480, 535)),
        ("طابق سفلي", (290, 330)),
        ("رَئِيس", (480, 535)),
        ("royaume", (90, 130)),
        ("المملكة المغربية", (80, 130)),  # right to left on a line that begins left to right
    ],
)
def test_it_is_found_where_it_stands(raster: RasterRoom, written: Path, typed: str, between: tuple[int, int]) -> None:
    (find,) = raster.find(written, 1, typed).finds
    assert find.text
    for left, bottom, right, top in find.boxes:
        assert between[0] <= bottom < top <= between[1]
        assert 55 <= left < right <= 560


def test_what_is_not_there_is_not_found_and_a_picture_has_no_text(
    raster: RasterRoom, written: Path, tmp_path: Path
) -> None:
    found = raster.find(written, 1, "absent")
    assert found.finds == ()
    assert found.characters > 50
    assert raster.find(written, 1, "  ").finds == ()
    drawn = io.BytesIO()
    Image.new("RGB", (30, 20)).save(drawn, "PNG")
    (tmp_path / "plan.png").write_bytes(drawn.getvalue())
    assert raster.find(tmp_path / "plan.png", 1, "TEST").characters == 0


def test_each_place_is_told_with_what_stands_around_it(raster: RasterRoom, written: Path) -> None:
    (find,) = raster.find(written, 1, "président").finds
    assert (find.before, find.text) == ("TEST Décision du ", "président")
    assert find.behind.startswith(", l")
    assert len(raster.find(written, 1, "du").finds) == 2
