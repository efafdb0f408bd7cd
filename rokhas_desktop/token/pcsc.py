"""The child that asks the system's smart card service (PC/SC): its calls hang in the field.

It knows readers and what is in them, and nothing of PINs: no card is ever connected to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rokhas_desktop.supervise import Frame, serve

_NO_READERS = 0x8010002E
_TIMEOUT = 0x8010000A


class _Refused(Exception):
    """A call of the service returned something else than success."""

    def __init__(self, call: str, rv: int) -> None:
        super().__init__(call)
        self.call = call
        self.rv = rv


def look(_header: dict[str, Any], _: bytearray) -> Frame:
    """``here`` is false where this installation has no pyscard; ``call`` and ``rv`` name what the service refused.

    ``readers`` have a name, the state's bits and the card's ATR.  A context of its own for each look: the service may
    have been started anew since the last.
    """
    try:
        from smartcard import scard
    except ImportError:
        return Frame({"here": False, "call": "", "rv": 0, "readers": []})
    try:
        with _context(scard) as context:
            readers = [
                {"name": name, "state": state & 0xFFFF, "atr": bytes(atr).hex().upper()}
                for name, state, atr in _states(scard, context)
            ]
    except _Refused as refused:
        return Frame({"here": True, "call": refused.call, "rv": refused.rv, "readers": []})
    return Frame({"here": True, "call": "", "rv": 0, "readers": readers})


@contextmanager
def _context(scard: Any) -> Iterator[Any]:
    rv, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _check("SCardEstablishContext", rv)
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)


def _states(scard: Any, context: Any) -> list[tuple[str, int, list[int]]]:
    rv, names = scard.SCardListReaders(context, [])
    if rv & 0xFFFFFFFF == _NO_READERS or not names:
        _check("SCardListReaders", 0 if rv & 0xFFFFFFFF == _NO_READERS else rv)
        return []
    _check("SCardListReaders", rv)
    # "Unaware" is answered at once with what holds now.
    rv, states = scard.SCardGetStatusChange(context, 0, [(name, scard.SCARD_STATE_UNAWARE) for name in names])
    if rv & 0xFFFFFFFF != _TIMEOUT:
        _check("SCardGetStatusChange", rv)
    return list(states)


def _check(call: str, rv: int) -> None:
    if rv:
        raise _Refused(call, rv & 0xFFFFFFFF)


def main() -> None:
    """Serve until the parent closes its end."""
    serve({"look": look})
