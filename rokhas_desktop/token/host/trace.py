"""A record of the PKCS#11 calls of one run, for the help desk: which function, what it returned, how long it took.

What each argument is, is known by the function's signature, and only what cannot be a secret is written: session and
slot numbers, flags, sizes, a mechanism's number; of attributes their type and, for class, type and booleans, their
value.  A PIN's length is not written either.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rokhas_desktop.token.words import TRACE

HIDDEN = "•••"
_NUMBER, _OUT, _SECRET, _DATA, _TEMPLATE, _MECHANISM = "number", "out", "secret", "data", "template", "mechanism"

SIGNATURES: Mapping[str, tuple[str, ...]] = {
    "C_Initialize": (_OUT,),
    "C_Finalize": (_OUT,),
    "C_GetInfo": (_OUT,),
    "C_GetSlotList": (_NUMBER, _OUT, _NUMBER),
    "C_GetSlotInfo": (_NUMBER, _OUT),
    "C_GetTokenInfo": (_NUMBER, _OUT),
    "C_GetMechanismList": (_NUMBER, _OUT, _NUMBER),
    "C_GetMechanismInfo": (_NUMBER, _NUMBER, _OUT),
    "C_OpenSession": (_NUMBER, _NUMBER, _OUT, _OUT, _NUMBER),
    "C_CloseSession": (_NUMBER,),
    "C_GetSessionInfo": (_NUMBER, _OUT),
    "C_Login": (_NUMBER, _NUMBER, _SECRET, _SECRET),
    "C_SetPIN": (_NUMBER, _SECRET, _SECRET, _SECRET, _SECRET),
    "C_InitPIN": (_NUMBER, _SECRET, _SECRET),
    "C_Logout": (_NUMBER,),
    "C_FindObjectsInit": (_NUMBER, _TEMPLATE, _NUMBER),
    "C_FindObjects": (_NUMBER, _OUT, _NUMBER, _NUMBER),
    "C_FindObjectsFinal": (_NUMBER,),
    "C_GetAttributeValue": (_NUMBER, _NUMBER, _TEMPLATE, _NUMBER),
    "C_SignInit": (_NUMBER, _MECHANISM, _NUMBER),
    "C_Sign": (_NUMBER, _DATA, _NUMBER, _DATA, _NUMBER),
}
"""The functions that this program calls (PKCS#11 v2.40); of any other every argument is hidden."""

_TYPES = {0x0: "CKA_CLASS", 0x80: "CKA_CERTIFICATE_TYPE", 0x100: "CKA_KEY_TYPE"}
_BOOLEANS = {
    0x1: "CKA_TOKEN",
    0x2: "CKA_PRIVATE",
    0x86: "CKA_TRUSTED",
    0x103: "CKA_SENSITIVE",
    0x104: "CKA_ENCRYPT",
    0x105: "CKA_DECRYPT",
    0x106: "CKA_WRAP",
    0x107: "CKA_UNWRAP",
    0x108: "CKA_SIGN",
    0x109: "CKA_SIGN_RECOVER",
    0x10A: "CKA_VERIFY",
    0x10C: "CKA_DERIVE",
    0x162: "CKA_EXTRACTABLE",
    0x163: "CKA_LOCAL",
    0x164: "CKA_NEVER_EXTRACTABLE",
    0x165: "CKA_ALWAYS_SENSITIVE",
    0x170: "CKA_MODIFIABLE",
    0x202: "CKA_ALWAYS_AUTHENTICATE",
}


class Recorder:
    """Adds a line a call to a private file; several children may add to one."""

    def __init__(self, path: str, module: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._module = module

    def call(self, function: str, arguments: tuple[object, ...], rv: int, seconds: float) -> None:
        """Write one call, after it returned."""
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "process": os.getpid(),
            "module": self._module,
            "function": function,
            "arguments": list(described(function, arguments)),
            "returned": f"0x{rv:08X}",
            "ms": round(seconds * 1000, 3),
        }
        os.write(self._file, (json.dumps(line, ensure_ascii=False) + "\n").encode())


def recorder(module: str) -> Recorder | None:
    """The record that the environment asks for, if it does."""
    path = os.environ.get(TRACE)
    return Recorder(path, module) if path else None


def described(function: str, arguments: tuple[object, ...]) -> Iterator[str]:
    """The arguments as they may be shown."""
    signature = SIGNATURES.get(function, ())
    if len(signature) != len(arguments):
        yield from (HIDDEN for _ in arguments)
        return
    for kind, argument in zip(signature, arguments, strict=True):
        yield HIDDEN if argument is not None and kind == _SECRET else _SHOWN[kind](_pointed(argument))


def _pointed(argument: Any) -> Any:
    """What ``byref`` points at."""
    return getattr(argument, "_obj", argument)


def _number(argument: Any) -> str:
    value = getattr(argument, "value", argument)
    return str(value) if isinstance(value, int) else "–"


def _data(argument: Any) -> str:
    return "–" if argument is None else f"{ctypes.sizeof(argument)} bytes"


def _mechanism(argument: Any) -> str:
    return f"mechanism 0x{argument.mechanism:X}, parameter {int(argument.length)} bytes"


def _template(argument: Any) -> str:
    each = argument if isinstance(argument, ctypes.Array) else [argument]
    return "{" + ", ".join(map(_attribute, each)) + "}"


def _attribute(attribute: Any) -> str:
    kind, length = int(attribute.type), int(attribute.length)
    name = _TYPES.get(kind) or _BOOLEANS.get(kind) or f"0x{kind:X}"
    wide = ctypes.sizeof(ctypes.c_ulong)
    if attribute.value and kind in _TYPES and length == wide:
        return f"{name}={int.from_bytes(ctypes.string_at(attribute.value, wide), 'little')}"
    if attribute.value and kind in _BOOLEANS and length == 1:
        return f"{name}={ctypes.string_at(attribute.value, 1) != bytes(1)}"
    return f"{name} ({length} bytes)" if length < 2**31 else f"{name} (–)"


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    _NUMBER: _number,
    _OUT: lambda _argument: "out",
    _SECRET: lambda _argument: "–",
    _DATA: _data,
    _TEMPLATE: _template,
    _MECHANISM: _mechanism,
}
