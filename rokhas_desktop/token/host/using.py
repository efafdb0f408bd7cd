"""One log-in and the signatures made under it."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass

from rokhas_desktop.token import errors
from rokhas_desktop.token.host import inventory, login, returns
from rokhas_desktop.token.host.cryptoki import CKU_CONTEXT_SPECIFIC, Cryptoki, Returned
from rokhas_desktop.token.host.hardening import wipe
from rokhas_desktop.token.host.inventory import CertificateObject, KeyObject
from rokhas_desktop.token.host.mechanisms import SCHEMES, Mechanism, Scheme
from rokhas_desktop.token.host.returns import meaning


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a log-in is for.  ``pin_uses``: how many context-specific log-ins the holder consented to, for at most
    ``pin_seconds`` (None: as long as the session)."""

    serial: str
    certificate_sha256: str
    accept_final_try: bool
    pin_uses: int
    pin_seconds: float | None = None


class Use:
    """A session that is logged in, bound to one certificate and its key.

    Raises an error of this room when it cannot be had; the child is of no further use then.
    """

    def __init__(self, module: Cryptoki, wanted: Wanted, pin: bytearray | None) -> None:
        self._module = module
        self._wanted = wanted
        slot, self._session = self._find()
        with meaning("search"):
            info = module.token_info(slot)
        login.check_before(info, pin, accept_final_try=wanted.accept_final_try)
        login.log_in(module, self._session, pin, info)
        with meaning("search"):
            seen = inventory.take(module, self._session, slot)
        self.certificate = self._certificate(seen.certificates)
        self._key = self._usable(seen.private_key(self.certificate))
        self.facts = seen.facts(self.certificate.half, self._key, "private-key")
        self._mechanisms = self._key.allowed & seen.mechanisms if self._key.allowed else seen.mechanisms
        self._uses_left = wanted.pin_uses
        self._opened = time.monotonic()
        self._pinpad = pin is None
        self._always = self._key.always_authenticate
        if self._always and not self._may_authenticate():
            raise errors.ConsentWanted()
        # A key that does not tell is found out at the first signature; without consent nothing is kept for it.
        self._pin = bytearray(pin) if pin is not None and wanted.pin_uses > 0 else None

    @property
    def always_authenticates(self) -> bool:
        """Whether each signature needs a log-in of its own, by the key's attribute or as was found out."""
        return self._always

    def _find(self) -> tuple[int, int]:
        """The slot with the token and the certificate, and a session on it: nothing is spent on another."""
        found = False
        with meaning("search"):
            slots = self._module.slots()
        for slot in slots:
            if not self._fits(slot):
                continue
            found = True
            with meaning("search"):
                session = self._module.open_session(slot)
                if self._holds(session):
                    return slot, session
                self._module.close_session(session)
        if found:
            raise errors.UnknownCertificate(certificate=self._wanted.certificate_sha256[:16])
        raise errors.TokenRemoved(ckr="C_GetSlotList")

    def _fits(self, slot: int) -> bool:
        """Whether the token in a slot has the serial; a slot that cannot be read is not the one."""
        try:
            info = self._module.token_info(slot)
        except Returned:
            return False
        return info.serial == self._wanted.serial and bool(info.flags & login.INITIALISED)

    def _holds(self, session: int) -> bool:
        seen = inventory.certificates(self._module, session)
        return any(item.sha256 == self._wanted.certificate_sha256 for item in seen)

    def _certificate(self, seen: tuple[CertificateObject, ...]) -> CertificateObject:
        for item in seen:
            if item.sha256 == self._wanted.certificate_sha256:
                return item
        raise errors.TokenSwapped()

    def _usable(self, key: KeyObject | None) -> KeyObject:
        if key is None:
            raise errors.NoKey()
        if not key.signs:
            raise errors.KeyNotForSigning(ckr="CKA_SIGN")
        return key

    def sign(self, name: str, message: bytes | bytearray) -> bytes:
        """One signature, ready for a CMS or a certificate's verifier.  Raises an error of this room."""
        self._check_certificate()
        scheme = SCHEMES.get(name)
        usable = scheme.usable(self._mechanisms) if scheme and name in self.facts.schemes else ()
        if scheme is None or not usable:
            raise errors.SchemeNotOffered(scheme=name, ckr="C_GetMechanismList")
        for place, mechanism in enumerate(usable, 1):
            try:
                return scheme.finished(self._attempt(scheme, mechanism, message))
            except Returned as returned:
                if place < len(usable) and returned.rv in returns.MECHANISM_REFUSED:
                    continue
                raise self._refused(returned, name) from None
        raise AssertionError  # the loop returns or raises

    def _refused(self, returned: Returned, scheme: str) -> errors.TokenError:
        error = returns.error(returned, "sign")
        error.details["scheme"] = scheme
        return error

    def _check_certificate(self) -> None:
        """The very certificate that was chosen must still be behind the handle."""
        with meaning("sign"):
            der = inventory.certificate_der(self._module, self._session, self.certificate.handle)
        if der != self.certificate.der:
            raise errors.TokenSwapped()

    def _attempt(self, scheme: Scheme, mechanism: Mechanism, message: bytes | bytearray) -> bytes:
        try:
            signature = self._sign(scheme, mechanism, message)
        except Returned as returned:
            # The key did not say that it wants its PIN each time (or the module does not know the attribute).
            found_out = returned.function == "C_Sign" and returned.rv == returns.USER_NOT_LOGGED_IN
            if self._always or not found_out:
                raise
            if not self._may_authenticate():
                raise errors.ConsentWanted() from None
            self._always = True
            signature = self._sign(scheme, mechanism, message)
        if not self._always:
            self._forget_pin()
        return signature

    def _sign(self, scheme: Scheme, mechanism: Mechanism, message: bytes | bytearray) -> bytes:
        return self._module.sign(
            self._session,
            self._key.handle,
            (mechanism.number, mechanism.parameter),
            scheme.prepared(mechanism, message),
            authenticate=self._authenticate if self._always else None,
        )

    def _may_authenticate(self) -> bool:
        return self._pinpad or self._wanted.pin_uses > 0

    def _authenticate(self) -> None:
        """One context-specific log-in.  After a refusal the PIN is gone: it is never sent again."""
        if not self._pinpad and (self._uses_left <= 0 or self._pin is None or self._too_late()):
            self._forget_pin()
            raise errors.PinUsesSpent(uses=self._wanted.pin_uses)
        self._uses_left -= 1
        try:
            with meaning("authenticate"):
                self._module.log_in(self._session, CKU_CONTEXT_SPECIFIC, self._pin)
        except errors.TokenError:
            self._forget_pin()
            raise

    def _too_late(self) -> bool:
        limit = self._wanted.pin_seconds
        return limit is not None and time.monotonic() - self._opened > limit

    def _forget_pin(self) -> None:
        if self._pin is not None:
            wipe(self._pin)
            self._pin = None

    def close(self) -> None:
        """Wipe the PIN, log out, close."""
        self._forget_pin()
        with contextlib.suppress(Returned):
            self._module.log_out(self._session)
        with contextlib.suppress(Returned):
            self._module.close_session(self._session)
