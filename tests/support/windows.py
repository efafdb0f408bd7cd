"""What a person does in the window, for the tests of every flow: reads, waits, clicks, types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rokhas_desktop.ui.window import MainWindow
from support.desks import PIN

LONG = 60_000
"""Milliseconds for what a slow machine may take."""


def primary(widget: QWidget) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton) if one.property("primary") == "true" and one.isVisible()]
    assert len(found) == 1
    return found[0]


def shown_texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def choose(qtbot: QtBot, window: MainWindow, reference: str) -> None:
    qtbot.waitUntil(lambda: reference in {act.reference for act in window.acts}, timeout=LONG)
    window.acts_panel.choose(reference)
    qtbot.waitUntil(lambda: window.act_page.act is not None and window.act_page.act.reference == reference)


def read_everything(qtbot: QtBot, window: MainWindow) -> None:
    page = window.act_page
    act = page.act
    assert act is not None
    for document in act.documents:
        page.choose_piece(document.piece)
        qtbot.waitUntil(lambda: page.viewer.page_count > 0, timeout=LONG)
        for number in range(1, page.viewer.page_count + 1):
            page.viewer.go_to(number)
            # Kept, and not awaited as a signal: a page that was drawn ahead is shown before one could listen for it.
            seen = page._seen.setdefault(document.sha256, set())
            qtbot.waitUntil(lambda seen=seen, number=number: number in seen, timeout=LONG)
    qtbot.waitUntil(lambda: page.act is not None and not page.act.unseen, timeout=LONG)


def wait_for_key(qtbot: QtBot, window: MainWindow, *, usable: bool) -> None:
    def there() -> bool:
        best = window.acts_panel.key_card.best
        return best is not None and best.usable == usable

    qtbot.waitUntil(there, timeout=LONG)


def type_pin(qtbot: QtBot, window: MainWindow, pin: bytes = PIN) -> None:
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    dialog = window.flow.dialog
    assert dialog is not None
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, pin.decode("ascii"))
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def says(qtbot: QtBot, widget: QWidget, *texts: str) -> str:
    """Wait until the widget shows each of these texts; all that it shows then."""
    qtbot.waitUntil(lambda: all(text in shown_texts(widget) for text in texts), timeout=LONG)
    return shown_texts(widget)


def press(widget: QWidget, text: str) -> None:
    """Click the one button of this text, which must be enabled."""
    found = [one for one in widget.findChildren(QPushButton) if one.isVisible() and one.text() == text]
    assert len(found) == 1, text
    assert found[0].isEnabled()
    found[0].click()
