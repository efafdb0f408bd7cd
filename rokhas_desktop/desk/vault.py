"""The keys of one home's desk: one to its database, one for each account.

Each is 32 random bytes.  ``NAME.json`` says where a key is, ``keyring`` or ``file``, and holds it in the second
case.  With ``store.key = "keyring"`` and no keyring, test platforms and local files go on with keys in files, which
is a warning; for a real platform :meth:`Vault.admit` refuses, until policy or the person chose files.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from keyring.backend import KeyringBackend

from rokhas_desktop import keeper
from rokhas_desktop.desk.database import PATIENCE_MS, exclusive
from rokhas_desktop.desk.errors import DiskFull, KeyBeside, KeyGone, KeyringClosed, NoKeyPlace
from rokhas_desktop.disk import need_folder
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.keeper import Keeper, from_text, to_text, write_private
from rokhas_desktop.settings import Home, Settings

DESK = "desk"
"""The name of the database's key."""

KEYS = "keys"
"""The vault's folder beside the database."""

CHOICE = "choice.json"


@dataclass(frozen=True, slots=True)
class _Record:
    """Where a key is; ``check`` tells the right one from another, ``key`` is set where it lies in the file."""

    check: str
    key: bytes | None


class Vault:
    """Keys by name.  ``in_file``: policy wants them in files; ``may_choose``: the person may.  Thread-safe."""

    def __init__(
        self,
        folder: Path,
        home: Path,
        *,
        in_file: bool = False,
        may_choose: bool = True,
        backend: KeyringBackend | None = None,
    ) -> None:
        self._folder = folder
        self._user = keeper.user_of(home)
        self._in_file = in_file
        self._may_choose = may_choose
        self._backend = backend
        self._lock = threading.RLock()

    @classmethod
    def of(cls, home: Home, settings: Settings, locked: Collection[str]) -> Vault:
        """The keys of a home, as the settings and the machine policy's locks have it."""
        folder = home.folder("desk") / KEYS
        need_folder(folder)
        return cls(folder, home.root, in_file=settings.store.key == "file", may_choose="store.key" not in locked)

    @property
    def file_chosen(self) -> bool:
        """Whether policy or the person wants keys in files."""
        return self._in_file or (self._may_choose and (self._folder / CHOICE).is_file())

    def choose_file(self) -> None:
        """The person wants keys in files, knowing what that means.  Raises NoKeyPlace where policy forbids it."""
        if not self._may_choose:
            raise NoKeyPlace()
        self._write(CHOICE, {"kept": "file"})

    @property
    def warning(self) -> Refusal | None:
        """That a key lies in a file beside what it opens, if one does."""
        beside = any(self._beside(path.stem) for path in self._paths())
        return Refusal(KeyBeside.code, {"folder": self._folder.name}) if beside else None

    def key(self, name: str) -> bytes:
        """The key, made at its first use.  Raises KeyringClosed, KeyGone, DiskFull."""
        found = self.peek(name)
        if found is not None:
            return found
        with self._lock, exclusive(self._folder / "keys.lock", patience=PATIENCE_MS / 1000):
            return self.peek(name) or self._make(name)  # another process may have been first

    def peek(self, name: str) -> bytes | None:
        """The key, None where there is none yet.  Raises KeyringClosed, KeyGone."""
        record = self._read(name)
        if record is None or record.key is not None:
            return record.key if record else None
        try:
            key = self._keeper(name).get()
        except keeper.NoKeyring as error:
            raise KeyringClosed() from error
        if key is None or _check(key) != record.check:
            raise KeyGone(file=f"{name}.json")
        return key

    def admit(self, *, test: bool, choose_file: bool = False) -> None:
        """Move keys that lie in files into the keyring, unless files were chosen, by ``choose_file`` or before.

        Raises NoKeyPlace for a real platform where that cannot be.
        """
        if choose_file:
            self.choose_file()
        with self._lock:
            for name in [path.stem for path in self._paths()]:
                record = self._read(name)
                if record is None or record.key is None or self.file_chosen:
                    continue
                try:
                    self._keeper(name).put(record.key)
                except keeper.NoKeyring as error:
                    if test:
                        return
                    raise NoKeyPlace() from error
                self._write(f"{name}.json", {"kept": "keyring", "check": record.check})

    def forget(self, name: str) -> None:
        """Remove a key for ever: what it sealed is noise from now on."""
        with self._lock:
            self._keeper(name).forget()
            try:
                (self._folder / f"{name}.json").unlink(missing_ok=True)
            except OSError as error:
                raise DiskFull(file=f"{name}.json") from error

    def _make(self, name: str) -> bytes:
        if not self.file_chosen:
            try:
                held = self._keeper(name)
                key = held.get() or held.make()
            except keeper.NoKeyring:
                pass
            else:
                self._write(f"{name}.json", {"kept": "keyring", "check": _check(key)})
                return key
        key = keeper.new_key()
        self._write(f"{name}.json", {"kept": "file", "check": _check(key), "key": to_text(key)})
        return key

    def _keeper(self, name: str) -> Keeper:
        return Keeper(f"{keeper.SERVICE} {name}", self._user, self._backend)

    def _paths(self) -> list[Path]:
        return [path for path in sorted(self._folder.glob("*.json")) if path.name != CHOICE]

    def _beside(self, name: str) -> bool:
        record = self._read(name)
        return record is not None and record.key is not None

    def _read(self, name: str) -> _Record | None:
        try:
            said = json.loads((self._folder / f"{name}.json").read_bytes())
            key = from_text(said["key"]) if said["kept"] == "file" else None
            record = _Record(str(said["check"]), key)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KeyGone(file=f"{name}.json") from error
        if key is not None and _check(key) != record.check:
            raise KeyGone(file=f"{name}.json")
        return record

    def _write(self, name: str, said: dict[str, str]) -> None:
        try:
            write_private(self._folder / name, json.dumps(said).encode())
        except OSError as error:
            raise DiskFull(file=name) from error


def _check(key: bytes) -> str:
    """Enough to tell a key from another, too little to learn anything of it."""
    return hashlib.sha256(b"rokhas-desktop key check\n" + key).hexdigest()[:16]
