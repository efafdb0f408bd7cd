"""Texts of the platform that would be more than text: the real window shows them as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.hostile import Record, tell
from support.sandbox import RunningSandbox
from support.windows import choose, shown_texts

from rokhas_desktop.errors import Coded
from rokhas_desktop.ui.text import tip
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
MARKUP = '<b>PCT</b><img src="file:///etc/hostname"><a href="https://elsewhere.invalid">TEST</a>'
REFERENCE = "<B>PCT-TEST</B><BR>1"


def test_markup_is_shown_as_text(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, record_property: Record
) -> None:
    (reference,) = fresh(1)
    both = {"fr": MARKUP, "ar": MARKUP}
    content = dict.fromkeys(("subject", "family_label", "applicant"), both) | {"parcel": MARKUP}
    sandbox.ctl("reword", reference=reference, to=REFERENCE, content=content)
    window = open_window()
    choose(qtbot, window, REFERENCE)
    texts = shown_texts(window)
    assert REFERENCE in texts
    assert MARKUP in texts
    labels = [one for one in window.findChildren(QLabel) if "<" in one.text()]
    assert labels
    for one in labels:
        assert one.textFormat() == Qt.TextFormat.PlainText, one.text()
        assert not one.openExternalLinks()
    tips = [one.toolTip() for one in window.findChildren(QWidget) if "PCT" in one.toolTip()]
    lists = window.findChildren(QListWidget)
    tips += [one.item(row).toolTip() for one in lists for row in range(one.count())]
    assert not any("<b>" in one or "<img" in one for one in tips)
    tell(record_property, "text", "a reference, a subject and a name with markup", None, "shown as written")


def test_what_would_not_be_seen_is_marked(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, record_property: Record
) -> None:
    (reference,) = fresh(1)
    turned = "PCT-\u202e1-TSET\0"
    sandbox.ctl("reword", reference=reference, to=turned)
    window = open_window()
    seen = turned.replace("\u202e", "\ufffd").replace("\0", "\ufffd")
    choose(qtbot, window, seen)
    texts = shown_texts(window)
    assert seen in texts
    assert "\u202e" not in texts
    tell(record_property, "text", "a reference with NUL that turns its direction", None, "marked with \ufffd")


def test_a_document_with_a_bad_name_is_refused_and_the_others_come(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, record_property: Record
) -> None:
    bad, good = fresh(2)
    sandbox.ctl("reword", reference=bad, filename="../../\u202efdp.exe")
    window = open_window()
    desk = window.controller._desk
    assert desk is not None
    codes = {one.refusal.code if one.refusal else None for one in desk.act(bad).documents}
    assert codes == {"API-035"}
    assert all(one.refusal is None for one in desk.act(good).documents)
    error = desk.act(bad).documents[0].refusal
    assert error is not None
    choose(qtbot, window, bad)  # it is fetched again, and has no refusal meanwhile
    tell(
        record_property, "text", "file names that lead elsewhere, through the desk", Coded(error.code, **error.details)
    )


@pytest.mark.parametrize("text", ["Plan", "a < b", "1 & 2", "<b>x</b>", MARKUP, "a\nb", "<script>"])
def test_a_tool_tip_shows_what_is_written(text: str) -> None:
    label = QLabel(tip(text))
    shown = label.text()
    assert shown == text or "&lt;" in shown
