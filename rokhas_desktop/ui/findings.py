"""What is wrong with a card in a reader, a module or a slot, for the key card: said where no key can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token import atr
from rokhas_desktop.token.errors import ModuleSetAside
from rokhas_desktop.token.reader_errors import CardNotShown, NationalCard, ServiceRefused

if TYPE_CHECKING:
    from rokhas_desktop.token.views import Survey


@dataclass(frozen=True, slots=True)
class Finding:
    """``module`` is its path, empty for what is no module's."""

    module: str
    refusal: Refusal

    @property
    def aside(self) -> bool:
        """Whether the module was set aside, and can be tried again."""
        return self.refusal.code == ModuleSetAside.code


def findings(survey: Survey) -> tuple[Finding, ...]:
    """Of every card, module and slot, the most telling first.

    An ID card in place of the key; what can be tried again; a token whose software is missing; last a card that nobody
    knows.

    A smart card service that does not run is nothing to tell: where no reader is plugged in, it need not.
    """
    found = [Finding("", card.certain) for card in atr.cards(survey) if card.certain is not None]
    if survey.readers.code == ServiceRefused.code:
        found.append(Finding("", Refusal(ServiceRefused.code, survey.readers.details)))
    found += [Finding(one.path, Refusal(one.code, one.details)) for one in survey.modules if one.code]
    found += [
        Finding(one.path, Refusal(slot.code, slot.details)) for one in survey.modules for slot in one.slots if slot.code
    ]
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> int:
    if finding.refusal.code == NationalCard.code:
        return 0
    return 1 if finding.aside else 3 if finding.refusal.code == CardNotShown.code else 2
