"""The outline is where the stamp is signed: pixel by pixel, on turned, cropped, huge and scaled pages; or moved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.documents import A0, plan, stamp_page
from support.signers import Authority, FileSigner, signer

from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.signing import cover, pades
from rokhas_desktop.signing.face import Appearance, PdfOrder
from rokhas_desktop.ui.viewer import Stamp, Viewer

SHEETS: dict[str, dict[str, Any]] = {
    "A4": {},
    "A0": {"size": A0},
    "90": {"rotate": 90},
    "180": {"rotate": 180},
    "270": {"rotate": 270},
    "cropped and turned": {"crop": (100, 150, 500, 750), "rotate": 270},
    "user unit": {"user_unit": 2.0},
    "user unit, cropped and turned": {"user_unit": 3.5, "crop": (100, 150, 500, 750), "rotate": 90},
}


@pytest.fixture(scope="module")
def key() -> FileSigner:
    return signer(Authority("TEST AC"))


def blank(path: Path, **sheet: Any) -> Path:
    plan(path, **sheet)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"")
        pdf.save(path)
    return path


def picture(qtbot: QtBot, viewer: Viewer, path: Path) -> QImage:
    with qtbot.waitSignal(viewer.page_seen, timeout=30_000):
        viewer.set_document(path, "TEST")
    return still(qtbot, viewer)


def still(qtbot: QtBot, viewer: Viewer) -> QImage:
    """What is painted once every sharp tile has come."""
    canvas = viewer.canvas
    qtbot.waitUntil(lambda: canvas.sharp, timeout=30_000)
    return canvas.viewport().grab().toImage()


def changed(before: QImage, after: QImage) -> QRect:
    """The smallest rectangle around all pixels that differ."""
    assert before.size() == after.size()
    rows = [(bytes(before.constScanLine(y)), bytes(after.constScanLine(y))) for y in range(before.height())]
    ys = [y for y, (one, other) in enumerate(rows) if one != other]
    assert ys
    xs = [
        at // 4 for y in (ys[0], *ys[1:-1:7], ys[-1]) for at, (a, b) in enumerate(zip(*rows[y], strict=True)) if a != b
    ]
    return QRect(QPoint(min(xs), ys[0]), QPoint(max(xs), ys[-1]))


def edges(found: QRect) -> list[int]:
    return [found.left(), found.top(), found.right(), found.bottom()]


def stamp_of(place: cover.Settled, *, movable: bool = True) -> Stamp:
    return Stamp(place.page, place.box, place.sheet, movable=movable)


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_outline_is_where_the_stamp_is_signed(
    qtbot: QtBot, viewer: Viewer, raster: RasterRoom, key: FileSigner, tmp_path: Path, sheet: str, moved: bool
) -> None:
    original = blank(tmp_path / "plan.pdf", **SHEETS[sheet])
    empty = picture(qtbot, viewer, original)
    place = cover.settle(original, raster)
    viewer.set_stamp(stamp_of(place))
    if moved:
        place = dragged(qtbot, viewer, raster, original, by=QPoint(-37, -59))
    outline = changed(empty, still(qtbot, viewer))
    left, bottom, right, top = place.box
    appearance = Appearance(stamp_page(right - left, top - bottom), place.page, place.box)
    target = tmp_path / "signed.pdf"
    pades.sign(PdfOrder(original, target, datetime.now().astimezone(), appearance=appearance), key)
    viewer.set_stamp(None)
    signed = changed(empty, picture(qtbot, viewer, target))
    assert edges(outline) == pytest.approx(edges(signed), abs=2)


def dragged(qtbot: QtBot, viewer: Viewer, raster: RasterRoom, original: Path, by: QPoint) -> cover.Settled:
    """The place after the outline was dragged, as the desk takes it in."""
    canvas = viewer.canvas
    assert canvas.sheet is not None
    assert canvas.outline.box is not None
    x, y, width, height = canvas.sheet.place(canvas.outline.box, canvas.scale)
    start = canvas.origin + QPoint(int(x + width / 2), int(y + height / 2))
    before = canvas.origin
    with qtbot.waitSignal(viewer.stamp_moved) as said:
        QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(canvas.viewport(), start + by)
        QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + by)
    assert canvas.origin == before  # the page stayed where it was
    page, box, sheet = said.args
    first = cover.settle(original, raster)
    across, up = first.sheet[0] / sheet[0], first.sheet[1] / sheet[1]
    return cover.settle(original, raster, page=page, box=(box[0] * across, box[1] * up, box[2] * across, box[3] * up))


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_it_follows_the_hand_on_a_turned_view_and_stays_on_the_page(
    qtbot: QtBot, viewer: Viewer, tmp_path: Path, turn: int
) -> None:
    picture(qtbot, viewer, blank(tmp_path / "plan.pdf"))
    for _ in range(turn):
        viewer.turn()
    viewer.set_stamp(Stamp(1, (200.0, 300.0, 400.0, 380.0), None, movable=True))
    canvas = viewer.canvas
    assert canvas.sheet is not None
    assert canvas.outline.box is not None
    x, y, width, height = canvas.sheet.place(canvas.outline.box, canvas.scale)
    start = QPointF(canvas.origin) + QPointF(x + 5, y + 5)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(canvas.viewport(), start.toPoint() + QPoint(30, 20))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint() + QPoint(30, 20))
    moved = canvas.sheet.place(canvas.outline.box, canvas.scale)
    assert moved == pytest.approx((x + 30, y + 20, width, height), abs=1)
    QTest.mousePress(
        canvas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(int(moved[0]), int(moved[1])) + canvas.origin + QPoint(5, 5),
    )
    QTest.mouseMove(canvas.viewport(), QPoint(5000, 5000))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5000, 5000))
    left, bottom, right, top = canvas.outline.box
    assert left >= 0
    assert bottom >= 0
    assert right <= 595 + 1e-6
    assert top <= 842 + 1e-6


def test_one_that_is_not_the_person_s_to_move_stays(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    picture(qtbot, viewer, blank(tmp_path / "plan.pdf"))
    box = (200.0, 300.0, 400.0, 380.0)
    for movable in (False, True):
        viewer.set_stamp(Stamp(1, box, None, movable=movable))
        QTest.keyClick(viewer.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert (viewer.canvas.outline.box == box) == (not movable)


def test_it_is_put_on_another_page(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    picture(qtbot, viewer, plan(tmp_path / "plan.pdf", pages=3))
    viewer.set_stamp(Stamp(3, (300.0, 700.0, 550.0, 800.0), None, movable=True))
    assert viewer.canvas.outline.box is None
    with qtbot.waitSignal(viewer.stamp_moved) as said:
        viewer.put_stamp_here()
    assert said.args[:2] == [1, (300.0, 700.0, 550.0, 800.0)]
    assert viewer.canvas.outline.box == (300.0, 700.0, 550.0, 800.0)
