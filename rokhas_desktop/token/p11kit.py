"""The modules that this machine registered with p11-kit: pkcs11.conf(5), the system's files only.

A user's own registrations (``~/.config/pkcs11``) are not read: a module of anybody's choosing would receive
the PIN.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CONFIGURED = (Path("/etc/pkcs11/modules"), Path("/usr/share/p11-kit/modules"))
"""Folders of ``NAME.module`` files; the first that has a name wins."""
LIBRARIES = ("/usr/lib/*/pkcs11", "/usr/lib64/pkcs11", "/usr/lib/pkcs11")
"""Where a module lies that is named without a path."""
PROGRAM = "rokhas-desktop"


@dataclass(frozen=True, slots=True)
class Registered:
    """A module's path, and what C_Initialize hands it in pReserved (``x-init-reserved``)."""

    path: str
    reserved: str = ""


def registered(folders: tuple[Path, ...] = CONFIGURED, libraries: tuple[str, ...] = LIBRARIES) -> list[Registered]:
    """The registered modules, by name; not those that only hold authorities (``trust-policy``)."""
    if sys.platform != "linux":
        return []
    files: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.module")):
            files.setdefault(file.name, file)
    told = [_read(files[name]) for name in sorted(files)]
    return [Registered(path, said.get("x-init-reserved", "")) for said in told for path in _module(said, libraries)]


def _read(file: Path) -> Mapping[str, str]:
    """The ``key: value`` lines of one file; nothing where it cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition(":") for line in lines if not line.lstrip().startswith("#"))
    return {key.strip(): value.strip() for key, _colon, value in pairs if key.strip()}


def _module(said: Mapping[str, str], libraries: tuple[str, ...]) -> Iterator[str]:
    name = said.get("module", "")
    only, never = said.get("enable-in"), said.get("disable-in", "")
    if not name or said.get("trust-policy") == "yes" or PROGRAM in _names(never):
        return
    if only is not None and PROGRAM not in _names(only):
        return
    if name.startswith("/"):
        yield name
        return
    for pattern in libraries:
        yield from sorted(str(path) for path in Path("/").glob(f"{pattern[1:]}/{name}"))


def _names(listed: str) -> set[str]:
    return set(listed.replace(",", " ").split())
