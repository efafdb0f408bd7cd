"""What is seen without a PIN, on real SoftHSM tokens and on libraries that are none."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from support import bad_modules
from support.tokens import OnToken, Store

from rokhas_desktop.settings import Deadlines
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import KeyView, ModuleCandidate, ModuleView, SlotView

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SoftHSM and gcc are those of the Linux test machine")


def only(room: TokenRoom, path: Path) -> ModuleView:
    (module,) = room.survey([ModuleCandidate(str(path), "TEST")]).modules
    return module


def test_tokens_their_certificates_and_keys_are_seen(store: Store, room: TokenRoom) -> None:
    store.add("TEST one", OnToken("rsa1", "a1"), OnToken("p256", "b2"), OnToken("p384", "c3", days=-1))
    store.add("TEST two", pin=None)
    survey = room.survey([store.candidate])
    tokens = {token.label: token for token in survey.tokens}
    assert set(tokens) == {"TEST one", "TEST two"}
    assert tokens["TEST two"].pin_state == "not-set"
    one = tokens["TEST one"]
    assert (one.pin_state, one.pinpad, one.pin_min, one.pin_max) == ("ok", False, 4, 255)
    assert "TOKEN_INITIALIZED" in one.flags
    keys = {key.cka_id: key for key in one.keys}
    assert keys["a1"].certificate == OnToken("rsa1").certificate
    assert [(key.key.type, key.key.bits) for key in keys.values() if key.key] == [
        ("rsa", 2048),
        ("ec", 256),
        ("ec", 384),
    ]
    assert keys["a1"].key is not None
    assert keys["a1"].key.schemes[0] == "rsa-pkcs1-sha256"
    assert keys["a1"].key.evidence == "public-key"
    assert keys["a1"].key.always_authenticate is None
    assert keys["a1"].facts is not None
    assert keys["a1"].facts.holder.common_name == "TEST Amina EXEMPLE"
    assert "CRT-001" in [refusal.code for refusal in keys["c3"].refusals]
    assert "CRT-001" not in [refusal.code for refusal in keys["a1"].refusals]


def test_an_uninitialised_token_is_no_token(store: Store, room: TokenRoom) -> None:
    survey = room.survey([store.candidate])
    assert survey.tokens == ()
    assert [slot.code for slot in survey.modules[0].slots] == [None]


def test_two_looks_at_the_same_are_equal(store: Store, room: TokenRoom) -> None:
    store.add("TEST", *(OnToken("rsa1", f"a{number}", days=365 + number) for number in range(6)))
    first = room.survey([store.candidate])
    assert len(list(first.keys())) == 6
    assert all(room.survey([store.candidate]) == first for _ in range(5))


def test_a_certificate_without_key_is_known_where_private_keys_show(store: Store, room: TokenRoom) -> None:
    alone = OnToken("p256", "b2", with_private=False, with_public=False)
    store.add("TEST", OnToken("rsa1", "a1", visible=True), alone)
    (token,) = room.survey([store.candidate]).tokens
    keys = {key.cka_id: key for key in token.keys}
    assert keys["b2"].key is None
    assert "TOK-040" in [refusal.code for refusal in keys["b2"].refusals]
    assert keys["a1"].key is not None
    assert keys["a1"].key.evidence == "private-key"


def test_what_crosses_the_pipe_comes_back_the_same(store: Store, room: TokenRoom) -> None:
    store.add("TEST", OnToken("rsa1"))
    survey = room.survey([store.candidate])
    for slot in survey.modules[0].slots:
        again = SlotView.from_json(slot.to_json())
        assert again.to_json() == slot.to_json()
        assert (again.token is None) == (slot.token is None)
    assert "0x" not in repr(KeyView(b"certificate", "a1", "", None))
    assert "certificate=" not in repr(KeyView(b"certificate", "a1", "", None))


def test_libraries_that_cannot_be_used_say_why(tmp_path: Path, room: TokenRoom) -> None:
    text = tmp_path / "text.so"
    text.write_text("TEST: not a library")
    found = {
        "missing": only(room, tmp_path / "missing.so"),
        "text": only(room, text),
        "no module": only(room, bad_modules.build(tmp_path, "plain", "int plain(void) { return 1; }")),
        "bitness": only(room, bad_modules.other_bitness(tmp_path)),
        "sibling": only(room, bad_modules.lacking_a_sibling(tmp_path)),
        "refuses": only(room, bad_modules.misbehaving(tmp_path, "refuses", returns="0x30")),
        "no list": only(room, bad_modules.build(tmp_path, "nolist", "int C_GetFunctionList(void) { return 5; }")),
    }
    codes = {name: module.code for name, module in found.items()}
    assert codes == {
        "missing": "TOK-002",
        "text": "TOK-002",
        "no module": "TOK-002",
        "bitness": "TOK-003",
        "sibling": "TOK-004",
        "refuses": "TOK-005",
        "no list": "TOK-005",
    }
    assert found["missing"].details == {"module": "missing.so", "reason": "ENOENT"}
    assert found["no module"].details["reason"] == "C_GetFunctionList"
    assert found["sibling"].details["library"] == "libgone-test.so"
    assert found["refuses"].details["ckr"] == "C_Initialize: CKR_DEVICE_ERROR"


def test_a_bad_module_does_not_hide_a_good_one(store: Store, room: TokenRoom, tmp_path: Path) -> None:
    store.add("TEST", OnToken("rsa1"))
    crashing = ModuleCandidate(str(bad_modules.misbehaving(tmp_path, "crashing", does="abort()")), "TEST")
    survey = room.survey([crashing, store.candidate])
    assert [module.code for module in survey.modules] == ["TOK-006", None]
    assert [token.label for token in survey.tokens] == ["TEST"]


def test_a_crashing_module_is_set_aside_after_three_and_has_a_way_out(room: TokenRoom, tmp_path: Path) -> None:
    path = bad_modules.misbehaving(tmp_path, "crashing", does="abort()")
    assert [only(room, path).code for _ in range(4)] == ["TOK-006", "TOK-006", "TOK-006", "TOK-008"]
    assert room.failures() == {str(path): 3}
    bad_modules.misbehaving(tmp_path, "crashing", returns="0x30")  # it was repaired meanwhile, more or less
    assert only(room, path).code == "TOK-008"
    room.retry(str(path))
    assert only(room, path).code == "TOK-005"
    assert room.failures() == {}


def test_a_hanging_module_is_killed_in_time_and_then_left_alone(logs: Path, tmp_path: Path) -> None:
    path = bad_modules.misbehaving(tmp_path, "hanging", does="for (;;) pause()")
    impatient = Deadlines(readers=1, initialise=0.5, search=1, log_in=1, log_in_pinpad=1, sign=1)
    with TokenRoom(impatient, logs) as room:
        begun = time.monotonic()
        assert only(room, path).code == "TOK-007"
        assert time.monotonic() - begun < 5
        begun = time.monotonic()
        assert only(room, path).code == "TOK-008"
        assert time.monotonic() - begun < 0.1
        assert [child for child in psutil.Process().children() if str(path) in " ".join(child.cmdline())] == []


def test_one_child_serves_all_surveys_and_a_killed_one_is_replaced(store: Store, room: TokenRoom) -> None:
    store.add("TEST", OnToken("rsa1"))
    before = set(psutil.Process().children())
    first = room.survey([store.candidate])
    (child,) = set(psutil.Process().children()) - before
    assert room.survey([store.candidate]) == first
    assert set(psutil.Process().children()) - before == {child}
    child.send_signal(signal.SIGKILL)
    psutil.wait_procs([child], timeout=5)
    assert room.survey([store.candidate]) == first
    room.close()
    assert set(psutil.Process().children()) <= before | {child}


def test_the_environment_is_set_only_where_unset(
    store: Store, room: TokenRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add("TEST of the candidate")
    other = Store(tmp_path / "other")
    other.add("TEST of the environment")
    assert [token.label for token in room.survey([store.candidate]).tokens] == ["TEST of the candidate"]
    assert "SOFTHSM2_CONF" not in os.environ
    monkeypatch.setenv("SOFTHSM2_CONF", str(other.conf))
    room.close()
    assert [token.label for token in room.survey([store.candidate]).tokens] == ["TEST of the environment"]
