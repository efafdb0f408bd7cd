"""Where a session's tokens are kept: sealed in the home, with the key to them in the system's keyring.

Windows' Credential Manager takes 1,280 characters and roams by default, so only a 32-byte key goes there, for
this machine only; the tokens themselves lie encrypted (AES-256-GCM) in the home.  Where there is no keyring, a
test platform's tokens lie in a private file, which is said; a production platform's do not, unless policy
allows it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import json
import os
import secrets
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import keyring
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError
from pydantic import ValidationError

from rokhas_desktop.api.errors import CannotStore, KeptInFile, NoKeyring
from rokhas_desktop.api.tokens import Tokens
from rokhas_desktop.settings import Home

SERVICE = "Rokhas Desktop"
KEY_BYTES = 32
RECOMMENDED = 1
"""keyring's own mark of a back end that protects what it keeps."""


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
        self._service = f"{SERVICE} {origin.netloc}"
        self._user = hashlib.sha256(str(home.root.resolve()).encode()).hexdigest()[:16]
        self._file_allowed = test or allow_file
        self._backend = backend
        self.warning: str | None = None

    def load(self) -> Tokens | None:
        """The tokens kept, None where there are none that can be read.  Raises NoKeyring."""
        try:
            box = json.loads(self._file.read_bytes())
            if box["kept"] == "plain":
                return self._plain(box["data"])
            key = self._key()
            if key is None:
                return None
            clear = AESGCM(key).decrypt(_bytes(box["nonce"]), _bytes(box["data"]), self._service.encode())
            return Tokens.model_validate_json(clear)
        except FileNotFoundError:
            return None
        except (KeyError, TypeError, ValueError, InvalidTag, ValidationError):
            # Damaged, or sealed by a key that is gone: to log in again is all that it costs.
            return None

    def save(self, tokens: Tokens) -> None:
        """Keep the tokens.  Raises NoKeyring where nothing may keep them, CannotStore."""
        data = tokens.model_dump_json().encode()
        try:
            key = self._key() or self._new_key()
        except NoKeyring:
            if not self._file_allowed:
                raise
            self.warning = KeptInFile.code
            self._write({"kept": "plain", "data": json.loads(data)})
            return
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(key).encrypt(nonce, data, self._service.encode())
        self._write({"kept": "sealed", "nonce": _text(nonce), "data": _text(sealed)})
        self.warning = None

    def forget(self) -> None:
        """Remove the tokens and the key to them."""
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(NoKeyring, *faults()):
            self._keyring().delete_password(self._service, self._user)

    def _plain(self, data: Any) -> Tokens | None:
        if not self._file_allowed:
            return None
        self.warning = KeptInFile.code
        return Tokens.model_validate_json(json.dumps(data))

    def _keyring(self) -> KeyringBackend:
        return system_keyring(self._backend)

    def _key(self) -> bytes | None:
        try:
            kept = self._keyring().get_password(self._service, self._user)
        except faults() as error:
            raise NoKeyring() from error
        try:
            key = _bytes(kept or "")
        except ValueError:
            return None
        return key if len(key) == KEY_BYTES else None

    def _new_key(self) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        backend = self._keyring()
        try:
            backend.set_password(self._service, self._user, _text(key))
            kept = backend.get_password(self._service, self._user)
        except faults() as error:
            raise NoKeyring() from error
        # Some back ends accept everything and keep nothing.
        if kept != _text(key):
            raise NoKeyring()
        return key

    def _write(self, box: dict[str, Any]) -> None:
        try:
            write_private(self._file, json.dumps(box).encode())
        except OSError as error:
            raise CannotStore(file=self._file.name, reason=error.strerror or type(error).__name__) from error


def keyring_name() -> str:
    """The keyring that keeps secrets on this PC, once it has answered.  Raises NoKeyring."""
    backend = _usable(None)
    try:
        backend.get_password(SERVICE, "-")
    except faults() as error:
        raise NoKeyring() from error
    return type(backend).__module__.rpartition(".")[2]


def _usable(backend: KeyringBackend | None) -> KeyringBackend:
    try:
        found = backend if backend is not None else keyring.get_keyring()
        if found.priority < RECOMMENDED:
            raise NoKeyring()
    except faults() as error:
        raise NoKeyring() from error
    if hasattr(found, "persist"):
        # Windows: on this machine only, not roaming with the user's profile.
        found.persist = "local machine"
    return found


def system_keyring(instead: KeyringBackend | None = None) -> KeyringBackend:
    """A keyring that protects what it keeps.  Raises NoKeyring."""
    try:
        backend = instead if instead is not None else keyring.get_keyring()
        if backend.priority < RECOMMENDED:
            raise NoKeyring()
    except faults() as error:
        raise NoKeyring() from error
    if hasattr(backend, "persist"):
        # Windows: on this machine only, not roaming with the user's profile.
        backend.persist = "local machine"
    return backend


def write_private(path: Path, data: bytes) -> None:
    """Replace a file whole, readable by its owner only (on Windows as its folder is)."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@cache
def faults() -> tuple[type[Exception], ...]:
    """What a keyring may raise.  The Secret Service's own errors come through where no desktop answers."""
    found: list[type[Exception]] = [KeyringError, OSError, RuntimeError]
    for module, name in (
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney.wrappers", "DBusErrorResponse"),
    ):
        with contextlib.suppress(ImportError):
            found.append(getattr(importlib.import_module(module), name))
    return tuple(found)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
