"""What the command line says of a card in a reader that is no signing key here: real pcscd, OpenSC, a virtual card."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.card_reader import CNIE, ETOKEN, READER, RUNS, Service, service
from support.command import run, start

pytestmark = RUNS


@pytest.fixture(scope="module")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(tmp_path_factory.mktemp("pcscd")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, pcscd: Service, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in pcscd.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOFTHSM2_CONF", "/dev/null")
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("card", "family", "code", "said"),
    [
        (CNIE, "CNIE", "TOK-075", "Ceci est votre carte nationale"),
        (ETOKEN, "SafeNet eToken", "TOK-076", "son logiciel manque"),
        ("3B 00", None, "TOK-077", "aucun pilote ne la reconnaît"),
    ],
)
def test_a_card_has_its_code(
    home: Path, pcscd: Service, tmp_path: Path, card: str, family: str | None, code: str, said: str
) -> None:
    pcscd.insert(card)
    try:
        document = run(home, "token", "list", "--json").document
        assert document["reader_service"] == {"state": "running", "code": None, "message": None}
        (seen,) = [one for one in document["readers"] if one["card"]]
        assert seen["name"].startswith(READER)
        assert (seen["atr"], seen["family"], seen["code"]) == (card.replace(" ", ""), family, code)
        assert said in seen["message"]
        assert said in run(home, "token", "list", "--lang", "fr").out
        # Whoever wants to sign is told the same.
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
        refused = run(
            home, "sign-file", str(tmp_path / "a.pdf"), "--out", str(tmp_path / "out"), "--pin-stdin", typed="1"
        )
        assert refused.code == 4
        assert code in refused.out + refused.err
    finally:
        pcscd.remove()


def test_a_watch_tells_of_the_national_card_and_its_end(home: Path, pcscd: Service) -> None:
    process = start(home, "token", "watch", "--jsonl")
    try:
        assert process.stdout is not None
        pcscd.insert(CNIE)
        lines = iter(process.stdout.readline, b"")
        came = next(line for line in map(json.loads, lines) if line["event"] == "card")
        assert came["code"] == "TOK-075"
        assert came["label"].startswith(READER)
        pcscd.remove()
        gone = next(line for line in map(json.loads, lines) if line["event"] == "card-gone")
        assert gone["code"] is None
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130
