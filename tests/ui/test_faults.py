"""What a person sees when the token or its module fails in the middle of the work, in the real window: the sentence of
the fault, no freeze, each document at the platform once, and the same window finishes once the fault is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, keys_of, received
from support.faults import BUILDABLE, Faults, Record, built, tell
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, says, shown_texts, type_pin, wait_for_key

from rokhas_desktop import catalogue
from rokhas_desktop.settings import Home
from rokhas_desktop.token import modules
from rokhas_desktop.token.views import ModuleCandidate
from rokhas_desktop.ui.window import MainWindow

pytestmark = BUILDABLE

Open = Callable[..., MainWindow]

FAULTS = [
    ("crash at the 2nd signature", "crash C_Sign 2", "TOK-053", 1),
    ("hang at the 2nd signature", "hang C_Sign 2", "TOK-054", 1),
    ("token removed at the 2nd signature", "removed C_Sign 2 0x32", "TOK-011", 1),
    ("session handles invalid after a suspend", "suspended C_Sign 2", "TOK-052", 1),
    ("wrong signature bytes at the 2nd", "wrong-signature C_Sign 2", "TOK-043", 1),
    ("function failed at log-in", "return C_Login 1 0x6", "TOK-029", 0),
    ("crash in C_Login", "crash C_Login 1", "TOK-053", 0),
    ("hang in C_Login", "hang C_Login 1", "TOK-054", 0),
    ("PIN expired", "return C_Login 1 0xA3", "TOK-026", 0),
]


@pytest.fixture
def faults(
    home: Home,
    sandbox: RunningSandbox,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Faults:
    """The one token of the home stands behind the fault module; calls of it are soon given up."""
    deadlines = "[deadlines]\ninitialise = 3.0\nsign = 2.0\nlog_in = 2.0\nsearch = 4.0\n"
    (home.root / "settings.toml").write_text(deadlines, encoding="utf-8")
    keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid").lend(home)
    made = Faults(tmp_path_factory.mktemp("orders") / "orders")
    made.around_home(home)
    real = modules.candidates

    def only_faults(*args: Any, **more: Any) -> list[ModuleCandidate]:
        """The emulated module itself is in the table too, and would show the same token without any fault."""
        return [one for one in real(*args, **more) if one.path == str(built())]

    monkeypatch.setattr(modules, "candidates", only_faults)
    return made


def attested(qtbot: QtBot, window: MainWindow, reference: str) -> int:
    """The act is there, seen, and chosen; how many documents it has."""
    choose(qtbot, window, reference)
    answers: list[object] = []
    window.controller.ask(lambda desk: desk.attest(reference), done=answers.append, failed=answers.append)
    window.controller.synchronise()

    def ready() -> bool:
        act = window.act_page.act
        return act is not None and act.reference == reference and act.ready and not act.unseen

    qtbot.waitUntil(ready, timeout=LONG)
    assert window.act_page.act is not None
    return len(window.act_page.act.documents)


def title(code: str) -> str:
    """The longest part of the sentence between its placeholders."""
    return max(catalogue.entry(code).text("fr", {}).title.split("?"), key=len)


@pytest.mark.parametrize(("variant", "order", "code", "kept"), FAULTS, ids=[one[0] for one in FAULTS])
def test_the_window_survives_its_token(
    qtbot: QtBot,
    open_window: Open,
    faults: Faults,
    sandbox: RunningSandbox,
    fresh: Fresh,
    record_property: Record,
    variant: str,
    order: str,
    code: str,
    kept: int,
) -> None:
    (reference,) = fresh(1)
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    count = attested(qtbot, window, reference)
    faults.play(order)
    watchdog = Watchdog()
    window.sign_this()
    type_pin(qtbot, window)
    says(qtbot, window.batch_page, title(code))
    qtbot.waitUntil(lambda: not window.controller.busy_signing, timeout=LONG)
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == kept, timeout=LONG)
    assert watchdog.stalls(longer_than=0.1) == []
    assert window.isVisible()
    faults.lift()
    window.show_book()
    window.controller.look()
    wait_for_key(qtbot, window, usable=True)
    window.sign_this()
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == count, timeout=LONG)
    ledger = received(sandbox, [reference])
    assert len(ledger) == len(set(ledger)) == count
    tell(
        record_property, f"window: {variant}", code, {}, "no freeze", f"{kept} of {count} kept, then {count} of {count}"
    )


def test_a_module_that_crashes_again_and_again_is_set_aside_and_tried_again_when_asked(
    qtbot: QtBot, open_window: Open, faults: Faults, record_property: Record
) -> None:
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    faults.play("crash C_GetSlotList 1")
    card = window.acts_panel.key_card
    watchdog = Watchdog()
    says(qtbot, card, "mis à l'écart")
    assert card.best is None
    assert watchdog.stalls(longer_than=0.1) == []
    faults.lift()
    qtbot.wait(1500)
    assert "mis à l'écart" in shown_texts(card)  # it does not insist
    again = next(one for one in card.findChildren(QPushButton) if one.isVisible())
    again.click()
    wait_for_key(qtbot, window, usable=True)
    tell(record_property, "window: crash in C_GetSlotList", "TOK-008", {}, "set aside, tried again when asked", "—")


def test_a_token_that_is_pulled_out_and_back_is_seen_without_a_restart(
    qtbot: QtBot, open_window: Open, faults: Faults
) -> None:
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    faults.play("removed C_GetSlotList 1 0xE0")
    qtbot.waitUntil(lambda: window.acts_panel.key_card.best is None, timeout=LONG)
    faults.lift()
    wait_for_key(qtbot, window, usable=True)
