"""The help desk's readiness board in the real window, on the wave of 1,503 communes."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from support.machine import Control
from support.watchdog import Watchdog

from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
COMMUNES = 1503


def opened(qtbot: QtBot, open_window: Open, username: str, **options: str) -> MainWindow:
    window = open_window(username, **options)
    qtbot.waitUntil(lambda: window.board_page.model.rowCount() > 0, timeout=60_000)
    return window


@pytest.mark.alone
def test_the_board_opens_on_the_whole_wave_and_never_freezes(qtbot: QtBot, open_window: Open) -> None:
    window = opened(qtbot, open_window, "assistance")
    page = window.board_page
    assert page.isVisible()
    assert page.model.rowCount() == COMMUNES
    machine, watchdog = Control(), Watchdog()
    began = time.perf_counter()
    with qtbot.waitSignal(window.board_flow.changed, timeout=60_000):
        window.board_flow.ask()
    qtbot.waitUntil(lambda: page.model.rowCount() == COMMUNES)
    page.table.viewport().repaint()
    took = time.perf_counter() - began
    held_up = machine.stalls()
    print(f"board of {COMMUNES} communes: {took:.2f} s from asking the platform to painted")
    # A bound of responsiveness: it counts where nothing else held the machine up.
    assert took < 1 or held_up
    for column in range(page.model.columnCount()):
        page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        qtbot.wait(10)
    assert watchdog.stalls(longer_than=0.1) == []


def test_rows_are_narrowed_added_up_and_exported_without_names(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = opened(qtbot, open_window, "assistance")
    page = window.board_page
    everybody = page.model.rowCount()
    province, state = page.findChildren(QComboBox)
    province.setCurrentIndex(3)
    province.activated.emit(3)
    some = page.model.rows
    assert 0 < len(some) < everybody
    assert {row.province_code for row in some} == {province.currentData()}
    edit = page.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, some[0].commune.fr.split()[1])
    fewer = page.model.rows
    assert some[0] in fewer
    state.setCurrentIndex(state.findData(some[0].state))
    state.activated.emit(state.currentIndex())
    found = page.model.rows
    assert {row.state for row in found} == {some[0].state}
    target = tmp_path / "tableau é.csv"
    with qtbot.waitSignal(window.board_flow.exported, timeout=10_000):
        page.export_to(str(target))
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert [line["commune_code"] for line in lines] == [row.code for row in found]
    with qtbot.waitSignal(window.controller.failed, timeout=10_000) as refused:
        page.export_to(str(target))
    assert refused.args is not None
    assert refused.args[0].code == "DSK-033"


def test_a_scope_of_two_provinces_sees_only_these(qtbot: QtBot, open_window: Open) -> None:
    window = opened(qtbot, open_window, "assistance.fes", language="ar")
    assert {row.province_code for row in window.board_page.model.rows} == {"03.231", "03.591"}
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
