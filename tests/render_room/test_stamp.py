"""The stamp is read by citizens: whole, in both languages, in order, in our own type."""

from __future__ import annotations

import io
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication

from rokhas_desktop import resources
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.render import typeset
from rokhas_desktop.render.errors import StampNotDrawn
from rokhas_desktop.render.room import RasterRoom, StampRoom
from rokhas_desktop.render.views import Deadlines, Language, Picture, Weight


@dataclass(frozen=True)
class Line:
    text: str
    language: Language
    weight: Weight = "regular"


@dataclass(frozen=True)
class Text:
    lines: tuple[Line, ...]


TEXT = Text(
    (
        Line("Signé électroniquement par Mme TEST Fatima-Zahra EL IDRISSI", "fr", "bold"),
        Line("Présidente du conseil communal de Aïn Harrouda", "fr"),
        Line("Le 24/11/2026 à 14:05 (heure du poste, UTC+01)", "fr"),
        Line("Acte PCT-2026/00123, pièce 3/7", "fr"),
        Line("وقّعته إلكترونيا السيدة فاطمة الزهراء الإدريسي", "ar", "bold"),
        Line("رئيسة مجلس جماعة عين حرودة", "ar"),
        Line("القرار PCT-2026/00123، الوثيقة 3/7", "ar"),
    )
)


def inked(picture: Picture) -> float:
    """The part of the pixels that is dark."""
    greens = bytes(picture.bgrx)[1::4]
    return sum(value < 128 for value in greens) / len(greens)


@pytest.mark.parametrize(("width", "height"), [(250, 96), (249.6, 95.7), (120, 160), (625, 240), (100, 40), (400, 60)])
def test_a_page_of_that_size_small_and_complete(
    stamps: StampRoom, raster: RasterRoom, tmp_path: Path, width: float, height: float
) -> None:
    data = stamps.draw(TEXT, width, height)
    assert len(data) < 60_000
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        assert [float(value) for value in page.mediabox] == [0, 0, round(width), round(height)]
        fonts = {str(font["/BaseFont"]) for font in page.Resources.Font.values()}
        assert fonts
        assert all(re.search("Noto(Sans|NaskhArabic)-", name) for name in fonts), fonts
    path = tmp_path / "stamp.pdf"
    path.write_bytes(data)
    assert 0.02 < inked(raster.whole(path, 1, longest=1000)) < 0.4


def test_the_ground_is_transparent(stamps: StampRoom, raster: RasterRoom, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(stamps.draw(TEXT, 250, 96))) as pdf:
        page = pdf.pages[0]
        page.Contents = pikepdf.Array([pdf.make_stream(b"q 1 0 0 rg 0 0 250 96 re f Q "), page.Contents])
        pdf.save(tmp_path / "over.pdf")
    picture = raster.whole(tmp_path / "over.pdf", 1, longest=500)
    reds = bytes(picture.bgrx)[2::4]
    assert sum(value > 250 for value in reds) / len(reds) > 0.75
    assert not any(min(colour) > 250 for colour in zip(*(bytes(picture.bgrx)[at::4] for at in range(3)), strict=True))


def test_a_test_s_stamp_is_marked(stamps: StampRoom, raster: RasterRoom, tmp_path: Path) -> None:
    def reddish(*, test: bool) -> int:
        path = tmp_path / f"{test}.pdf"
        path.write_bytes(stamps.draw(TEXT, 250, 96, test=test))
        pixels = bytes(raster.whole(path, 1, longest=500).bgrx)
        return sum(red > green + 20 for green, red in zip(pixels[1::4], pixels[2::4], strict=True))

    assert reddish(test=True) > 5000
    assert reddish(test=False) < 50


@pytest.mark.parametrize(("width", "height"), [(40, 12), (0, 0), (2, 300), (30, 30)])
def test_a_place_too_small_is_said(stamps: StampRoom, width: float, height: float) -> None:
    with pytest.raises(RokhasError) as raised:
        stamps.draw(TEXT, width, height)
    assert raised.value.code == "RND-010"


def test_one_language_alone_takes_the_whole_box(stamps: StampRoom, raster: RasterRoom, tmp_path: Path) -> None:
    path = tmp_path / "arabic.pdf"
    path.write_bytes(stamps.draw(Text(TEXT.lines[4:]), 250, 96))
    picture = raster.whole(path, 1, longest=1000)
    column = [picture.bgrx[row * picture.stride + 4 * 500 + 1] < 128 for row in range(30, picture.height - 30)]
    assert any(column)


@given(st.text(alphabet="abcXYZ0123456789 -/.:+،؛()ابتثجحخ\u2066\u2069", max_size=60))
def test_arranging_adds_isolates_and_nothing_else(text: str) -> None:
    done = typeset.arranged(text, "ar")
    bare = str.maketrans("", "", "\u2066\u2069")
    assert done.translate(bare) == text.translate(bare)
    assert typeset.arranged(text, "fr") == text


@pytest.fixture
def fonts(qapp: QApplication) -> None:
    # One QApplication for all tests of a process: a QGuiApplication of ours would leave no room for it.
    for name in ("NotoSans-Regular", "NotoNaskhArabic-Regular"):
        QFontDatabase.addApplicationFont(str(resources.path_of(f"fonts/{name}.ttf")))


def places(text: str, part: str) -> list[float]:
    """Where each character of ``part`` stands in the Arabic line ``text``, from the left."""
    shown = typeset.arranged(text, "ar")
    column = typeset.Column([Line(text, "ar")], 1e6)
    layout: QTextLayout = column._set[0]
    assert layout.textOption().textDirection() == typeset._ARABIC.direction
    start = shown.index(part)
    return [
        run.positions()[0].x()
        for at in range(start, start + len(part))
        for run in layout.glyphRuns(at, 1)
        if shown[at] != " "
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("القرار PCT-2026/00123، الوثيقة 3/7", "PCT-2026/00123"),
        ("القرار 2026-00123 الوثيقة 3/7", "2026-00123"),
        ("بتاريخ 2026-11-24 على الساعة 14:05", "2026-11-24"),
        ("بتاريخ 24/11/2026 14:05", "24/11/2026"),
        ("ساعة الحاسوب (UTC+01)", "UTC+01"),
        ("مسلمة من TEST Baridesign Qualified CA 2", "TEST Baridesign Qualified CA 2"),
        ("الوثيقة 3/7", "3/7"),
    ],
)
def test_references_read_from_left_to_right_inside_arabic(fonts: None, text: str, part: str) -> None:
    found = places(text, part)
    assert len(found) == len(part.replace(" ", ""))
    assert found == sorted(found)  # letters of a ligature share a place
    assert found[0] < found[-1]


def test_a_date_comes_before_its_hour_inside_arabic(fonts: None) -> None:
    text = "بتاريخ 24/11/2026 14:05"
    assert min(places(text, "24/11/2026")) > max(places(text, "14:05"))


def test_long_names_never_leave_the_frame(stamps: StampRoom, raster: RasterRoom, tmp_path: Path) -> None:
    text = Text((Line("Mme TEST " + "El-Idrissi-Benabdellah-" * 5, "fr"), TEXT.lines[4]))
    path = tmp_path / "long.pdf"
    path.write_bytes(stamps.draw(text, 250, 96))
    picture = raster.whole(path, 1, longest=1000)
    edge = [picture.bgrx[row * picture.stride + 4 * x + 1] for row in range(60, 320) for x in (985, 988)]
    assert min(edge) > 200


def test_the_child_stays_warm_and_ends_when_idle() -> None:
    room = StampRoom(idle=0.6)
    try:
        room.draw(TEXT, 250, 96)
        first = room.pid
        room.draw(TEXT, 250, 96)
        assert room.pid == first
        assert first is not None
        deadline = time.monotonic() + 10
        while psutil.pid_exists(first) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not psutil.pid_exists(first)
        assert len(room.draw(TEXT, 250, 96)) > 1000
        assert room.pid != first
    finally:
        room.close()


def test_a_lost_child_is_said_and_replaced() -> None:
    room = StampRoom(deadlines=Deadlines(stamp=1.0))
    try:
        room.draw(TEXT, 250, 96)
        psutil.Process(room.pid).suspend()
        with pytest.raises(StampNotDrawn):
            room.draw(TEXT, 250, 96)
        room._deadlines = Deadlines()
        assert len(room.draw(TEXT, 250, 96)) > 1000
    finally:
        room.close()
