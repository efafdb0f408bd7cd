"""Leaving a PC, and a meeting without a line, through the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, received
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, press, primary, read_everything, shown_texts, type_pin, wait_for_key

from rokhas_desktop.desk.errors import NoKeyPlace
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.leaving.dialogs import Question
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]


def menu(window: MainWindow, text: str) -> None:
    """Choose something of a menu in the header."""
    tools = window.header.findChildren(QToolButton)
    actions = [action for tool in tools if tool.menu() is not None for action in tool.menu().actions()]
    next(action for action in actions if action.text() == text).trigger()


def agree(dialog: Question) -> None:
    go = primary(dialog)
    assert not go.isEnabled()  # nothing is erased by a slip
    (sure,) = dialog.findChildren(QCheckBox)
    sure.click()
    assert go.isEnabled()
    go.click()


def documents(home: Home) -> list[str]:
    return [path.name for path in (home.root / "desk").rglob("*") if path.suffix in {".pdf", ".p7s", ".bin"}]


def test_an_account_s_data_go_from_the_pc(qtbot: QtBot, open_window: Open, fresh: Fresh, home: Home) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    qtbot.waitUntil(lambda: bool(documents(home)), timeout=LONG)
    menu(window, "Effacer mes données de ce poste…")
    dialog = window.leaving.dialog
    assert dialog is not None
    assert "ne contient pas de noms" in shown_texts(dialog)
    press(dialog, "Tout garder")
    assert window.leaving.dialog is None
    assert window.account is not None
    menu(window, "Effacer mes données de ce poste…")
    assert window.leaving.dialog is not None
    with qtbot.waitSignal(window.leaving.erased, timeout=LONG):
        agree(window.leaving.dialog)
    assert window.account is None
    assert documents(home) == []


def test_what_was_not_received_is_lost_only_where_that_was_said(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox, home: Home
) -> None:
    key_of("valid")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    read_everything(qtbot, window)
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    window.sign_this()
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    type_pin(qtbot, window)
    press(window.batch_page, "Ne pas envoyer encore")
    qtbot.waitUntil(lambda: window.batch_page.finished and bool(window.outbox.items), timeout=LONG)
    count = len(window.outbox.items)
    menu(window, "Effacer mes données de ce poste…")
    dialog = window.leaving.dialog
    assert dialog is not None
    assert f"{count} documents que vous avez signés n'ont pas encore été reçus et seraient perdus." in shown_texts(
        dialog
    )
    with qtbot.waitSignal(window.leaving.erased, timeout=LONG):
        agree(dialog)
    assert received(sandbox, [reference]) == []
    assert documents(home) == []


def test_acts_are_made_ready_for_a_meeting(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    fresh(1)
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    menu(window, "Préparer une réunion sans réseau")
    qtbot.waitUntil(lambda: window.meeting.dialog is not None, timeout=LONG)
    dialog = window.meeting.dialog
    assert dialog is not None
    said = shown_texts(dialog)
    assert "sans réseau" in said
    assert "réservé jusqu'au" in said
    waiting = [act["reference"] for act in sandbox.ctl("acts") if act["state"] == "awaiting_signature"]
    assert waiting
    assert all(reference in said for reference in waiting)
    assert {one["act"] for one in sandbox.ctl("leases")}
    press(dialog, "Fermer")


def test_without_a_keyring_the_place_of_the_key_is_chosen_knowingly(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is what a real platform's log-in meets on a PC without a keyring; no real platform is to be had."""
    window = open_window()
    again: list[bool] = []
    monkeypatch.setattr(window.controller, "log_in_again", lambda *, key_in_file: again.append(key_in_file))
    window.controller.entry_failed.emit(NoKeyPlace())
    dialog = window.leaving.dialog
    assert dialog is not None
    assert NoKeyPlace.code == "DSK-071"
    assert "un voleur du poste" in shown_texts(dialog)
    assert QApplication.activeModalWidget() is dialog
    agree(dialog)
    assert again == [True]
    window.controller.entry_failed.emit(NoKeyPlace())
    assert window.leaving.dialog is not None
    press(window.leaving.dialog, "Annuler")
    assert again == [True]
    assert not [
        one
        for one in window.findChildren(QPushButton)
        if one.text() == "La garder dans un fichier et se connecter" and one.isVisible()
    ]
