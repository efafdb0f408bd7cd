"""What the way of a key is told with: data alone, for the window to import before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.views import Bilingual


@cache
def table() -> dict[str, Any]:
    """``resources/key_way.toml``."""
    return resources.load_toml("key_way.toml")


Declarant = Literal["commune", "dgct", "ca", "holder"]


@dataclass(frozen=True, slots=True)
class KeyStepView:
    """One step.  ``actor`` is who must take it (``resources/key_way.toml``); ``declared_by`` and ``declared_on`` say
    whose word it is that it is done."""

    step: str
    state: Literal["done", "pending", "unknown"]
    actor: Declarant
    declared_by: Declarant | None
    declared_on: date | None
    note: str | None

    def name(self, language: Language) -> str:
        """What the step is called."""
        return str(table()["step"][self.step][language]["name"])

    def todo(self, language: Language) -> str:
        """What is to be done, by whom."""
        return str(table()["step"][self.step][language]["todo"])


def actor_name(actor: Declarant, language: Language) -> str:
    """Who that is, inside a sentence."""
    return str(table()["actor"][actor][language])


def portal() -> str:
    """The address where a key's PIN is chosen and changed."""
    return str(table()["portal"])


@dataclass(frozen=True, slots=True)
class MeanwhileView:
    """Somebody who may sign for the same territory today; ``key_ready`` is None where nobody declared it."""

    kind: str
    capacity: Bilingual
    name: Bilingual
    valid_to: date | None
    key_ready: bool | None


@dataclass(frozen=True, slots=True)
class BoundView:
    """A certificate that the platform holds for the account; only ``registered`` ones count."""

    sha256: str
    state: Literal["registered", "pending"]
    since: datetime


@dataclass(frozen=True, slots=True)
class KeyWay:
    """``known``: the platform was asked once.  ``missing`` is the first step that nobody declared done.

    ``lapses_on`` is the day on which an order without a complete file is closed, None once it is picked up or
    where its date is not known.  ``waiting`` counts the acts that await this account's signature, the oldest
    since ``waiting_since``.
    """

    known: bool
    steps: tuple[KeyStepView, ...]
    missing: KeyStepView | None
    revoked: KeyStepView | None
    lapses_on: date | None
    waiting: int
    waiting_since: datetime | None
    meanwhile: tuple[MeanwhileView, ...]
    certificates: tuple[BoundView, ...]

    @property
    def registered(self) -> bool:
        """Whether the platform holds a certificate of the account's."""
        return any(one.state == "registered" for one in self.certificates)

    @property
    def on_its_way(self) -> bool:
        """Whether the holder cannot have a working key yet, by what was declared."""
        return self.missing is not None and self.missing.step != "registered" and not self.registered


@dataclass(frozen=True, slots=True)
class TrialView:
    """The platform verified the trial signature of this certificate's key."""

    certificate_sha256: str
    verified_at: datetime
