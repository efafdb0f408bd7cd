"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rokhas_desktop.settings import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user's home of its own; nothing of the machine's user is touched."""
    return Home.find(tmp_path / "home")
