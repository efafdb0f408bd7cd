"""Which level a signature is to have: the higher of what policy and what the platform want, never a lower one."""

from __future__ import annotations

from collections.abc import Iterable

from rokhas_desktop.api.models import LEVELS, Act, Document, Level


def wanted(policy: Level, act: Act, document: Document) -> Level:
    """Of one document: policy's level, unless its act or it itself wants more."""
    return highest((policy, *(one for one in (act.level, document.level) if one is not None)))


def highest(levels: Iterable[Level]) -> Level:
    """The highest of some levels; B-B of none."""
    return max(levels, key=LEVELS.index, default=LEVELS[0])
