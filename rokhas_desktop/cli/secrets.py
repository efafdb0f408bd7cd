"""The PIN and a document's password: typed at a terminal, or from standard input; never from elsewhere."""

from __future__ import annotations

import getpass
import os
import sys

LONGEST = 4096
"""Bytes of a line that is read at most."""


def line() -> bytearray:
    """The next line of standard input without its end, read byte by byte so that no buffer keeps a copy.

    Empty at the end of the input.
    """
    read = bytearray()
    while len(read) < LONGEST and (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        read += byte
    if read.endswith(b"\r"):
        read.pop()
    return read


def typed(prompt: str) -> bytearray | None:
    """What is typed unseen at the terminal; None where there is none."""
    if not sys.stdin.isatty():
        return None
    return bytearray(getpass.getpass(prompt, stream=sys.stderr).encode("utf-8"))
