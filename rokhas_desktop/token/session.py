"""One log-in, until it is closed: what signs a batch.

It fits the signing room's idea of a signer, but for the chain.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.supervise import Child, ChildCrashed, ChildHung
from rokhas_desktop.token import errors
from rokhas_desktop.token.check import fits
from rokhas_desktop.token.views import KeyFacts, Selection

_LOG_OUT_SECONDS = 3.0


class Learn(Protocol):
    """Told whether a key turned out to want its PIN for each signature."""

    def __call__(self, selection: Selection, *, always: bool) -> None:
        """Remember it."""


class TokenSession:
    """A logged-in key.  Thread-safe: ``close`` from another thread waits for the signature under way.

    ``certificate`` is DER; ``schemes`` are those the key offers, best first.
    """

    def __init__(
        self,
        selection: Selection,
        child: Child,
        certificate: bytes,
        key: KeyFacts,
        *,
        deadline: float,
        learned: Learn,
        used: Callable[[RokhasError | None], None],
    ) -> None:
        if hashlib.sha256(certificate).hexdigest() != selection.certificate_sha256:
            raise errors.TokenSwapped()
        self.selection = selection
        self.certificate = certificate
        self.key = key
        self._child = child
        self._deadline = deadline
        self._learned = learned
        self._used = used
        self._lock = threading.Lock()
        self._ended: RokhasError | None = None
        learned(selection, always=bool(key.always_authenticate))

    @property
    def schemes(self) -> tuple[str, ...]:
        """The signature schemes that this key offers, best first."""
        return self.key.schemes

    @property
    def open(self) -> bool:
        """Whether it can still sign."""
        return self._ended is None

    @property
    def pid(self) -> int:
        """The process id of the child that holds the log-in."""
        return self._child.pid

    def sign(self, data: bytes, scheme: str) -> bytes:
        """Sign a message (not its hash).  ECDSA signatures are DER (RFC 3279).

        The signature is checked against the selected certificate before it is returned.  Raises an error of
        this room; after one that says so in the catalogue (``batch = "stop"``) the session is closed.
        """
        with self._lock:
            if self._ended is not None:
                raise errors.SessionClosed()
            try:
                signature = self._sign(data, scheme)
            except RokhasError as error:
                self._used(error)
                if not isinstance(error, errors.SchemeNotOffered):
                    self._end(error)
                raise
            self._used(None)
            return signature

    def _sign(self, data: bytes, scheme: str) -> bytes:
        module = Path(self.selection.module).name
        try:
            answer = self._child.call("sign", data, deadline=self._deadline, scheme=scheme)
        except Coded as error:
            raise errors.typed(error) from None
        except ChildCrashed as error:
            raise errors.CrashedInSession(module=module) from error
        except ChildHung as error:
            raise errors.HungInSession(module=module, seconds=error.details["seconds"]) from error
        signature = bytes(answer.payload)
        if not fits(self.certificate, scheme, signature, data):
            raise errors.WrongSignature(scheme=scheme)
        if answer.header["always_authenticate"] and not self.key.always_authenticate:
            self._learned(self.selection, always=True)
        return signature

    def close(self) -> None:
        """Log out, wipe the PIN and end the child, once no signature is under way.  May be called again."""
        with self._lock:
            if self._ended is None:
                self._end(errors.SessionClosed())

    def _end(self, why: RokhasError) -> None:
        self._ended = why
        with contextlib.suppress(RokhasError):
            self._child.call("close", deadline=_LOG_OUT_SECONDS)
        self._child.close()

    def __enter__(self) -> TokenSession:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()
