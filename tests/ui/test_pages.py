"""A page that scrolls begins at its top each time that it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rokhas_desktop.ui.pages import Pages


def _page(buttons: int) -> tuple[QWidget, list[QPushButton]]:
    page = QWidget()
    column = QVBoxLayout(page)
    made = [QPushButton(f"TEST {number}") for number in range(buttons)]
    for one in made:
        column.addWidget(one)
    return page, made


def _area(page: QWidget) -> QScrollArea:
    above = page.parentWidget().parentWidget()
    assert isinstance(above, QScrollArea)
    return above


def test_a_page_that_was_left_by_its_last_control_is_shown_from_its_top_again(qtbot: QtBot) -> None:
    pages = Pages()
    qtbot.addWidget(pages)
    long, buttons = _page(40)
    other, _ = _page(1)
    pages.addWidget(long)
    pages.addWidget(other)
    pages.resize(300, 200)
    with qtbot.waitExposed(pages):
        pages.show()
    pages.activateWindow()
    area = _area(long)
    buttons[-1].setFocus()
    area.ensureWidgetVisible(buttons[-1])
    assert area.verticalScrollBar().value() > 0
    pages.setCurrentWidget(other)
    pages.setCurrentWidget(long)
    qtbot.wait(20)
    assert area.verticalScrollBar().value() == 0
    assert long.focusWidget() is not buttons[-1]
    assert area.widget() is long


def test_showing_the_page_that_is_shown_moves_nothing(qtbot: QtBot) -> None:
    pages = Pages()
    qtbot.addWidget(pages)
    long, buttons = _page(40)
    pages.addWidget(long)
    pages.resize(300, 200)
    with qtbot.waitExposed(pages):
        pages.show()
    area = _area(long)
    buttons[-1].setFocus()
    area.ensureWidgetVisible(buttons[-1])
    before = area.verticalScrollBar().value()
    pages.setCurrentWidget(long)
    assert area.verticalScrollBar().value() == before > 0
    assert long.focusWidget() is buttons[-1]
