"""A truly other token, of the same label and the same PIN, put in after the log-in: nothing by it gets out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.faults import BUILDABLE, Behaviour, Faults, Record, tell, token_children
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, Selection

pytestmark = BUILDABLE
SCHEME = "rsa-pkcs1-sha256"


@pytest.fixture
def room(logs: Path) -> Iterator[TokenRoom]:
    with TokenRoom(DEADLINES, logs) as room:
        yield room


@pytest.fixture
def behind(room: TokenRoom, store: Store, tmp_path: Path) -> tuple[Faults, ModuleCandidate, Selection]:
    """Two tokens of one label; the first is the chosen one."""
    store.add("TEST", OnToken("rsa1"))
    mine = choose(room.survey([store.candidate]))
    other = Store(tmp_path / "other")
    other.add("TEST", OnToken("rsa2"))
    store.take(other.tokens)
    faults = Faults(tmp_path / "orders")
    candidate = faults.around(store.candidate)
    tokens = room.survey([candidate]).tokens
    assert [one.label for one in tokens] == ["TEST", "TEST"]
    assert len({one.serial for one in tokens}) == 2
    return faults, candidate, replace(mine, module=candidate.path)


@pytest.mark.parametrize(
    ("variant", "order", "code", "asked"),
    [
        ("another token of the same label after the PIN", f"other-token C_Sign 1 {PIN}", "TOK-015", 1),
        ("another token of the same label just before C_Sign", f"other-token C_SignInit 2 {PIN}", "TOK-043", 2),
    ],
)
def test_nothing_by_another_token_gets_out(
    room: TokenRoom,
    behind: tuple[Faults, ModuleCandidate, Selection],
    record_property: Record,
    variant: str,
    order: str,
    code: str,
    asked: int,
) -> None:
    faults, candidate, mine = behind
    before = token_children()
    faults.play(order)
    faults.forget_calls()
    with room.open(mine, bytearray(PIN, "ascii")) as session:
        assert session.sign(b"TEST", SCHEME)
        with pytest.raises(RokhasError) as caught:
            session.sign(b"TEST", SCHEME)
        assert caught.value.code == code
        assert not session.open
    calls = faults.calls()
    assert calls["C_Sign"] == asked
    child = "kept" if token_children() - before else "ended"
    counted = room.failures().get(candidate.path, 0)
    faults.lift()
    with room.open(mine, bytearray(PIN, "ascii")) as session:
        assert session.sign(b"TEST", SCHEME)
    seen = Behaviour(calls["C_Login 1"], child, counted, signed=1, after=1)
    assert seen == Behaviour(1, "ended", signed=1, after=1)
    tell(record_property, variant, caught.value, seen)
