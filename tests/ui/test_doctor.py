"""The examination in the window: reached from the key card and before log-in, live, with its report and repairs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.windows import LONG, shown_texts, wait_for_key

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def near_clocks(home: Home) -> None:
    """No clock but the loopback's is asked."""
    home.settings_file.write_text('[doctor]\nclocks = ["https://127.0.0.1:9/"]\n', encoding="utf-8")


def test_from_the_key_card_to_the_verdict_and_the_report(
    qtbot: QtBot, open_window: Open, home: Home, tmp_path: Path
) -> None:
    window = open_window()
    card = window.acts_panel.key_card
    why = next(one for one in card.findChildren(QPushButton) if one.text() == "Pourquoi ?")
    qtbot.waitUntil(why.isVisible, timeout=LONG)
    why.click()
    page, flow = window.doctor.page, window.doctor.flow
    assert page.isVisible()
    assert flow.busy
    heard: list[str] = []
    flow.row.connect(lambda row: heard.append(row.id))
    qtbot.waitUntil(lambda: flow.seen is not None, timeout=LONG)
    assert len(heard) > 20  # line by line, while it ran
    seen = flow.seen
    assert seen is not None
    assert seen.verdict is not None
    said = shown_texts(page)
    title = seen.verdict.text("fr")
    assert title is not None
    assert title.title in said
    assert "code à lire" in said.lower()
    flow.save(tmp_path / "rapport.html")
    qtbot.waitUntil(lambda: (tmp_path / "rapport.json").exists(), timeout=LONG)
    qtbot.waitUntil(lambda: "Rapport écrit" in shown_texts(page), timeout=LONG)
    page.back_wanted.emit()
    assert window.book.isVisible()


def test_a_repair_says_what_it_did_and_examines_anew(
    qtbot: QtBot, open_window: Open, key_of: Callable[[ProfileName], None]
) -> None:
    key_of("valid")
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    flow, page = window.doctor.flow, window.doctor.page
    window.doctor.show()
    qtbot.waitUntil(lambda: not flow.busy, timeout=LONG)
    page.repair_wanted.emit("restart-token", None)
    qtbot.waitUntil(lambda: "Pilotes relancés" in shown_texts(page), timeout=LONG)
    qtbot.waitUntil(lambda: not flow.busy, timeout=LONG)
    wait_for_key(qtbot, window, usable=True)
