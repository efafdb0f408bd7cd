"""What a measurement says: a figure beside its limit, and how it grows with size."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Figure:
    """Ours beside a limit, which is a peer's time, a physical bound or a fixed one.

    ``value`` and ``limit_value`` are medians in ``unit``.  ``ratio`` is the median of the rounds' ratios ours / limit,
    or, where we are to be ``faster``, of limit / ours; ``reach`` is the most that it may be (``faster``: the least),
    None where it is told for comparison alone.  ``spread`` is the distance between the quartiles of the rounds' ratios.
    ``samples`` are the rounds themselves, by who was measured.
    """

    name: str
    value: float
    unit: str
    limit_name: str
    limit_value: float
    ratio: float
    reach: float | None
    spread: float
    samples: Mapping[str, Sequence[float]]
    faster: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the reach is reached; None without one."""
        if self.reach is None:
            return None
        return self.ratio >= self.reach if self.faster else self.ratio <= self.reach

    def as_dict(self) -> dict[str, Any]:
        """As it stands in the record, ``met`` included."""
        return {**asdict(self), "met": self.met}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Figure:
        """From the record."""
        return cls(**{name: value for name, value in said.items() if name != "met"})


@dataclass(frozen=True, slots=True)
class Point:
    """A size, the median there and the distance between the quartiles."""

    x: float
    value: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Curve:
    """How something grows: a line for each who was measured."""

    name: str
    x_name: str
    unit: str
    series: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    logarithmic: bool = True

    def as_dict(self) -> dict[str, Any]:
        """As it stands in the record."""
        return asdict(self)

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Curve:
        """From the record."""
        series = {who: [Point(**point) for point in points] for who, points in said["series"].items()}
        return cls(said["name"], said["x_name"], said["unit"], series, said["logarithmic"])


def against(
    name: str,
    unit: str,
    samples: Mapping[str, Sequence[float]],
    *,
    limit: str,
    reach: float | None,
    ours: str = OURS,
    faster: bool = False,
) -> Figure:
    """A figure from interleaved rounds: the n-th sample of ``ours`` was taken beside the n-th of ``limit``."""
    pairs = list(zip(samples[ours], samples[limit], strict=True))
    ratios = [peer / own if faster else own / peer for own, peer in pairs]
    value, limit_value = statistics.median(samples[ours]), statistics.median(samples[limit])
    ratio = statistics.median(ratios)
    kept = {ours: list(samples[ours]), limit: list(samples[limit])}
    return Figure(name, value, unit, limit, limit_value, ratio, reach, spread(ratios), kept, faster)


def bounded(name: str, unit: str, values: Sequence[float], *, bound: float, limit: str = "fixed bound") -> Figure:
    """A figure that has no peer: ``bound`` is the most that it may be."""
    value = statistics.median(values)
    ratios = [one / bound for one in values]
    kept = {OURS: list(values)}
    return Figure(name, value, unit, limit, bound, value / bound, 1.0, spread(ratios), kept)


def point(x: float, values: Sequence[float]) -> Point:
    """A point of a curve from its rounds."""
    return Point(x, statistics.median(values), spread(values))


def spread(values: Sequence[float]) -> float:
    """The distance between the quartiles; of few values, between the least and the most."""
    if len(values) < 4:
        return max(values) - min(values)
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return high - low
