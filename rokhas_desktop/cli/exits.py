"""Exit codes and which of several wins (the command line's contract)."""

from __future__ import annotations

from collections.abc import Iterable

from rokhas_desktop import catalogue

DONE, USAGE, NOT_ALL, TOKEN, PLATFORM, STATE, BUG, CANCELLED = 0, 2, 3, 4, 5, 6, 70, 130

_RANK = (BUG, STATE, TOKEN, PLATFORM, NOT_ALL, CANCELLED, DONE)
"""Highest first.  A batch that was cancelled after something went wrong ends with what went wrong."""


def of_code(code: str) -> int:
    """The exit code of a problem; a warning that stopped something counts as a refusal."""
    return catalogue.entry(code).exit or NOT_ALL


def worst(codes: Iterable[int]) -> int:
    """The highest-ranked; 0 of nothing."""
    return min(codes, key=_RANK.index, default=DONE)
