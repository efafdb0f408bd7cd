"""Starts a child, the command line or the window; heavy imports wait until it is known which."""

from __future__ import annotations

import sys


def main() -> int:
    """Entry point of ``rokhas-desktop`` and ``python -m rokhas_desktop``."""
    if len(sys.argv) == 3 and sys.argv[1] == "--child":
        from rokhas_desktop.supervise.verbs import run

        return run(sys.argv[2])
    from rokhas_desktop.cli.main import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
