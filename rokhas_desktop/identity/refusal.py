"""Why something may not be signed: a code of the catalogue and what fills its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language, Text
from rokhas_desktop.errors import Coded, Detail


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, as data.  ``details`` are shown and logged: a national ID number only masked."""

    code: str
    details: Mapping[str, Detail] = field(default_factory=dict, hash=False)

    def text(self, language: Language) -> Text:
        """What it says to a person."""
        return catalogue.entry(self.code).text(language, self.details)

    def error(self) -> Coded:
        """The same as an exception, for a caller that cannot go on."""
        return Coded(self.code, **self.details)
