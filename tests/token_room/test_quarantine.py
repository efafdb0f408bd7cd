"""Crashes while somebody signs count as those while looking do; a signature in between begins the count anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults import BUILDABLE, Faults
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, Selection

pytestmark = BUILDABLE


@pytest.fixture
def room(logs: Path) -> Iterator[TokenRoom]:
    with TokenRoom(DEADLINES, logs) as room:
        yield room


def sign(room: TokenRoom, selection: Selection) -> str | None:
    """One log-in and one signature; the code of what went wrong."""
    try:
        with room.open(selection, bytearray(PIN, "ascii")) as session:
            session.sign(b"TEST", session.schemes[0])
    except RokhasError as error:
        return str(error.code)
    return None


def test_three_broken_sessions_in_a_row_set_a_module_aside(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    store.add("TEST", OnToken("rsa1"))
    faults = Faults(tmp_path / "orders")
    candidate: ModuleCandidate = faults.around(store.candidate)
    selection = choose(room.survey([candidate]))
    for order, code in (("crash C_Sign 1", "TOK-053"), ("crash C_Login 1", "TOK-053")):
        faults.play(order)
        assert sign(room, selection) == code
    faults.lift()
    assert sign(room, selection) is None  # a good signature: from the beginning
    faults.play("crash C_Sign 1")
    for _ in range(2):
        assert sign(room, selection) == "TOK-053"
        assert room.survey([candidate]).modules[0].code is None
    assert sign(room, selection) == "TOK-053"
    assert room.survey([candidate]).modules[0].code == "TOK-008"
    assert room.failures() == {candidate.path: 3}
    faults.lift()
    room.retry(candidate.path)
    assert len(room.survey([candidate]).tokens) == 1
    assert sign(room, selection) is None
