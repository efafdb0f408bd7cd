"""What in a document could deceive the eye or keep it from seeing, what a stamp would do, and what policy makes of it.

A trait is a fact of the document; whether it refuses the document, is told beside its pages or is passed
over is policy (``[preflight]`` of the settings, the built-in values in ``resources/policy.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, cast

from rokhas_desktop import resources
from rokhas_desktop.signing.face import Notice

Verdict = Literal["refuse", "warn", "ignore"]
Screening = Mapping[str, Verdict]
"""A verdict for each key of :data:`CODES`."""

CODES = {
    "dynamic_form": "DOC-008",
    "static_form": "DOC-052",
    "scripts": "DOC-030",
    "external": "DOC-031",
    "print_differs": "DOC-032",
    "hidden_layers": "DOC-033",
    "attachments": "DOC-034",
    "form_appearance": "DOC-035",
    "outside_page": "DOC-036",
    "fonts": "DOC-037",
    "media": "DOC-038",
    "hidden_content": "DOC-039",
    "links": "DOC-040",
    "stamp_covers": "DOC-056",
    "stamp_on_signature": "DOC-057",
    "stamp_unseen": "DOC-058",
    "unshown": "DOC-041",
}
"""Each trait by its name in the settings, and the code that tells of it."""

_NAMES = {code: name for name, code in CODES.items()}


@cache
def built_in() -> Screening:
    """The verdicts of the built-in settings."""
    return cast(Screening, resources.load_toml("policy.toml")["preflight"])


def judge(traits: Iterable[Notice], screening: Screening | None = None) -> tuple[list[Notice], list[Notice]]:
    """What refuses the document, and what is only told, in the order found.  Other notices are only told."""
    verdicts = built_in() if screening is None else screening
    refused: list[Notice] = []
    told: list[Notice] = []
    for trait in traits:
        name = _NAMES.get(trait.code)
        verdict = verdicts[name] if name is not None else "warn"
        if verdict != "ignore":
            (refused if verdict == "refuse" else told).append(trait)
    return refused, told
