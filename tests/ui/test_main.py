"""What holds the window: one for each home, its log, and the report of what nobody caught."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from rokhas_desktop import logs
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home
from rokhas_desktop.ui import main
from rokhas_desktop.ui.single import Single

SECRET = "QZ918273 KANARI"
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from rokhas_desktop.ui.single import Single
app = QCoreApplication([])
held = Single(Path(sys.argv[1]))
print(held.take(lambda: print("asked", flush=True)), flush=True)
app.exec()
"""


@pytest.mark.timeout(120)
def test_a_second_start_shows_the_first_and_a_crash_leaves_the_way_free(qtbot: QtBot, home: Home) -> None:
    first = subprocess.Popen(
        [sys.executable, "-P", "-c", HOLDER, str(home.root)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert first.stdout is not None
    try:
        assert first.stdout.readline() == "True\n"
        second = Single(home.root)
        assert not second.take(lambda: None)
        assert first.stdout.readline() == "asked\n"
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
        first.stdout.close()
    third = Single(home.root)
    assert third.take(lambda: None)
    third.release()


def boom() -> None:
    raise ValueError(SECRET)


def test_a_bug_in_the_window_leaves_a_report_and_the_window_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[RokhasError] = []
    with main._kept(tmp_path) as crashes:
        crashes.met.connect(told.append)
        QTimer.singleShot(0, boom)
        qtbot.waitUntil(lambda: len(told) == 1)
        thread = threading.Thread(target=boom)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    assert {one.code for one in told} == {"APP-001"}
    reports = list(tmp_path.glob("report-*.txt"))
    assert len(reports) == 2
    for path in (*reports, tmp_path / logs.NAME):
        text = path.read_text(encoding="utf-8")
        assert "ValueError" in text
        assert SECRET not in text
    assert "verb window" in reports[0].read_text(encoding="utf-8")


def test_the_log_holds_an_error_by_its_places_and_turns_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 2000)
    own = logging.getLogger("rokhas_desktop.test_main")
    handler = logs.keep(tmp_path)
    try:
        for number in range(60):
            try:
                boom()
            except ValueError as error:
                own.error("bug in a job: %s %d", type(error).__name__, number, exc_info=error)
    finally:
        logs.let_go(handler)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["window.log", "window.log.1", "window.log.2"]
    whole = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert SECRET not in whole
    assert "tests/ui/test_main.py" in whole or "ui/test_main.py" in whole
    assert all(path.stat().st_size <= 2500 for path in tmp_path.iterdir())


def test_a_childs_log_is_put_aside_when_it_grew_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 100)
    path = tmp_path / "raster.log"
    assert logs.turned_over(path) == path
    path.write_bytes(b"a" * 99)
    logs.turned_over(path)
    assert path.exists()
    path.write_bytes(b"b" * 101)
    assert logs.turned_over(path) == path
    assert not path.exists()
    assert path.with_name("raster.log.1").stat().st_size == 101
