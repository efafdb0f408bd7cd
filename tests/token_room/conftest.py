"""Rooms and stores of their own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import Selection


@pytest.fixture(autouse=True)
def _no_store_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOFTHSM2_CONF", raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    return folder


@pytest.fixture
def room(logs: Path) -> Iterator[TokenRoom]:
    with TokenRoom(DEADLINES, logs) as room:
        yield room


@pytest.fixture
def pin() -> bytearray:
    return bytearray(PIN.encode())


@pytest.fixture
def on_token(store: Store, room: TokenRoom) -> Callable[..., Selection]:
    """Makes one token with the given keys and selects the only certificate on it."""

    def make(*keys: OnToken, label: str = "TEST token", cert_id: str | None = None) -> Selection:
        store.add(label, *keys)
        return choose(room.survey([store.candidate]), token=label, cert_id=cert_id)

    return make
