"""The log-in: everything that can be known before a try is spent is looked at first; then one C_Login."""

from __future__ import annotations

import re

from rokhas_desktop.token import errors
from rokhas_desktop.token.host import returns
from rokhas_desktop.token.host.cryptoki import CKU_USER, Cryptoki, Returned, TokenInfo
from rokhas_desktop.token.views import PinState

FLAGS = {
    0x1: "RNG",
    0x2: "WRITE_PROTECTED",
    0x4: "LOGIN_REQUIRED",
    0x8: "USER_PIN_INITIALIZED",
    0x100: "PROTECTED_AUTHENTICATION_PATH",
    0x400: "TOKEN_INITIALIZED",
    0x10000: "USER_PIN_COUNT_LOW",
    0x20000: "USER_PIN_FINAL_TRY",
    0x40000: "USER_PIN_LOCKED",
    0x80000: "USER_PIN_TO_BE_CHANGED",
    0x1000000: "ERROR_STATE",
}
INITIALISED, PINPAD = 0x400, 0x100

# Control characters, and digits of an Arabic or Persian keyboard (U+0660-0669, U+06F0-06F9) in UTF-8: nobody's
# PIN has them, and the token would count a try.
_NEVER_IN_A_PIN = re.compile(rb"[\x00-\x1f\x7f]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]")


def flag_names(flags: int) -> tuple[str, ...]:
    """The CKF_ names of a token's flags, without the prefix."""
    return tuple(name for bit, name in FLAGS.items() if flags & bit)


def pin_state(flags: int) -> PinState:
    """What the flags say of the PIN.  Tokens need not set them: "ok" means that nothing is known against it."""
    states: tuple[tuple[int, PinState], ...] = (
        (0x40000, "locked"),
        (0x80000, "to-be-changed"),
        (0x20000, "final-try"),
        (0x10000, "count-low"),
    )
    if not flags & 0x8:
        return "not-set"
    return next((state for bit, state in states if flags & bit), "ok")


def check_before(info: TokenInfo, pin: bytearray | None, *, accept_final_try: bool) -> None:
    """Refuse what would waste a try.  Raises an error of this room; nothing is sent to the token."""
    state = pin_state(info.flags)
    if state == "locked":
        raise errors.PinLocked(ckr="CKF_USER_PIN_LOCKED")
    if state == "not-set":
        raise errors.PinNotSet(ckr="CKF_USER_PIN_INITIALIZED")
    if state == "to-be-changed":
        raise errors.PinExpired(ckr="CKF_USER_PIN_TO_BE_CHANGED")
    if pin is None:
        if not info.flags & PINPAD:
            raise errors.PinMissing()
    elif info.flags & PINPAD:
        raise errors.PinpadOnly()
    else:
        check_pin(info, pin)
    if state == "final-try" and not accept_final_try:
        raise errors.LastTry()


def check_pin(info: TokenInfo, pin: bytearray) -> None:
    """Its length and characters, as far as the token says what it takes.  Raises PinLength, PinCharacters."""
    too_long = info.pin_max and len(pin) > info.pin_max
    if not pin or len(pin) < info.pin_min or too_long:
        raise errors.PinLength(min=max(1, info.pin_min), max=info.pin_max or "–")
    if _NEVER_IN_A_PIN.search(pin):
        raise errors.PinCharacters()


def log_in(module: Cryptoki, session: int, pin: bytearray | None, info: TokenInfo) -> None:
    """One C_Login.  Raises an error of this room.

    CKR_USER_ALREADY_LOGGED_IN is success only when the session's own state says so.
    """
    try:
        module.log_in(session, CKU_USER, pin)
    except Returned as returned:
        if returned.rv == returns.USER_ALREADY_LOGGED_IN and module.logged_in(session):
            return
        if returned.rv == returns.USER_ALREADY_LOGGED_IN:
            raise errors.AnotherUser(ckr=returns.name(returned.rv)) from None
        error = returns.error(returned, "log-in")
        if isinstance(error, errors.PinLength):
            raise errors.PinLength(min=info.pin_min, max=info.pin_max or "–") from None
        raise error from None
