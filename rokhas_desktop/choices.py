"""What a person may set, and writing it: one line of the settings' file, the others left as they are.

Everything of :mod:`rokhas_desktop.settings` can be written into that file by hand; what a front offers are the few of
CHOICES.  A value that machine policy locks is shown with the value in force and is not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.keeper import write_private
from rokhas_desktop.settings import BadSettings, Home, load

CHOICES: Mapping[str, bool] = {
    "language": True,
    "theme": False,
    "net.proxy": False,
    "net.rate_down": False,
    "net.rate_up": False,
    "store.retention_days": False,
}
"""What a front offers, and whether it counts at once; the others do after a restart."""


class SettingLocked(RokhasError):
    """Machine policy fixed this value."""

    code = "CFG-003"


class SettingRefused(RokhasError):
    """A setting cannot have this value, or is none that a person sets."""

    code = "CFG-004"


class SettingsNotWritten(RokhasError):
    """The settings' file could not be written."""

    code = "CFG-005"


@dataclass(frozen=True, slots=True)
class Standing:
    """One setting: the value in force at the next start, and the one without the person's own.

    ``locked``: by machine policy; ``own``: the person's file says it.
    """

    name: str
    value: object
    otherwise: object
    locked: bool
    own: bool
    at_once: bool


def standings(home: Home, policy: Path | None = None) -> tuple[Standing, ...]:
    """Every choice as it stands on disk.  Raises BadSettings, NotForUsers."""
    loaded, without, own = load(home, policy), load(home, policy, own={}), _read(home).unwrap()
    return tuple(
        Standing(
            name,
            _of(loaded.settings, name),
            _of(without.settings, name),
            _covers(loaded.locked, name),
            _said(own, name),
            at_once,
        )
        for name, at_once in CHOICES.items()
    )


def change(home: Home, name: str, value: object, policy: Path | None = None) -> None:
    """Set one choice; None takes the person's own value back.

    Raises SettingLocked, SettingRefused, SettingsNotWritten; BadSettings and NotForUsers where a file was wrong before.
    """
    if name not in CHOICES:
        raise SettingRefused(key=name)
    if _covers(load(home, policy).locked, name):
        raise SettingLocked(key=name)
    document = _read(home)
    _put(document, name, value)
    try:
        load(home, policy, own=document.unwrap())
    except BadSettings as error:
        raise SettingRefused(key=name) from error
    try:
        write_private(home.settings_file, tomlkit.dumps(document).encode())
    except OSError as error:
        raise SettingsNotWritten(file=home.settings_file.name) from error


def _read(home: Home) -> tomlkit.TOMLDocument:
    file = home.settings_file
    try:
        return tomlkit.parse(file.read_text(encoding="utf-8") if file.exists() else "")
    except (OSError, ValueError, TOMLKitError) as error:
        raise BadSettings(file=file.name, key="") from error


def _put(document: tomlkit.TOMLDocument, name: str, value: object) -> None:
    group, _, key = name.rpartition(".")
    if group and group not in document:
        if value is None:
            return
        document[group] = tomlkit.table()
    place: Any = document[group] if group else document
    if value is None:
        place.pop(key, None)
    else:
        place[key] = value


def _of(settings: object, name: str) -> object:
    for part in name.split("."):
        settings = getattr(settings, part)
    return settings


def _covers(locked: frozenset[str], name: str) -> bool:
    """A lock is on the value or on its whole group."""
    return name in locked or name.partition(".")[0] in locked


def _said(own: dict[str, Any], name: str) -> bool:
    group, _, key = name.rpartition(".")
    return key in (own.get(group, {}) if group else own)
