"""What a card's ATR says of it: its family, and the modules to try first.  A hint only: rival tokens share ATRs.

The table is ``resources/atrs.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rokhas_desktop import resources
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token import reader_errors
from rokhas_desktop.token.views import ModuleCandidate, ModuleView, ReaderView, Survey

_MASK = re.compile(r"(?:[0-9A-F]{2}|\.\.)(?: (?:[0-9A-F]{2}|\.\.))*")


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of card: ``modules`` names rows of the module table that drive it, the vendor's own first."""

    name: str
    kind: Literal["signing", "identity-card"]
    modules: tuple[str, ...]
    masks: tuple[re.Pattern[str], ...]

    def has(self, atr: str) -> bool:
        """Whether a card of this ATR (hexadecimal, capitals) is of this kind."""
        return any(mask.fullmatch(atr) for mask in self.masks)


@dataclass(frozen=True, slots=True)
class Table:
    """The families, and the modules to try for a card of none of them."""

    families: tuple[Family, ...]
    otherwise: tuple[str, ...]


def mask(text: str) -> re.Pattern[str]:
    """``3B 9F .. 81``: two dots stand for any byte.  Raises ValueError for what is no mask."""
    if not _MASK.fullmatch(text):
        raise ValueError(text)
    return re.compile("".join("[0-9A-F]{2}" if byte == ".." else byte for byte in text.split(" ")))


@cache
def table() -> Table:
    """``resources/atrs.toml``; an exact ATR goes before one with wildcards."""
    raw = resources.load_toml("atrs.toml")
    families = tuple(
        Family(row["name"], row["kind"], tuple(row["modules"]), tuple(map(mask, row["atrs"]))) for row in raw["family"]
    )
    return Table(families, tuple(raw["unknown"]["modules"]))


def recognise(atr: str) -> Family | None:
    """The family of a card, or None."""
    return next((one for one in table().families if one.has(atr)), None)


def ordered(modules: Sequence[ModuleCandidate], atrs: Iterable[str]) -> list[ModuleCandidate]:
    """The modules that the cards ask for first, the others in their order; without a card nothing moves."""
    wanted: list[str] = []
    for atr in atrs:
        family = recognise(atr)
        wanted += family.modules if family is not None else table().otherwise
    places = {name: place for place, name in reversed(list(enumerate(wanted)))}
    return sorted(modules, key=lambda one: places.get(one.name, len(wanted)))


@dataclass(frozen=True, slots=True)
class Card:
    """What is in one reader, and what is wrong with it (None: a module shows it)."""

    reader: ReaderView
    family: Family | None
    refusal: Refusal | None

    @property
    def certain(self) -> Refusal | None:
        """The refusal, once no module can be about to show the card."""
        waits = (
            self.refusal is not None
            and self.refusal.code == reader_errors.CardNotShown.code
            and not self.reader.settled
        )
        return None if waits else self.refusal


def cards(survey: Survey) -> tuple[Card, ...]:
    """The cards of a survey, each with what a person has to be told of it."""
    found = ((one, recognise(one.atr) if one.atr else None) for one in survey.readers.readers if one.card)
    return tuple(Card(reader, family, _refusal(survey, reader, family)) for reader, family in found)


def _refusal(survey: Survey, reader: ReaderView, family: Family | None) -> Refusal | None:
    if family is not None and family.kind == "identity-card":
        return Refusal(reader_errors.NationalCard.code, {"reader": reader.name})
    if any(_shows(module, reader, family) for module in survey.modules):
        return None
    if reader.mute:
        return Refusal(reader_errors.CardMute.code, {"reader": reader.name})
    own = family.modules[0] if family is not None else ""
    if own and not any(one.name == own for one in survey.modules):
        return Refusal(
            reader_errors.MiddlewareMissing.code, {"family": family.name if family else "", "middleware": own}
        )
    return Refusal(reader_errors.CardNotShown.code, {"reader": reader.name})


def _shows(module: ModuleView, reader: ReaderView, family: Family | None) -> bool:
    """Whether a module shows a token that may be the card: in a slot of the reader's name (cut at 64 bytes), or by a
    module made for it, which may name its slots as it likes."""
    made_for_it = family is not None and module.name in family.modules
    return any(
        slot.token is not None
        and (made_for_it or (slot.description and reader.name.startswith(slot.description.strip())))
        for slot in module.slots
    )
