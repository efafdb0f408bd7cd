"""The ``sandbox`` verb alone: ``python -P -m rokhas_desktop.sandbox sandbox …``."""

from __future__ import annotations

import argparse
import sys

from rokhas_desktop.sandbox.verbs.sandbox import sandbox
from rokhas_desktop.settings import Home


def main(arguments: list[str]) -> int:
    """Run the verb without the command line around it."""
    parser = argparse.ArgumentParser(prog="rokhas-desktop")
    parser.add_argument("--home")
    parser.add_argument("--json", action="store_true")
    sandbox(parser.add_subparsers(dest="verb", required=True))
    args = parser.parse_args(arguments)
    args.home = Home.find(args.home)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
