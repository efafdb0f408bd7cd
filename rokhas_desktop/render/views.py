"""What this room takes and gives: plain types, cheap to import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Weight = Literal["regular", "bold"]
Language = Literal["fr", "ar", "en"]
Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page as it is displayed: cropped and rotated, in points of 1/72 inch.

    A user unit (ISO 32000-1, 14.11.2) is not applied: PDFium does not tell it.
    """

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """A document that was opened.  ``pages[0]`` is page 1."""

    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels from the upper left corner, 4 bytes each (blue, green, red, unused), ``stride`` bytes a row."""

    width: int
    height: int
    stride: int
    bgrx: bytes | bytearray | memoryview = field(repr=False)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in device pixels of the displayed page at some scale, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Ink:
    """What a box of a page holds: the part of it (0 to 1) that is not its ground's colour; where that is
    none, how many characters it holds all the same."""

    share: float
    characters: int

    @property
    def blank(self) -> bool:
        """Whether nothing would be covered there."""
        return self.share == 0.0 and self.characters == 0


@dataclass(frozen=True, slots=True)
class Find:
    """A place where a text stands: its rectangles (left, bottom, right, top) in points of the displayed page from its
    lower left corner, what is written there, and what stands before and behind it on its line."""

    boxes: tuple[tuple[float, float, float, float], ...]
    before: str
    text: str
    behind: str


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found on one page, and how many ``characters`` it has: none where it is a picture."""

    finds: tuple[Find, ...]
    characters: int


Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place where a page differs from another: ``box`` (left, bottom, right, top) in points of the newer page as it
    is displayed, from its lower left corner."""

    kind: Kind
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageChanges:
    """A page (from 1) of a document and the one of its earlier version that stands beside it; None where there is
    none: it was added, or removed."""

    page: int | None
    old_page: int | None
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds that a renderer's child may take for each kind of call before it is ended."""

    open: float = 30.0
    draw: float = 30.0
    compare: float = 60.0
    stamp: float = 20.0


@dataclass(frozen=True, slots=True)
class Confinement:
    """What really holds a child back on this machine.

    ``network`` and ``writes`` name the layers in force ("seccomp", "landlock", "audit" …), strongest first;
    ``memory`` is the limit in bytes, 0 where there is none.
    """

    network: tuple[str, ...]
    writes: tuple[str, ...]
    memory: int


class Line(Protocol):
    """One paragraph of a stamp, in one language; it may be wrapped."""

    @property
    def text(self) -> str:
        """What is written."""

    @property
    def language(self) -> Language:
        """Its language, which gives its direction and its column."""

    @property
    def weight(self) -> Weight:
        """How strongly it is drawn."""


class StampText(Protocol):
    """The paragraphs of a stamp, in order; each language has its own column."""

    @property
    def lines(self) -> Sequence[Line]:
        """In reading order."""
