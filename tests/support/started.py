"""A home's first start, as a process of its own: key, database and folders are made, and one line is journaled."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rokhas_desktop import choices
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.vault import DESK, Vault
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home, load

STARTED = Path(__file__)


def begin(root: Path) -> Store:
    """The database of a home as a start opens it, made with its key if need be."""
    home = Home.find(root)
    loaded = load(home, root / "no-policy.toml")
    return Store(home.folder("desk") / "desk.db", Vault.of(home, loaded.settings, loaded.locked).key(DESK))


def write(root: Path, what: str) -> None:
    """What the window writes: a person's setting, the choice to keep keys in a file."""
    home = Home.find(root)
    if what == "settings":
        choices.change(home, "theme", "dark", root / "no-policy.toml")
    else:
        Vault.of(home, load(home, root / "no-policy.toml").settings, ()).choose_file()


if __name__ == "__main__":
    try:
        if len(sys.argv) > 2:
            write(Path(sys.argv[1]), sys.argv[2])
        else:
            begin(Path(sys.argv[1])).journal.add("logged_in")
    except RokhasError as error:
        print(json.dumps({"code": error.code}))
        sys.exit(6)
