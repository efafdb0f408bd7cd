"""A real PKCS#11 token signs, through the token room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.documents import plan
from support.judges import is_valid, openssl_accepts
from support.signers import pem
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.signing.face import RawSigner, SignedFile
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.session import TokenSession


class Holder:
    """What the desk makes of a session and a chain."""

    def __init__(self, session: TokenSession) -> None:
        self.certificate, self.schemes, self.sign = session.certificate, session.schemes, session.sign
        self.chain: tuple[bytes, ...] = ()


@pytest.mark.parametrize("name", ["rsa-signing", "p256-signing", "p384-signing"])
def test_a_token_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: Callable[..., SignedFile], name: str
) -> None:
    monkeypatch.delenv("SOFTHSM2_CONF", raising=False)
    store = Store(tmp_path / "store")
    store.add("TEST token", OnToken(name))
    (tmp_path / "logs").mkdir()
    (tmp_path / "pdf").mkdir()
    with TokenRoom(DEADLINES, tmp_path / "logs") as room:
        selection = choose(room.survey([store.candidate]), token="TEST token")
        with room.open(selection, bytearray(PIN.encode())) as session:
            holder: RawSigner = Holder(session)
            for turn in range(3):
                original = plan(tmp_path / "pdf" / f"plan-{turn}.pdf")
                signed = sign(original, by=holder, target=tmp_path / "pdf" / f"signed-{turn}.pdf")
                assert openssl_accepts(signed.path, pem(session.certificate)) == ""
                assert is_valid(signed.path)
