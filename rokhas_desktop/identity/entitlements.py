"""Whether an entitlement covers an act on a day (LO 113-14 arts 100-110, 237).  Pure; the day is the platform's.

The types are structural: the contract's models fit, and so does whatever a platform keeps them in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class PlaceLike(Protocol):
    """A territory."""

    @property
    def code(self) -> str:
        """Its administrative code."""
        ...


class EntitlementLike(Protocol):
    """What somebody may sign, where and when; an empty list means no limit, both days are included."""

    @property
    def kind(self) -> str:
        """One of the contract's kinds: "president", "delegation_of_signature"…"""
        ...

    @property
    def commune(self) -> PlaceLike:
        """Where."""
        ...

    @property
    def families(self) -> Sequence[str]:
        """Families of acts, as in :attr:`NeedLike.family`."""
        ...

    @property
    def project_classes(self) -> Sequence[str]:
        """Classes of project."""
        ...

    @property
    def sectors(self) -> Sequence[str]:
        """Sectors of a delegation (LO 113-14 art. 103)."""
        ...

    @property
    def valid_from(self) -> date:
        """First day."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Last day; None while no end is known."""
        ...

    @property
    def bureau_to(self) -> date | None:
        """Last day of the bureau that gave a delegation; None while no end is known, and where none gave it."""
        ...


class NeedLike(Protocol):
    """What entitlement an act needs; ``sector`` is None where sectors do not apply."""

    @property
    def commune(self) -> str:
        """The commune's administrative code."""
        ...

    @property
    def family(self) -> str:
        """The family's code."""
        ...

    @property
    def project_class(self) -> str:
        """The class of project."""
        ...

    @property
    def sector(self) -> str | None:
        """The sector."""
        ...


Held = TypeVar("Held", bound=EntitlementLike)

_NEVER = {
    # LO 113-14 art. 237: an arrondissement's president signs small projects, habitation and conformity.
    "arrondissement_president": frozenset({"large"}),
    "arrondissement_delegate": frozenset({"large"}),
}
"""The classes of project that a kind of entitlement never covers, whatever it lists."""


_OF_A_SECTOR = frozenset({"delegation_of_powers"})
"""LO 113-14 art. 103: powers are delegated for a sector; such a delegation covers nothing but what it names."""


def in_force(entitlement: EntitlementLike, on: date) -> bool:
    """Whether the day lies between its two ends, and the bureau that gave it still sits (LO 113-14 art. 21)."""
    ends = [day for day in (entitlement.valid_to, entitlement.bureau_to) if day is not None]
    return entitlement.valid_from <= on and all(on <= day for day in ends)


def covers(entitlement: EntitlementLike, need: NeedLike, on: date) -> bool:
    """Whether it covers the act on that day."""
    return (
        in_force(entitlement, on)
        and entitlement.commune.code == need.commune
        and need.project_class not in _NEVER.get(entitlement.kind, frozenset())
        and _allows(entitlement.families, need.family)
        and _allows(entitlement.project_classes, need.project_class)
        and _in_sector(entitlement, need)
    )


def entitled(entitlements: Iterable[Held], need: NeedLike, on: date) -> Held | None:
    """The first entitlement that covers the act on that day, None if there is none."""
    return next((one for one in entitlements if covers(one, need, on)), None)


def _in_sector(entitlement: EntitlementLike, need: NeedLike) -> bool:
    if entitlement.kind in _OF_A_SECTOR:
        return need.sector is not None and need.sector in entitlement.sectors
    return need.sector is None or _allows(entitlement.sectors, need.sector)


def _allows(listed: Sequence[str], wanted: str) -> bool:
    return not listed or wanted in listed
