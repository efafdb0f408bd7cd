"""A home's first start, as a process of its own: key, database and folders are made, and one line is journaled."""

from __future__ import annotations

import sys
from pathlib import Path

from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.vault import DESK, Vault
from rokhas_desktop.settings import Home, load

STARTED = Path(__file__)


def begin(root: Path) -> Store:
    """The database of a home as a start opens it, made with its key if need be."""
    home = Home.find(root)
    loaded = load(home, root / "no-policy.toml")
    return Store(home.folder("desk") / "desk.db", Vault.of(home, loaded.settings, loaded.locked).key(DESK))


if __name__ == "__main__":
    begin(Path(sys.argv[1])).journal.add("logged_in")
