"""Looking at slots without a PIN: each slot on its own, so that a bad one is a finding and not an end."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.host import inventory
from rokhas_desktop.token.host.cryptoki import (
    SLOT_REMOVABLE,
    SLOT_TOKEN_PRESENT,
    TOKEN_NOT_PRESENT,
    Cryptoki,
    Returned,
    TokenInfo,
)
from rokhas_desktop.token.host.login import INITIALISED, PINPAD, flag_names, pin_state
from rokhas_desktop.token.host.returns import error, meaning
from rokhas_desktop.token.views import KeyView, SlotView, TokenView


class Looker:
    """What one child knows of its module's slots between two looks."""

    def __init__(self, module: Cryptoki, path: str) -> None:
        self._module = module
        self._path = path
        self._fixed = False
        self._seen: dict[int, tuple[TokenInfo, tuple[KeyView, ...]]] = {}

    def slots(self) -> list[int]:
        """The slots there are now.

        A module whose slots all lack CKF_REMOVABLE_DEVICE (software tokens), or that has none, may fix its
        list in C_Initialize: it is initialised again before each look after the first.
        """
        with meaning("initialise"):
            if self._fixed:
                self._module.finalise()
                self._module.initialise()
                self._seen.clear()
            slots = self._module.slots()
        self._fixed = not any(self._removable(slot) for slot in slots)
        return sorted(slots)

    def _removable(self, slot: int) -> bool:
        try:
            return bool(self._module.slot_info(slot)[1] & SLOT_REMOVABLE)
        except Returned:
            return True

    def slot(self, slot: int, *, quick: bool) -> SlotView:
        """One slot and its token.  ``quick`` reads the objects of a token that never left only once."""
        description = ""
        try:
            with meaning("search"):
                description, flags = self._module.slot_info(slot)
                token = self._token(slot, quick=quick) if flags & SLOT_TOKEN_PRESENT else None
        except RokhasError as failed:
            self._seen.pop(slot, None)
            return SlotView(slot, description, None, failed.code, failed.details)
        if token is None:
            self._seen.pop(slot, None)
        return SlotView(slot, description, token)

    def mechanisms(self, slot: int) -> list[tuple[int, int, int, int]]:
        """What a slot offers: CKM_ number, smallest and largest key, CKF_ flags; zeros where it does not say."""
        with meaning("search"):
            return [(kind, *self._mechanism(slot, kind)) for kind in sorted(self._module.mechanisms(slot))]

    def _mechanism(self, slot: int, kind: int) -> tuple[int, int, int]:
        try:
            return self._module.mechanism(slot, kind)
        except Returned:
            return 0, 0, 0

    def _token(self, slot: int, *, quick: bool) -> TokenView | None:
        try:
            info = self._module.token_info(slot)
        except Returned as returned:
            if returned.rv == TOKEN_NOT_PRESENT:
                return None
            raise
        if not info.flags & INITIALISED:
            return None
        known = self._seen.get(slot)
        if quick and known is not None and known[0] == info:
            return self._view(slot, info, known[1])
        try:
            keys = self._keys(slot)
        except Returned as returned:
            return self._view(slot, info, (), error(returned, "search").code)
        self._seen[slot] = (info, keys)
        return self._view(slot, info, keys)

    def _keys(self, slot: int) -> tuple[KeyView, ...]:
        session = self._module.open_session(slot)
        try:
            found = inventory.take(self._module, session, slot)
        finally:
            self._module.close_session(session)
        # Modules list objects in any order: two equal looks must be equal.
        certificates = sorted(found.certificates, key=lambda item: (item.id, item.der))
        return tuple(found.view(certificate) for certificate in certificates)

    def _view(self, slot: int, info: TokenInfo, keys: tuple[KeyView, ...], code: str | None = None) -> TokenView:
        return TokenView(
            module=self._path,
            slot_id=slot,
            label=info.label,
            serial=info.serial,
            manufacturer=info.manufacturer,
            model=info.model,
            flags=flag_names(info.flags),
            pin_state=pin_state(info.flags),
            pinpad=bool(info.flags & PINPAD),
            pin_min=info.pin_min,
            pin_max=info.pin_max,
            keys=keys,
            code=code,
        )
