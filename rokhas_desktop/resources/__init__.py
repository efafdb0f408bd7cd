"""Data, not code: the catalogue of codes, policy defaults, module and ATR tables, fonts, icons, translations."""

from __future__ import annotations

import tomllib
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

__all__ = ["load_toml", "path_of", "read_bytes"]

_ROOT = files(__name__)


def read_bytes(name: str) -> bytes:
    """The bytes of one resource, named by its path below this folder with forward slashes."""
    return _ROOT.joinpath(name).read_bytes()


def load_toml(name: str) -> dict[str, Any]:
    """One resource parsed as TOML."""
    return tomllib.loads(read_bytes(name).decode("utf-8"))


def path_of(name: str) -> Path:
    """A resource as a file on disk (the package is never installed zipped)."""
    with as_file(_ROOT.joinpath(name)) as path:
        return path
