"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

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
