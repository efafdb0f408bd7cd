"""The structures of PKCS#11 v2.40 that cross the C interface, packed as the platform's headers pack them."""

from __future__ import annotations

import sys
from ctypes import Structure, c_ubyte, c_ulong, c_void_p

_PACK = 1 if sys.platform == "win32" else 0

POSITIONS = {  # in CK_FUNCTION_LIST
    "C_Initialize": 0,
    "C_Finalize": 1,
    "C_GetInfo": 2,
    "C_GetSlotList": 4,
    "C_GetSlotInfo": 5,
    "C_GetTokenInfo": 6,
    "C_GetMechanismList": 7,
    "C_GetMechanismInfo": 8,
    "C_InitPIN": 10,
    "C_SetPIN": 11,
    "C_OpenSession": 12,
    "C_CloseSession": 13,
    "C_GetSessionInfo": 15,
    "C_Login": 18,
    "C_Logout": 19,
    "C_GetAttributeValue": 24,
    "C_FindObjectsInit": 26,
    "C_FindObjects": 27,
    "C_FindObjectsFinal": 28,
    "C_SignInit": 42,
    "C_Sign": 43,
}


class Version(Structure):
    """CK_VERSION."""

    _pack_ = _PACK
    _fields_ = (("major", c_ubyte), ("minor", c_ubyte))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


class FunctionList(Structure):
    """CK_FUNCTION_LIST, up to the last function that is called."""

    _pack_ = _PACK
    _fields_ = (("version", Version), ("functions", c_void_p * (max(POSITIONS.values()) + 1)))


class InitializeArgs(Structure):
    """CK_C_INITIALIZE_ARGS."""

    _pack_ = _PACK
    _fields_ = (("mutexes", c_void_p * 4), ("flags", c_ulong), ("reserved", c_void_p))


class Info(Structure):
    """CK_INFO."""

    _pack_ = _PACK
    _fields_ = (
        ("cryptoki", Version),
        ("manufacturer", c_ubyte * 32),
        ("flags", c_ulong),
        ("description", c_ubyte * 32),
        ("version", Version),
    )


class MechanismInfo(Structure):
    """CK_MECHANISM_INFO."""

    _pack_ = _PACK
    _fields_ = (("smallest", c_ulong), ("largest", c_ulong), ("flags", c_ulong))


class SlotInfo(Structure):
    """CK_SLOT_INFO."""

    _pack_ = _PACK
    _fields_ = (
        ("description", c_ubyte * 64),
        ("manufacturer", c_ubyte * 32),
        ("flags", c_ulong),
        ("hardware", Version),
        ("firmware", Version),
    )


class TokenInfo(Structure):
    """CK_TOKEN_INFO."""

    _pack_ = _PACK
    _fields_ = (
        ("label", c_ubyte * 32),
        ("manufacturer", c_ubyte * 32),
        ("model", c_ubyte * 16),
        ("serial", c_ubyte * 16),
        ("flags", c_ulong),
        ("counts", c_ulong * 4),
        ("pin_max", c_ulong),
        ("pin_min", c_ulong),
        ("memory", c_ulong * 4),
        ("hardware", Version),
        ("firmware", Version),
        ("utc_time", c_ubyte * 16),
    )


class SessionInfo(Structure):
    """CK_SESSION_INFO."""

    _pack_ = _PACK
    _fields_ = (("slot", c_ulong), ("state", c_ulong), ("flags", c_ulong), ("device_error", c_ulong))


class Attribute(Structure):
    """CK_ATTRIBUTE."""

    _pack_ = _PACK
    _fields_ = (("type", c_ulong), ("value", c_void_p), ("length", c_ulong))


class Mechanism(Structure):
    """CK_MECHANISM."""

    _pack_ = _PACK
    _fields_ = (("mechanism", c_ulong), ("parameter", c_void_p), ("length", c_ulong))
