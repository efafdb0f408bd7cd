"""What a document's examination found is said above its pages, in the window's language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.sandbox import RunningSandbox
from support.windows import LONG, choose, shown_texts
from support.zoo import ANIMALS

from rokhas_desktop.ui.text import ltr
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


def with_first_piece(sandbox: RunningSandbox, reference: str, made: Path) -> None:
    (act,) = [one for one in sandbox.ctl("acts") if one["reference"] == reference]
    sandbox.ctl("replace", reference=reference, document=act["documents"][0]["id"], file=str(made))


def test_warnings_are_shown_beside_the_page(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    (reference,) = fresh(1)
    made = tmp_path / "animal.pdf"
    ANIMALS["masked-attached"](made)
    with_first_piece(sandbox, reference, made)
    window = open_window()
    choose(qtbot, window, reference)
    qtbot.waitUntil(lambda: window.act_page.viewer.page_count > 0, timeout=LONG)
    assert "Ce PDF contient des fichiers joints." in shown_texts(window.act_page)
    assert window.act_page.viewer.height() > 200
    window.act_page.choose_piece(2)
    qtbot.waitUntil(lambda: "fichiers joints" not in shown_texts(window.act_page), timeout=LONG)


def test_several_are_a_list_with_their_pages_in_arabic_too(
    qtbot: QtBot, open_window: Open, fresh: Fresh, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    (reference,) = fresh(1)
    made = tmp_path / "animal.pdf"
    ANIMALS["masked-hidden-annotation"](made)
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        pdf.attachments["TEST.txt"] = b"TEST"
        pdf.save(made)
    with_first_piece(sandbox, reference, made)
    window = open_window(language="ar")
    choose(qtbot, window, reference)
    qtbot.waitUntil(lambda: window.act_page.viewer.page_count > 0, timeout=LONG)
    said = shown_texts(window.act_page)
    assert "ما ينبغي معرفته عن هذه الوثيقة" in said
    assert "يحتوي ملف PDF هذا على ملفات مرفقة." in said
    assert f"الصفحة {ltr('1')}: يحتوي ملف PDF هذا على عناصر غير ظاهرة أو لا تُطبع." in said
