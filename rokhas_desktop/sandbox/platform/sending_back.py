"""What an act is sent back with: the reason, what is wanted of the services, and the places that are marked."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rokhas_desktop.sandbox.platform import asking, digests
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Act

WANTED = ("correction", "refusal")
MOST_MARKS, MOST_WORDS = 50, 1000
_FARTHEST = 1e6
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Order:
    """A ``ReturnOrder`` of the contract.  ``marks`` are as they are kept."""

    reason: str
    wanted: str
    marks: tuple[dict[str, Any], ...]

    @property
    def fingerprint(self) -> str:
        """What an idempotency key stands for."""
        said = json.dumps([self.reason, self.wanted, self.marks], sort_keys=True)
        return digests.of_bytes(said.encode())

    def check(self, act: Act) -> None:
        """Refuses: malformed-request (a mark on a piece that the act does not have)."""
        on_pieces(act, self.marks)


def read(given: Any) -> Order:
    """Refuses: malformed-request."""
    if not isinstance(given, dict):
        raise Problem("malformed-request", "reason")
    wanted = given.get("wanted", "correction")
    if wanted not in WANTED:
        raise Problem("malformed-request", "wanted")
    return Order(words(given.get("reason"), "reason"), wanted, read_marks(given))


def read_marks(given: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Places on pieces.  Refuses: malformed-request."""
    marks = given.get("marks", [])
    if not isinstance(marks, list) or len(marks) > MOST_MARKS:
        raise Problem("malformed-request", "marks")
    return tuple(_mark(one) for one in marks)


def on_pieces(act: Act, marks: Sequence[dict[str, Any]]) -> None:
    """Refuses: malformed-request (a mark on a piece that the act does not have)."""
    pieces = {item.id for item in act.documents}
    if any(mark["document"] not in pieces for mark in marks):
        raise Problem("malformed-request", "marks")


def words(text: Any, field: str, *, least: int = 1) -> str:
    """A person's text.  Refuses: malformed-request."""
    if not isinstance(text, str) or len(text.strip()) < least or len(text) > MOST_WORDS:
        raise Problem("malformed-request", field)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Problem("malformed-request", field) from None
    if "\0" in text:  # PostgreSQL keeps no NUL in a text
        raise Problem("malformed-request", field)
    return text


def _mark(given: Any) -> dict[str, Any]:
    document, page, box = (given.get(name) if isinstance(given, dict) else None for name in ("document", "page", "box"))
    named = isinstance(document, str) and asking.IDENT.fullmatch(document)
    paged = isinstance(page, int) and not isinstance(page, bool) and 1 <= page <= 100_000
    if not named or not paged or not _is_box(box):
        raise Problem("malformed-request", "marks")
    return {"document": document, "page": page, "box": box}


def _is_box(box: Any) -> bool:
    if not isinstance(box, list) or len(box) != 4:
        return False
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in box):
        return False
    left, bottom, right, top = box
    return all(math.isfinite(one) and abs(one) <= _FARTHEST for one in box) and left < right and bottom < top
