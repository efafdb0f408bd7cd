"""The children there are.  Named by string: this room stands below those that own them."""

from __future__ import annotations

import importlib
import os
import subprocess

CHILDREN = {
    "token": "rokhas_desktop.token.host",
    "readers": "rokhas_desktop.token.pcsc",
    "raster": "rokhas_desktop.render.raster",
    "examination": "rokhas_desktop.signing.examination",
    "stamp": "rokhas_desktop.render.stamp",
    "softhsm": "rokhas_desktop.sandbox.softhsm_child",
}

BEHIND = frozenset({"raster", "examination"})
"""Those that let the window go first: two of them at work on two cores would make its loop wait for its turn."""
NICER = 5


def flags(verb: str) -> int:
    """How Windows is to create the child's process."""
    made = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return made | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if verb in BEHIND else made


def run(verb: str) -> int:
    """Run one child's ``main`` in this process until its parent ends."""
    if verb in BEHIND and hasattr(os, "nice"):
        os.nice(NICER)
    importlib.import_module(CHILDREN[verb]).main()
    return 0
