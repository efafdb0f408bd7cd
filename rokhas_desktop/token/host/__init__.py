"""The child that loads a vendor's module: the only place where one is loaded.

Single-threaded; the operations below are all there are.  Handles never leave it: a key is named by its
certificate's SHA-256.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from rokhas_desktop.supervise import Frame, serve
from rokhas_desktop.token import errors
from rokhas_desktop.token.host import pins
from rokhas_desktop.token.host.cryptoki import Cryptoki
from rokhas_desktop.token.host.hardening import harden, wipe
from rokhas_desktop.token.host.loading import load
from rokhas_desktop.token.host.looking import Looker
from rokhas_desktop.token.host.pins import PinOrder
from rokhas_desktop.token.host.returns import meaning
from rokhas_desktop.token.host.using import Use, Wanted


class Host:
    """The operations of one child, on one module."""

    def __init__(self) -> None:
        self._module: Cryptoki | None = None
        self._looker: Looker | None = None
        self._use: Use | None = None

    def load(self, header: dict[str, Any], _: bytearray) -> Frame:
        """``path``, ``reserved`` → the library's name and version."""
        self._module = load(header["path"], header["reserved"])
        self._looker = Looker(self._module, header["path"])
        with meaning("initialise"):
            library, version = self._module.info()
        return Frame({"library": library, "version": version})

    def slots(self, _header: dict[str, Any], _: bytearray) -> Frame:
        """The slots' ids."""
        return Frame({"slots": self._looking().slots()})

    def slot(self, header: dict[str, Any], _: bytearray) -> Frame:
        """``slot``, ``quick`` → a SlotView."""
        return Frame({"slot": self._looking().slot(header["slot"], quick=header["quick"]).to_json()})

    def mechanisms(self, header: dict[str, Any], _: bytearray) -> Frame:
        """``slot`` → its mechanisms: number, smallest and largest key, flags."""
        return Frame({"mechanisms": self._looking().mechanisms(header["slot"])})

    def open(self, header: dict[str, Any], payload: bytearray) -> Frame:
        """``serial``, ``certificate`` and the terms of the log-in; the payload is the PIN, if there is no ``pinpad``.

        Answers with the key's facts and, as payload, the certificate (DER).
        """
        wanted = Wanted(
            header["serial"],
            header["certificate"],
            header["accept_final_try"],
            header["pin_uses"],
            header["pin_seconds"],
        )
        try:
            if self._module is None:
                raise errors.ModuleFailed(ckr="CKR_CRYPTOKI_NOT_INITIALIZED")
            self._use = Use(self._module, wanted, None if header["pinpad"] else payload)
        finally:
            wipe(payload)
        return Frame({"key": self._use.facts.to_json()}, self._use.certificate.der)

    def sign(self, header: dict[str, Any], payload: bytearray) -> Frame:
        """``scheme``; the payload is the message, and the answer's the signature."""
        if self._use is None:
            raise errors.SessionClosed()
        signature = self._use.sign(header["scheme"], payload)
        return Frame({"always_authenticate": self._use.always_authenticates}, signature)

    def set_pin(self, header: dict[str, Any], payload: bytearray) -> Frame:
        """``serial``, ``unblock``, ``accept_final_try``, ``pinpad``, ``split``; the payload is the old PIN (or the
        unblocking code) of ``split`` bytes and then the new one."""
        order = PinOrder(header["serial"], header["unblock"], header["accept_final_try"])
        old, new = payload[: header["split"]], payload[header["split"] :]
        wipe(payload)
        try:
            if self._module is None:
                raise errors.ModuleFailed(ckr="CKR_CRYPTOKI_NOT_INITIALIZED")
            pins.set_pin(self._module, order, *((None, None) if header["pinpad"] else (old, new)))
        finally:
            wipe(old)
            wipe(new)
        return Frame({})

    def close(self, _header: dict[str, Any], _: bytearray) -> Frame:
        """Log out and wipe the PIN."""
        if self._use is not None:
            self._use.close()
            self._use = None
        return Frame({})

    def _looking(self) -> Looker:
        if self._looker is None:
            raise errors.ModuleFailed(ckr="CKR_CRYPTOKI_NOT_INITIALIZED")
        return self._looker


def main() -> None:
    """Serve until the parent closes its end, then leave at once.

    Neither C_Finalize nor the library's own destructors are run: both hang or crash in the field.
    """
    harden()
    host = Host()
    serve(
        {
            "load": host.load,
            "slots": host.slots,
            "slot": host.slot,
            "mechanisms": host.mechanisms,
            "open": host.open,
            "sign": host.sign,
            "set_pin": host.set_pin,
            "close": host.close,
        }
    )
    logging.shutdown()
    os._exit(0)
