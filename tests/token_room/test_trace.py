"""The record of calls: every function that is called is known by its signature, and no secret is in a line."""

from __future__ import annotations

import ctypes
import json
import re
from ctypes import byref, c_ubyte, c_ulong
from pathlib import Path

import pytest
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.host import cryptoki, trace
from rokhas_desktop.token.host import structures as ck
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.words import TRACE

SECRET = b"KanariPin42"


def buffer(data: bytes) -> ctypes.Array[c_ubyte]:
    return (c_ubyte * len(data)).from_buffer_copy(data)


def test_every_function_that_is_called_has_a_signature() -> None:
    source = Path(cryptoki.__file__).read_text(encoding="utf-8")
    called = set(re.findall(r'_(?:call|try|numbers)\(\s*"(C_\w+)"', source))
    assert called
    assert called <= set(trace.SIGNATURES)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("C_Login", (c_ulong(7), c_ulong(1), buffer(SECRET), c_ulong(len(SECRET)))),
        ("C_SetPIN", (c_ulong(7), buffer(SECRET), c_ulong(11), buffer(SECRET), c_ulong(11))),
        ("C_InitPIN", (c_ulong(7), buffer(SECRET), c_ulong(11))),
        ("C_Unknown", (c_ulong(7), buffer(SECRET))),
        ("C_Login", (c_ulong(7), buffer(SECRET))),  # not the signature that is known
        ("C_Sign", (c_ulong(7), buffer(SECRET), c_ulong(11), buffer(SECRET), byref(c_ulong(11)))),
    ],
)
def test_a_secret_is_not_described(function: str, arguments: tuple[object, ...]) -> None:
    said = " ".join(trace.described(function, arguments))
    for hidden in (SECRET.decode(), SECRET.hex(), str(list(SECRET))):
        assert hidden not in said
    if "PIN" in function or function == "C_Login":
        assert "11" not in said  # nor its length


def test_of_attributes_only_class_type_and_booleans_have_a_value() -> None:
    kinds = ((0x0, bytes(c_ulong(3))), (0x108, b"\x01"), (0x3, SECRET), (0x102, SECRET))
    attributes = (ck.Attribute * len(kinds))()
    kept = [ctypes.create_string_buffer(value, len(value)) for _kind, value in kinds]
    for attribute, (kind, value), room in zip(attributes, kinds, kept, strict=True):
        attribute.type, attribute.length = kind, len(value)
        attribute.value = ctypes.cast(room, ctypes.c_void_p)
    (_session, said, _count) = trace.described("C_FindObjectsInit", (c_ulong(1), attributes, c_ulong(4)))
    assert said == "{CKA_CLASS=3, CKA_SIGN=True, 0x3 (11 bytes), 0x102 (11 bytes)}"


def test_a_run_is_recorded_in_the_child_and_holds_no_pin(store: Store, logs: Path, tmp_path: Path) -> None:
    store.add("TEST trace", OnToken("rsa1"))
    file = tmp_path / "calls.jsonl"
    with TokenRoom(DEADLINES, logs, {TRACE: str(file)}) as room:
        selection = choose(room.survey([store.candidate]))
        with room.open(selection, bytearray(PIN.encode())) as session:
            session.sign(b"TEST", "rsa-pkcs1-sha256")
    assert file.stat().st_mode & 0o077 == 0
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {"C_Initialize", "C_GetTokenInfo", "C_Login", "C_SignInit", "C_Sign"} <= {line["function"] for line in lines}
    data = file.read_bytes()
    assert PIN.encode() not in data
    assert PIN.encode().hex().encode() not in data
    signed = next(line for line in lines if line["function"] == "C_SignInit")
    assert signed["arguments"][1].startswith("mechanism 0x")
