"""Sending an act back through the real window: with marks on a plan, for correction or for a refusal act."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, primary, shown_texts

from rokhas_desktop.render.views import PageSize, Turn
from rokhas_desktop.ui.return_dialog import ReturnDialog
from rokhas_desktop.ui.viewer.bar import Bar
from rokhas_desktop.ui.viewer.canvas import Canvas
from rokhas_desktop.ui.viewer.geometry import Sheet
from rokhas_desktop.ui.viewer.marking import Glass
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


@given(st.sampled_from(TURNS), st.tuples(*[st.floats(1, 400)] * 4))
def test_a_mark_on_a_turned_page_is_the_box_that_was_drawn(turn: Turn, area: tuple[float, float, float, float]) -> None:
    sheet = Sheet.of(1, PageSize(2384, 3370), turn)
    assert sheet.place(sheet.box(*area), 1.0) == pytest.approx(area)


@pytest.mark.parametrize("refusal", [False, True])
def test_an_act_goes_back_with_marks_on_a_plan(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, refusal: bool
) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    page = window.act_page
    page.choose_piece(2)
    qtbot.waitUntil(lambda: page.viewer.page_count > 0, timeout=LONG)
    canvas, glass = page.viewer.findChild(Canvas), page.viewer.findChild(Glass)
    assert canvas is not None
    assert glass is not None
    tool = page.viewer.findChild(Bar).buttons["mark"]
    tool.click()
    corner = glass.page_area().topLeft().toPoint()
    qtbot.mousePress(glass, Qt.MouseButton.LeftButton, pos=corner + QPoint(20, 30))
    qtbot.mouseMove(glass, corner + QPoint(60, 70))
    qtbot.mouseRelease(glass, Qt.MouseButton.LeftButton, pos=corner + QPoint(60, 70))
    assert not tool.isChecked()  # the mouse moves the page again
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    drawn, whole = page.marks
    assert (drawn.piece, drawn.page) == (2, 1)
    assert canvas.sheet is not None
    assert canvas.sheet.place(drawn.box, canvas.zoom) == pytest.approx((20, 30, 40, 40), abs=1.5)
    assert whole.box == pytest.approx((0, 0, canvas.sheet.width, canvas.sheet.height), abs=1)
    window.return_this()
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    assert "Ceci ne vaut pas notification au pétitionnaire." in shown_texts(dialog)
    if refusal:
        dialog.findChildren(QRadioButton)[1].click()
        assert "Ceci ne vaut pas refus de la demande." in shown_texts(dialog)
    edit = dialog.findChild(QPlainTextEdit)
    assert edit is not None
    edit.setPlainText("TEST : la surface diffère.")
    primary(dialog).click()
    qtbot.waitUntil(lambda: reference not in {one.reference for one in window.acts}, timeout=LONG)
    (back,) = [one for one in sandbox.ctl("returns") if one["reference"] == reference]
    assert back["wanted"] == ("refusal" if refusal else "correction")
    assert [(mark["page"], len(mark["box"])) for mark in back["marks"]] == [(1, 4), (1, 4)]
