"""A person's choice of one module among those that are there: for a PC where another's crashes or holds the card."""

from __future__ import annotations

import json
from pathlib import Path

from rokhas_desktop.disk import DiskFull
from rokhas_desktop.keeper import write_private
from rokhas_desktop.settings import Home

FILE = "module.json"


def chosen(home: Home) -> str | None:
    """The chosen module's canonical path, None where nobody chose.  It counts only among the modules that are found."""
    try:
        told = json.loads((home.root / FILE).read_text(encoding="utf-8"))
        return str(told["only"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose(home: Home, path: str) -> None:
    """Remember a choice.  Raises DiskFull."""
    try:
        write_private(_file(home), json.dumps({"only": path}).encode())
    except OSError as error:
        raise DiskFull(file=FILE) from error


def forget(home: Home) -> None:
    """Look at every module again."""
    _file(home).unlink(missing_ok=True)


def _file(home: Home) -> Path:
    return home.root / FILE
