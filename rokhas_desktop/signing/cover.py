"""What a stamp would cover, and a place where it covers nothing.

Drawings and text are looked at by the render room, which is handed in; earlier signatures are known from the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import placement
from rokhas_desktop.signing.face import Box, Notice
from rokhas_desktop.signing.placement import Ground
from rokhas_desktop.signing.traits import CODES

COVERS, ON_SIGNATURE, UNSEEN = CODES["stamp_covers"], CODES["stamp_on_signature"], CODES["stamp_unseen"]
#: Places that looked blank from afar and are looked at once more.
_TRIES = 4


class Seen(Protocol):
    """What a box holds; the render room's Ink."""

    @property
    def share(self) -> float:
        """The part of it that is drawn on."""
        ...

    @property
    def blank(self) -> bool:
        """Whether nothing would be covered there."""
        ...


class Eyes(Protocol):
    """Who looks at pages; the render room's RasterRoom."""

    def inks(
        self, path: Path, page: int, boxes: Sequence[Box], *, annotations: bool = ..., password: str | None = ...
    ) -> Sequence[Seen]:
        """What each box (parts of the page) holds.  Raises RokhasError where the page cannot be drawn."""
        ...

    def forget(self, path: Path) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Settled:
    """A place, the width and height of its page as displayed, and what is to be told of it."""

    page: int
    box: Box
    sheet: tuple[float, float]
    notices: tuple[Notice, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether anything can be drawn there."""
        return self.box[2] > self.box[0] and self.box[3] > self.box[1]


def settle(
    path: Path,
    eyes: Eyes,
    *,
    page: int = -1,
    box: Box | None = None,
    field: str | None = None,
    password: str | None = None,
) -> Settled:
    """Where a stamp goes on this file, and what it would cover there.

    Without a box or a field it is the first place that is blank, or the least drawn on where none is.  A page that
    cannot be drawn is told (``stamp_unseen``).  Raises the document's errors (DOC), OutsidePage.
    """
    ground = placement.ground(path, page=page, box=box, field=field, password=password)
    sheet = ground.page.width, ground.page.height
    spot = ground.spots[0]
    found = Settled(ground.page.number, spot, sheet)
    if not found.shown:
        return found
    looking = _Looking(path, eyes, ground, password)
    try:
        spot = looking.choose() if ground.closer else spot
        notices = looking.notices(spot)
    except RokhasError:
        notices = [Notice(UNSEEN, {"page": found.page})]
        if ground.on_signature(spot):
            notices.append(Notice(ON_SIGNATURE, {"page": found.page}))
    finally:
        eyes.forget(path)
    return Settled(found.page, spot, sheet, tuple(notices))


@dataclass(frozen=True, slots=True)
class _Looking:
    path: Path
    eyes: Eyes
    ground: Ground
    password: str | None

    def choose(self) -> Box:
        """The first blank place, else the first of those that lie closer, else the least drawn on of all."""
        least: tuple[float, Box] | None = None
        for spots in (self.ground.spots, self.ground.closer):
            if not spots:
                continue
            seen = self._see(spots)
            for spot in [spot for spot, one in zip(spots, seen, strict=True) if one.blank][:_TRIES]:
                if self._see([spot])[0].blank:  # what looked blank among many is looked at once more, alone
                    return spot
            best = min(range(len(spots)), key=lambda at: (seen[at].share, at))
            if least is None or seen[best].share < least[0]:
                least = seen[best].share, spots[best]
        return least[1] if least is not None else self.ground.spots[0]

    def notices(self, spot: Box) -> list[Notice]:
        """What lies under a place; below an earlier signature only what is drawn on the page itself counts."""
        told = {"page": self.ground.page.number}
        signed = self.ground.on_signature(spot)
        covered = not self._see([spot], annotations=not signed)[0].blank
        found = [Notice(COVERS, told)] if covered else []
        return [*found, Notice(ON_SIGNATURE, told)] if signed else found

    def _see(self, spots: Sequence[Box], *, annotations: bool = True) -> Sequence[Seen]:
        page, parts = self.ground.page.number, [self.ground.parts(spot) for spot in spots]
        return self.eyes.inks(self.path, page, parts, annotations=annotations, password=self.password)
