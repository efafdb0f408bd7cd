"""Which groups of figures there are."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Protocol, cast

import bench
from bench.harness.figures import Curve, Figure

TESTS = str(Path(__file__).resolve().parents[2] / "tests")


class Group(Protocol):
    """A module of figures; it may have ``curves(quick) -> list[Curve]`` too, and ``DEADLINE`` in seconds."""

    __name__: str
    __doc__: str | None

    def measure(self, quick: bool) -> list[Figure]:
        """Measure every figure; ``quick`` at the smallest size."""


def names() -> list[str]:
    """Every module of figures, in the order of the alphabet."""
    return [one.name for one in pkgutil.iter_modules(bench.__path__) if not one.ispkg and not one.name.startswith("_")]


def load(name: str) -> Group:
    """Import one.  Its real parts (a platform, tokens) are the tests' own."""
    if TESTS not in sys.path:
        sys.path.insert(0, TESTS)
    return cast("Group", importlib.import_module(f"bench.{name}"))


def curves(group: Group, quick: bool) -> list[Curve]:
    """Its curves, none where it has none."""
    found = getattr(group, "curves", None)
    return [] if found is None else list(found(quick))


def deadline(group: Group) -> float:
    """Seconds after which it is ended: it hangs."""
    return float(getattr(group, "DEADLINE", 240.0))
