"""What is wrong with a module or a slot, for the key card: said where no key can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token.errors import ModuleSetAside

if TYPE_CHECKING:
    from rokhas_desktop.token.views import Survey


@dataclass(frozen=True, slots=True)
class Finding:
    """``module`` is its path."""

    module: str
    refusal: Refusal

    @property
    def aside(self) -> bool:
        """Whether the module was set aside, and can be tried again."""
        return self.refusal.code == ModuleSetAside.code


def findings(survey: Survey) -> tuple[Finding, ...]:
    """Of every module and slot; what can be tried again first."""
    found = [Finding(one.path, Refusal(one.code, one.details)) for one in survey.modules if one.code]
    found += [
        Finding(one.path, Refusal(slot.code, slot.details)) for one in survey.modules for slot in one.slots if slot.code
    ]
    return tuple(sorted(found, key=lambda one: not one.aside))
