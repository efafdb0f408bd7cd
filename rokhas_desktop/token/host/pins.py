"""Changing a PIN and unblocking a token: one try of what was typed, once all that can be known was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from rokhas_desktop.token import errors
from rokhas_desktop.token.host import login
from rokhas_desktop.token.host.cryptoki import CKU_SO, Cryptoki, TokenInfo
from rokhas_desktop.token.host.returns import meaning


@dataclass(frozen=True, slots=True)
class PinOrder:
    """``unblock``: the first secret is the unblocking code (PUK), not the old PIN."""

    serial: str
    unblock: bool
    accept_final_try: bool


def set_pin(module: Cryptoki, order: PinOrder, old: bytearray | None, new: bytearray | None) -> None:
    """Give the token its new PIN; None, None at a pinpad.  Raises an error of this room."""
    slot, info = _find(module, order.serial)
    _check(info, order, old, new)
    with meaning("search"):
        session = module.open_session(slot, writing=True)
    if not order.unblock:
        with meaning("pin"):
            module.set_pin(session, old, new)
        return
    with meaning("puk"):
        module.log_in(session, CKU_SO, old)
    with meaning("pin"):
        module.initialise_pin(session, new)
    with meaning("search"):
        module.log_out(session)


def _find(module: Cryptoki, serial: str) -> tuple[int, TokenInfo]:
    with meaning("search"):
        for slot in module.slots():
            info = module.token_info(slot)
            if info.serial == serial:
                return slot, info
    raise errors.TokenRemoved(ckr="C_GetSlotList")


def _check(info: TokenInfo, order: PinOrder, old: bytearray | None, new: bytearray | None) -> None:
    """Refuse what would waste a try: nothing is sent to the token."""
    pinpad = bool(info.flags & login.PINPAD)
    if (old is None or new is None) != pinpad:
        raise errors.PinpadOnly() if pinpad else errors.PinMissing()
    state = login.pin_state(info.flags)
    if not order.unblock and state == "locked":
        raise errors.PinLocked(ckr="CKF_USER_PIN_LOCKED")
    if not order.unblock and state == "not-set":
        raise errors.PinNotSet(ckr="CKF_USER_PIN_INITIALIZED")
    if new is not None and old is not None:
        login.check_pin(info, new)
        if not order.unblock:
            login.check_pin(info, old)
        if new == old:
            raise errors.SamePin()
    if not order.unblock and state == "final-try" and not order.accept_final_try:
        raise errors.LastTry()
