"""What binds a signature beside a file to its act: the signed attribute content-hints (RFC 2634, 2.9).

Its description is a header as of a mail (RFC 2045, as RFC 5126, 5.10.3 wants it): the media type, then the act, the
piece and the document.  A PDF says the same in its signature dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, core

CONTENT_HINTS = "1.2.840.113549.1.9.16.2.4"
_LINE = "\r\n"
#: Names that verification shows, by the header's.
DECLARED = {
    "Content-Description": "reason",
    "Rokhas-Act": "act",
    "Rokhas-Piece": "piece",
    "Rokhas-Capacity": "capacity",
}


class ContentHints(core.Sequence):  # type: ignore[misc]
    """ContentHints of RFC 2634."""

    _fields = [  # noqa: RUF012 - asn1crypto's way
        ("content_description", core.UTF8String, {"optional": True}),
        ("content_type", cms.ContentType),
    ]


@dataclass(frozen=True, slots=True)
class Binding:
    """What the signature says of the file that it is of: ``piece`` is "k/n"; ``capacity`` the office."""

    media_type: str
    reason: str
    act: str
    piece: str
    document: str
    capacity: str | None = None

    def attribute(self) -> Any:
        """The signed attribute (a CMSAttribute)."""
        said = {
            "Content-Type": self.media_type,
            "Content-Description": self.reason,
            "Rokhas-Act": self.act,
            "Rokhas-Piece": self.piece,
            "Rokhas-Document": self.document,
            **({"Rokhas-Capacity": self.capacity} if self.capacity else {}),
        }
        # One line for each: a text that holds an end of line must not become two.
        lines = (f"{name}: {' '.join(value.split())}" for name, value in said.items())
        hints = ContentHints({"content_description": _LINE.join(lines), "content_type": "data"})
        return cms.CMSAttribute({"type": CONTENT_HINTS, "values": [core.Any(hints)]})


def read(signer_info: Any) -> Mapping[str, str]:
    """What a signature says of its file, by the header's names; empty where it says nothing that can be read."""
    try:
        for attribute in signer_info["signed_attrs"]:
            if attribute["type"].dotted == CONTENT_HINTS:
                hints = ContentHints.load(attribute["values"][0].dump(), strict=True)
                return _header(hints["content_description"].native or "")
    except (ValueError, TypeError, KeyError, IndexError):
        pass
    return {}


def _header(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in text.split(_LINE):
        name, colon, value = line.partition(": ")
        if colon:
            found.setdefault(name, value)
    return found
