"""The panels beside a page: the search, all pages, the changes, and another document beside; by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from support import pdf_pages, written
from support.pdf_pages import BLUE, GREEN, RED, rectangle

from rokhas_desktop.errors import Coded
from rokhas_desktop.ui.text import LRI, PDI
from rokhas_desktop.ui.viewer import Viewer

LONG = 30_000


def opened(qtbot: QtBot, viewer: Viewer, path: Path) -> None:
    with qtbot.waitSignal(viewer.page_seen, timeout=LONG):
        viewer.set_document(path, "TEST")
    viewer.activateWindow()
    viewer.setFocus()
    qtbot.waitUntil(lambda: viewer.canvas.hasFocus(), timeout=LONG)


def press(viewer: Viewer, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(viewer.window().focusWidget() or viewer.canvas, key, modifiers)


def middle_of_the_page(viewer: Viewer, box: tuple[float, float, float, float]) -> QPoint:
    """The middle of a box in the window."""
    sheet = viewer.canvas.sheet
    assert sheet is not None
    x, y, width, height = sheet.place(box, viewer.canvas.scale)
    return viewer.canvas.origin + QPoint(round(x + width / 2), round(y + height / 2))


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return written.pages(
        tmp_path / "three.pdf",
        [["TEST Séjour", "المطبخ"], ["TEST Chambre, chambre"], ["TEST Séjour et chambre"]],
    )


def search(qtbot: QtBot, viewer: Viewer, text: str) -> None:
    finding = viewer._side.finding
    finding.typed.setText(text)  # QTest cannot press the keys of an Arabic keyboard
    finding.typed.textEdited.emit(text)
    QTest.keyClick(finding.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not finding._searching and not finding._rest.isActive(), timeout=LONG)


def test_words_are_found_listed_and_marked_and_f3_goes_round(qtbot: QtBot, viewer: Viewer, three: Path) -> None:
    opened(qtbot, viewer, three)
    press(viewer, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    finding, marks = viewer._side.finding, viewer.canvas.highlights
    assert finding.typed.hasFocus()
    search(qtbot, viewer, "CHAMBRE")
    assert [page for page, _ in finding.hits] == [2, 2, 3]
    assert finding.list.count() == 3
    assert viewer.page == 2
    assert len(marks.all) == 2
    assert marks.current is marks.all[0]
    assert "chambre" in finding.list.item(2).text()
    for page, place in ((2, 1), (3, 0), (2, 0)):
        press(viewer, Qt.Key.Key_F3)
        assert viewer.page == page
        assert marks.current is marks.all[place]
        at = middle_of_the_page(viewer, marks.all[place].boxes[0])
        assert viewer.canvas.viewport().rect().contains(at)
    press(viewer, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.page == 3
    press(viewer, Qt.Key.Key_Escape)
    assert marks.all == ()
    assert viewer.canvas.hasFocus()


def test_arabic_is_found_and_what_is_not_there_is_said(qtbot: QtBot, viewer: Viewer, three: Path) -> None:
    opened(qtbot, viewer, three)
    press(viewer, Qt.Key.Key_F3)  # nothing was searched yet: it opens the search
    finding = viewer._side.finding
    search(qtbot, viewer, "المطبخ")
    assert [page for page, _ in finding.hits] == [1]
    search(qtbot, viewer, "absent")
    assert finding.hits == []
    assert finding._said.text() == "Not found"
    with qtbot.waitSignal(viewer.page_seen, timeout=LONG):
        viewer.set_document(pdf_pages.corners(three.with_name("corners.pdf")), "TEST")
    search(qtbot, viewer, "absent")
    assert "picture" in finding._said.text()


def test_a_search_for_something_else_begins_anew(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    opened(qtbot, viewer, written.pages(tmp_path / "many.pdf", [["TEST mur"], ["TEST toit"]] * 10))
    press(viewer, Qt.Key.Key_F3)
    finding = viewer._side.finding
    finding.typed.setText("mur")
    finding.search()
    finding.typed.setText("toit")
    finding.search()
    qtbot.waitUntil(lambda: not finding._searching, timeout=LONG)
    assert [page for page, _ in finding.hits] == list(range(2, 21, 2))


def test_all_pages_are_shown_small_and_lead_to_theirs(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    colours = [RED, GREEN, BLUE]
    sheets = [
        pdf_pages.one_page(tmp_path / f"{n}.pdf", rectangle(one, 0, 0, 200, 100)) for n, one in enumerate(colours)
    ]
    opened(qtbot, viewer, pdf_pages.joined(tmp_path / "all.pdf", sheets))
    press(viewer, Qt.Key.Key_T)
    panel = viewer._side.sheets
    assert panel.isVisible()
    assert panel.count() == 3

    def seen(row: int) -> QColor:
        picture = panel.item(row).icon().pixmap(panel.iconSize()).toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() // 2)

    blue = QColor(0, 0, 255)
    qtbot.waitUntil(lambda: seen(2) == blue, timeout=LONG)
    assert seen(0) == QColor(255, 0, 0)
    QTest.keyClick(panel, Qt.Key.Key_End)
    assert viewer.page == 3
    press(viewer, Qt.Key.Key_Escape)
    press(viewer, Qt.Key.Key_Home)
    assert panel.currentRow() == 0


@pytest.fixture
def passes(tmp_path: Path) -> tuple[Path, Path]:
    """A plan and its earlier version: red was taken away, blue was added."""
    base = b"1 w 10 10 m 190 10 l S\n"
    old = pdf_pages.one_page(tmp_path / "old.pdf", base + rectangle(RED, 20, 60, 20, 20))
    return pdf_pages.one_page(tmp_path / "new.pdf", base + rectangle(BLUE, 150, 60, 20, 20)), old


def test_what_changed_is_listed_marked_and_flipped(qtbot: QtBot, viewer: Viewer, passes: tuple[Path, Path]) -> None:
    new, old = passes
    opened(qtbot, viewer, new)
    viewer.offer(earlier=True, others=())
    with qtbot.waitSignal(viewer.earlier_wanted, timeout=LONG):
        press(viewer, Qt.Key.Key_C)
    panel = viewer._side.comparison.panel
    viewer.show_earlier(old)
    qtbot.waitUntil(lambda: panel.list.count() == 2, timeout=LONG)
    kinds = [place[1].kind for place in panel.places() if place[1]]
    assert sorted(kinds) == ["added", "removed"]
    assert [one.kind for one in viewer.canvas.highlights.all] == kinds
    press(viewer, Qt.Key.Key_F3)
    current = viewer.canvas.highlights.current
    assert current is not None
    at = middle_of_the_page(viewer, current.boxes[0])
    assert viewer.canvas.viewport().rect().contains(at)

    def seen(box: tuple[float, float, float, float]) -> QColor:
        viewer.canvas.set_fit("page")
        return viewer.canvas.viewport().grab().toImage().pixelColor(middle_of_the_page(viewer, box))

    was, added = (20.0, 60.0, 40.0, 80.0), (150.0, 60.0, 170.0, 80.0)
    assert seen(added).blue() > 200 > seen(added).red()
    press(viewer, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: seen(was).red() > 200 and seen(was).blue() < 60, timeout=LONG)
    assert seen(added).red() > 200
    panel.slider.setValue(panel.slider.maximum() // 2)
    half = seen(was)
    assert half.red() > half.green() > 80
    press(viewer, Qt.Key.Key_Escape)
    assert viewer.canvas.highlights.all == ()
    assert seen(was).green() > 240


def test_a_comparison_is_stopped_and_begun_again(qtbot: QtBot, viewer: Viewer, passes: tuple[Path, Path]) -> None:
    new, old = passes
    opened(qtbot, viewer, new)
    viewer.offer(earlier=True, others=())
    press(viewer, Qt.Key.Key_C)
    panel = viewer._side.comparison.panel
    viewer.show_earlier(old)
    panel._act.click()
    assert panel._said.text() == "The comparison was stopped."
    qtbot.wait(50)
    assert panel.list.count() == 0
    with qtbot.waitSignal(viewer.earlier_wanted, timeout=LONG):
        panel._act.click()
    viewer.show_earlier(old)
    qtbot.waitUntil(lambda: panel.list.count() == 2, timeout=LONG)


def test_without_an_earlier_version_nothing_is_offered_and_a_failure_is_said(
    qtbot: QtBot, viewer: Viewer, passes: tuple[Path, Path]
) -> None:
    opened(qtbot, viewer, passes[0])
    button = viewer._bar.buttons["changes"]
    assert not button.isVisible()
    viewer.offer(earlier=True, others=())
    viewer.resize(1100, 700)
    qtbot.waitUntil(button.isVisible, timeout=LONG)
    button.click()
    viewer.show_earlier_problem(Coded("RND-001", file="TEST.pdf"), "en")
    assert viewer._side.comparison.panel._said.text()
    viewer.clear()
    assert not viewer._side.isVisible()


def test_another_document_stands_beside_and_moves_along(qtbot: QtBot, viewer: Viewer, tmp_path: Path) -> None:
    one = pdf_pages.heavy_plan(tmp_path / "one.pdf", 500)
    other = pdf_pages.heavy_plan(tmp_path / "other.pdf", 300)
    opened(qtbot, viewer, one)
    viewer.offer(earlier=False, others=[("TEST other", other)])
    press(viewer, Qt.Key.Key_B)
    beside = viewer._beside
    canvas = beside.pane.canvas
    qtbot.waitUntil(lambda: canvas.sharp, timeout=LONG)
    viewer.canvas.set_zoom(1.5)
    assert canvas.zoom == pytest.approx(1.5)
    viewer.canvas.verticalScrollBar().setValue(900)
    assert canvas.verticalScrollBar().value() == pytest.approx(900, abs=40)
    canvas.verticalScrollBar().setValue(200)
    assert viewer.canvas.verticalScrollBar().value() == pytest.approx(200, abs=40)
    beside.joined.setChecked(False)
    viewer.canvas.verticalScrollBar().setValue(900)
    assert canvas.verticalScrollBar().value() == pytest.approx(200, abs=40)
    press(viewer, Qt.Key.Key_B)
    assert not beside.isVisible()


def test_where_there_is_no_room_the_tools_are_in_a_menu(qtbot: QtBot, viewer: Viewer, three: Path) -> None:
    opened(qtbot, viewer, three)
    bar = viewer._bar
    viewer.resize(1200, 700)
    qtbot.waitUntil(lambda: bar.buttons["pages"].isVisible(), timeout=LONG)
    assert not bar.buttons["menu"].isVisible()
    viewer.resize(480, 700)
    qtbot.waitUntil(lambda: bar.buttons["menu"].isVisible(), timeout=LONG)
    assert viewer.width() == 480
    bar._fill_menu()
    offered = [action for action in bar._menu.actions() if action.isVisible()]
    assert len(offered) == 4
    offered[0].trigger()
    assert viewer._side.sheets.isVisible()


def test_every_control_of_the_panels_has_a_name(qtbot: QtBot, viewer: Viewer, three: Path) -> None:
    opened(qtbot, viewer, three)
    viewer.offer(earlier=True, others=[("TEST", three)])
    press(viewer, Qt.Key.Key_B)
    for name in ("pages", "find-text", "changes"):
        viewer._side.show_panel(name)
        for control in viewer.findChildren(QWidget):
            focusable = control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible()
            own = control.objectName().startswith("qt_") or control.focusProxy() is not None
            if focusable and not own:
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert control.accessibleName() or text.strip(LRI + PDI), control
