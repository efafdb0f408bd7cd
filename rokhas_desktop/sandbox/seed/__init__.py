"""The seed of the reference platform: people, places, acts, and their documents drawn.

``world(seed)`` gives the communes and accounts, ``plan(world, acts, seed, now)`` the acts, and
``draw(act, document)`` the bytes of one document, the same for the same act on every run.
"""

from __future__ import annotations

from rokhas_desktop.sandbox.seed.model import SeedAccount, SeedAct, SeedCommune, SeedDocument, World
from rokhas_desktop.sandbox.seed.plan import elsewhere, plan
from rokhas_desktop.sandbox.seed.world import world

__all__ = ["SeedAccount", "SeedAct", "SeedCommune", "SeedDocument", "World", "draw", "elsewhere", "plan", "world"]


def draw(act: SeedAct, document: SeedDocument) -> bytes:
    """The bytes of one of the act's documents; the drawing library is loaded on the first call."""
    from rokhas_desktop.sandbox.seed.drawing import draw as draw_now

    return draw_now(act, document)
