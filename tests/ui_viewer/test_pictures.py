"""Which pictures are asked for, kept, asked for ahead, given up and lost; over the real renderer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support import pdf_pages

from rokhas_desktop.errors import Cancelled
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Picture
from rokhas_desktop.ui.viewer import Viewer
from rokhas_desktop.ui.viewer.geometry import TILE


class Counted(RasterRoom):
    """The real room, which remembers what was asked of it, and whose child dies over one tile."""

    def __init__(self, workers: int = 2) -> None:
        super().__init__(workers=workers)
        self.tiles: list[tuple[Path, int, Any]] = []
        self.given_up = 0
        self.deadly = -1

        self.held = threading.Lock()

    def tile(self, path: Path, page: int, **fields: Any) -> Picture:
        self.tiles.append((path, page, fields["area"]))
        if fields["area"].x == self.deadly:
            for pid in self.pids():
                child = psutil.Process(pid)
                child.suspend()
                threading.Timer(0.1, child.kill).start()
        try:
            with self.held:
                return super().tile(path, page, **fields)
        except Cancelled:
            self.given_up += 1
            raise


@pytest.fixture
def counted() -> Iterator[Counted]:
    room = Counted(workers=1)
    yield room
    room.close()


def opened(qtbot: QtBot, viewer: Viewer, path: Path) -> None:
    with qtbot.waitSignal(viewer.page_seen, timeout=30_000):
        viewer.set_document(path, "TEST")
    qtbot.waitUntil(lambda: viewer.canvas.sharp, timeout=30_000)


def quiet(qtbot: QtBot, viewer: Viewer, room: Counted) -> int:
    """Wait until nothing more is asked for; how much was."""
    qtbot.waitUntil(lambda: viewer.pane.idle, timeout=30_000)
    QApplication.processEvents()  # what was drawn last is on its way to the canvas
    qtbot.waitUntil(lambda: viewer.pane.idle, timeout=30_000)
    return len(room.tiles)


def test_a_page_that_fits_is_sharp_at_once(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    path = pdf_pages.one_page(tmp_path / "a0.pdf", size=pdf_pages.A0)
    with qtbot.waitSignal(viewer.page_seen, timeout=30_000):
        viewer.set_document(path, "TEST")
    assert viewer.canvas.sharp
    assert quiet(qtbot, viewer, counted) == 1  # the whole page, and no tile of it
    viewer.resize(700, 600)
    qtbot.waitUntil(lambda: not viewer.canvas.sharp, timeout=5000)
    qtbot.waitUntil(lambda: viewer.canvas.sharp, timeout=30_000)
    assert quiet(qtbot, viewer, counted) == 2


def test_a_small_picture_stands_there_at_once_and_is_not_the_page(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    small = QImage(40, 20, QImage.Format.Format_RGB32)
    small.fill(Qt.GlobalColor.red)
    seen: list[int] = []
    viewer.page_seen.connect(seen.append)

    def middle() -> QColor:
        picture = viewer.canvas.viewport().grab().toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() // 2)

    with counted.held:
        viewer.set_document(pdf_pages.one_page(tmp_path / "white.pdf"), "TEST", small)
        qtbot.waitUntil(lambda: viewer.page_count == 1, timeout=30_000)
        assert middle() == QColor(Qt.GlobalColor.red)
        QApplication.processEvents()
        assert seen == []
    qtbot.waitUntil(lambda: seen == [1], timeout=30_000)
    assert middle() == QColor(Qt.GlobalColor.white)


def test_a_pan_over_what_was_seen_draws_nothing(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    opened(qtbot, viewer, pdf_pages.heavy_plan(tmp_path / "plan.pdf", 2000))
    canvas = viewer.canvas
    canvas.set_zoom(2.0)
    qtbot.waitUntil(lambda: canvas.sharp, timeout=30_000)
    bar = canvas.horizontalScrollBar()
    for place in (300, 600, 900):
        bar.setValue(place)
        quiet(qtbot, viewer, counted)
    before = quiet(qtbot, viewer, counted)
    for place in range(900, 300, -20):
        bar.setValue(place)
        canvas.viewport().repaint()
        assert canvas.sharp
    assert quiet(qtbot, viewer, counted) == before


def test_neighbours_are_drawn_before_they_are_asked_for(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "four.pdf", pages=4))
    quiet(qtbot, viewer, counted)
    viewer.go_to(2)
    assert viewer.canvas.sharp
    quiet(qtbot, viewer, counted)
    assert {page for _path, page, _area in counted.tiles} == {1, 2, 3}


def test_the_next_document_is_there_when_it_is_wanted(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    one = pdf_pages.corners(tmp_path / "one.pdf")
    other = pdf_pages.one_page(tmp_path / "other.pdf", pages=2)
    opened(qtbot, viewer, one)
    viewer.expect(other)
    qtbot.waitUntil(lambda: other in viewer.pane._ahead, timeout=30_000)
    asked = len(counted.tiles)
    viewer.set_document(other, "TEST")
    assert viewer.page_count == 2
    assert viewer.canvas.sharp
    assert len(counted.tiles) == asked or counted.tiles[asked][1] == 2
    # What was prepared of a file is not shown of another one that came into its place.
    viewer.expect(one)
    qtbot.waitUntil(lambda: one in viewer.pane._ahead, timeout=30_000)
    pdf_pages.one_page(tmp_path / "new.pdf", pages=3).replace(one)
    opened(qtbot, viewer, one)
    assert viewer.page_count == 3


def test_what_is_wanted_no_longer_is_stopped_in_the_child(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    opened(qtbot, viewer, pdf_pages.heavy_plan(tmp_path / "plan.pdf", 60_000))
    (pid,) = counted.pids()
    child = psutil.Process(pid)
    child.suspend()  # so that what is asked for is surely under way
    asked = len(counted.tiles)
    viewer.canvas.set_zoom(0.6)
    qtbot.waitUntil(lambda: len(counted.tiles) > asked, timeout=10_000)
    viewer.clear()
    child.resume()
    quiet(qtbot, viewer, counted)
    assert counted.given_up == 1
    assert counted.pids() == [pid]


def test_a_file_that_ends_the_renderer_costs_one_tile(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], counted: Counted, tmp_path: Path
) -> None:
    viewer = viewers(counted)
    opened(qtbot, viewer, pdf_pages.heavy_plan(tmp_path / "plan.pdf", 1000))
    canvas = viewer.canvas
    quiet(qtbot, viewer, counted)
    counted.deadly = TILE
    failed: list[str] = []
    viewer.failed.connect(failed.append)
    canvas.set_zoom(1.0)
    canvas.horizontalScrollBar().setValue(0)
    canvas.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: canvas.sharp and failed != [], timeout=60_000)
    quiet(qtbot, viewer, counted)
    assert canvas.isVisible()
    assert set(failed) == {"RND-007"}
    assert len(failed) == len({area for _path, _page, area in counted.tiles if area.x == TILE})
    counted.deadly, count = -1, len(failed)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)  # at another size it is asked for again
    qtbot.waitUntil(lambda: canvas.sharp, timeout=30_000)
    quiet(qtbot, viewer, counted)
    assert len(failed) == count
