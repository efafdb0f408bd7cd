"""A child's side: single-threaded, one frame in, one frame out, until the parent ends."""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.supervise.frames import CALL, INTERRUPT, BrokenPipe, Frame, read_frame, write_frame

Handler = Callable[[dict[str, Any], bytearray], Frame]
"""Takes the header and the payload of a request and gives the answer.  May raise RokhasError."""

log = logging.getLogger(__name__)


class Interruption:
    """What a handler that takes long looks at between two steps: whether the parent no longer wants its answer.

    The parent numbers the calls that it may give up; :data:`INTERRUPT` names one of them.
    """

    def __init__(self) -> None:
        self._call: int | None = None
        self._given_up = -1

    @property
    def asked(self) -> bool:
        """Whether the call under way is given up."""
        return self._call is not None and self._given_up == self._call

    def begin(self, call: int | None) -> None:
        """A call is under way."""
        self._call = call

    def give_up(self, call: int) -> None:
        """From the thread that reads."""
        self._given_up = call


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the parent's pipes off descriptors 0 and 1, which a vendor's library may print to.

    Afterwards standard input is empty and standard output is standard error, the child's log.
    """
    incoming = os.fdopen(os.dup(0), "rb", buffering=0)
    outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return incoming, outgoing


def serve(handlers: Mapping[str, Handler], *, interruption: Interruption | None = None) -> None:
    """Answer frames until the parent closes its end.

    With an ``interruption`` a thread of its own reads, so that the handler under way can be told to end.

    A request's header names its handler in ``op``.  An answer's header has ``ok``; a refusal has ``code``
    and ``details`` of the catalogue.  An error that is our own bug is logged by type and place only (its
    arguments might hold what was sent) and answered as APP-001.
    """
    # Ctrl-C at the terminal reaches the whole process group: it is the parent's to decide where to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    incoming, outgoing = take_pipes()
    try:
        write_frame(outgoing, Frame({"ok": True, "ready": True}))
        following = _follow(incoming, interruption) if interruption else lambda: read_frame(incoming)
        while (request := following()) is not None:
            if interruption is not None:
                interruption.begin(request.header.pop(CALL, None))
            write_frame(outgoing, _answer(handlers, request))
    except BrokenPipe:
        log.info("the parent is gone")


def _follow(incoming: BinaryIO, interruption: Interruption) -> Callable[[], Frame | None]:
    """Read on a thread of its own; what it returns gives the next request, None at the end."""
    requests: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()

    def read() -> None:
        try:
            while (frame := read_frame(incoming)) is not None:
                if frame.header.get("op") == INTERRUPT:
                    interruption.give_up(frame.header[CALL])
                else:
                    requests.put(frame)
        except BrokenPipe:
            log.info("the parent is gone")
        finally:
            requests.put(None)

    threading.Thread(target=read, name="requests", daemon=True).start()
    return requests.get


def _answer(handlers: Mapping[str, Handler], request: Frame) -> Frame:
    op = request.header.pop("op", None)
    try:
        reply = handlers[op](request.header, request.payload)  # type: ignore[arg-type]
    except RokhasError as error:
        return Frame({"ok": False, "code": error.code, "details": error.details})
    except Exception as error:  # noqa: BLE001 - the one place that answers for a whole child
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
        log.error("bug in %s: %s at %s", op, type(error).__name__, where)
        return Frame({"ok": False, "code": "APP-001", "details": {"where": f"{type(error).__name__} {op}"}})
    return Frame({"ok": True, **reply.header}, reply.payload)
