"""The outline is dragged in the real window: the desk keeps it, warns of what it covers, and it can be put back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.windows import LONG, choose, press, shown_texts

from rokhas_desktop.desk.face import ActView, DocumentView
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
COVERS = "La signature visible recouvrira du texte ou des dessins."


def free_places(window: MainWindow) -> list[tuple[ActView, DocumentView]]:
    """The pieces whose signature the person may move, and covers nothing now."""
    pieces = [(act, one) for act in window.acts for one in act.documents]
    return [(act, one) for act, one in pieces if one.stamp and one.stamp.movable and not one.warnings]


def test_the_outline_is_dragged_kept_told_of_and_put_back(qtbot: QtBot, open_window: Open, fresh: Fresh) -> None:
    fresh(4)
    window = open_window()
    qtbot.waitUntil(lambda: bool(free_places(window)), timeout=LONG)
    act, piece = free_places(window)[0]
    page = window.act_page
    choose(qtbot, window, act.reference)
    page.choose_piece(piece.piece)
    canvas = page.viewer.canvas
    qtbot.waitUntil(lambda: page.viewer.page_count > 0 and canvas.outline.box is not None, timeout=LONG)
    before = canvas.outline.box
    assert "Faites glisser le cadre" in shown_texts(page)
    assert canvas.sheet is not None
    assert before is not None
    x, y, width, height = canvas.sheet.place(before, canvas.scale)
    start = canvas.origin + QPoint(int(x + width / 2), int(y + height / 2))
    middle = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas.viewport(), middle)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    def now() -> DocumentView:
        fresh_act = next(one for one in window.acts if one.reference == act.reference)
        return fresh_act.documents[piece.piece - 1]

    qtbot.waitUntil(lambda: bool(now().stamp and now().stamp.moved), timeout=LONG)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: COVERS in shown_texts(page), timeout=LONG)
    assert canvas.outline.box != before
    press(page, "Placer automatiquement")
    qtbot.waitUntil(lambda: bool(now().stamp and not now().stamp.moved), timeout=LONG)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: COVERS not in shown_texts(page), timeout=LONG)
    assert canvas.outline.box == before
