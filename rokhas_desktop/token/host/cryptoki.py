"""The part of PKCS#11 v2.40 that this program calls, over ctypes.

Why not a ready-made wrapper: the one there is (python-pkcs11 0.9) takes the PIN as an immutable ``str`` and
copies it, does not show the token's PIN lengths, gives up a whole list for one bad slot, leaks the session of a
failed log-in and drops the return value's number.  Here each call is one C call, a PIN is a buffer of the caller's,
and a refusal is :class:`Returned` with its number.  One thread only.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from ctypes import POINTER, byref, c_ubyte, c_ulong, c_void_p
from dataclasses import dataclass
from typing import Any

from rokhas_desktop.token.host import structures as ck
from rokhas_desktop.token.host.trace import Recorder

UNAVAILABLE = c_ulong(-1).value
"""CK_UNAVAILABLE_INFORMATION; 32 bits wide on Windows."""
OK, CANT_LOCK, ARGUMENTS_BAD, ALREADY_INITIALIZED, BUFFER_TOO_SMALL = 0x0, 0xA, 0x7, 0x191, 0x150
TOKEN_NOT_PRESENT = 0xE0
CKU_SO, CKU_USER, CKU_CONTEXT_SPECIFIC = 0, 1, 2
SLOT_TOKEN_PRESENT, SLOT_REMOVABLE = 0x1, 0x2
_SERIAL_SESSION, _RW_SESSION, _OS_LOCKING_OK = 0x4, 0x2, 0x2


class Returned(Exception):
    """A function returned something other than CKR_OK."""

    def __init__(self, function: str, rv: int) -> None:
        super().__init__(function, rv)
        self.function = function
        self.rv = rv


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """CK_TOKEN_INFO; PIN lengths in bytes, 0 where the token does not say."""

    label: str
    manufacturer: str
    model: str
    serial: str
    flags: int
    pin_min: int
    pin_max: int


def _text(field: Sequence[int]) -> str:
    """Blank-padded UTF-8; tokens pad with zeros and other encodings too."""
    return bytes(field).split(b"\0", 1)[0].decode("utf-8", "replace").strip()


def _length(value: int) -> int:
    return 0 if value in (UNAVAILABLE, 0xFFFFFFFF) else value


def _bytes(secret: bytearray | None) -> tuple[Any, c_ulong]:
    """A buffer and its length, without a copy."""
    if secret is None:
        return None, c_ulong(0)
    return (c_ubyte * len(secret)).from_buffer(secret), c_ulong(len(secret))


class Cryptoki:
    """One loaded module.  Raises OSError when the library cannot be loaded, AttributeError when it is no module.

    ``reserved`` is what C_Initialize hands it in pReserved: some modules want their parameters there, as p11-kit's
    ``x-init-reserved`` says (PKCS#11 leaves the field to vendors).
    """

    def __init__(self, path: str, reserved: str = "", recorder: Recorder | None = None) -> None:
        self._recorder = recorder
        self._reserved = ctypes.create_string_buffer(reserved.encode("utf-8")) if reserved else None
        if sys.platform == "win32":
            # LOAD_WITH_ALTERED_SEARCH_PATH: a vendor's library finds its siblings in its own folder.
            library = ctypes.CDLL(path, winmode=0x8)
        else:
            library = ctypes.CDLL(path)
        self._library = library
        table = POINTER(ck.FunctionList)()
        get = library.C_GetFunctionList
        get.restype = c_ulong
        rv = get(byref(table))
        if rv != OK:
            raise Returned("C_GetFunctionList", rv)
        prototype = ctypes.CFUNCTYPE(c_ulong)
        addresses = table.contents.functions
        self._functions = {name: prototype(addresses[at]) for name, at in ck.POSITIONS.items() if addresses[at]}

    def _try(self, name: str, *arguments: object) -> int:
        function = self._functions.get(name)
        if function is None:
            return 0x54  # CKR_FUNCTION_NOT_SUPPORTED
        if self._recorder is None:
            return int(function(*arguments))
        began = time.perf_counter()
        rv = int(function(*arguments))
        self._recorder.call(name, arguments, rv, time.perf_counter() - began)
        return rv

    def _call(self, name: str, *arguments: object) -> None:
        rv = self._try(name, *arguments)
        if rv != OK:
            raise Returned(name, rv)

    def initialise(self) -> None:
        """C_Initialize, asking for the system's locks (vendors' modules start threads of their own)."""
        text = self._reserved
        arguments = ck.InitializeArgs(flags=_OS_LOCKING_OK, reserved=ctypes.addressof(text) if text else None)
        rv = self._try("C_Initialize", byref(arguments))
        if rv in (CANT_LOCK, ARGUMENTS_BAD) and text is None:
            rv = self._try("C_Initialize", None)
        if rv not in (OK, ALREADY_INITIALIZED):
            raise Returned("C_Initialize", rv)

    def finalise(self) -> None:
        """C_Finalize: ends every session."""
        self._call("C_Finalize", None)

    def info(self) -> tuple[str, str]:
        """The library's manufacturer with its description, and its version."""
        info = ck.Info()
        self._call("C_GetInfo", byref(info))
        return f"{_text(info.manufacturer)} · {_text(info.description)}", str(info.version)

    def _numbers(self, name: str, *before: object) -> list[int]:
        """The two-step reading of a list of CK_ULONG.  It may grow between the steps."""
        count = c_ulong()
        for _ in range(5):
            self._call(name, *before, None, byref(count))
            if not count.value:
                return []
            numbers = (c_ulong * count.value)()
            rv = self._try(name, *before, numbers, byref(count))
            if rv == OK:
                return list(numbers[: count.value])
            if rv != BUFFER_TOO_SMALL:
                raise Returned(name, rv)
        raise Returned(name, BUFFER_TOO_SMALL)

    def slots(self) -> list[int]:
        """The ids of all slots, with a token or without."""
        return self._numbers("C_GetSlotList", c_ubyte(0))

    def slot_info(self, slot: int) -> tuple[str, int]:
        """A slot's description and CKF_ flags."""
        info = ck.SlotInfo()
        self._call("C_GetSlotInfo", c_ulong(slot), byref(info))
        return _text(info.description), int(info.flags)

    def token_info(self, slot: int) -> TokenInfo:
        """What the token in a slot says of itself."""
        info = ck.TokenInfo()
        self._call("C_GetTokenInfo", c_ulong(slot), byref(info))
        return TokenInfo(
            label=_text(info.label),
            manufacturer=_text(info.manufacturer),
            model=_text(info.model),
            serial=_text(info.serial),
            flags=int(info.flags),
            pin_min=_length(info.pin_min),
            pin_max=_length(info.pin_max),
        )

    def mechanisms(self, slot: int) -> frozenset[int]:
        """The CKM_ numbers that a slot offers."""
        return frozenset(self._numbers("C_GetMechanismList", c_ulong(slot)))

    def mechanism(self, slot: int, mechanism: int) -> tuple[int, int, int]:
        """The smallest and largest key of a mechanism (in its own unit), and its CKF_ flags."""
        info = ck.MechanismInfo()
        self._call("C_GetMechanismInfo", c_ulong(slot), c_ulong(mechanism), byref(info))
        return int(info.smallest), int(info.largest), int(info.flags)

    def open_session(self, slot: int, *, writing: bool = False) -> int:
        """A session, read-only unless ``writing`` (CKF_RW_SESSION)."""
        session = c_ulong()
        flags = c_ulong(_SERIAL_SESSION | (_RW_SESSION if writing else 0))
        self._call("C_OpenSession", c_ulong(slot), flags, None, None, byref(session))
        return session.value

    def close_session(self, session: int) -> None:
        """C_CloseSession."""
        self._call("C_CloseSession", c_ulong(session))

    def logged_in(self, session: int) -> bool:
        """Whether the session's state is one of the user's (CKS_RO_USER_FUNCTIONS, CKS_RW_USER_FUNCTIONS)."""
        info = ck.SessionInfo()
        self._call("C_GetSessionInfo", c_ulong(session), byref(info))
        return info.state in (1, 3)

    def log_in(self, session: int, user: int, pin: bytearray | None) -> None:
        """C_Login straight from the caller's buffer; None uses the token's own pinpad."""
        if pin is None:
            self._call("C_Login", c_ulong(session), c_ulong(user), None, c_ulong(0))
            return
        buffer = (c_ubyte * len(pin)).from_buffer(pin)
        self._call("C_Login", c_ulong(session), c_ulong(user), buffer, c_ulong(len(pin)))

    def set_pin(self, session: int, old: bytearray | None, new: bytearray | None) -> None:
        """C_SetPIN straight from the caller's buffers (PKCS#11 v3.1, 5.6.7); None, None uses the pinpad."""
        self._call("C_SetPIN", c_ulong(session), *_bytes(old), *_bytes(new))

    def initialise_pin(self, session: int, new: bytearray | None) -> None:
        """C_InitPIN under the security officer's log-in (5.6.6)."""
        self._call("C_InitPIN", c_ulong(session), *_bytes(new))

    def log_out(self, session: int) -> None:
        """C_Logout."""
        self._call("C_Logout", c_ulong(session))

    def find(self, session: int, template: Mapping[int, bytes]) -> list[int]:
        """Every object that matches.  Read to the end: an unfinished search blocks the session."""
        attributes = (ck.Attribute * len(template))()
        kept = []
        for attribute, (kind, value) in zip(attributes, template.items(), strict=True):
            buffer = ctypes.create_string_buffer(value, len(value))
            kept.append(buffer)
            attribute.type, attribute.length = kind, len(value)
            attribute.value = ctypes.cast(buffer, c_void_p)
        self._call("C_FindObjectsInit", c_ulong(session), attributes, c_ulong(len(template)))
        found: list[int] = []
        try:
            batch, count = (c_ulong * 64)(), c_ulong()
            while True:
                self._call("C_FindObjects", c_ulong(session), batch, c_ulong(64), byref(count))
                if not count.value:
                    return found
                found += batch[: count.value]
        finally:
            self._try("C_FindObjectsFinal", c_ulong(session))

    def attribute(self, session: int, item: int, kind: int) -> bytes | None:
        """One attribute; None where the object has no such attribute, or hides it."""
        wanted = ck.Attribute(type=kind)
        rv = self._try("C_GetAttributeValue", c_ulong(session), c_ulong(item), byref(wanted), c_ulong(1))
        if rv in (0x11, 0x12) or (rv == OK and wanted.length == UNAVAILABLE):  # sensitive, type invalid
            return None
        if rv != OK:
            raise Returned("C_GetAttributeValue", rv)
        buffer = ctypes.create_string_buffer(max(1, wanted.length))
        wanted.value = ctypes.cast(buffer, c_void_p)
        self._call("C_GetAttributeValue", c_ulong(session), c_ulong(item), byref(wanted), c_ulong(1))
        return buffer.raw[: wanted.length]

    def sign(
        self,
        session: int,
        key: int,
        mechanism: tuple[int, bytes],
        data: bytes | bytearray,
        *,
        authenticate: Callable[[], None] | None = None,
    ) -> bytes:
        """C_SignInit and C_Sign, with nothing but ``authenticate`` (a context-specific log-in) between them.

        ``mechanism`` is its CKM_ number and the bytes of its parameter.
        """
        number, parameter = mechanism
        buffer = ctypes.create_string_buffer(parameter, len(parameter)) if parameter else None
        wanted = ck.Mechanism(number, ctypes.cast(buffer, c_void_p) if buffer else None, len(parameter))
        self._call("C_SignInit", c_ulong(session), byref(wanted), c_ulong(key))
        if authenticate is not None:
            authenticate()
        message = (c_ubyte * len(data)).from_buffer_copy(data)
        signature, length = ctypes.create_string_buffer(2048), c_ulong(2048)
        self._call("C_Sign", c_ulong(session), message, c_ulong(len(data)), signature, byref(length))
        return signature.raw[: length.value]


def number(value: int) -> bytes:
    """A CK_ULONG as the bytes of an attribute."""
    return bytes(c_ulong(value))


def pss_parameter(hash_mechanism: int, mgf: int, salt: int) -> bytes:
    """CK_RSA_PKCS_PSS_PARAMS: three CK_ULONG."""
    return number(hash_mechanism) + number(mgf) + number(salt)
