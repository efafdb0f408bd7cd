"""What a screen reader is told of every page and dialog, in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support import accessibility
from support.desks import Fresh
from support.gallery import walk
from support.windows import LONG, wait_for_key

from rokhas_desktop.catalogue import LANGUAGES
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]


@pytest.fixture
def window(qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh) -> MainWindow:
    key_of("valid")
    fresh(2)
    opened = open_window()
    wait_for_key(qtbot, opened, usable=True)
    qtbot.waitUntil(lambda: len(opened.acts) >= 2 and opened.act_page.viewer.page_count > 0, timeout=LONG)
    return opened


def test_every_control_of_every_page_and_dialog_says_what_it_is(qtbot: QtBot, window: MainWindow) -> None:
    found: dict[str, list[str]] = {}
    names: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        window.switch_language(language)
        qtbot.wait(50)

        def look(name: str, widget: QWidget, language: str = language) -> None:
            nodes = accessibility.tree(widget)
            assert len(nodes) > 4, name
            print(f"\n== {language} {name}", *nodes, sep="\n")
            found[f"{language} {name}"] = accessibility.nameless(nodes)
            names.setdefault(name, {})[language] = [node.name for node in nodes if node.focusable and node.name]

        walk(window, look, lambda: qtbot.wait(20))
    assert {name: what for name, what in found.items() if what} == {}
    for name, said in names.items():
        assert said["fr"] != said["ar"], name
