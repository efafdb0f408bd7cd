"""A batch in the real window while it runs: paused, gone on with, held back, and what closing it asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QSystemTrayIcon, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.desks import Fresh, received
from support.faults import BUILDABLE, Faults
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, press, primary, read_everything, says, type_pin, wait_for_key

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.notify import Notifier
from rokhas_desktop.ui.window import MainWindow

pytestmark = BUILDABLE
Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]


@pytest.fixture
def running(qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, home: Home) -> tuple[MainWindow, str]:
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
    assert not [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == "Suspendre"]
    qtbot.waitUntil(lambda: {one.state for one in window.outbox.items} == {"held"}, timeout=LONG)
    count = len(window.outbox.items)
    (tool,) = [one for one in window.header.findChildren(QToolButton) if one.text() == f"{count} à envoyer"]
    assert tool.isVisible()
    tool.click()
    dialog = window.outbox.dialog
    assert dialog is not None
    says(qtbot, dialog, reference, "retenu par vous")
    press(dialog, "Laisser partir")
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == count, timeout=LONG)
    says(qtbot, dialog, "Tout ce qui a été signé a été reçu.")
    qtbot.waitUntil(lambda: not tool.isVisible(), timeout=LONG)


def test_what_is_held_can_be_thrown_away_after_a_question(
    qtbot: QtBot, running: tuple[MainWindow, str], sandbox: RunningSandbox
) -> None:
    window, reference = running
    press(window.batch_page, "Ne pas envoyer encore")
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    qtbot.waitUntil(lambda: {one.state for one in window.outbox.items} == {"held"}, timeout=LONG)
    window.outbox.show()
    dialog = window.outbox.dialog
    assert dialog is not None
    press(dialog, "Écarter…")
    box = dialog.findChild(QMessageBox)
    assert box is not None
    press(box, "Écarter")
    qtbot.waitUntil(lambda: not window.outbox.items, timeout=LONG)
    qtbot.waitUntil(lambda: reference in {act.reference for act in window.acts}, timeout=LONG)
    assert received(sandbox, [reference]) == []


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_a_window_with_something_unsent_asks_before_it_closes(
    qtbot: QtBot, running: tuple[MainWindow, str], monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    """The question alone is answered by the test: a modal box would wait for a hand."""
    window, reference = running
    press(window.batch_page, "Ne pas envoyer encore")
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    qtbot.waitUntil(lambda: bool(window.outbox.items), timeout=LONG)
    asked: list[str] = []

    def question(_parent: object, _title: str, text: str) -> QMessageBox.StandardButton:
        asked.append(text)
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    assert window.close() == (answer == QMessageBox.StandardButton.Yes)
    assert "documents signés n'ont pas encore été reçus" in asked[0]
    window.controller.change(lambda desk: desk.discard(reference))


def test_the_end_of_a_batch_is_told_on_the_desktop_where_the_window_is_not_in_front(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tray is made up: a display without a desktop has none."""
    said: list[tuple[str, ...]] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    notifier = Notifier(widget)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert not notifier.tell("TEST", "TEST")
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *told: said.append(told[:2]))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    assert notifier.tell("Rokhas", "3 documents TEST")
    assert said == [("Rokhas", "3 documents TEST")]
