"""One 32-byte key in the system's keyring, and files that only their owner reads.

Windows' Credential Manager takes 1,280 characters and roams by default, so only a key goes there, for this
machine only; what it opens lies sealed on the disk.  Without a keyring every call raises :class:`NoKeyring`;
what follows from that is for who asked to say.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import os
import secrets
from functools import cache
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from rokhas_desktop.disk import settle

SERVICE = "Rokhas Desktop"
KEY_BYTES = 32
RECOMMENDED = 1
"""keyring's own mark of a back end that protects what it keeps."""


class NoKeyring(Exception):
    """No keyring answers, or none that protects what it keeps."""


class Keeper:
    """The key of one ``service`` and ``user``.  ``backend`` replaces the system's keyring."""

    def __init__(self, service: str, user: str, backend: KeyringBackend | None = None) -> None:
        self._service = service
        self._user = user
        self._backend = backend

    def get(self) -> bytes | None:
        """The key, None where the keyring has none.  Raises NoKeyring."""
        try:
            kept = system_keyring(self._backend).get_password(self._service, self._user)
        except faults() as error:
            raise NoKeyring() from error
        try:
            key = from_text(kept or "")
        except ValueError:
            return None
        return key if len(key) == KEY_BYTES else None

    def put(self, key: bytes) -> None:
        """Keep this key.  Raises NoKeyring."""
        backend = system_keyring(self._backend)
        try:
            backend.set_password(self._service, self._user, to_text(key))
            kept = backend.get_password(self._service, self._user)
        except faults() as error:
            raise NoKeyring() from error
        # Some back ends accept everything and keep nothing.
        if kept != to_text(key):
            raise NoKeyring()

    def make(self) -> bytes:
        """A new random key, kept.  Raises NoKeyring."""
        key = new_key()
        self.put(key)
        return key

    def forget(self) -> None:
        """Remove the key; there may be none."""
        with contextlib.suppress(NoKeyring, *faults()):
            system_keyring(self._backend).delete_password(self._service, self._user)


def keyring_name() -> str:
    """The keyring that keeps secrets on this PC, once it has answered.  Raises NoKeyring."""
    backend = system_keyring(None)
    try:
        backend.get_password(SERVICE, "-")
    except faults() as error:
        raise NoKeyring() from error
    return type(backend).__module__.rpartition(".")[2]


def system_keyring(given: KeyringBackend | None = None) -> KeyringBackend:
    """A keyring that protects what it keeps.  Raises NoKeyring."""
    try:
        backend = given if given is not None else keyring.get_keyring()
        if backend.priority < RECOMMENDED:
            raise NoKeyring()
    except faults() as error:
        raise NoKeyring() from error
    if hasattr(backend, "persist"):
        # Windows: on this machine only, not roaming with the user's profile.
        backend.persist = "local machine"
    return backend


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


def user_of(root: Path) -> str:
    """What a home is called in the keyring."""
    return hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


def write_private(path: Path, data: bytes) -> None:
    """Replace a file whole, readable by its owner only (on Windows as its folder is).  Raises OSError."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def to_text(data: bytes) -> str:
    """Bytes as a keyring or JSON takes them."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """And back.  Raises ValueError."""
    return base64.b64decode(text, validate=True)


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
