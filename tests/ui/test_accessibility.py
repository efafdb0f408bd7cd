"""What a screen reader is told of every page and dialog, in each language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support import accessibility
from support.desks import Fresh, log_in
from support.gallery import walk
from support.sandbox import RunningSandbox
from support.windows import LONG, wait_for_key

from rokhas_desktop import app
from rokhas_desktop.catalogue import LANGUAGES
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]
WINDOW = Path(__file__).resolve().parents[1] / "support" / "atspi_window.py"


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


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_screen_reader_is_told_of_the_window_over_at_spi(
    language: str, home: Home, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    fresh(1)
    with app.build(home, policy=home.root / "no-policy.toml") as rooms:
        log_in(rooms, sandbox).synchronise()
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    run = ["dbus-run-session", "--", sys.executable, str(WINDOW), str(home.root), language]
    with display() as name:
        done = subprocess.run(
            run, env={**environment, "DISPLAY": name}, capture_output=True, text=True, timeout=100, check=False
        )
    assert done.stdout.strip(), done.stderr[-3000:]
    lines = [tuple(line) for line in json.loads(done.stdout.strip().splitlines()[-1])]
    print(*(f"{'  ' * depth}{role}: {said}" for depth, role, said in lines), sep="\n")
    acting = [(role, said) for _, role, said in lines if role in ACTING]
    assert len(acting) > 15
    assert [role for role, said in acting if not said.strip()] == []
    search, sign = {"fr": ("Rechercher", "Signer cet acte"), "ar": ("بحث", "توقيع هذا القرار")}[language]
    names = [said for _, said in acting]
    assert names.index(search) < names.index(sign)  # the acts, then the chosen one


ACTING = {"push button", "button", "text", "check box", "combo box", "list item", "spin button", "list"}
"""Roles of what a person acts on, as AT-SPI calls them."""


@contextmanager
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)
