"""Draws the seeded documents with the look of the real ones."""

from __future__ import annotations

from rokhas_desktop.sandbox.seed.drawing import decision, plans, written
from rokhas_desktop.sandbox.seed.model import SeedAct, SeedDocument

DRAWINGS = {"decision": decision.draw, "minutes": written.minutes, "specification": written.specification}


def draw(act: SeedAct, document: SeedDocument) -> bytes:
    """The PDF of one of the act's documents; the same arguments give the same bytes."""
    return DRAWINGS.get(document.sheet.drawing, plans.draw)(act, document).bytes()
