"""Where a session's tokens are kept: sealed in the home, with the key to them in the system's keyring.

Windows' Credential Manager takes 1,280 characters and roams by default, so only a 32-byte key goes there, for
this machine only; the tokens themselves lie encrypted (AES-256-GCM) in the home.  Where there is no keyring, a
test platform's tokens lie in a private file, which is said; a production platform's do not, unless policy
allows it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from keyring.backend import KeyringBackend
from pydantic import ValidationError

from rokhas_desktop import keeper
from rokhas_desktop.api.errors import CannotStore, KeptInFile, NoKeyring
from rokhas_desktop.api.tokens import Tokens
from rokhas_desktop.keeper import Keeper, from_text, to_text, write_private
from rokhas_desktop.settings import Home


class TokenStore:
    """The tokens of one platform in one home.

    ``test`` is what the platform says of itself; ``allow_file`` is policy's word for any platform.  ``backend``
    replaces the system's keyring.
    """

    def __init__(
        self, home: Home, url: str, *, test: bool, allow_file: bool = False, backend: KeyringBackend | None = None
    ) -> None:
        origin = urlsplit(url)
        name = hashlib.sha256(f"{origin.scheme}://{origin.netloc}".encode()).hexdigest()[:16]
        self._file = home.folder("accounts") / f"{name}.json"
        self._service = f"{keeper.SERVICE} {origin.netloc}"
        self._keeper = Keeper(self._service, keeper.user_of(home.root), backend)
        self._file_allowed = test or allow_file
        self.warning: str | None = None

    def load(self) -> Tokens | None:
        """The tokens kept, None where there are none that can be read.  Raises NoKeyring."""
        try:
            box = json.loads(self._file.read_bytes())
            if box["kept"] == "plain":
                return self._plain(box["data"])
            key = self._keeper.get()
            if key is None:
                return None
            clear = AESGCM(key).decrypt(from_text(box["nonce"]), from_text(box["data"]), self._service.encode())
            return Tokens.model_validate_json(clear)
        except FileNotFoundError:
            return None
        except keeper.NoKeyring as error:
            raise NoKeyring() from error
        except (KeyError, TypeError, ValueError, InvalidTag, ValidationError):
            # Damaged, or sealed by a key that is gone: to log in again is all that it costs.
            return None

    def save(self, tokens: Tokens) -> None:
        """Keep the tokens.  Raises NoKeyring where nothing may keep them, CannotStore."""
        data = tokens.model_dump_json().encode()
        try:
            key = self._keeper.get() or self._keeper.make()
        except keeper.NoKeyring as error:
            if not self._file_allowed:
                raise NoKeyring() from error
            self.warning = KeptInFile.code
            self._write({"kept": "plain", "data": json.loads(data)})
            return
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(key).encrypt(nonce, data, self._service.encode())
        self._write({"kept": "sealed", "nonce": to_text(nonce), "data": to_text(sealed)})
        self.warning = None

    def forget(self) -> None:
        """Remove the tokens and the key to them."""
        self._file.unlink(missing_ok=True)
        self._keeper.forget()

    def _plain(self, data: Any) -> Tokens | None:
        if not self._file_allowed:
            return None
        self.warning = KeptInFile.code
        return Tokens.model_validate_json(json.dumps(data))

    def _write(self, box: dict[str, Any]) -> None:
        try:
            write_private(self._file, json.dumps(box).encode())
        except OSError as error:
            raise CannotStore(file=self._file.name, reason=error.strerror or type(error).__name__) from error


def keyring_name() -> str:
    """The keyring that keeps secrets on this PC, once it has answered.  Raises NoKeyring."""
    try:
        return keeper.keyring_name()
    except keeper.NoKeyring as error:
        raise NoKeyring() from error
