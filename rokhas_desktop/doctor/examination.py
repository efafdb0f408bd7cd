"""What an examination found, and which of it is the root: one verdict first, the rest beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rokhas_desktop.doctor import findings
from rokhas_desktop.doctor.frame import Row
from rokhas_desktop.doctor.history import Change


@dataclass(frozen=True, slots=True)
class Examination:
    """``rows`` in the probes' order; ``ranked`` what is wrong, the verdict first; ``values`` what probes saw;
    ``last_healthy`` (ISO 8601) is when this home was last healthy before, and ``changes`` what is otherwise now."""

    rows: tuple[Row, ...]
    ranked: tuple[Row, ...]
    at: datetime
    seconds: float
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    last_healthy: str | None = None
    changes: tuple[Change, ...] = ()

    @property
    def verdict(self) -> Row | None:
        """The root of what is wrong; None where nothing is."""
        return self.ranked[0] if self.ranked else None

    @property
    def healthy(self) -> bool:
        """Nothing was found that keeps from signing."""
        return all(row.status != "problem" for row in self.rows)


def rank(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What is wrong, roots before what they explain.

    A root weighs as much as the heaviest of what it explains; of two as heavy the one nearer to the ground (earlier in
    the probes' order) goes first.
    """
    wrong = [row for row in rows if row.code is not None and row.status in {"problem", "warning"}]
    codes = {row.code for row in wrong if row.code}

    def explained(row: Row) -> bool:
        return any(row.code in findings.explained_by(code) for code in codes if code != row.code)

    def heavy(row: Row) -> bool:
        follows = findings.explained_by(row.code or "")
        return row.status == "problem" or any(one.status == "problem" and one.code in follows for one in wrong)

    order = {id(row): at for at, row in enumerate(wrong)}
    return tuple(sorted(wrong, key=lambda row: (explained(row), not heavy(row), order[id(row)])))
