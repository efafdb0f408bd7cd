"""Draws the seeded documents with the look of the real ones."""

from __future__ import annotations

from rokhas_desktop.sandbox.seed.drawing import decision, otherwise, plans, written
from rokhas_desktop.sandbox.seed.model import SeedAct, SeedDocument

DRAWINGS = {"decision": decision.draw, "minutes": written.minutes, "specification": written.specification}


NOT_PDF = {"scan": otherwise.scan, "cad": otherwise.cad}


def draw(act: SeedAct, document: SeedDocument) -> bytes:
    """The bytes of one of the act's documents; the same arguments give the same bytes."""
    if document.sheet.drawing in NOT_PDF:
        return NOT_PDF[document.sheet.drawing](act, document)
    return DRAWINGS.get(document.sheet.drawing, plans.draw)(act, document).bytes()
