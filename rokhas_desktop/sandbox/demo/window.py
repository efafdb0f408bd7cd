"""The window on the platform of a demonstration, with the emulated token in its place."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.cli.context import Context
from rokhas_desktop.progress import Cancel
from rokhas_desktop.sandbox.demo import job, show
from rokhas_desktop.sandbox.demo.platform import Running
from rokhas_desktop.sandbox.emulated import create_token
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

    with _fresh(context, home, platform) as rooms:
        show.tell(context.output, "window", acts=FRESH_ACTS, pin=pin.decode("ascii"))
        run(rooms, context.language, platform=platform.url, ca=platform.ca_file)


def pictures(context: Context, home: Home, platform: Running, pin: bytearray, folder: Path) -> None:
    """Where there is no display: do an act more through the real window, drawn off the screen, and keep its
    pictures in ``folder``; the last ones with the key of a predecessor."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from rokhas_desktop.ui.pictures import NoPicture, take

    def exchange() -> None:
        create_token(home, "predecessor", pin=job.new_pin(), store=home.folder("softhsm-predecessor"))

    with _fresh(context, home, platform) as rooms:
        try:
            take(rooms, folder, language=context.language, pin=pin, exchange=exchange)
        except NoPicture as missing:
            context.output.notice(show.say(context.output, "no_picture", what=missing))
        else:
            show.tell(context.output, "screenshots", folder=folder)


@contextlib.contextmanager
def _fresh(context: Context, home: Home, platform: Running) -> Iterator[Rooms]:
    """Rooms that are logged in and have acts to sign; logged out at the end."""
    platform.control("add", count=FRESH_ACTS)
    with contextlib.closing(app.build(home, language=context.language)) as rooms:
        # The window's desk belongs to the window's own thread: nothing of this one is kept but the session.
        job.log_in(rooms, platform, cancel=Cancel())
    with contextlib.closing(app.build(home, language=context.language)) as rooms:
        try:
            yield rooms
        finally:
            rooms.log_out()
