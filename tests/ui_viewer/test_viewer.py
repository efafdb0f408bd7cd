"""What a person sees and does in the viewer, over the real renderer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support import pdf_pages

from rokhas_desktop import catalogue
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Deadlines
from rokhas_desktop.ui.viewer import Stamp, Viewer
from rokhas_desktop.ui.viewer.cache import Pictures

RED, GREEN, BLUE = QColor(255, 0, 0), QColor(0, 153, 0), QColor(0, 0, 255)


def opened(qtbot: QtBot, viewer: Viewer, path: Path) -> None:
    with qtbot.waitSignal(viewer.page_seen, timeout=30_000):
        viewer.set_document(path, "TEST")
    sharp(qtbot, viewer)


def sharp(qtbot: QtBot, viewer: Viewer) -> None:
    """Wait until every tile of what is seen has come."""
    qtbot.waitUntil(lambda: viewer.canvas.sharp, timeout=30_000)


def shown(viewer: Viewer) -> QImage:
    return viewer.canvas.viewport().grab().toImage()


def where(viewer: Viewer, across: float, down: float) -> QPoint:
    """A point of the page, in parts of its width and height, in the viewport."""
    canvas = viewer.canvas
    assert canvas.sheet is not None
    width, height = canvas.sheet.pixels(canvas.scale)
    return canvas.origin + QPoint(int(width * across), int(height * down))


def wheel(viewer: Viewer, turned: int, *, at: QPoint | None = None, ctrl: bool = False) -> None:
    area = viewer.canvas.viewport()
    place = QPointF(at or area.rect().center())
    modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        place, area.mapToGlobal(place), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(area, event)


def key(viewer: Viewer, pressed: Qt.Key) -> None:
    QTest.keyClick(viewer.canvas, pressed)


def test_a_page_is_painted_and_then_said_to_be_seen(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.corners(tmp_path / "corners.pdf"))
    picture = shown(viewer)
    colours = [picture.pixelColor(where(viewer, *at)) for at in ((0.05, 0.95), (0.05, 0.05), (0.95, 0.05), (0.5, 0.5))]
    assert colours == [RED, GREEN, BLUE, QColor(Qt.GlobalColor.white)]


def test_only_pages_that_were_shown_are_seen_and_each_once(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    seen: list[int] = []
    viewer.page_seen.connect(seen.append)
    path = pdf_pages.one_page(tmp_path / "three.pdf", pages=3)
    opened(qtbot, viewer, path)
    qtbot.wait(150)  # the next page's picture has come by now, unseen
    assert seen == [1]
    for press, page in ((Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_End, 3), (Qt.Key.Key_Home, 1)):
        key(viewer, press)
        qtbot.waitUntil(lambda page=page: viewer.page == page and page in seen, timeout=10_000)  # type: ignore[misc]
    assert seen == [1, 2, 3]
    opened(qtbot, viewer, path)
    assert seen == [1, 2, 3, 1]


def test_a_hidden_viewer_shows_nothing_to_anybody(qtbot: QtBot, raster: RasterRoom, tmp_path: Path) -> None:
    viewer = Viewer(raster)
    qtbot.addWidget(viewer)
    viewer.resize(600, 400)
    seen: list[int] = []
    viewer.page_seen.connect(seen.append)
    with qtbot.waitSignal(viewer.opened, timeout=20_000):
        viewer.set_document(pdf_pages.corners(tmp_path / "corners.pdf"), "TEST")
    qtbot.waitUntil(lambda: len(viewer.canvas.pictures) > 0, timeout=10_000)
    viewer.grab()  # painted, but not in a window that is seen
    qtbot.wait(50)
    assert seen == []
    viewer.stop()


def test_a_document_that_was_left_is_not_shown_nor_seen(
    qtbot: QtBot, viewer: Viewer, heavy: Path, tmp_path: Path
) -> None:
    seen: list[int] = []
    viewer.page_seen.connect(lambda page: seen.append(viewer.page_count))
    viewer.set_document(heavy, "TEST heavy")
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "two.pdf", pages=2))
    qtbot.wait(600)
    assert seen == [2]
    viewer.clear()
    assert (viewer.page, viewer.page_count) == (0, 0)


def test_zooming_keeps_the_point_under_the_pointer(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.corners(tmp_path / "corners.pdf"))
    canvas = viewer.canvas
    viewer._bar.fit_wanted.emit("width")
    for _ in range(6):
        key(viewer, Qt.Key.Key_Plus)
    at = where(viewer, 0.9, 0.1) if canvas.viewport().rect().contains(where(viewer, 0.9, 0.1)) else QPoint(400, 300)
    before = QPointF(at - canvas.origin) / canvas.zoom
    for turned in (120, 120, 240, -120):
        wheel(viewer, turned, at=at, ctrl=True)
        after = QPointF(at - canvas.origin) / canvas.zoom
        assert (after - before).manhattanLength() < 2.0 / canvas.zoom + 0.5


def test_fingers_that_spread_on_a_touchpad_enlarge_there(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.corners(tmp_path / "corners.pdf"))
    canvas = viewer.canvas
    canvas.set_zoom(8.0)
    at = QPointF(500, 200)
    before, zoom = (at - QPointF(canvas.origin)) / canvas.zoom, canvas.zoom

    def pinch(kind: Qt.NativeGestureType, value: float) -> None:
        area = canvas.viewport()
        event = QNativeGestureEvent(
            kind, QPointingDevice.primaryPointingDevice(), 2, at, at, area.mapToGlobal(at), value, QPointF()
        )
        QCoreApplication.sendEvent(area, event)

    pinch(Qt.NativeGestureType.ZoomNativeGesture, 0.2)
    assert canvas.zoom == pytest.approx(1.2 * zoom)
    after = (at - QPointF(canvas.origin)) / canvas.zoom
    assert (after - before).manhattanLength() < 0.5
    pinch(Qt.NativeGestureType.RotateNativeGesture, 30.0)
    assert canvas.zoom == pytest.approx(1.2 * zoom)


def test_sizes_by_keys_and_buttons(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "a4.pdf", size=(595, 842)))
    canvas = viewer.canvas
    whole = canvas.zoom
    assert 842 * whole <= canvas.viewport().height()
    key(viewer, Qt.Key.Key_1)
    assert viewer._bar._size.text().strip("\u2066\u2069") == "100 %"
    assert canvas.zoom == pytest.approx(canvas.logicalDpiX() / 72)
    key(viewer, Qt.Key.Key_Minus)
    assert viewer._bar._size.text().strip("\u2066\u2069") == "80 %"
    key(viewer, Qt.Key.Key_0)
    assert canvas.zoom == pytest.approx(whole)
    viewer._bar._width.click()
    assert 0.9 * canvas.viewport().width() < 595 * canvas.zoom <= canvas.viewport().width()
    assert canvas.horizontalScrollBar().maximum() == 0
    viewer.resize(700, 500)
    qtbot.waitUntil(lambda: 595 * canvas.zoom <= canvas.viewport().width(), timeout=2000)
    sharp(qtbot, viewer)


def test_dragging_and_arrows_move_the_page(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "a4.pdf", size=(595, 842)))
    canvas = viewer.canvas
    canvas.set_zoom(4.0)
    area, bar = canvas.viewport(), canvas.verticalScrollBar()
    start = bar.value()
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(area, QPoint(300, 180))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=QPoint(300, 180))
    qtbot.waitUntil(lambda: bar.value() == start + 120, timeout=2000)
    key(viewer, Qt.Key.Key_Down)
    assert bar.value() == start + 160
    wheel(viewer, -120)
    assert bar.value() > start + 160


def test_the_wheel_goes_on_to_the_next_page_once(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "five.pdf", pages=5))
    for _ in range(4):
        wheel(viewer, -120)
    assert viewer.page == 2
    qtbot.wait(400)
    wheel(viewer, 120)
    assert viewer.page == 1


def test_the_view_turns_and_the_stamp_s_outline_with_it(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.corners(tmp_path / "corners.pdf"))
    viewer.set_stamp(Stamp(-1, (120.0, 10.0, 190.0, 40.0)))
    viewer.turn()
    sharp(qtbot, viewer)
    picture = shown(viewer)
    assert picture.pixelColor(where(viewer, 0.05, 0.05)) == RED
    inside = picture.pixelColor(where(viewer, 0.12, 0.9))
    assert inside.red() < 255
    assert inside.green() > 200  # a tint that lets the page be read
    viewer.set_stamp(Stamp(2, (120.0, 10.0, 190.0, 40.0)))
    assert shown(viewer).pixelColor(where(viewer, 0.12, 0.9)) == QColor(Qt.GlobalColor.white)


def text_of(viewer: QWidget) -> str:
    return " ".join(label.text() for label in viewer.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr_MA"), ("ar", "ar_MA")])
def test_an_error_is_shown_in_its_place(
    qtbot: QtBot, viewer: Viewer, tmp_path: Path, language: catalogue.Language, locale: str
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_text("TEST")
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        with qtbot.waitSignal(viewer.failed, timeout=20_000) as caught:
            viewer.set_document(broken, "TEST")
        assert caught.args == ["RND-002"]
        text = catalogue.entry("RND-002").text(language, {"file": "broken.pdf"})
        assert text.title in text_of(viewer)
        assert text.remedy[0] in text_of(viewer)
        assert not viewer.pane.again.isVisible()  # to try again does not help here
        opened(qtbot, viewer, pdf_pages.corners(tmp_path / "good.pdf"))
        assert text.title not in text_of(viewer)
    finally:
        QLocale.setDefault(before)


def test_a_lost_renderer_is_said_and_trying_again_helps(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], tmp_path: Path
) -> None:
    room = RasterRoom(workers=1, deadlines=Deadlines(draw=0.7))
    viewer = viewers(room)
    try:
        opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "two.pdf", pages=2))
        qtbot.wait(100)
        psutil.Process(room.pids()[0]).suspend()
        with qtbot.waitSignal(viewer.failed, timeout=20_000) as caught:
            viewer.turn()
        assert caught.args == ["RND-006"]
        with qtbot.waitSignal(viewer.canvas.shown, timeout=20_000):
            viewer.pane.again.click()
        sharp(qtbot, viewer)
    finally:
        viewer.stop()
        room.close()


def test_the_file_can_be_replaced_once_the_viewer_left_it(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    opened(qtbot, viewer, path)
    children = [psutil.Process(pid) for pid in viewer.renderer.pids()]  # type: ignore[attr-defined]

    def held() -> bool:
        return any(Path(file.path) == path for child in children for file in child.open_files())

    assert held()
    viewer.clear()
    qtbot.waitUntil(lambda: not held(), timeout=10_000)


def test_everything_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.one_page(tmp_path / "two.pdf", pages=2))
    for control in [*viewer.findChildren(QAbstractButton), *viewer.findChildren(QSpinBox)]:
        assert control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()), control
    assert viewer.canvas.accessibleName() == "TEST, page 1 of 2"
    viewer.setFocus()
    assert viewer.focusWidget() is viewer.canvas


def points_to_the_right(button: QToolButton) -> bool:
    """Whether the icon, an angle, has its tip at the right."""
    picture = button.icon().pixmap(20).toImage()
    side = picture.width()
    inked = [(x, y) for x in range(side) for y in range(side) if picture.pixelColor(x, y).alpha() > 100]
    tip = [x for x, y in inked if y == side // 2]
    return sum(tip) / len(tip) > sum(x for x, _ in inked) / len(inked)


def test_the_tool_bar_is_mirrored_and_the_page_is_not(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, pdf_pages.corners(tmp_path / "corners.pdf"))
    bar = viewer._bar

    def centre(button: QToolButton) -> int:
        return button.geometry().center().x()

    assert centre(bar._previous) < centre(bar._next) < centre(bar._in)
    assert points_to_the_right(bar._next)
    viewer.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert centre(bar._previous) > centre(bar._next) > centre(bar._in)
    assert not points_to_the_right(bar._next)
    assert shown(viewer).pixelColor(where(viewer, 0.05, 0.95)) == RED


class Watchdog:
    """The longest time for which the event loop did not turn, in seconds."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.worst


@pytest.mark.alone
def test_the_window_never_waits_for_a_heavy_plan(
    qtbot: QtBot, viewers: Callable[[RasterRoom], Viewer], heavy: Path, tmp_path: Path
) -> None:
    # The one test with a clock; a busy machine can hold any program up, so it may try three times.
    worst: list[float] = []
    for attempt in range(3):
        room = RasterRoom(workers=2)  # cold: starting the children is part of it
        viewer = viewers(room)
        copy = Path(shutil.copy(heavy, tmp_path / f"{attempt}.pdf"))
        watchdog = Watchdog()
        opened(qtbot, viewer, copy)
        for _ in range(8):
            wheel(viewer, 120, ctrl=True)
            qtbot.wait(15)
        for _ in range(10):
            wheel(viewer, -120)
            qtbot.wait(15)
        sharp(qtbot, viewer)
        key(viewer, Qt.Key.Key_1)
        viewer.turn()
        viewer.set_document(copy, "TEST again")
        qtbot.waitUntil(lambda: viewer.page_count == 1, timeout=20_000)  # noqa: B023 - waited for here
        worst.append(watchdog.stop())
        viewer.stop()
        room.close()
        if worst[-1] < 0.1:
            return
    pytest.fail(f"the event loop stood still for {worst} s")


def test_the_cache_stays_below_its_limit_and_keeps_what_is_used() -> None:
    one = QImage(100, 100, QImage.Format.Format_RGB32)
    pictures = Pictures(5 * one.sizeInBytes())
    for at in range(5):
        pictures.put(at, one)
    assert pictures.get(0) is not None
    pictures.put(5, one)
    assert 0 in pictures
    assert 1 not in pictures
    assert (len(pictures), pictures.cost) == (5, 5 * one.sizeInBytes())
    pictures.put(5, one)
    assert pictures.cost == 5 * one.sizeInBytes()


SHARP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.ui.viewer import Viewer
app, room = QApplication([]), RasterRoom(workers=1)
viewer = Viewer(room)
viewer.resize(600, 500)
viewer.show()
viewer.set_document(Path(sys.argv[1]), "TEST")
def done():
    canvas = viewer.canvas
    canvas.set_zoom(1.0)
    tiles = canvas.sheet.tiles(canvas.seen(), canvas.scale)
    def check():
        if all((1, 0, canvas.scale, tile) in canvas.pictures for tile in tiles):
            print(canvas.scale, canvas.viewport().grab().toImage().width() / canvas.viewport().width())
            app.quit()
    timer = QTimer(app, interval=20)
    timer.timeout.connect(check)
    timer.start()
viewer.page_seen.connect(lambda page: done())
QTimer.singleShot(30000, app.quit)
app.exec()
room.close()
"""


@pytest.mark.parametrize("factor", ["1.5", "2"])
def test_a_dense_screen_gets_dense_pictures(factor: str, tmp_path: Path) -> None:
    path = pdf_pages.corners(tmp_path / "corners.pdf")
    done = subprocess.run(
        [sys.executable, "-P", "-c", SHARP, str(path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    scale, ratio = map(float, done.stdout.split())
    assert scale == float(factor)
    assert ratio == pytest.approx(float(factor), abs=0.01)


def test_a_new_language_is_spoken_at_once(viewer: Viewer) -> None:
    QCoreApplication.sendEvent(viewer, QEvent(QEvent.Type.LanguageChange))
    assert viewer.canvas.waiting_text == "No document is open."
