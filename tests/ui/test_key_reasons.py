"""Every certificate is listed in the window with the reason it can or cannot sign, each its own code."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.desks import PIN, Fresh, keys_of, received
from support.sandbox import RunningSandbox

from rokhas_desktop import catalogue
from rokhas_desktop.sandbox.emulated import create_token, default_holder
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
LONG = 60_000

REASONS: dict[ProfileName, str | None] = {
    "valid": None,
    "expired": "CRT-001",
    "not-yet-valid": "CRT-002",
    "seal": "CRT-004",
    "advanced": "CRT-005",
    "predecessor": "IDN-001",
    "wrong-cin": "IDN-001",
    "passport": "IDN-003",
    "revoked": "REV-001",
}


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_certificate_is_listed_with_its_reason(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, home: Home, tmp_path_factory: pytest.TempPathFactory,
    language: catalogue.Language,
) -> None:  # fmt: skip
    keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), *REASONS)
    keys.lend(home)
    window = open_window(language=language)
    profiles = {token.certificate_sha256: profile for profile, token in keys.tokens.items()}

    def known() -> bool:
        found = window.controller.keys
        return (
            len(found) > len(REASONS)
            and all(one.revocation is not None for one in found if one.usable)
            and found[0].usable
        )

    qtbot.waitUntil(known, timeout=LONG)
    codes: dict[str, str | None] = {}
    for one in window.controller.keys:
        # The authorities' certificates lie on the tokens too, and are told from the holders'.
        codes[profiles.get(one.key.sha256, "ca")] = one.refusals[0].code if one.refusals else None
    assert codes == {**REASONS, "ca": "CRT-008"}
    assert window.acts_panel.key_card.best is not None
    assert profiles[window.acts_panel.key_card.best.key.sha256] == "valid"
    window.show_key_details()
    dialog = window.findChild(KeyDialog)
    assert dialog is not None
    text = shown(dialog)
    for one in window.controller.keys:
        for refusal in one.refusals:
            assert refusal.text(language).title in text
    dialog.close()


def test_a_name_spelled_otherwise_is_confirmed_by_its_holder(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, home: Home, fresh: Fresh,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"))
    own = default_holder("valid")
    spelled = dataclasses.replace(own, surname=f"{own.surname[0]}u{own.surname[1:]}", given_names=f"{own.given_names}h")
    create_token(keys.home, "valid", pin=bytearray(PIN), holder=spelled, ca=keys.ca)
    keys.lend(home)
    (reference,) = fresh(1)
    window = open_window()
    qtbot.waitUntil(lambda: reference in {act.reference for act in window.acts}, timeout=LONG)
    qtbot.waitUntil(lambda: any(key.usable for key in window.controller.keys), timeout=LONG)
    assert [one.code for one in window.controller.keys[0].warnings] == ["IDN-006"]
    assert catalogue.entry("IDN-006").text("fr", {}).title in shown(window.acts_panel)
    act = next(act for act in window.acts if act.reference == reference)
    for document in act.documents:
        window.controller.mark_reviewed(document.sha256)
    qtbot.waitUntil(lambda: all(not one.unseen for one in window.acts if one.reference == reference), timeout=LONG)
    window.acts_panel.choose(reference)
    window.sign_this()
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    dialog = window.flow.dialog
    assert dialog is not None
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, PIN.decode("ascii"))
    sign = next(one for one in dialog.findChildren(QPushButton) if one.property("primary") == "true")
    assert not sign.isEnabled()
    own_name = next(one for one in dialog.findChildren(QCheckBox) if one.isVisible())
    own_name.click()
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert len(received(sandbox, [reference])) == len(act.documents)
    window.controller.ask(
        lambda desk: [entry.event for entry in desk.journal()],
        done=lambda events: setattr(window, "events", events),
        failed=lambda _error: None,
    )
    qtbot.waitUntil(lambda: hasattr(window, "events"), timeout=LONG)
    assert "name_confirmed" in window.events  # type: ignore[attr-defined]
