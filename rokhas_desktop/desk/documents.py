"""Where documents lie: private, by account, named by what they are and never by what a server calls them.

``HOME/desk/ACCOUNT/originals/SHA256.pdf`` and ``HOME/desk/ACCOUNT/signed/ACT/PIECE-….pdf``; what is no PDF is a
``.bin``, and the signature beside it a ``.p7s``.  ``earlier/`` holds versions that were replaced, to compare with.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.desk.errors import DiskFull
from rokhas_desktop.disk import need_folder, settle

BLOCK = 1 << 20


class Documents:
    """The files of one account."""

    def __init__(self, root: Path, platform: str, account: str) -> None:
        self.root = root / folder_name(platform, account)

    def original(self, document: Document) -> Path:
        """Where the original lies, or will: one file for the same bytes, however many acts name them."""
        suffix = ".pdf" if document.is_pdf else ".bin"
        return self._folder("originals") / f"{document.sha256}{suffix}"

    def earlier(self, document: Document) -> Path:
        """Where a version that was replaced goes, to be looked at."""
        return self._folder("earlier") / f"{document.sha256}{'.pdf' if document.is_pdf else '.bin'}"

    def earlier_ones(self) -> Iterator[Path]:
        """Those that are here."""
        folder = self.root / "earlier"
        return folder.iterdir() if folder.is_dir() else iter(())

    def signed(self, act: Act, document: Document, piece: int) -> Path:
        """Where the signed file, or the signature beside it, goes.  The original's hash is in its name: other bytes,
        another file."""
        folder = self._folder("signed", f"{_safe(act.reference)}-{_short(act.id)}")
        name = f"{piece:02d}-{_safe(Path(document.filename).stem)}-{_short(document.id)}-{document.sha256[:8]}"
        return folder / f"{name}{'.pdf' if document.is_pdf else '.p7s'}"

    def discard(self, path: Path) -> None:
        """Remove a file that must not leave, for good; it may be gone already.  Raises DiskFull."""
        try:
            path.unlink(missing_ok=True)
            settle(path.parent)
        except OSError as error:
            raise DiskFull(file=path.name) from error

    def _folder(self, *names: str) -> Path:
        return need_folder(self.root.joinpath(*names))


def folder_name(platform: str, account: str) -> str:
    """What an account's folder is called."""
    return hashlib.sha256(f"{platform}\n{account}".encode()).hexdigest()[:16]


def private(path: Path) -> None:
    """Readable by its owner alone, where the system knows modes; its folder is already."""
    with contextlib.suppress(OSError):
        path.chmod(0o600)


def holds(path: Path, sha256: str, size: int | None = None) -> bool:
    """Whether the file is there and has these bytes."""
    with contextlib.suppress(OSError):
        if size is None or path.stat().st_size == size:
            return digest(path) == sha256
    return False


def begins_with(path: Path, sha256: str, length: int) -> bool:
    """Whether the file's first ``length`` bytes have this SHA-256."""
    with contextlib.suppress(OSError):
        return path.stat().st_size >= length and digest(path, length) == sha256
    return False


def digest(path: Path, length: int | None = None) -> str:
    """The SHA-256 of a file, or of its first ``length`` bytes.  Raises OSError."""
    found = hashlib.sha256()
    left = length if length is not None else path.stat().st_size
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(BLOCK, left))):
            found.update(block)
            left -= len(block)
    return found.hexdigest()


def _safe(text: str) -> str:
    """What is left of a name that means nothing to a file system: letters, digits, hyphens; 40 at most."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:40] or "x"


def _short(ident: str) -> str:
    return hashlib.sha256(ident.encode()).hexdigest()[:8]
