"""Plans that are not PDF, in the real window: an image is shown and seen, a drawing that cannot be shown is named as
such and signed by a consent of its own, where policy allows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot
from support.desks import PIN, received
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, primary, read_everything, says, shown_texts, type_pin, wait_for_key

from rokhas_desktop.desk.face import DocumentView
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.text import grouped
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]
CANNOT = {"fr": "Ce document ne peut pas être montré ici", "ar": "لا يمكن عرض هذه الوثيقة هنا"}


def odd(window: MainWindow) -> DocumentView:
    act = window.act_page.act
    assert act is not None
    return next(one for one in act.documents if one.media_type != "application/pdf")


def test_an_image_is_shown_seen_and_signed_beside(
    qtbot: QtBot, open_window: Open, key_of: Insert, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    (reference,) = sandbox.ctl("add", formats=["png"])["references"]
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    assert not primary(window.act_page).isEnabled()
    read_everything(qtbot, window)
    window.act_page.choose_piece(odd(window).piece)
    qtbot.waitUntil(lambda: window.act_page.viewer.page_count == 1, timeout=LONG)
    qtbot.mouseClick(primary(window.act_page), Qt.MouseButton.LeftButton)
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert len(received(sandbox, [reference])) > 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_drawing_wants_a_consent_of_its_own_before_the_code_counts(
    qtbot: QtBot, open_window: Open, key_of: Insert, sandbox: RunningSandbox, home: Home, language: str
) -> None:
    key_of("valid")
    (home.root / "no-policy.toml").write_text(
        'locked = ["preflight.unshown"]\n[preflight]\nunshown = "warn"\n', encoding="utf-8"
    )
    (reference,) = sandbox.ctl("add", formats=["dxf"])["references"]
    window = open_window(language=language)
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    drawing, act = odd(window), window.act_page.act
    assert act is not None
    for document in act.documents:
        if document.viewable:
            window.controller.mark_reviewed(document.sha256)
    window.act_page.choose_piece(drawing.piece)
    said = says(qtbot, window.act_page, CANNOT[language])
    assert drawing.filename in said
    assert grouped(drawing.sha256) in said
    button = primary(window.act_page)
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    dialog = window.flow.dialog
    assert dialog is not None
    assert grouped(drawing.sha256) in shown_texts(dialog)
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, PIN.decode("ascii"))
    assert not primary(dialog).isEnabled()
    (consent,) = [one for one in dialog.findChildren(QCheckBox) if one.isVisible()]
    consent.click()
    assert primary(dialog).isEnabled()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert received(sandbox, [reference]) == sorted((reference, one.id) for one in act.documents)
