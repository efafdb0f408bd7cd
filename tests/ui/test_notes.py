"""Notes about an act through the real window: the clerk writes one with a place on a page, the president reads it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, press, primary, shown_texts

from rokhas_desktop.desk.face import MarkView
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.note_dialog import NoteDialog
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
MARK = MarkView(2, 1, (100.0, 200.0, 180.0, 260.0))


def notes(qtbot: QtBot, window: MainWindow) -> NoteDialog:
    """With the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NoteDialog), timeout=LONG)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NoteDialog)
    return dialog


def write(dialog: NoteDialog, text: str) -> None:
    edit = dialog.findChild(QPlainTextEdit)
    assert edit is not None
    edit.setPlainText(text)
    primary(dialog).click()


def noted(window: MainWindow) -> list[str]:
    return [note.text for note in window.act_page.act.notes] if window.act_page.act is not None else []


def test_a_clerk_s_note_reaches_the_president_with_its_place(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, home: Home
) -> None:
    (reference,) = fresh(1)
    clerk = next(one["username"] for one in sandbox.accounts if one["role"] == "clerk")
    window = open_window(clerk)
    choose(qtbot, window, reference)
    window.act_page.keep_marks([MARK])
    write(notes(qtbot, window), "TEST : la surface a été vérifiée <b>sur place</b>.\nألف باء")
    qtbot.waitUntil(lambda: len(noted(window)) == 1, timeout=LONG)
    window.controller.close()

    window = open_window()
    choose(qtbot, window, reference)
    qtbot.waitUntil(lambda: len(noted(window)) == 1, timeout=LONG)
    assert window.act_page.act is not None
    (note,) = window.act_page.act.notes
    assert (note.role, note.own, note.marks) == ("clerk", False, (MARK,))
    window.act_page.choose_piece(2)
    qtbot.waitUntil(lambda: window.act_page.viewer.page_count > 0, timeout=LONG)
    assert (1, MARK.box) in window.act_page.viewer._marks
    dialog = notes(qtbot, window)
    said = shown_texts(dialog)
    assert "<b>sur place</b>" in said  # shown as it was written
    assert "pièce 2, page 1" in said
    press(dialog, "Fermer")


def test_one_s_own_note_is_changed_and_taken_away(qtbot: QtBot, open_window: Open, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    write(notes(qtbot, window), "TEST un")
    qtbot.waitUntil(lambda: noted(window) == ["TEST un"], timeout=LONG)
    dialog = notes(qtbot, window)
    edit = dialog.findChild(QPlainTextEdit)
    assert edit is not None
    assert edit.toPlainText() == "TEST un"
    write(dialog, "TEST deux")
    qtbot.waitUntil(lambda: noted(window) == ["TEST deux"], timeout=LONG)
    write(notes(qtbot, window), "  ")
    qtbot.waitUntil(lambda: noted(window) == [], timeout=LONG)


def test_a_note_that_is_not_received_is_not_lost(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    sandbox.ctl("withdraw", reference=reference)
    with qtbot.waitSignal(window.controller.failed, timeout=LONG):
        write(notes(qtbot, window), "TEST écrit pendant le retrait")
    dialog_text = window.book._drafts[reference]
    assert dialog_text == "TEST écrit pendant le retrait"


def test_a_note_that_is_too_long_cannot_be_saved(qtbot: QtBot, open_window: Open, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    dialog = notes(qtbot, window)
    edit = dialog.findChild(QPlainTextEdit)
    assert edit is not None
    edit.setPlainText("x" * 1001)
    assert not primary(dialog).isEnabled()
    edit.setPlainText("x" * 1000)
    assert primary(dialog).isEnabled()
    dialog.reject()
