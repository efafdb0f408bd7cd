"""The pieces of an act as a list: each with its own small picture."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.windows import LONG, choose

from rokhas_desktop.ui.pieces import broken
from rokhas_desktop.ui.window import MainWindow


def test_every_piece_shows_its_picture(qtbot: QtBot, open_window: Callable[..., MainWindow], fresh: Fresh) -> None:
    (reference,) = fresh(1)
    window = open_window()
    choose(qtbot, window, reference)
    act, page = window.act_page.act, window.act_page
    assert act is not None
    known = page.thumbnails._pictures
    qtbot.waitUntil(lambda: all(known.get(one.sha256) is not None for one in act.documents[:3]), timeout=LONG)
    rows = page._pieces
    qtbot.wait(50)
    shown = rows.viewport().grab().toImage()
    for row in range(min(3, len(act.documents))):
        area = rows.visualItemRect(rows.item(row))
        place = area.topLeft() + QPoint(8, area.height() // 2 - 27)
        colours = {
            shown.pixelColor(place.x() + x, place.y() + y).lightness() for x in range(10, 34) for y in range(12, 30)
        }
        assert len(colours) > 5, row  # lines of a drawing or a text, clear of the mark; an empty frame has none


@given(
    st.text(st.sampled_from("abc déçu مرجع 2026-/\u2066\u2069"), max_size=120),
    st.integers(60, 400),
    st.integers(1, 3),
)
def test_a_title_takes_so_many_lines_and_says_where_it_is_cut(
    qapp: QApplication, text: str, width: int, most: int
) -> None:
    font = qapp.font()
    lines = broken(text, font, width, most)
    assert len(lines) <= most
    cut = bool(lines) and "…" in lines[-1]
    if not cut:
        assert "".join("".join(lines).split()) == "".join(text.split())
    metrics = QFontMetrics(font)
    assert all(metrics.horizontalAdvance(one) <= width + 2 for one in lines)
