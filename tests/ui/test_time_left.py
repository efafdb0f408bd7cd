"""How far a transfer is and how long it may still take, as the window and the command line say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from rokhas_desktop.progress import Progress, TimeLeft
from rokhas_desktop.ui.header import Header
from rokhas_desktop.ui.text import describe, duration


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_time_left_follows_the_line() -> None:
    clock = Clock()
    left = TimeLeft(clock)
    told: list[float | None] = []
    for second in range(61):
        clock.at = float(second)
        done = min(second, 30) * 1_000 + max(0, second - 30) * 100  # the line becomes ten times slower
        told.append(left.heard(Progress(done, 100_000, "bytes")))
    assert told[1] is None
    assert told[10] == pytest.approx(90)
    assert told[60] == pytest.approx(67_000 / 100)
    assert left.heard(None) is None
    assert left.heard(Progress(0, 100_000, "bytes")) is None


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 1000), st.integers(0, 1000)), max_size=30))
def test_time_left_is_never_senseless(reports: list[tuple[float, int, int]]) -> None:
    clock = Clock()
    left = TimeLeft(clock)
    for step, done, total in reports:
        clock.at += step
        told = left.heard(Progress(min(done, total), total, "bytes"))
        assert told is None or told >= 0


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (42, "42 s"), (61, "1 min"), (1799, "30 min"), (3900, "1 h 05 min")]
)
def test_a_duration_is_said_as_a_person_would(seconds: float, said: str) -> None:
    assert duration(seconds, "fr") == said


@pytest.mark.window
def test_the_header_says_it(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.show_sync(True, describe(Progress(3_400_000, 12_000_000, "bytes"), "fr"), 130.0)
    assert "3,4 Mo" in header._state.text()
    assert "2 min" in header._state.text()
    header.show_sync(True, describe(Progress(1, 12, "documents"), "fr"))
    assert "1 / 12" in header._state.text()
    header.show_sync(False, "")
    assert header._state.text() == ""
