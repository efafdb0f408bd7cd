"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.turns import Turns

# Qt aborts the process without a display; the pictures are the same offscreen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The keyring of whoever runs the tests is not touched, nor one that a test has defined taken for the system's.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from rokhas_desktop.settings import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user's home of its own; nothing of the machine's user is touched."""
    return Home.find(tmp_path / "home")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before the time limit of a test begins
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test marked ``alone`` has the machine for itself."""
    worker = getattr(item.config, "workerinput", None)
    if worker is None:
        return (yield)
    with Turns(worker["testrunuid"]).taken(alone=item.get_closest_marker("alone") is not None):
        return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last of the workers has ended."""
    run = getattr(config, "workerinput", {}).get("testrunuid")
    if run is None and (plugin := config.pluginmanager.getplugin("dsession")) is not None:
        Turns(plugin.nodemanager.testrunuid).end()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The tables: what was seen of each fault of a token and of each hostile input, by the tests that passed."""
    from support import faults, hostile

    reports = terminalreporter.stats.get("passed", [])
    for kind, title, table in (("fault", "faults of the token", faults.table), ("hostile", "bad input", hostile.table)):
        rows = [value for report in reports for name, value in report.user_properties if name == kind]
        if rows:
            terminalreporter.section(title)
            for line in table(rows):
                terminalreporter.write_line(line)
    seen = [value for report in reports for name, value in report.user_properties if name == "ward"]
    if seen:
        from support import ward

        terminalreporter.section("the seeded ward")
        for line in ward.table(seen):
            terminalreporter.write_line(line)
