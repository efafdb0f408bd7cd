"""Another PIN in the window: nothing is spent on what cannot be right, nothing typed stays, one try a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot
from support.desks import PIN, Fresh, keys_of, received
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, press, primary, says, shown_texts, type_pin, wait_for_key

from rokhas_desktop import catalogue
from rokhas_desktop.settings import Home
from rokhas_desktop.token.errors import LastTry, PinIncorrect
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.new_pin.dialog import NewPinDialog, NewPinOrder, NewPinRequest
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
Sent = list[tuple[NewPinOrder, bytearray | None, bytearray | None]]
OLD, NEW = PIN.decode("ascii"), "97531864"
FACTS = {"token": "TEST · 1", "pinpad": False, "shortest": 6, "longest": 12, "portal": "https://portal.test"}


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Callable[..., tuple[NewPinDialog, Sent]]:
    theme.apply(qapp, "light")
    Languages(qapp).switch("fr")

    def make(**facts: object) -> tuple[NewPinDialog, Sent]:
        sent: Sent = []
        given = {**FACTS, "pin_state": "ok", "change": True, "unblock": False, **facts}
        dialog = NewPinDialog(NewPinRequest(**given), lambda *order: sent.append(order), "fr", None)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog, sent

    return make


def fields(dialog: NewPinDialog) -> list[QLineEdit]:
    return [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]


def fill(dialog: NewPinDialog, *texts: str) -> None:
    for edit, text in zip(fields(dialog), texts, strict=True):
        edit.setText(text)


def test_it_is_sent_once_and_nothing_typed_stays(shown: Callable[..., tuple[NewPinDialog, Sent]]) -> None:
    dialog, sent = shown()
    fill(dialog, OLD, NEW, NEW)
    primary(dialog).click()
    assert sent == [(NewPinOrder(unblock=False, accept_final_try=False), bytearray(PIN), bytearray(NEW, "ascii"))]
    assert [one.text() for one in fields(dialog)] == ["", "", ""]
    assert not any(secret in repr(vars(dialog)) for secret in (OLD, NEW))
    assert not primary(dialog).isEnabled()  # while the key works
    dialog.reject()
    assert dialog.isVisible()
    dialog.show_done()
    assert "seul le nouveau" in shown_texts(dialog)
    assert fields(dialog) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Le code actuel compte au moins 6 caractères."),
        (("12345", NEW, NEW), "Le code actuel compte au moins 6 caractères."),
        ((OLD, "12345", "12345"), "Le nouveau code doit compter au moins 6 caractères."),
        ((OLD, "ééééééé", "ééééééé"), "Le nouveau code est trop long pour cette clé."),
        ((OLD, OLD, OLD), "Le nouveau code doit différer de l'autre."),
        ((OLD, NEW, NEW[:-1]), "Tapez le nouveau code une seconde fois."),
    ],
)
def test_what_cannot_be_right_is_not_tried(
    shown: Callable[..., tuple[NewPinDialog, Sent]], qtbot: QtBot, typed: tuple[str, ...], said: str
) -> None:
    dialog, sent = shown()
    fill(dialog, *typed)
    assert said in shown_texts(dialog).replace("\u00a0", " ").replace("’", "'")
    assert not primary(dialog).isEnabled()
    qtbot.keyClick(fields(dialog)[2], Qt.Key.Key_Return)
    assert sent == []


def test_the_last_try_wants_a_word_of_its_own(shown: Callable[..., tuple[NewPinDialog, Sent]]) -> None:
    dialog, sent = shown(pin_state="final-try")
    fill(dialog, OLD, NEW, NEW)
    (sure,) = [one for one in dialog.findChildren(QCheckBox) if one.isVisible()]
    assert "dernier essai" in shown_texts(dialog)
    assert not primary(dialog).isEnabled()
    sure.setChecked(True)
    primary(dialog).click()
    assert sent[0][0].accept_final_try


def test_a_refusal_empties_the_fields_and_the_token_may_have_come_to_its_last_try(
    shown: Callable[..., tuple[NewPinDialog, Sent]],
) -> None:
    dialog, sent = shown()
    fill(dialog, OLD, NEW, NEW)
    primary(dialog).click()
    dialog.show_refused(PinIncorrect(ckr="C_SetPIN: CKR_PIN_INCORRECT"))
    assert catalogue.entry("TOK-020").text("fr").title in shown_texts(dialog)
    assert [one.text() for one in fields(dialog)] == ["", "", ""]
    fill(dialog, OLD, NEW, NEW)
    primary(dialog).click()
    dialog.show_refused(LastTry())
    (sure,) = [one for one in dialog.findChildren(QCheckBox) if one.isVisible()]
    fill(dialog, OLD, NEW, NEW)
    assert not primary(dialog).isEnabled()
    sure.setChecked(True)
    primary(dialog).click()
    assert [one[0].accept_final_try for one in sent] == [False, False, True]


@pytest.mark.parametrize(
    ("facts", "by_pin", "by_puk"),
    [
        ({"unblock": True}, True, True),
        ({"unblock": True, "pin_state": "locked"}, False, False),  # no choice: the unblocking code alone
        ({"change": False, "unblock": True}, False, False),
        ({}, False, False),
    ],
)
def test_the_ways_that_policy_and_the_token_leave(
    shown: Callable[..., tuple[NewPinDialog, Sent]], facts: dict[str, object], by_pin: bool, by_puk: bool
) -> None:
    dialog, sent = shown(**facts)
    choices = [one.isVisible() for one in dialog.findChildren(QRadioButton)]
    assert choices == [by_pin, by_puk]
    if by_puk:
        dialog.findChildren(QRadioButton)[1].setChecked(True)
    fill(dialog, "PUK-OF-ANY-LENGTH", NEW, NEW) if facts.get("unblock") else fill(dialog, OLD, NEW, NEW)
    primary(dialog).click()
    assert sent[0][0].unblock == bool(facts.get("unblock"))


@pytest.mark.parametrize("facts", [{"change": False}, {"change": True, "pin_state": "locked"}])
def test_elsewhere_it_leads_to_the_portal(
    shown: Callable[..., tuple[NewPinDialog, Sent]], facts: dict[str, object]
) -> None:
    dialog, _ = shown(**facts)
    assert fields(dialog) == []
    assert "https://portal.test" in shown_texts(dialog)
    assert "Ouvrir le portail" in [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]


def test_a_reader_with_a_keypad_sees_no_code_here(shown: Callable[..., tuple[NewPinDialog, Sent]]) -> None:
    dialog, sent = shown(pinpad=True)
    assert fields(dialog) == []
    primary(dialog).click()
    assert sent[0][1:] == (None, None)


def managing(qtbot: QtBot, window: MainWindow) -> NewPinDialog:
    window.show_key_details()
    details = window.findChild(KeyDialog)
    assert details is not None
    press(details, "Code (PIN)…")
    dialog = window.controller.new_pin.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible, timeout=LONG)
    return dialog


def test_a_president_changes_the_code_and_signs_with_the_new_one(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, home: Home, fresh: Fresh,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    (home.root / "settings.toml").write_text("[token]\npin_change = true\n", encoding="utf-8")
    keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid").lend(home)
    (reference,) = fresh(1)
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    dialog = managing(qtbot, window)
    fill(dialog, "11111111", NEW, NEW)
    primary(dialog).click()
    says(qtbot, dialog, catalogue.entry("TOK-020").text("fr").title)
    assert [one.text() for one in fields(dialog)] == ["", "", ""]
    fill(dialog, OLD, NEW, NEW)
    primary(dialog).click()
    says(qtbot, dialog, "seul le nouveau")
    dialog.reject()
    assert window.controller.new_pin.dialog is None
    choose(qtbot, window, reference)
    answers: list[object] = []
    window.controller.ask(lambda desk: desk.attest(reference), done=answers.append, failed=answers.append)
    window.controller.synchronise()
    qtbot.waitUntil(lambda: window.act_page.act is not None and not window.act_page.act.unseen, timeout=LONG)
    window.sign_this()
    type_pin(qtbot, window, NEW.encode("ascii"))
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert received(sandbox, [reference])


def test_where_policy_says_nothing_the_portal_is_shown(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, home: Home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid").lend(home)
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    dialog = managing(qtbot, window)
    assert "moncertificat.baridesign.ma" in "\n".join(one.text() for one in dialog.findChildren(QLabel))
    assert fields(dialog) == []
    dialog.reject()
