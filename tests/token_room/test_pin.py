"""Where the PIN may be, and where it never is."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tokens import PIN, OnToken

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token import errors
from rokhas_desktop.token.host.cryptoki import TokenInfo
from rokhas_desktop.token.host.hardening import wipe
from rokhas_desktop.token.host.login import check_before, flag_names, pin_state
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import Selection

Make = Callable[..., Selection]
_READY = 0x8 | 0x400


def token(flags: int = _READY, low: int = 4, high: int = 16) -> TokenInfo:
    return TokenInfo("TEST", "TEST", "TEST", "1", flags, low, high)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_pin_is_in_no_argument_environment_log_or_repr(
    on_token: Make, room: TokenRoom, logs: Path, pin: bytearray, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    selection = on_token(OnToken("rsa1", always_authenticate=True))
    with pytest.raises(errors.PinIncorrect) as caught:
        room.open(selection, bytearray(b"86427531"), pin_uses=3)
    with room.open(selection, pin, pin_uses=3) as session:
        session.sign(b"TEST", "rsa-pkcs1-sha256")
        seen = [repr(vars(session)), repr(vars(room)), caplog.text, repr(caught.value), str(caught.value.details)]
        for process in (psutil.Process(), psutil.Process(session.pid)):
            seen += [" ".join(process.cmdline()), repr(process.environ())]
        limits = Path(f"/proc/{session.pid}/limits").read_text(encoding="ascii")
        assert [line.split()[4:6] for line in limits.splitlines() if "core file" in line] == [["0", "0"]]
    written = [path for path in logs.rglob("*") if path.is_file()]
    assert any(path.name.startswith("token-session") for path in written)
    seen += [path.read_text(encoding="utf-8", errors="replace") for path in written]
    assert not [text for text in seen if PIN in text or "86427531" in text]
    assert pin == bytes(len(PIN))


def test_the_pin_is_zeroed_whatever_happens(room: TokenRoom, tmp_path: Path, pin: bytearray) -> None:
    with pytest.raises(errors.ModuleNotLoaded):
        room.open(Selection(str(tmp_path / "missing.so"), "1", "00" * 32), pin)
    assert pin == bytes(len(PIN))


def test_the_pin_is_zeroed_when_the_token_is_gone(on_token: Make, room: TokenRoom, pin: bytearray) -> None:
    selection = on_token(OnToken("p256"))
    with pytest.raises(errors.TokenRemoved):
        room.open(replace(selection, serial="gone"), pin)
    assert pin == bytes(len(PIN))


@given(st.binary(max_size=64))
def test_wiping_leaves_zeros_of_the_same_length(secret: bytes) -> None:
    buffer = bytearray(secret)
    wipe(buffer)
    assert buffer == bytes(len(secret))


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40))
def test_a_printable_pin_is_judged_by_its_length_alone(text: str) -> None:
    pin = bytearray(text.encode())
    if 4 <= len(pin) <= 16:
        check_before(token(), pin, accept_final_try=False)
    else:
        with pytest.raises(errors.PinLength):
            check_before(token(), pin, accept_final_try=False)


@pytest.mark.parametrize(
    ("flags", "typed", "error"),
    [
        (_READY | 0x40000, b"123456", errors.PinLocked),
        (_READY | 0x40000 | 0x20000, b"123456", errors.PinLocked),
        (0x400, b"123456", errors.PinNotSet),
        (_READY | 0x80000, b"123456", errors.PinExpired),
        (_READY | 0x20000, b"123456", errors.LastTry),
        (_READY | 0x20000, b"123", errors.PinLength),
        (_READY | 0x100, b"123456", errors.PinpadOnly),
        (_READY, None, errors.PinMissing),
    ],
)
def test_what_the_flags_forbid_is_never_tried(flags: int, typed: bytes | None, error: type[RokhasError]) -> None:
    with pytest.raises(error):
        check_before(token(flags), bytearray(typed) if typed is not None else None, accept_final_try=False)


def test_a_last_try_may_be_confirmed_and_a_lock_may_not() -> None:
    check_before(token(_READY | 0x20000), bytearray(b"123456"), accept_final_try=True)
    check_before(token(_READY | 0x10000), bytearray(b"123456"), accept_final_try=False)
    check_before(token(_READY | 0x100), None, accept_final_try=False)
    with pytest.raises(errors.PinLocked):
        check_before(token(_READY | 0x40000), bytearray(b"123456"), accept_final_try=True)


def test_a_token_that_gives_no_lengths_takes_any() -> None:
    check_before(token(low=0, high=0), bytearray(b"1" * 300), accept_final_try=False)
    with pytest.raises(errors.PinLength):
        check_before(token(low=0, high=0), bytearray(), accept_final_try=False)


def test_flags_have_names() -> None:
    assert flag_names(_READY | 0x20000) == ("USER_PIN_INITIALIZED", "TOKEN_INITIALIZED", "USER_PIN_FINAL_TRY")
    states = [pin_state(_READY | bit) for bit in (0, 0x10000, 0x30000, 0x70000, 0x80000)]
    assert states == ["ok", "count-low", "final-try", "locked", "to-be-changed"]
