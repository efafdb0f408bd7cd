"""The president's flows through the real window: real platform, real token, real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.desks import Fresh, received
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, primary, read_everything, shown_texts, type_pin, wait_for_key

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.ui.book.rows import Rows
from rokhas_desktop.ui.return_dialog import ReturnDialog
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]


@pytest.mark.alone
def test_an_act_is_read_signed_and_received(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    button = primary(window.act_page)
    assert not button.isEnabled()  # nothing is signed unseen
    assert "avant de signer" in shown_texts(window.act_page)
    read_everything(qtbot, window)
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    act = window.act_page.act
    assert act is not None
    watchdog = Watchdog()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert f"{len(act.documents)} documents signés et reçus par la plateforme." in shown_texts(window)
    assert received(sandbox, [reference]) == sorted((reference, one.id) for one in act.documents)
    assert watchdog.stalls(longer_than=0.1) == []
    assert watchdog.turns > 20
    primary(window.batch_page).click()
    qtbot.waitUntil(lambda: reference not in {one.reference for one in window.acts}, timeout=LONG)


def test_a_predecessors_key_is_refused_in_words_and_signs_nothing(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("predecessor")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=False)
    read_everything(qtbot, window)
    assert "Cette clé est au nom d'une autre personne." in shown_texts(window.acts_panel)
    assert not primary(window.act_page).isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(300)
    assert window.flow.dialog is None
    assert received(sandbox, [reference]) == []


def test_a_key_that_is_inserted_while_the_window_is_open_is_seen(
    qtbot: QtBot, open_window: Open, key_of: Insert
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: "Aucune clé branchée" in shown_texts(window.acts_panel), timeout=LONG)
    key_of("valid")
    wait_for_key(qtbot, window, usable=True)
    assert "Clé prête" in shown_texts(window.acts_panel)


def test_a_wrong_pin_is_said_once_and_signs_nothing(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    read_everything(qtbot, window)
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    window.sign_this()
    type_pin(qtbot, window, b"999999")
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert "code" in shown_texts(window.batch_page).lower()
    assert received(sandbox, [reference]) == []
    window.show_book()
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    window.sign_this()
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) > 0 and window.batch_page.finished, timeout=LONG)


def test_a_key_that_wants_its_pin_each_time_gets_its_own_consent(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("always-authenticate")
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    read_everything(qtbot, window)
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    act = window.act_page.act
    assert act is not None
    window.sign_this()
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    first = window.flow.dialog
    assert first is not None
    consent = f"le lui transmettra {len(act.documents)} fois"
    if consent not in shown_texts(first):
        # The token hid it until the first log-in: the consent is asked anew.
        type_pin(qtbot, window)
        qtbot.waitUntil(lambda: window.flow.dialog not in (None, first), timeout=LONG)
        second = window.flow.dialog
        assert second is not None
        assert consent in shown_texts(second)
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == len(act.documents), timeout=LONG)
    qtbot.waitUntil(lambda: not window.controller.busy_signing, timeout=LONG)


def test_an_act_goes_back_for_correction_with_a_reason(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    window.return_this()
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    assert "Ceci ne vaut pas notification au pétitionnaire." in shown_texts(dialog)
    send = primary(dialog)
    assert not send.isEnabled()
    edit = dialog.findChild(QPlainTextEdit)
    assert edit is not None
    qtbot.keyClicks(edit, "TEST : la surface du terrain manque.")
    send.click()
    qtbot.waitUntil(lambda: reference not in {one.reference for one in window.acts}, timeout=LONG)


def test_a_clerk_prepares_and_never_sees_the_pin_dialog(
    qtbot: QtBot, open_window: Open, key_of: Insert, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    clerk = next(one["username"] for one in sandbox.accounts if one["role"] == "clerk")
    window = open_window(clerk)
    qtbot.waitUntil(lambda: window.act_page.act is not None, timeout=LONG)
    window.sign_this()
    window.sign_all()
    qtbot.wait(300)
    assert window.flow.dialog is None
    assert not primary(window.act_page).isEnabled()


def test_a_clerk_arranges_the_acts_with_the_keyboard(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    fresh(2)
    clerk = next(one["username"] for one in sandbox.accounts if one["role"] == "clerk")
    window = open_window(clerk)
    qtbot.waitUntil(lambda: len(window.acts) >= 3 and window.act_page.act is not None, timeout=LONG)
    panel = window.acts_panel
    before = [act.reference for act in window.acts]
    panel.choose(before[2])
    rows = panel.findChild(Rows)
    assert rows is not None
    rows.setFocus()
    told: list[object] = []
    panel.arranged.connect(told.append)
    for _ in range(2):
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert told == [[(before[2], before[1]), (before[2], before[0])]]
    qtbot.waitUntil(lambda: [act.rank for act in window.acts][:4] == [1, 2, 3, None][: len(before)], timeout=LONG)
    assert [act.reference for act in window.acts] == [before[2], before[0], before[1], *before[3:]]
    up = next(button for button in panel.findChildren(QToolButton) if "Alt+Haut" in button.toolTip())
    assert not up.isEnabled()


def test_the_language_changes_while_the_window_is_open(qtbot: QtBot, open_window: Open, fresh: Fresh) -> None:
    fresh(1)
    window = open_window()
    qtbot.waitUntil(lambda: window.act_page.act is not None, timeout=LONG)
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    window.switch_language("ar")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.waitUntil(lambda: primary(window.act_page).text() == "توقيع هذا القرار")
    assert "تجربة — لا قيمة لأي شيء يُوقَّع هنا" in shown_texts(window)
    window.switch_language("en")
    qtbot.waitUntil(lambda: primary(window.act_page).text() == "Sign this act")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_control_has_a_name(qtbot: QtBot, open_window: Open, language: str) -> None:
    from PySide6.QtGui import QAccessible

    window = open_window(None, language)
    qtbot.waitUntil(lambda: window.act_page.act is not None, timeout=LONG)
    nameless = []
    roles = {
        QAccessible.Role.Button,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.List,
        QAccessible.Role.CheckBox,
    }
    for widget in window.findChildren(QWidget):
        face = QAccessible.queryAccessibleInterface(widget)
        if not widget.isVisible() or face is None or face.role() not in roles:
            continue
        inside_other = isinstance(widget.parentWidget(), QLineEdit) or widget.objectName() == "qt_spinbox_lineedit"
        if not face.text(QAccessible.Text.Name) and not inside_other:
            nameless.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}")
    assert nameless == []


def test_pages_that_are_made_late_speak_the_windows_language(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(language="ar")
    late = (window.doctor, window.verification, window.preferences, window.history)
    assert not [one for one in late if "page" in vars(one)]
    assert {one.page.language for one in late} == {"ar"}
    assert window.history.page.model.language == "ar"  # what is said once, and again at a change
    window.switch_language("fr")
    assert {one.page.language for one in late} == {"fr"}
    qtbot.waitUntil(lambda: window.history.page.model.language == "fr")
