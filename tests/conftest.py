"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

# Qt aborts the process without a display; the pictures are the same offscreen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The keyring of whoever runs the tests is not touched, nor one that a test has defined taken for the system's.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from rokhas_desktop.settings import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user's home of its own; nothing of the machine's user is touched."""
    return Home.find(tmp_path / "home")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The fault suite's table: what was seen of each fault, by the tests that passed."""
    from support.faults import table

    reports = terminalreporter.stats.get("passed", [])
    rows = [value for report in reports for name, value in report.user_properties if name == "fault"]
    if rows:
        terminalreporter.section("faults of the token")
        for line in table(rows):
            terminalreporter.write_line(line)
