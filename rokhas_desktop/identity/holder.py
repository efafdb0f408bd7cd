"""The holder of a certificate, as :mod:`rokhas_desktop.identity.subject` reads it, and how their number is written.

Needs no library of certificates: the window starts without one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rokhas_desktop.identity.rules import IdKind, Place


@dataclass(frozen=True, slots=True, repr=False)
class Holder:
    """The subject of a certificate.

    ``cin`` is normalised (upper case, no spaces, no prefix) and None unless ``id_kind`` is "cin".
    ``id_source`` is the place that decided, None where no number was found.
    """

    common_name: str | None
    surname: str | None
    given_names: str | None
    cin: str | None
    id_kind: IdKind
    id_source: Place | None

    def __repr__(self) -> str:
        """Without the name, the number masked: a repr ends up in logs."""
        return f"Holder(cin={mask_cin(self.cin or '')!r}, id_kind={self.id_kind!r}, id_source={self.id_source!r})"


def mask_cin(text: str) -> str:
    """A number of which only the last two characters can be read; one that short is hidden whole."""
    return "•" * max(0, len(text) - 2) + text[-2:] if len(text) > 2 else "•" * len(text)


def normalise(text: str) -> str:
    """Compatibility forms folded, invisible characters and spaces removed, upper case."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf").upper()
