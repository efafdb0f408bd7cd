"""Modules that pass SoftHSM on and misbehave in one thing, as vendors' modules do in the field."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from support import bad_modules
from support.tokens import DEADLINES, MODULE, PIN, OnToken, Store

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token import errors
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.session import TokenSession
from rokhas_desktop.token.views import ModuleCandidate, Survey

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("gcc") is None, reason="the misbehaving modules are built with gcc on Linux"
)

HIDES_THE_ATTRIBUTE = "if (((attribute *)c)->type == 0x202) return 0x12; return PASS;"


class Bench:
    """One token behind one misbehaving module."""

    def __init__(self, room: TokenRoom, store: Store, folder: Path, key: OnToken, **overrides: str) -> None:
        self.room = room
        self.key = key
        store.add("TEST", key)
        path = bad_modules.shim(folder, MODULE, **overrides)
        self.candidate = ModuleCandidate(str(path), "TEST", store.candidate.env)
        self.selection = choose(room.survey([store.candidate]))
        self.selection = replace(self.selection, module=str(path))
        self.seen: Survey = room.survey([self.candidate])

    def open(self, *, pin: str | None = PIN, pin_uses: int = 0, accept_final_try: bool = False) -> TokenSession:
        typed = bytearray(pin.encode()) if pin is not None else None
        return self.room.open(self.selection, typed, pin_uses=pin_uses, accept_final_try=accept_final_try)

    def sign(self, **how: object) -> bytes:
        with self.open(**how) as session:  # type: ignore[arg-type]
            return session.sign(b"TEST", session.schemes[0])


def bench(room: TokenRoom, store: Store, tmp_path: Path, key: OnToken | None = None, **overrides: str) -> Bench:
    return Bench(room, store, tmp_path, key or OnToken("rsa1"), **overrides)


def test_a_key_that_wants_its_pin_each_time_without_saying_so(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(room, store, tmp_path, OnToken("rsa1", always_authenticate=True), GetAttributeValue=HIDES_THE_ATTRIBUTE)
    with pytest.raises(errors.ConsentWanted):
        it.sign()
    with it.open(pin_uses=5) as session:
        assert session.key.always_authenticate is False
        for _ in range(5):
            session.sign(b"TEST", "rsa-pkcs1-sha256")
        with pytest.raises(errors.PinUsesSpent):
            session.sign(b"TEST", "rsa-pkcs1-sha256")
    ((_, key),) = room.survey([it.candidate]).keys()
    assert key.key is not None
    assert key.key.always_authenticate is True


def test_a_pin_refused_at_a_signature_is_not_sent_again(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(
        room,
        store,
        tmp_path,
        OnToken("rsa1", always_authenticate=True),
        Login='if (b != 2) return PASS; fprintf(stderr, "context log-in\\n"); return 0xA0;',
    )
    with it.open(pin_uses=5) as session:
        with pytest.raises(errors.PinRefusedAgain):
            session.sign(b"TEST", "rsa-pkcs1-sha256")
        assert not session.open
    (log,) = (tmp_path / "logs").glob("token-session-shim*")
    assert log.read_text(encoding="utf-8").count("context log-in") == 1


@pytest.mark.parametrize(
    ("login", "error"),
    [
        ("return 0x06;", errors.LogInFailed),
        ("return 0x05;", errors.LogInFailed),
        ("return 0x80100068;", errors.LogInFailed),
        ("return 0xA0;", errors.PinIncorrect),
        ("return 0xA2;", errors.PinLength),
        ("return 0xA3;", errors.PinExpired),
        ("return 0xA4;", errors.PinLocked),
        ("return 0x50;", errors.LogInCancelled),
        ("return 0x100;", errors.AnotherUser),
        ("return 0x102;", errors.PinNotSet),
        ("return 0x104;", errors.AnotherUser),
        ("return 0xE0;", errors.TokenRemoved),
        ("abort();", errors.CrashedInSession),
    ],
)
def test_what_a_log_in_may_return(
    room: TokenRoom, store: Store, tmp_path: Path, login: str, error: type[RokhasError]
) -> None:
    it = bench(room, store, tmp_path, OnToken("p256"), Login=login)
    with pytest.raises(error) as caught:
        it.open()
    assert type(caught.value) is error


def test_already_logged_in_is_good_where_the_session_says_so(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    assert bench(room, store, tmp_path, Login="PASS; return 0x100;").sign()


@pytest.mark.parametrize(
    ("sign", "error"),
    [
        ("ul rv = PASS; ((unsigned char *)d)[9] ^= 1; return rv;", errors.WrongSignature),
        ("return 0x32;", errors.TokenRemoved),
        ("return 0x30;", errors.DeviceError),
        ("return 0xB3;", errors.SessionLost),
        ("return 0x68;", errors.KeyNotForSigning),
        ("return 0x50;", errors.SignatureCancelled),
        ("abort();", errors.CrashedInSession),
    ],
)
def test_what_a_signature_may_return(
    room: TokenRoom, store: Store, tmp_path: Path, sign: str, error: type[RokhasError]
) -> None:
    it = bench(room, store, tmp_path, Sign=sign)
    with it.open() as session:
        with pytest.raises(error) as caught:
            session.sign(b"TEST", "rsa-pkcs1-sha256")
        assert type(caught.value) is error
        assert not session.open
    assert not psutil.pid_exists(session.pid) or psutil.Process(session.pid).status() == psutil.STATUS_ZOMBIE


def test_not_logged_in_is_tried_once_with_the_pin_and_no_more(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(
        room,
        store,
        tmp_path,
        Sign='fprintf(stderr, "C_Sign\\n"); PASS; return 0x101;',
        Login="return b == 2 ? 0 : PASS;",
    )
    with pytest.raises(errors.NotLoggedIn):
        it.sign(pin_uses=5)
    (log,) = (tmp_path / "logs").glob("token-session-shim*")
    assert log.read_text(encoding="utf-8").count("C_Sign") == 2


def test_a_module_that_hangs_while_signing(store: Store, logs: Path, tmp_path: Path) -> None:
    with TokenRoom(DEADLINES.model_copy(update={"sign": 0.5}), logs) as room:
        it = bench(room, store, tmp_path, Sign="for (;;) pause();")
        with pytest.raises(errors.HungInSession):
            it.sign()


def test_a_bad_slot_and_a_growing_slot_list_hide_no_token(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    grows = "if (b && calls < 4) return 0x150; ul rv = PASS; if (b) ((ul *)b)[*(ul *)c] = 999; ++*(ul *)c; return rv;"
    it = bench(
        room,
        store,
        tmp_path,
        GetSlotList=grows,
        GetSlotInfo="if (a != 999) return PASS; memset((void *)b, ' ', 96); SLOT_FLAGS(b) = 1; return 0;",
        GetTokenInfo="return a == 999 ? 0x30 : PASS;",
    )
    (module,) = it.seen.modules
    assert {slot.slot_id: slot.code for slot in module.slots}[999] == "TOK-050"
    assert [token.label for token in it.seen.tokens] == ["TEST"]
    assert it.sign()


def test_a_token_on_its_last_try_wants_a_confirmation(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(room, store, tmp_path, GetTokenInfo="ul rv = PASS; TOKEN_FLAGS(b) |= 0x20000; return rv;")
    assert it.seen.tokens[0].pin_state == "final-try"
    with pytest.raises(errors.LastTry):
        it.open()
    assert it.sign(accept_final_try=True)


def test_a_locked_token_is_never_tried(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(
        room, store, tmp_path, GetTokenInfo="ul rv = PASS; TOKEN_FLAGS(b) |= 0x40000; return rv;", Login="abort();"
    )
    with pytest.raises(errors.PinLocked):
        it.open(accept_final_try=True)


def test_a_pinpad_takes_the_pin_itself(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(
        room,
        store,
        tmp_path,
        GetTokenInfo="ul rv = PASS; TOKEN_FLAGS(b) |= 0x100; return rv;",
        Login=f'if (c || d) return 7; return real->f[Login](a, b, "{PIN}", {len(PIN)}ul);',
    )
    assert it.seen.tokens[0].pinpad
    assert it.sign(pin=None)
    with pytest.raises(errors.PinpadOnly):
        it.open()


def test_a_token_that_hashes_nothing_itself(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(room, store, tmp_path, GetMechanismList="if (b) *(ul *)b = 1; *(ul *)c = 1; return 0;")
    with it.open() as session:
        assert session.schemes == ("rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512")
        assert session.sign(b"TEST", "rsa-pkcs1-sha512")


def test_a_module_that_prints_disturbs_nothing(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    loud = 'for (int i = 0; i < 200; i++) printf("noise %d\\n", i); fflush(stdout); return PASS;'
    assert bench(room, store, tmp_path, Sign=loud, GetTokenInfo=loud).sign()


def test_a_quick_look_reads_a_removable_tokens_objects_once(room: TokenRoom, store: Store, tmp_path: Path) -> None:
    it = bench(
        room,
        store,
        tmp_path,
        GetSlotInfo="ul rv = PASS; SLOT_FLAGS(b) |= 2; return rv;",
        FindObjectsInit='fprintf(stderr, "search\\n"); return PASS;',
    )
    (log,) = (tmp_path / "logs").glob("token-survey-shim*")
    searches = log.read_text(encoding="utf-8").count("search")
    assert searches
    for _ in range(3):
        assert room.survey([it.candidate], quick=True) == it.seen
    assert log.read_text(encoding="utf-8").count("search") == searches
    assert room.survey([it.candidate]) == it.seen
    assert log.read_text(encoding="utf-8").count("search") == 2 * searches
