"""The PIN dialog: what must be agreed to, and that nothing typed stays."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import BatchPreflight, Readiness, Refusal
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.pin_dialog import PinDialog, PinRequest
from rokhas_desktop.ui.preflight_notes import NothingReadyDialog, PreflightNotes

UNSEEN = Refusal("DSK-003", {"count": 1, "first": 1})
PARTLY = BatchPreflight(
    (
        Readiness("TEST-0", 2, (), (Refusal("DOC-035", {}),)),
        Readiness("TEST-1", 2, (UNSEEN,)),
        *(Readiness(f"TEST-{number}", 1, (UNSEEN,)) for number in (2, 3, 4)),
    ),
    None,
)
CANARY = "73915846"
HOLDER = "AMAL TEST"


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    Languages(qapp).switch("fr")


def open_dialog(qtbot: QtBot, taken: list[bytearray | None], **facts: object) -> PinDialog:
    request = PinRequest(HOLDER, "TEST 1", documents=23, acts=6, **facts)  # type: ignore[arg-type]
    dialog = PinDialog(request, taken.append, None)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def main_button(dialog: PinDialog) -> QPushButton:
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.property("primary") == "true"]
    return found


def texts(dialog: PinDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_the_code_is_handed_over_once_and_the_field_is_cleared(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken)
    edit = dialog.findChild(QLineEdit)
    assert not main_button(dialog).isEnabled()
    qtbot.keyClicks(edit, CANARY)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert taken == [bytearray(CANARY, "utf-8")]
    assert edit.text() == ""
    assert not dialog.isVisible()


def test_no_attribute_of_the_dialog_holds_the_code(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken)
    qtbot.keyClicks(dialog.findChild(QLineEdit), CANARY)
    assert CANARY not in repr(vars(dialog))
    main_button(dialog).click()
    pin = taken.pop()
    assert pin is not None
    holders = [one for one in gc.get_referrers(pin) if isinstance(one, dict) and one is not locals()]
    assert holders == []
    pin[:] = bytes(len(pin))
    assert CANARY not in repr(vars(dialog))


def test_cancelling_hands_over_nothing_and_clears_the_field(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken)
    edit = dialog.findChild(QLineEdit)
    qtbot.keyClicks(edit, CANARY)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert taken == []
    assert edit.text() == ""


def test_consent_names_how_many_documents_and_whose_key(qtbot: QtBot) -> None:
    said = texts(open_dialog(qtbot, []))
    assert "En saisissant mon code, je signe personnellement ces 23 documents (6 actes), que j'ai pu consulter." in said
    assert HOLDER in said


def test_a_key_that_wants_its_code_each_time_says_how_often(qtbot: QtBot) -> None:
    said = texts(open_dialog(qtbot, [], uses=23))
    assert "le programme le lui transmettra 23 fois, pour ces documents seulement, puis l'effacera" in said


def test_the_last_try_wants_a_confirmation_of_its_own(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken, final_try=True)
    qtbot.keyClicks(dialog.findChild(QLineEdit), CANARY)
    assert not main_button(dialog).isEnabled()
    dialog.findChild(QCheckBox).setChecked(True)
    assert main_button(dialog).isEnabled()


def test_a_code_too_short_for_the_token_cannot_be_given(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, [], shortest=6)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "12345")
    assert not main_button(dialog).isEnabled()


def test_with_a_pinpad_no_field_is_shown(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken, pinpad=True)
    assert not dialog.findChild(QLineEdit).isVisible()
    main_button(dialog).click()
    assert taken == [None]


def test_what_cannot_be_shown_wants_a_consent_of_its_own(qtbot: QtBot) -> None:
    taken: list[bytearray | None] = []
    dialog = open_dialog(qtbot, taken, unshown=("03-plan-projet.dxf · SHA-256 TEST",))
    assert "03-plan-projet.dxf" in texts(dialog)
    (box,) = [one for one in dialog.findChildren(QCheckBox) if one.isVisible()]
    qtbot.keyClicks(dialog.findChild(QLineEdit), CANARY)
    assert not main_button(dialog).isEnabled()
    box.click()
    assert main_button(dialog).isEnabled()
    box.click()
    qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert taken == []


def test_what_is_left_aside_and_what_was_noticed_stand_above_the_code(qtbot: QtBot) -> None:
    said = PreflightNotes(PARTLY, "fr")
    dialog = open_dialog(qtbot, [], left=said.left(), remarks=said.remarks())
    shown = texts(dialog)
    assert "5 documents restent sans signature, parce que :" in shown
    assert "TEST-1" in shown
    assert "TEST-4" not in shown
    assert "et 1 autre" in shown
    assert "Remarqué dans ces documents" in shown
    assert "TEST-0" in shown
    assert said.left() is not None
    assert PreflightNotes(BatchPreflight(PARTLY.acts[:1], None), "fr").left() is None


def test_what_was_withdrawn_has_no_documents_to_count(qtbot: QtBot) -> None:
    gone = BatchPreflight((Readiness("TEST-0", 0, (Refusal("DSK-001", {"reference": "TEST-0"}),)),), None)
    said = PreflightNotes(gone, "ar").left()
    assert said is not None
    assert "%n" not in said.title
    assert said.title


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_several_reasons_why_nothing_can_be_signed_are_listed(qtbot: QtBot, language: Language) -> None:
    Languages(QApplication.instance()).switch(language)
    other = Readiness("TEST-9", 1, (Refusal("DSK-001", {"reference": "TEST-9"}),))
    found = BatchPreflight((*PARTLY.acts[1:], other), None)
    dialog = NothingReadyDialog(found, language, None)
    qtbot.addWidget(dialog)
    dialog.open()
    shown = texts(dialog)
    for reason in found.reasons:
        text = reason.refusal.text(language)
        assert text.title in shown
        assert text.remedy[0] in shown


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("length", range(4, 44, 4))
def test_nothing_scrolls_where_the_screen_has_room(qtbot: QtBot, language: Language, length: int) -> None:
    Languages(QApplication.instance()).switch(language)
    name = "TEST-" + "0" * length  # somewhere on the way a line is full but for the width of a scroll bar
    acts = (Readiness(name, 2, (), (Refusal("DOC-035", {}), Refusal("DOC-037", {}))), Readiness(name, 1, (UNSEEN,)))
    said = PreflightNotes(BatchPreflight(acts, None), language)
    dialog = open_dialog(qtbot, [], left=said.left(), remarks=said.remarks())
    qtbot.wait(20)
    (area,) = dialog.findChildren(QScrollArea)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert area.verticalScrollBar().maximum() == 0
