"""What a person sees when the token or its module fails in the middle of the work, in the real window: the sentence of
the fault, no freeze, each document at the platform once, and the same window finishes once the fault is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, keys_of, received
from support.faults import BUILDABLE, Behaviour, Faults, Record, built, sentence, tell, token_children
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, says, shown_texts, type_pin, wait_for_key

from rokhas_desktop.app import Rooms
from rokhas_desktop.errors import Coded
from rokhas_desktop.settings import Home
from rokhas_desktop.token import modules
from rokhas_desktop.token.views import ModuleCandidate
from rokhas_desktop.ui.window import MainWindow

pytestmark = BUILDABLE

Open = Callable[..., MainWindow]

PATIENCE = 2.0
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
    ("PIN refused", "return C_Login 1 0xA0", "TOK-020", 0),
    ("PIN locked", "return C_Login 1 0xA4", "TOK-021", 0),
    ("another user logged in", "return C_Login 1 0x104", "TOK-031", 0),
    ("no private key after the log-in", "hides - 0 3", "TOK-040", 0),
    ("device error at the 2nd signature", "return C_Sign 2 0x30", "TOK-050", 1),
    ("certificate swapped after the PIN", "swapped C_Sign 1", "TOK-015", 1),
]
BORNE = [
    ("600 ms a signature", "slow C_Sign 1 600"),
    ("three phantom slots", "phantom-slots"),
]


@pytest.fixture
def faults(
    home: Home,
    sandbox: RunningSandbox,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Faults:
    """The one token of the home stands behind the fault module; calls of it are soon given up."""
    deadlines = f"[deadlines]\ninitialise = 3.0\nsign = {PATIENCE}\nlog_in = {PATIENCE}\nsearch = 4.0\n"
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


def rooms_of(window: MainWindow) -> Rooms:
    return window.controller.rooms


@pytest.mark.alone
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
    faults.forget_calls()
    before, began = token_children(), time.monotonic()
    watchdog = Watchdog()
    window.sign_this()
    type_pin(qtbot, window)
    error = Coded(code, module=built().name)
    says(qtbot, window.batch_page, sentence(error))
    qtbot.waitUntil(lambda: not window.controller.busy_signing, timeout=LONG)
    child: Literal["kept", "ended", "killed"] = "kept" if token_children() - before else "ended"
    if child == "ended" and order.startswith("hang") and time.monotonic() - began >= PATIENCE:
        child = "killed"
    counted = rooms_of(window).token.failures().get(str(built()), 0)
    frozen = watchdog.stalls(longer_than=0.1)  # to ask the platform would hold up this thread
    qtbot.waitUntil(lambda: len(received(sandbox, [reference])) == kept, timeout=LONG)
    seen = Behaviour(faults.calls()["C_Login 1"], child, counted, signed=kept, asked=count, frozen=len(frozen))
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
    seen = replace(seen, after=len(ledger))
    ended: Literal["ended", "killed"] = "killed" if order.startswith("hang") else "ended"
    broken = 1 if order.split()[0] in {"crash", "hang"} else 0
    assert seen == Behaviour(1, ended, broken, signed=kept, asked=count, after=count, frozen=0), frozen
    tell(record_property, f"window: {variant}", error, seen)


@pytest.mark.alone
@pytest.mark.parametrize(("variant", "order"), BORNE, ids=[one[0] for one in BORNE])
def test_the_window_bears_it_without_a_word(
    qtbot: QtBot,
    open_window: Open,
    faults: Faults,
    sandbox: RunningSandbox,
    fresh: Fresh,
    record_property: Record,
    variant: str,
    order: str,
) -> None:
    (reference,) = fresh(1)
    faults.play(order)
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    count = attested(qtbot, window, reference)
    faults.forget_calls()
    before = token_children()
    watchdog = Watchdog()
    window.sign_this()
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    frozen = watchdog.stalls(longer_than=0.1)  # to ask the platform would hold up this thread
    assert len(received(sandbox, [reference])) == count
    child: Literal["kept", "ended"] = "kept" if token_children() - before else "ended"
    seen = Behaviour(faults.calls()["C_Login 1"], child, signed=count, asked=count, frozen=len(frozen))
    assert seen == Behaviour(1, "ended", signed=count, asked=count, frozen=0), frozen
    tell(record_property, f"window: {variant}", None, seen)


@pytest.mark.alone
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
    frozen = watchdog.stalls(longer_than=0.1)
    assert frozen == []
    counted = rooms_of(window).token.failures()[str(built())]
    faults.lift()
    qtbot.wait(1500)
    assert "mis à l'écart" in shown_texts(card)  # it does not insist
    again = next(one for one in card.findChildren(QPushButton) if one.isVisible())
    again.click()
    wait_for_key(qtbot, window, usable=True)
    seen = Behaviour(faults.calls()["C_Login 1"], "ended", counted, aside=True, frozen=len(frozen))
    assert seen == Behaviour(0, "ended", 3, aside=True, frozen=0)
    tell(record_property, "window: crash in C_GetSlotList", Coded("TOK-008", module=built().name), seen)


def test_a_token_that_is_pulled_out_and_back_is_seen_within_a_second_without_a_restart(
    qtbot: QtBot, open_window: Open, faults: Faults
) -> None:
    window = open_window()
    wait_for_key(qtbot, window, usable=True)
    qtbot.wait(600)
    children = token_children()
    waited: list[float] = []
    for there in (False, True) * 3:
        began = time.monotonic()
        faults.lift() if there else faults.play("removed C_GetSlotList 1 0xE0")
        qtbot.waitUntil(lambda there=there: (window.acts_panel.key_card.best is not None) == there, timeout=LONG)  # type: ignore[misc]
        waited.append(time.monotonic() - began)
    assert token_children() == children
    # A machine that was held up meanwhile says nothing of the window: the middle one of six counts then.
    seconds = sorted(waited)
    assert seconds[2] < 1.0, seconds
    print(f"\nout and in again, seconds until the window shows it: {[round(one, 2) for one in waited]}")
