"""The real window on a running platform with emulated keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.desks import Fresh, Keys, fresh_acts, keys_of, log_in
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop import app
from rokhas_desktop.catalogue import Language
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.main import build
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=1) as running:
        yield running


@pytest.fixture
def fresh(sandbox: RunningSandbox) -> Iterator[Fresh]:
    with fresh_acts(sandbox) as add:
        yield add


@pytest.fixture
def key_of(
    sandbox: RunningSandbox, home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[ProfileName], None]:
    """Puts a token of one profile in the place of what was there."""

    def insert(profile: ProfileName) -> None:
        keys: Keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), profile)
        keys.lend(home)

    return insert


def at_rest(window: QWidget) -> None:
    """A batch under way, or what it left unsent, makes a closing window ask a question, which nobody would answer."""
    assert isinstance(window, MainWindow)
    window.controller.cancel_batch()
    until = time.monotonic() + 60
    while window.controller.busy_signing and time.monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    window.outbox.forget()


@pytest.fixture
def open_window(qtbot: QtBot, home: Home, sandbox: RunningSandbox) -> Iterator[Open]:
    """Logs an account in and opens the window on it."""
    opened: list[MainWindow] = []

    def start(username: str | None = None, language: Language = "fr") -> MainWindow:
        with app.build(home, policy=home.root / "no-policy.toml") as rooms:
            log_in(rooms, sandbox, username)
        window = build(app.build(home, policy=home.root / "no-policy.toml"), language)
        qtbot.addWidget(window, before_close_func=at_rest)
        opened.append(window)
        window.show()
        window.controller.resume()
        qtbot.waitUntil(lambda: window.account is not None and not window.controller.syncing, timeout=60_000)
        return window

    yield start
    for window in opened:
        window.controller.close()
        QCoreApplication.processEvents()
