"""A batch in the real window while it runs: paused, gone on with, held back, and what closing it asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, received
from support.faults import BUILDABLE, Faults
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, press, primary, read_everything, says, type_pin, wait_for_key

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.window import MainWindow

pytestmark = BUILDABLE
Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]


@pytest.fixture
def running(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, home: Home, request: pytest.FixtureRequest
) -> tuple[MainWindow, str]:
    """A batch of one act, by a key that takes its time; the first signature was made."""
    key_of("valid")
    faults = Faults(home.root / "orders")
    faults.around_home(home)
    faults.play("slow C_Sign 1 500")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    read_everything(qtbot, window)
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    qtbot.mouseClick(primary(window.act_page), Qt.MouseButton.LeftButton)
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.running_documents > 0, timeout=LONG)
    return window, reference


def test_a_paused_batch_signs_nothing_until_it_goes_on(
    qtbot: QtBot, running: tuple[MainWindow, str], sandbox: RunningSandbox
) -> None:
    window, reference = running
    page = window.batch_page
    press(page, "Suspendre")
    says(qtbot, page, "Suspendu après le document en cours")
    qtbot.wait(1200)  # longer than a signature takes: the one in hand is made, and no other
    made = page.running_documents
    qtbot.wait(1200)
    assert page.running_documents == made
    assert not page.finished
    press(page, "Reprendre")
    qtbot.waitUntil(lambda: page.finished, timeout=LONG)
    act = next(one for one in sandbox.ctl("acts") if one["reference"] == reference)
    assert len(received(sandbox, [reference])) == len(act["documents"])


def test_a_paused_batch_can_be_stopped(qtbot: QtBot, running: tuple[MainWindow, str], sandbox: RunningSandbox) -> None:
    window, reference = running
    page = window.batch_page
    press(page, "Suspendre")
    qtbot.wait(1200)
    press(page, "Arrêter")
    qtbot.waitUntil(lambda: page.finished, timeout=LONG)
    act = next(one for one in sandbox.ctl("acts") if one["reference"] == reference)
    made = page.running_documents
    assert 0 < made < len(act["documents"])
    window.controller.synchronise()  # as the clock does: what is signed is sent
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == made, timeout=LONG)


def test_what_is_held_back_is_signed_and_does_not_leave(
    qtbot: QtBot, running: tuple[MainWindow, str], sandbox: RunningSandbox
) -> None:
    window, reference = running
    page = window.batch_page
    press(page, "Ne pas envoyer encore")
    says(qtbot, page, "Ce qui est signé restera ici")
    qtbot.waitUntil(lambda: page.finished, timeout=LONG)
    says(qtbot, page, "retenus ici, jusqu'à ce que vous les laissiez partir")
    assert received(sandbox, [reference]) == []
    desk = window.controller._desk
    assert desk is not None
    held = {item.state for item in desk.outbox()}
    assert held == {"held"}
    desk.discard(reference)
    assert not [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == "Suspendre"]
