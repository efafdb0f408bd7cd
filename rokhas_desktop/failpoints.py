"""Points between two steps where a stop (a kill, a power cut) must lose nothing.

The code that has such a point names it by :func:`point` where it is defined, so that a test lists them all by
importing it and stops the program at each.  In use a point is one look at a variable that is None: only a test
installs a hook, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

Hook = Callable[[str], None]

_points: dict[str, Point] = {}
_hook: Hook | None = None


class Point:
    """One point; called where the program passes it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> None:
        """The program is here now."""
        if _hook is not None:
            _hook(self.name)


def point(name: str) -> Point:
    """The point of this name; each has one place in the code, or belongs to one step of a state machine."""
    if name in _points:
        raise AssertionError(f"two points are called {name}")
    _points[name] = Point(name)
    return _points[name]


def points() -> Mapping[str, Point]:
    """All that the imported code has, by name."""
    return MappingProxyType(_points)


def install(hook: Hook | None) -> None:
    """Have ``hook`` called with the name of every point that is passed in this process."""
    global _hook
    _hook = hook
