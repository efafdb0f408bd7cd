"""The children there are.  Named by string: this room stands below those that own them."""

from __future__ import annotations

import importlib

CHILDREN = {
    "token": "rokhas_desktop.token.host",
    "readers": "rokhas_desktop.token.pcsc",
    "raster": "rokhas_desktop.render.raster",
    "examination": "rokhas_desktop.signing.examination",
    "stamp": "rokhas_desktop.render.stamp",
    "softhsm": "rokhas_desktop.sandbox.softhsm_child",
}


def run(verb: str) -> int:
    """Run one child's ``main`` in this process until its parent ends."""
    importlib.import_module(CHILDREN[verb]).main()
    return 0
