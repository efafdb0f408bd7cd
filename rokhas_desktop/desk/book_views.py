"""What the signature book is asked and answers: data alone, for the window to import before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rokhas_desktop.desk.views import Bilingual, Urgency

Kind = Literal["family", "commune", "district"]
KINDS: tuple[Kind, ...] = ("family", "commune", "district")
URGENCIES: tuple[Urgency, ...] = ("overdue", "today", "soon", "later", "none")


@dataclass(frozen=True, slots=True)
class BookQuery:
    """What is looked for: every word in any order, and one of each kind where one is chosen."""

    words: str = ""
    urgency: Urgency | None = None
    family: str | None = None
    commune: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that acts can be narrowed to, and how many acts that would be."""

    code: str
    label: Bilingual
    count: int


@dataclass(frozen=True, slots=True)
class Book:
    """The acts that await a signature and are looked for, in their order; ``total`` is how many await one at all, and
    the first ``arranged`` of these were put in order.

    ``numbers`` name them for :meth:`Desk.book_acts`; ``references`` stand at the same places.  A choice's count
    is what remains if it is chosen, the other filters being as they are.
    """

    numbers: tuple[int, ...]
    references: tuple[str, ...]
    total: int
    arranged: int
    urgencies: dict[Urgency, int]
    choices: dict[Kind, tuple[Choice, ...]]
