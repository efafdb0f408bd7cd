"""Documents as files named by their SHA-256."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from rokhas_desktop.sandbox.platform import digests


class Store:
    """A folder of documents.  What is put in never changes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the document of a SHA-256 lies, or would lie."""
        return self._root / sha256[:2] / f"{sha256}.bin"

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their SHA-256."""
        sha256 = digests.of_bytes(data)
        if not self.path(sha256).exists():
            temporary = self.temporary()
            temporary.write_bytes(data)
            self.adopt(temporary, sha256)
        return sha256

    def adopt(self, file: Path, sha256: str) -> None:
        """Keep a temporary file under its SHA-256."""
        target = self.path(sha256)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(file, target)  # noqa: PTH105 - says that an existing file is replaced, on Windows too

    def temporary(self) -> Path:
        """A new name for something that is still coming in."""
        return self._incoming / secrets.token_hex(12)

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._root)
        self._incoming.mkdir(mode=0o700, parents=True)
