"""The signature book in the real window: searching, counting, narrowing, ticking, and thousands of acts."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, log_in, received
from support.many_acts import fill_fast
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, primary, read_everything, shown_texts, type_pin, wait_for_key

from rokhas_desktop import app
from rokhas_desktop.desk.face import Book
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.book.filters import Chips, FilterButton
from rokhas_desktop.ui.book.model import BookModel
from rokhas_desktop.ui.book.rows import Rows
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], None]
Open = Callable[..., MainWindow]
MANY = int(os.environ.get("ROKHAS_TEST_BOOK", "4000"))
"""Acts of the large book; 50,000 in ``make campaign``."""


def rows_of(window: MainWindow) -> Rows:
    found = window.acts_panel.findChild(Rows)
    assert found is not None
    return found


def search(qtbot: QtBot, window: MainWindow, words: str) -> None:
    edit = window.acts_panel.findChild(QLineEdit)
    assert edit is not None
    edit.clear()
    for letter in words:  # QTest knows ASCII alone
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(edit, event)


def counter(window: MainWindow, urgency: str) -> QPushButton:
    buttons = window.acts_panel.findChildren(QPushButton)
    return next(one for one in buttons if one.property("urgency") == urgency)


def test_typing_in_either_script_finds_the_act_and_clearing_shows_all(
    qtbot: QtBot, open_window: Open, fresh: Fresh
) -> None:
    fresh(3)
    window = open_window()
    qtbot.waitUntil(lambda: len(window.acts) >= 3, timeout=LONG)
    everything = [act.reference for act in window.acts]
    one = window.acts[1]
    for words in (one.reference[-5:], one.applicant.ar, one.applicant.fr.upper()):
        search(qtbot, window, words)
        qtbot.waitUntil(
            lambda: one.reference in [a.reference for a in window.acts] and len(window.acts) < len(everything)
        )
    search(qtbot, window, "zzz")
    qtbot.waitUntil(lambda: "Aucun acte ne correspond" in shown_texts(window.acts_panel))
    search(qtbot, window, "")
    qtbot.waitUntil(lambda: [act.reference for act in window.acts] == everything)


def test_a_counter_shows_only_its_acts_and_a_chip_takes_a_filter_off(
    qtbot: QtBot, open_window: Open, fresh: Fresh
) -> None:
    fresh(4)
    window = open_window()
    qtbot.waitUntil(lambda: len(window.acts) >= 4, timeout=LONG)
    everything = list(window.acts)
    urgency = everything[-1].urgency
    right = [act.reference for act in everything if act.urgency == urgency]
    button = counter(window, urgency)
    assert button.text().startswith(str(len(right)))
    button.click()
    qtbot.waitUntil(lambda: [act.reference for act in window.acts] == right)
    button.click()
    family = everything[0].family
    filters = window.acts_panel.findChild(FilterButton)
    assert filters is not None
    filters.chosen.emit("family", family)
    same = [act.reference for act in everything if act.family == family]
    qtbot.waitUntil(lambda: [act.reference for act in window.acts] == same)
    label = everything[0].family_label.fr
    chips = window.acts_panel.findChild(Chips)
    assert chips is not None
    qtbot.waitUntil(lambda: any(one.text() == label for one in chips.findChildren(QPushButton)))
    chips.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: len(window.acts) == len(everything))


def test_ticked_acts_are_signed_and_no_other(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    references = fresh(3)
    window = open_window()
    for reference in references:
        choose(qtbot, window, reference)
        read_everything(qtbot, window)
    wait_for_key(qtbot, window, usable=True)
    rows, model = rows_of(window), window.acts_panel.model
    for reference in references[:2]:
        index = model.index(model.row_of(reference))
        rows.scrollTo(index)
        where = rows.visualRect(index)
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where.left() + 20, where.center().y()))
    assert len(model.ticked) == 2
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Space)  # off again
    assert len(model.ticked) == 1
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    everything = window.act_page.findChildren(QPushButton)
    qtbot.waitUntil(lambda: any(one.text() == "Signer les actes cochés (\u20662\u2069)" for one in everything))
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert {act for act, _ in received(sandbox, references)} == set(references[:2])
    primary(window.batch_page).click()
    qtbot.waitUntil(lambda: not model.ticked, timeout=LONG)


def test_a_ticked_act_that_is_not_ready_is_said_before_the_code_and_stays(
    qtbot: QtBot, open_window: Open, key_of: Insert, fresh: Fresh, sandbox: RunningSandbox
) -> None:
    key_of("valid")
    seen, unseen = fresh(2)
    window = open_window()
    choose(qtbot, window, seen)
    wait_for_key(qtbot, window, usable=True)
    read_everything(qtbot, window)
    acts = {act.reference: act for act in window.acts}
    for reference in (seen, unseen):
        choose(qtbot, window, reference)
        qtbot.keyClick(rows_of(window), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(window.book.flow.ticked) == 2, timeout=LONG)
    window.sign_all()
    qtbot.waitUntil(lambda: window.flow.dialog is not None, timeout=LONG)
    assert window.flow.dialog is not None
    said = shown_texts(window.flow.dialog)
    assert f"Signer {len(acts[seen].documents)} documents" in said
    left = len(acts[unseen].documents)
    assert f"{left} documents restent sans signature" in said
    assert unseen in said
    assert "n'ont pas encore été consultées" in said
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert {reference for reference, _ in received(sandbox, [seen, unseen])} == {seen}


def test_an_act_that_changed_while_it_was_fetched_is_fetched_again(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: len(window.acts) >= 1, timeout=LONG)
    model, before = BookModel(), window.acts
    asked: list[tuple[list[int], int]] = []
    model.wanted.connect(lambda numbers: asked.append((numbers, model.generation)))
    numbers = tuple(range(len(before)))
    references = tuple(act.reference for act in before)
    model.show(Book(numbers, references, len(numbers), 0, {}, {}))
    qtbot.waitUntil(lambda: len(asked) == 1)
    model.expire()  # something was read meanwhile
    model.put(asked[0][0], before, asked[0][1])
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1] == (list(numbers), 1)


def test_a_clerk_has_nothing_to_tick(qtbot: QtBot, open_window: Open, sandbox: RunningSandbox) -> None:
    clerk = next(one["username"] for one in sandbox.accounts if one["role"] == "clerk")
    window = open_window(clerk)
    qtbot.waitUntil(lambda: window.act_page.act is not None, timeout=LONG)
    rows = rows_of(window)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert not window.acts_panel.model.ticked
    assert window.acts_panel.model.index(0).data(Qt.ItemDataRole.CheckStateRole) is None


@pytest.mark.alone
def test_the_first_rows_come_before_anything_else_is_asked(
    qtbot: QtBot, open_window: Open, home: Home, sandbox: RunningSandbox, fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(1)
    with app.build(home, policy=home.root / "no-policy.toml") as rooms:
        log_in(rooms, sandbox).synchronise()
    told: list[str] = []

    def watched(name: str) -> Callable[..., object]:
        own = getattr(DeskRoom, name)
        return lambda desk, *args, **more: (told.append(name), own(desk, *args, **more))[1]

    later = {"synchronise", "outbox", "key_way", "ready_acts", "warm_book", "key_standings"}
    for name in ("book", "book_acts", *later):
        monkeypatch.setattr(DeskRoom, name, watched(name))
    window = open_window()
    qtbot.waitUntil(lambda: later <= set(told), timeout=LONG)
    assert told[:2] == ["book", "book_acts"]
    assert window.acts


def test_who_leaves_while_the_book_is_looked_up_finds_it_when_they_come_again(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    fresh(1)
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.acts), timeout=LONG)
    controller, over = window.controller, threading.Event()
    controller.look_up(lambda _desk: over.wait(60), done=lambda _nothing: None, failed=lambda _error: None)
    search(qtbot, window, "zzz")
    with qtbot.waitSignal(controller.left, timeout=LONG):
        controller.log_out()
    over.set()
    log_in(controller.rooms, sandbox)
    controller.resume()
    qtbot.waitUntil(lambda: bool(window.acts) and not controller.syncing, timeout=LONG)
    assert window.acts_panel.model.numbers


@pytest.mark.timeout(600)
def test_thousands_of_acts_open_at_once_are_searched_at_a_key_press_and_scroll_smoothly(
    qtbot: QtBot, open_window: Open, home: Home, sandbox: RunningSandbox
) -> None:
    with app.build(home, policy=home.root / "no-policy.toml") as rooms:
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        connection = rooms._store.connection()
        assert connection is not None
        assert connection.account is not None
        fill_fast(rooms._store, connection.account, MANY, commune="01")
    began = time.monotonic()
    window = open_window()
    model, rows = window.acts_panel.model, rows_of(window)
    qtbot.waitUntil(lambda: len(model.numbers) >= MANY and len(model.acts) > 8, timeout=LONG)
    print(f"log-in, window, synchronisation and first rows of {MANY}: {time.monotonic() - began:.2f} s")
    edit = window.acts_panel.findChild(QLineEdit)
    assert edit is not None
    qtbot.wait(500)  # what is searched is read meanwhile
    watchdog = Watchdog()
    presses = []
    for end, letter in enumerate("benali 42", 1):
        before = time.monotonic()
        with qtbot.waitSignal(window.book.flow.changed, timeout=LONG):
            qtbot.keyClick(edit, letter)
        presses.append(time.monotonic() - before)
        assert window.book.flow.query.words == "benali 42"[:end]
    assert 0 < len(model.numbers) < MANY
    print(f"a key press until its rows are shown: at most {max(presses) * 1000:.0f} ms")
    edit.clear()
    qtbot.waitUntil(lambda: len(model.numbers) >= MANY)
    frames = scroll(qtbot, rows)
    print(f"a frame of scrolling: at most {max(frames) * 1000:.1f} ms, {len(frames)} frames")
    assert sorted(frames)[int(len(frames) * 0.95)] < 1 / 60
    assert watchdog.stalls(longer_than=0.1) == []
    end = model.index(len(model.numbers) - 1)
    rows.setCurrentIndex(end)
    last = model.references[-1]
    qtbot.waitUntil(lambda: window.act_page.act is not None and window.act_page.act.reference == last, timeout=LONG)


def scroll(qtbot: QtBot, rows: Rows) -> list[float]:
    """Seconds of this thread for each of 200 frames, a third of a row apart, and after jumps."""
    bar = rows.verticalScrollBar()
    frames = []
    for step in range(200):
        bar.setValue(bar.value() + 27 if step % 50 else int(bar.maximum() * step / 200))
        before = time.thread_time()
        rows.viewport().repaint()
        frames.append(time.thread_time() - before)
        qtbot.wait(5)  # the window has its turns after each frame, as under a wheel
    return frames
