"""What a return value of the module (CKR_…) means to a person, by what was being done.

The numbers are those of PKCS#11 v2.40; which error each becomes follows the help desk's table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from rokhas_desktop.token import errors
from rokhas_desktop.token.errors import TokenError
from rokhas_desktop.token.host.cryptoki import Returned

Phase = Literal["initialise", "search", "log-in", "authenticate", "sign", "pin", "puk"]

NAMES = {
    0x02: "CKR_HOST_MEMORY",
    0x03: "CKR_SLOT_ID_INVALID",
    0x05: "CKR_GENERAL_ERROR",
    0x06: "CKR_FUNCTION_FAILED",
    0x07: "CKR_ARGUMENTS_BAD",
    0x21: "CKR_DATA_LEN_RANGE",
    0x30: "CKR_DEVICE_ERROR",
    0x31: "CKR_DEVICE_MEMORY",
    0x32: "CKR_DEVICE_REMOVED",
    0x50: "CKR_FUNCTION_CANCELED",
    0x54: "CKR_FUNCTION_NOT_SUPPORTED",
    0x60: "CKR_KEY_HANDLE_INVALID",
    0x62: "CKR_KEY_SIZE_RANGE",
    0x63: "CKR_KEY_TYPE_INCONSISTENT",
    0x68: "CKR_KEY_FUNCTION_NOT_PERMITTED",
    0x70: "CKR_MECHANISM_INVALID",
    0x71: "CKR_MECHANISM_PARAM_INVALID",
    0x82: "CKR_OBJECT_HANDLE_INVALID",
    0x90: "CKR_OPERATION_ACTIVE",
    0x91: "CKR_OPERATION_NOT_INITIALIZED",
    0xA0: "CKR_PIN_INCORRECT",
    0xA1: "CKR_PIN_INVALID",
    0xA2: "CKR_PIN_LEN_RANGE",
    0xA3: "CKR_PIN_EXPIRED",
    0xA4: "CKR_PIN_LOCKED",
    0xB0: "CKR_SESSION_CLOSED",
    0xB1: "CKR_SESSION_COUNT",
    0xB3: "CKR_SESSION_HANDLE_INVALID",
    0xE0: "CKR_TOKEN_NOT_PRESENT",
    0xE1: "CKR_TOKEN_NOT_RECOGNIZED",
    0x100: "CKR_USER_ALREADY_LOGGED_IN",
    0x101: "CKR_USER_NOT_LOGGED_IN",
    0x102: "CKR_USER_PIN_NOT_INITIALIZED",
    0x103: "CKR_USER_TYPE_INVALID",
    0x104: "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
    0x105: "CKR_USER_TOO_MANY_TYPES",
    0x150: "CKR_BUFFER_TOO_SMALL",
    0x190: "CKR_CRYPTOKI_NOT_INITIALIZED",
    0x200: "CKR_FUNCTION_REJECTED",
}

_ANY: dict[int, type[TokenError]] = {
    0x02: errors.OutOfResources,
    0x31: errors.OutOfResources,
    0xB1: errors.OutOfResources,
    0x32: errors.TokenRemoved,
    0xE0: errors.TokenRemoved,
    0x03: errors.TokenRemoved,
    0xE1: errors.TokenNotRecognised,
    0xB0: errors.SessionLost,
    0xB3: errors.SessionLost,
    0x190: errors.SessionLost,
    0xA3: errors.PinExpired,
    0xA4: errors.PinLocked,
    0x102: errors.PinNotSet,
    0x104: errors.AnotherUser,
    0x105: errors.AnotherUser,
}

_LOG_IN: dict[int, type[TokenError]] = {
    0xA0: errors.PinIncorrect,
    0xA1: errors.PinCharacters,
    0xA2: errors.PinLength,
    0x50: errors.LogInCancelled,
    0x200: errors.LogInCancelled,
}

_SIGN: dict[int, type[TokenError]] = {
    0x60: errors.TokenSwapped,
    0x82: errors.TokenSwapped,
    0x68: errors.KeyNotForSigning,
    0x21: errors.SchemeNotOffered,
    0x54: errors.SchemeNotOffered,
    0x62: errors.SchemeNotOffered,
    0x63: errors.SchemeNotOffered,
    0x70: errors.SchemeNotOffered,
    0x71: errors.SchemeNotOffered,
    0x101: errors.NotLoggedIn,
    0x50: errors.SignatureCancelled,
    0x200: errors.SignatureCancelled,
}

_BY_PHASE: dict[Phase, tuple[dict[int, type[TokenError]], type[TokenError]]] = {
    "initialise": ({}, errors.ModuleFailed),
    "search": ({}, errors.DeviceError),
    # Whatever else a log-in returns says nothing about the PIN: it is never called a wrong one.
    "log-in": (_LOG_IN, errors.LogInFailed),
    "authenticate": ({**_LOG_IN, 0xA0: errors.PinRefusedAgain}, errors.LogInFailed),
    "sign": (_SIGN, errors.DeviceError),
    # Length and characters are then the new PIN's: the old one was good, or its own return says otherwise.
    "pin": (_LOG_IN, errors.PinNotChanged),
    "puk": ({**_LOG_IN, 0xA0: errors.PukIncorrect, 0xA4: errors.PukLocked}, errors.PinNotChanged),
}

MECHANISM_REFUSED = frozenset({0x21, 0x54, 0x63, 0x70, 0x71})
"""After these another mechanism of the same scheme may do."""
USER_ALREADY_LOGGED_IN = 0x100
USER_NOT_LOGGED_IN = 0x101


def name(rv: int) -> str:
    """The name of a return value, or its number (a vendor's, or a reader's such as 0x80100068)."""
    return NAMES.get(rv, f"0x{rv:08X}")


def error(returned: Returned, phase: Phase) -> TokenError:
    """The error of this room for a return value.  Its ``ckr`` detail names function and value for the help desk."""
    table, otherwise = _BY_PHASE[phase]
    found = table.get(returned.rv) or _ANY.get(returned.rv, otherwise)
    return found(ckr=f"{returned.function}: {name(returned.rv)}")


@contextmanager
def meaning(phase: Phase) -> Iterator[None]:
    """Turn what the module returns inside the block into an error of this room."""
    try:
        yield
    except Returned as returned:
        raise error(returned, phase) from None
