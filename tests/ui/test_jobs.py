"""The lane: what is asked of it after its end is not done, and is no error."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from rokhas_desktop.ui.jobs import Lane


def test_a_closed_lane_takes_no_work(qtbot: QtBot) -> None:
    said: list[object] = []
    lane = Lane("TEST")
    lane.run(lambda _report, _cancel: 1, done=said.append, failed=said.append)
    qtbot.waitUntil(lambda: said == [1])
    lane.close()
    lane.run(lambda _report, _cancel: 2, done=said.append, failed=said.append)
    qtbot.wait(50)
    assert said == [1]
