"""The president's morning through the real window, with the keyboard and the mouse: the acts come, are read and ticked,
one PIN signs them all, and the platform has them; in each language, with an A0 plan of 200,000 segments among them
that is looked at closely, and the window never stands still."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot
from support.desks import received
from support.pdf_pages import heavy_plan
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, read_everything, type_pin, wait_for_key

from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.ui.book.rows import Rows
from rokhas_desktop.ui.window import MainWindow

DOCUMENTS = int(os.environ.get("ROKHAS_TEST_FLOW", "6"))
"""Signatures of one PIN; 40 in ``make campaign``."""
HAND = 20
"""Milliseconds between two things that a hand does, several times faster than any."""


def wait(qtbot: QtBot, until: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(until()), timeout=5 * LONG)


def _there(window: MainWindow, wanted: list[str]) -> bool:
    return set(wanted) <= {act.reference for act in window.acts}


def with_last_piece(sandbox: RunningSandbox, reference: str, made: Path) -> None:
    (act,) = [one for one in sandbox.ctl("acts") if one["reference"] == reference]
    sandbox.ctl("replace", reference=reference, document=act["documents"][-1]["id"], file=str(made))


def _pieces(window: MainWindow, wanted: list[str]) -> int:
    return sum(len(act.documents) for act in window.acts if act.reference in wanted)


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an architect's office may send: TEST strokes over the whole of an A0."""
    return heavy_plan(tmp_path_factory.mktemp("heavy") / "heavy.pdf", segments=200_000)


def look_closely(qtbot: QtBot, window: MainWindow) -> None:
    """With the wheel: nearer, about, and the whole of it again."""
    canvas = window.act_page.viewer.pane.canvas
    area = canvas.viewport()
    for turns, ctrl in ((6, True), (-20, False), (-6, True)):
        for _ in range(abs(turns)):
            middle = QPointF(area.rect().center())
            keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
            turn = QPoint(0, 120 if turns > 0 else -120)
            none, still = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
            there = QPointF(area.mapToGlobal(middle.toPoint()))
            QCoreApplication.sendEvent(area, QWheelEvent(middle, there, QPoint(), turn, none, keys, still, False))
            qtbot.wait(HAND)


@pytest.mark.alone
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_read_signed_with_one_pin_and_received(
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    key_of: Callable[[ProfileName], None],
    sandbox: RunningSandbox,
    heavy: Path,
    language: Language,
) -> None:
    key_of("valid")
    window = open_window(language=language)
    wanted: list[str] = []
    while _pieces(window, wanted) < DOCUMENTS:
        wanted.extend(sandbox.ctl("add", count=1 + DOCUMENTS // 8)["references"])
        if len(wanted) == 1 + DOCUMENTS // 8:
            with_last_piece(sandbox, wanted[0], heavy)
        qtbot.keyClick(window, Qt.Key.Key_F5)
        wait(qtbot, lambda: _there(window, wanted))
        wait(qtbot, lambda: not window.controller.syncing)
    watchdog = Watchdog()
    for reference in reversed(wanted):
        choose(qtbot, window, reference)
        read_everything(qtbot, window)
    look_closely(qtbot, window)
    wait_for_key(qtbot, window, usable=True)
    rows = window.acts_panel.findChild(Rows)
    assert rows is not None
    model = window.acts_panel.model
    for reference in wanted:
        window.acts_panel.choose(reference)
        qtbot.wait(HAND)
        index = model.index(model.row_of(reference))
        rows.scrollTo(index)
        area = rows.visualRect(index)
        x = area.right() - 20 if language == "ar" else area.left() + 20
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, area.center().y()))
        qtbot.wait(HAND)
    assert len(model.ticked) == len(wanted)
    wait(qtbot, lambda: len(window.book.flow.ticked) == len(wanted))
    signed = _pieces(window, wanted)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Return, keys)
    type_pin(qtbot, window)
    wait(qtbot, lambda: window.batch_page.finished)
    stalls = watchdog.stalls(longer_than=0.05)
    turns = watchdog.turns
    worst = max(stalls, default=0.0) * 1000
    print(
        f"{language}: {signed} documents of {len(wanted)} acts with one PIN, {turns} turns of the window's loop, "
        f"{len(stalls)} above 50 ms, the longest of them {worst:.0f} ms"
    )
    assert len(received(sandbox, wanted)) == signed >= DOCUMENTS
    assert len(stalls) <= max(8, turns / 1000)  # one in a thousand; a short run has few turns
    assert not [one for one in stalls if one > 0.1]
