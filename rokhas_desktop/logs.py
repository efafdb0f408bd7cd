"""The window's own log: where it lies, what it holds, and how it turns over.

``HOME/logs/window.log``, from INFO up, a mebibyte at most and two older ones beside it.  Of an error its type and the
places it passed are written, never its message or its values: they might hold a name, a path or a PIN.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from rokhas_desktop import bugs

NAME = "window.log"
LEVEL = logging.INFO
MOST_BYTES, OLDER = 1 << 20, 2


class _Log(RotatingFileHandler):
    """A line that the disk does not take is lost, and nothing of it is printed elsewhere."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """Say nothing."""


class Redacted(logging.Formatter):
    """The children's own form of a line; an error by its type and its places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s %(message)s")

    def formatException(  # noqa: N802 - the standard library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """One line for each error of the chain and each place it passed."""
        return "\n".join(bugs.causes(ei[1])) if ei[1] is not None else ""


def keep(folder: Path) -> logging.Handler:
    """Write this process's lines to the log until the handler is let go of (:func:`let_go`)."""
    handler = _Log(folder / NAME, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8", delay=True)
    handler.setFormatter(Redacted())
    handler.setLevel(LEVEL)
    own = logging.getLogger("rokhas_desktop")
    own.setLevel(min(LEVEL, own.level or LEVEL))
    own.addHandler(handler)
    return handler


def let_go(handler: logging.Handler) -> None:
    """Close the log."""
    logging.getLogger("rokhas_desktop").removeHandler(handler)
    handler.close()


def turned_over(path: Path) -> Path:
    """A child's log, after the one that grew too large was put aside."""
    try:
        if path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
    except OSError:
        pass  # not there yet, or still open elsewhere (Windows): it goes on growing until its holder ends
    return path
