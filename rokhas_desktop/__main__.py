"""Starts a child, the command line or the window; heavy imports wait until it is known which."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rokhas_desktop.cli.context import Context


def main() -> int:
    """Entry point of ``rokhas-desktop`` and ``python -m rokhas_desktop``."""
    if len(sys.argv) == 3 and sys.argv[1] == "--child":
        from rokhas_desktop.supervise.verbs import run

        return run(sys.argv[2])
    from rokhas_desktop.cli.main import main as command_line

    return command_line(sys.argv[1:], _window)


def _window(context: Context) -> int:
    """The window, which is what a command without a verb means."""
    from rokhas_desktop.ui.main import run

    return run(context.rooms, context.language)


if __name__ == "__main__":
    sys.exit(main())
