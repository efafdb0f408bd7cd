"""Puts together who is asked when a level above B-B is made: for one batch, within its budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rokhas_desktop.signing.broker import Asks, Broker, Budget, Servers
from rokhas_desktop.signing.evidence import Gatherer
from rokhas_desktop.signing.face import TimestampSource
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.timestamps import HttpSource


def gather(
    servers: Sequence[str | TimestampSource],
    session: Asks,
    *,
    anchors: Sequence[bytes],
    known: Sequence[bytes] = (),
    clock: Callable[[], datetime],
    budget: Budget | None = None,
) -> Services | None:
    """Timestamps from ``servers`` (URLs, or other sources) in their order, and evidence under ``anchors`` (DER).

    None without a server: then only B-B can be made.
    """
    if not servers:
        return None
    broker = Broker(session, budget)
    sources = [HttpSource(one, broker) if isinstance(one, str) else one for one in servers]
    return Services(Servers(sources), Gatherer(broker, anchors=anchors, known=known, clock=clock))
