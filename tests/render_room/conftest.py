"""Qt draws offscreen here, whatever the machine has."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rokhas_desktop.render.room import RasterRoom, StampRoom


@pytest.fixture(scope="module")
def raster() -> Iterator[RasterRoom]:
    """One child, shared by the tests that do it no harm."""
    room = RasterRoom(workers=1)
    yield room
    room.close()


@pytest.fixture(scope="module")
def stamps() -> Iterator[StampRoom]:
    """One child, shared by the tests that do it no harm."""
    room = StampRoom()
    yield room
    room.close()
