"""The folder of one demonstration: its state, what it signed, and what it needs to be checked with."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.settings import Home

if TYPE_CHECKING:
    from rokhas_desktop.sandbox.postal_ca import PostalCA

MARK = "rokhas-demo.txt"
"""Its presence says that the folder is a demonstration's, and that its parts may be made anew."""

PARTS = ("home", "signed", "trust", "chain", "screenshots")


class NotOurs(Exception):
    """The folder holds something else than a demonstration."""


@dataclass(frozen=True, slots=True)
class Place:
    """``root/home`` is the demonstration's own home; nothing of the user's is touched.  ``root/drawings`` is
    kept from one run to the next."""

    root: Path

    @classmethod
    def prepare(cls, root: Path | None) -> Place:
        """An empty place: ``root``, cleared of an earlier demonstration, or a temporary one that is kept.

        Raises NotOurs for a folder that is in other use.
        """
        if root is None:
            root = Path(tempfile.mkdtemp(prefix="rokhas-demo-"))
        root = root.expanduser().absolute()
        root.mkdir(parents=True, exist_ok=True)
        if any(root.iterdir()) and not (root / MARK).is_file():
            raise NotOurs(str(root))
        (root / MARK).write_text("TEST: made by rokhas-desktop demo; made anew by each run.\n", encoding="utf-8")
        for part in PARTS:
            if (root / part).exists():
                shutil.rmtree(root / part)
        (root / "summary.json").unlink(missing_ok=True)
        return cls(root)

    @property
    def home(self) -> Home:
        """The demonstration's own home."""
        return Home.find(self.root / "home")

    def keep_trust(self, ca: PostalCA) -> None:
        """Lay out what signatures are checked with: roots and sub-CAs, one PEM certificate a file."""
        for source, name in ((ca.trust_dir, "trust"), (ca.chain_dir, "chain")):
            shutil.copytree(source, self.root / name)

    def keep_signed(self, reference: str, piece: int, title: str, signed: Path) -> Path:
        """A copy of a signed file under a name that a person finds; its absolute path."""
        folder = self.root / "signed" / _safe(reference)
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(signed, folder / f"{piece:02d}-{_safe(title)}{signed.suffix}"))


def _safe(name: str) -> str:
    """A file name on every system, of a text that the platform gave."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[:100] or "_"
