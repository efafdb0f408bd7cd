"""The window on the platform of a demonstration, with the emulated token in its place."""

from __future__ import annotations

import contextlib
import os
import sys

from rokhas_desktop import app
from rokhas_desktop.cli.context import Context
from rokhas_desktop.progress import Cancel
from rokhas_desktop.sandbox.demo import job, show
from rokhas_desktop.sandbox.demo.platform import Running
from rokhas_desktop.settings import Home

FRESH_ACTS = 3
"""Acts added for the person who tries the window: those of the job are signed already."""


def has_display() -> bool:
    """Whether a window can be opened here (Qt would end the process where it cannot)."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_on(context: Context, home: Home, platform: Running, pin: bytearray) -> None:
    """Add acts, log in, and show the window until it is closed.  ``pin`` is shown: it opens a test key only."""
    from rokhas_desktop.ui.main import run

    platform.control("add", count=FRESH_ACTS)
    with contextlib.closing(app.build(home, language=context.language)) as rooms:
        # The window's desk belongs to the window's own thread: nothing of this one is kept but the session.
        job.log_in(rooms, platform, cancel=Cancel())
    show.tell(context.output, "window", acts=FRESH_ACTS, pin=pin.decode("ascii"))
    with contextlib.closing(app.build(home, language=context.language)) as rooms:
        try:
            run(rooms, context.language, platform=platform.url, ca=platform.ca_file)
        finally:
            rooms.log_out()
