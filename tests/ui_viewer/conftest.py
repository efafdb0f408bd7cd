"""The viewer over a real render room, offscreen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support import pdf_pages

from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.viewer import Viewer


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Whatever language another test's window was left in."""
    Languages(qapp).switch("en")


@pytest.fixture(scope="module")
def raster() -> Iterator[RasterRoom]:
    """Two children, shared by the tests that do them no harm."""
    room = RasterRoom(workers=2)
    yield room
    room.close()


@pytest.fixture(scope="session")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An A0 of 100,000 segments."""
    return pdf_pages.heavy_plan(tmp_path_factory.mktemp("heavy") / "heavy.pdf")


@pytest.fixture
def viewers(qtbot: QtBot) -> Iterator[Callable[[RasterRoom], Viewer]]:
    """Makes viewers that are shown, 900 × 700, and ends their threads."""
    made: list[Viewer] = []

    def make(room: RasterRoom) -> Viewer:
        viewer = Viewer(room)
        made.append(viewer)
        qtbot.addWidget(viewer)
        viewer.resize(900, 700)
        viewer.show()
        qtbot.waitExposed(viewer)
        return viewer

    yield make
    for viewer in made:
        viewer.stop()


@pytest.fixture
def viewer(viewers: Callable[[RasterRoom], Viewer], raster: RasterRoom) -> Viewer:
    """One viewer that is shown."""
    return viewers(raster)
