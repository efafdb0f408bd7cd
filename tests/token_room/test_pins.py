"""Changing a PIN and unblocking a token: one try of what was typed, nothing sent that cannot be right, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults import BUILDABLE, Faults
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, TokenView

NEW, PUK = "97531864", "12345678"


@pytest.fixture
def room(logs: Path) -> Iterator[TokenRoom]:
    with TokenRoom(DEADLINES, logs) as room:
        yield room


def token_of(room: TokenRoom, candidate: ModuleCandidate) -> TokenView:
    (token,) = room.survey([candidate]).tokens
    return token


def set_pin(room: TokenRoom, token: TokenView, old: str, new: str, **more: bool) -> str | None:
    """The code of what went wrong; both PINs are gone either way."""
    typed = bytearray(old, "ascii"), bytearray(new, "ascii")
    try:
        room.set_pin(token.module, token.serial, *typed, **more)
    except RokhasError as error:
        code, told = str(error.code), repr((error.args, error.details, error.__cause__))
    else:
        code, told = None, ""
    assert not any(typed[0] + typed[1])
    assert new not in told
    return code


def test_a_pin_is_changed_by_the_old_one(room: TokenRoom, store: Store) -> None:
    store.add("TEST", OnToken("rsa1"))
    selection = choose(room.survey([store.candidate]))
    token = token_of(room, store.candidate)
    assert set_pin(room, token, "11111111", NEW) == "TOK-020"
    assert set_pin(room, token, PIN, NEW) is None
    with pytest.raises(RokhasError) as refused:
        room.open(selection, bytearray(PIN, "ascii"))
    assert refused.value.code == "TOK-020"
    with room.open(selection, bytearray(NEW, "ascii")) as session:
        assert session.sign(b"TEST", session.schemes[0])


@pytest.mark.parametrize(("old", "new", "code"), [(PIN, "12", "TOK-023"), (PIN, PIN, "TOK-063"), ("1", NEW, "TOK-023")])
@BUILDABLE
def test_what_cannot_be_right_spends_no_try(
    room: TokenRoom, store: Store, tmp_path: Path, old: str, new: str, code: str
) -> None:
    store.add("TEST", OnToken("rsa1"))
    faults = Faults(tmp_path / "orders")
    token = token_of(room, faults.around(store.candidate))
    assert set_pin(room, token, old, new) == code


def test_a_token_without_a_pin_gets_one_by_the_unblocking_code(room: TokenRoom, store: Store) -> None:
    store.add("TEST", pin=None)
    token = token_of(room, store.candidate)
    assert token.pin_state == "not-set"
    assert set_pin(room, token, PIN, NEW) == "TOK-025"
    assert set_pin(room, token, "87654321", NEW, unblock=True) == "TOK-061"
    assert set_pin(room, token, PUK, NEW, unblock=True) is None
    assert token_of(room, store.candidate).pin_state == "ok"


@pytest.mark.parametrize(
    ("order", "code"),
    [("flags - 0 0x40000", "TOK-021"), ("flags - 0 0x20000", "TOK-022")],
)
@BUILDABLE
def test_a_locked_token_is_not_tried_and_the_last_try_wants_a_word(
    room: TokenRoom, store: Store, tmp_path: Path, order: str, code: str
) -> None:
    store.add("TEST", OnToken("rsa1"))
    faults = Faults(tmp_path / "orders")
    token = token_of(room, faults.around(store.candidate))
    faults.play(order)
    assert set_pin(room, token, PIN, NEW) == code
    faults.lift()
    assert set_pin(room, token, PIN, NEW) is None
