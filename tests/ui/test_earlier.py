"""A plan that came back replaced, compared with the version of the pass before, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support import pdf_pages
from support.desks import Fresh
from support.pdf_pages import BLUE, GREEN, RED, rectangle
from support.sandbox import RunningSandbox
from support.windows import LONG, choose

from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


def test_what_changed_since_the_last_pass_is_shown(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    (reference,) = fresh(1)
    (act,) = [one for one in sandbox.ctl("acts") if one["reference"] == reference]
    frame = rectangle(GREEN, 10, 10, 575, 2)
    for name, mark in (("first", rectangle(RED, 50, 700, 40, 40)), ("second", rectangle(BLUE, 300, 400, 60, 30))):
        made = pdf_pages.one_page(tmp_path / f"{name}.pdf", frame + mark, size=(595, 842))
        sandbox.ctl("replace", reference=reference, document=act["documents"][0]["id"], file=str(made))
    window = open_window()
    choose(qtbot, window, reference)
    viewer = window.act_page.viewer
    qtbot.waitUntil(lambda: viewer.page_count > 0, timeout=LONG)
    window.activateWindow()
    viewer.setFocus()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_C)
    panel = viewer._side.comparison.panel
    qtbot.waitUntil(lambda: panel.list.count() == 2, timeout=LONG)
    kinds = {place[1].kind: place[1].box for place in panel.places() if place[1]}
    assert set(kinds) == {"added", "removed"}
    assert abs(kinds["added"][0] - 300) < 1
    assert "endroits" in panel._said.text()
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not viewer._side.isVisible()
    assert window.act_page.isVisible()
    # The other pieces, and now the earlier version too, may stand beside it.
    assert all(path.exists() for _title, path in viewer.companions)
    assert viewer.companions[-1][0] == "La version antérieure"
    window.act_page.choose_piece(2)
    qtbot.waitUntil(lambda: viewer.page_count > 0, timeout=LONG)
    assert not viewer._bar.buttons["changes"].isVisible()
