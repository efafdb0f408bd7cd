"""A screen that locks, a PC that sleeps, a user who changes: the child that holds the PIN ends."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterator

import psutil
import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot
from support.desks import PIN, Fresh, received
from support.sandbox import RunningSandbox
from support.session_bus import OTHERS, OURS, Bus, private_bus

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.ui.session_events import linux, windows
from rokhas_desktop.ui.session_events.linux import SessionBuses
from rokhas_desktop.ui.window import MainWindow

from .test_window import LONG, choose, wait_for_key

needs_a_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="a private bus needs dbus-daemon"
)


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Bus]:
    with private_bus() as running:
        yield running


@pytest.fixture
def heard(bus: Bus, qtbot: QtBot) -> Iterator[list[str]]:
    told: list[str] = []
    listening = SessionBuses(bus.connection, bus.connection, told.append)

    def knows_its_session() -> bool:
        told.clear()
        bus.tell(OURS, "org.freedesktop.login1.Session", "Lock")
        qtbot.wait(20)
        return told == ["locked"]

    qtbot.waitUntil(knows_its_session, timeout=LONG)
    told.clear()
    yield told
    listening.deleteLater()


@needs_a_bus
@pytest.mark.parametrize(
    ("tell", "why"),
    [
        (lambda bus: bus.manager("PrepareForSleep", True), "sleep"),
        (lambda bus: bus.manager("PrepareForShutdown", True), "ending"),
        (lambda bus: bus.tell(OURS, "org.freedesktop.login1.Session", "Lock"), "locked"),
        (lambda bus: bus.changed(OURS, LockedHint=True), "locked"),
        (lambda bus: bus.changed(OURS, Active=False), "switched"),
        (lambda bus: bus.saver(active=True), "locked"),
    ],
)
def test_what_the_buses_tell(bus: Bus, heard: list[str], qtbot: QtBot, tell: Callable[[Bus], None], why: str) -> None:
    tell(bus)
    qtbot.waitUntil(lambda: heard == [why], timeout=LONG)


@needs_a_bus
def test_what_concerns_another_session_or_is_over_tells_nothing(bus: Bus, heard: list[str], qtbot: QtBot) -> None:
    bus.tell(OTHERS, "org.freedesktop.login1.Session", "Lock")
    bus.changed(OTHERS, LockedHint=True, Active=False)
    bus.changed(OURS, LockedHint=False, Active=True)
    bus.manager("PrepareForSleep", False)
    bus.saver(active=False)
    bus.manager("PrepareForShutdown", True)  # the bus keeps the order: what came before it was heard, or never will be
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG)
    assert heard == ["ending"]


def test_without_a_bus_nothing_is_told_and_nothing_breaks(qtbot: QtBot) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere-TEST", "nowhere-TEST")
    SessionBuses(nowhere, nowhere, pytest.fail)
    qtbot.wait(50)


@pytest.mark.parametrize(
    ("message", "wparam", "why"),
    [
        (0x02B1, 7, "locked"),
        (0x02B1, 4, "switched"),
        (0x02B1, 2, "switched"),
        (0x02B1, 6, "ending"),
        (0x02B1, 8, None),  # unlocked
        (0x02B1, 1, None),  # connected
        (0x0218, 4, "sleep"),
        (0x0218, 18, None),  # woken
        (0x0011, 0, "ending"),
        (0x000F, 7, None),  # paint
    ],
)
def test_what_windows_tells(message: int, wparam: int, why: str | None) -> None:
    assert windows.why(message, wparam) == why


def test_a_windows_message_is_read_where_it_lies() -> None:
    told: list[str] = []
    listening = windows._Filter(told.append)
    seen = windows.Message(message=0x02B1, wparam=7)
    assert listening.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(seen)) == (False, 0)
    assert listening.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(seen)) == (False, 0)
    assert told == ["locked"]


def token_children() -> set[int]:
    """The children that have a vendor's module loaded: those that survey, and the one that holds a PIN."""
    return {child.pid for child in psutil.Process().children(recursive=True) if "token" in child.cmdline()}


@needs_a_bus
def test_a_locked_screen_ends_the_batch_at_a_document_boundary(
    bus: Bus,
    open_window: Callable[..., MainWindow],
    key_of: Callable[[ProfileName], None],
    fresh: Fresh,
    sandbox: RunningSandbox,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linux, "system_bus", lambda: bus.connection)
    monkeypatch.setattr(linux, "user_bus", lambda: bus.connection)
    (reference,) = fresh(1)
    key_of("valid")
    window = open_window()
    choose(qtbot, window, reference)
    wait_for_key(qtbot, window, usable=True)
    desk = window.controller._desk
    assert desk is not None
    desk.attest(reference)
    best = window.acts_panel.key_card.best
    assert best is not None

    before = token_children()

    def lock_at_the_first(event: object) -> None:
        if getattr(event, "state", None) == "checked":
            bus.saver(active=True)

    window.controller.batch_event.connect(lock_at_the_first)
    with qtbot.waitSignal(window.controller.batch_ended, timeout=LONG) as ended:
        consent = dict.fromkeys(("accept_final_try", "pin_for_each", "name_confirmed", "unshown_accepted"), False)
        window.controller.sign([reference], best.selection, bytearray(PIN), **consent)
    (outcome,) = ended.args
    assert outcome.stop is not None
    assert outcome.stop.code == "TOK-055"
    sent = [one for one in outcome.documents if one.result == "acknowledged"]
    assert 0 < len(sent) < len(outcome.documents)
    assert all(one.kind != "decision" for one in sent)
    assert before
    assert token_children() == before
    window.controller.batch_event.disconnect(lock_at_the_first)
    with qtbot.waitSignal(window.controller.batch_ended, timeout=LONG) as ended:
        consent = dict.fromkeys(("accept_final_try", "pin_for_each", "name_confirmed", "unshown_accepted"), False)
        window.controller.sign([reference], best.selection, bytearray(PIN), **consent)
    assert {one.result for one in ended.args[0].documents} == {"acknowledged"}
    assert len(received(sandbox, [reference])) == len(ended.args[0].documents)
