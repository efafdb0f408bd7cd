"""What the smart card service says: real pcscd, a virtual reader, cards of any ATR."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.card_reader import CNIE, ETOKEN, READER, RUNS, Service, service

from rokhas_desktop.token import readers as room_of_readers
from rokhas_desktop.token.readers import ReaderRoom
from rokhas_desktop.token.views import Readers

pytestmark = RUNS


@pytest.fixture(scope="module")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(tmp_path_factory.mktemp("pcscd")) as running:
        yield running
        running.remove()


@pytest.fixture
def readers(pcscd: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderRoom]:
    for name, value in pcscd.env.items():
        monkeypatch.setenv(name, value)
    room = ReaderRoom(3.0)
    yield room
    room.close()


def until(room: ReaderRoom, fits: Callable[[Readers], bool], seconds: float = 5.0) -> Readers:
    end = time.monotonic() + seconds
    while not fits(seen := room.look()):
        assert time.monotonic() < end, seen
        time.sleep(0.05)
    return seen


def test_a_card_comes_and_goes_and_its_atr_is_read(readers: ReaderRoom, pcscd: Service) -> None:
    pcscd.remove()
    seen = until(readers, lambda seen: seen.state == "running" and not seen.atrs)
    assert all(one.name.startswith(READER) and not one.card for one in seen.readers)
    for atr in (CNIE, ETOKEN):
        pcscd.insert(atr)
        seen = until(readers, lambda seen, atr=atr: seen.atrs == (atr.replace(" ", ""),))  # type: ignore[misc]
        assert [one.card for one in seen.readers if one.atr] == [True]
        assert seen.code is None
    pcscd.remove()
    until(readers, lambda seen: not seen.atrs)


def test_a_card_that_stays_is_settled(readers: ReaderRoom, pcscd: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_of_readers, "SETTLES", 0.3)
    pcscd.insert(CNIE)
    fresh = until(readers, lambda seen: bool(seen.atrs))
    assert not any(one.settled for one in fresh.readers)
    until(readers, lambda seen: any(one.settled for one in seen.readers))
    pcscd.remove()
    until(readers, lambda seen: not any(one.settled for one in seen.readers))


def test_a_service_that_hangs_is_left_alone_and_asked_again_when_wanted(
    pcscd: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*next(iter(pcscd.env.items())))
    room = ReaderRoom(1.0)
    try:
        assert room.look().state == "running"
        os.kill(pcscd.daemon, signal.SIGSTOP)
        try:
            began = time.monotonic()
            seen = room.look()
            assert (seen.state, seen.code) == ("not-answering", "TOK-073")
            assert time.monotonic() - began < 3
            began = time.monotonic()
            assert room.look().state == "not-answering"
            assert time.monotonic() - began < 0.1
        finally:
            os.kill(pcscd.daemon, signal.SIGCONT)
        room.retry()
        assert room.look().state == "running"
    finally:
        room.close()


def look_with(monkeypatch: pytest.MonkeyPatch, path: Path) -> Readers:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(path))
    room = ReaderRoom(3.0)
    try:
        return room.look()
    finally:
        room.close()


def test_no_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = look_with(monkeypatch, tmp_path / "nothing.comm")
    assert (seen.state, seen.code) == ("stopped", "TOK-070")
    assert seen.details == {"scard": "SCardEstablishContext: SCARD_E_NO_SERVICE"}


def test_a_service_without_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with service(tmp_path, readers=False) as running:
        seen = look_with(monkeypatch, Path(running.env["PCSCLITE_CSOCK_NAME"]))
    assert seen == Readers("running")


def test_a_service_that_hangs_up_as_it_does_on_who_is_not_admitted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "refuses.comm"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def hang_up() -> None:
            while True:
                try:
                    client = listening.accept()[0]
                    time.sleep(0.2)  # polkit is asked
                    client.close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        seen = look_with(monkeypatch, path)
        listening.shutdown(socket.SHUT_RDWR)
    assert (seen.state, seen.code) == ("not-authorised", "TOK-071"), seen.details


def test_an_installation_without_pyscard_says_so(tmp_path: Path) -> None:
    hidden = tmp_path / "smartcard"
    hidden.mkdir()
    (hidden / "__init__.py").write_text("raise ImportError\n", encoding="ascii")
    room = ReaderRoom(3.0, env={"PYTHONPATH": str(tmp_path)})
    seen = room.look()
    assert (seen.state, seen.code) == ("not-installed", "TOK-074")
    assert room.look() is seen
    room.close()
    assert room.look() is seen
