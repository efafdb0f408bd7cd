"""The way to timestamp servers, OCSP responders and revocation lists, within what one batch may ask of them.

Such services are paid for by the request, limit who asks too often, and move.  The broker counts requests
and seconds, honours ``Retry-After`` (RFC 9110, 10.2.3) once a call, and goes through the servers of a list in
order.  Redirects are the session's: 307 and 308 keep the method and the body.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, TypeVar

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing.errors import BudgetSpent, TimestampRefused, TimestampUnreachable
from rokhas_desktop.signing.face import TimestampSource

BUSY = frozenset({429, 503})
#: A server that wants to be left alone for longer than this (seconds) is passed over.
LONGEST_WAIT = 30.0
ANSWER_BYTES = 16 * 1024 * 1024

log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Answered(Protocol):
    """A whole answer."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields; names without regard to case."""
        ...

    @property
    def body(self) -> bytes:
        """The body."""
        ...


class Asks(Protocol):
    """What the broker needs of :class:`rokhas_desktop.net.session.Session`."""

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int = ...,
        timeout: float | None = None,
    ) -> Answered:
        """Ask and take the whole answer, whatever its status.  Raises NetError."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """What one batch may ask of all services together: a count, and seconds of waiting for them."""

    requests: int = 2000
    seconds: float = 600.0


class Broker:
    """A session's ``send`` within a budget.  Make one for each batch; thread-safe.

    ``clock`` counts seconds and ``wait`` lets some pass; tests hold both.
    """

    def __init__(
        self,
        session: Asks,
        budget: Budget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session = session
        self._budget = budget or Budget()
        self._clock, self._wait = clock, wait
        self._lock = threading.Lock()
        self._requests = 0
        self._seconds = 0.0
        self._lists: dict[str, Answered] = {}

    @property
    def requests(self) -> int:
        """How many requests were made."""
        return self._requests

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int = ANSWER_BYTES,
        timeout: float | None = None,
    ) -> Answered:
        """As the session's.  A busy server is asked a second time if it says when, and soon; what a GET brought
        (a revocation list, which says how long it holds) serves the whole batch.

        Raises NetError; BudgetSpent, which is one, when the batch has asked or waited enough.
        """
        kept = self._lists.get(url) if method == "GET" else None
        if kept is not None:
            return kept
        answer = self._patiently(method, url, headers, body, limit, timeout)
        if method == "GET" and answer.status == 200:
            self._lists[url] = answer
        return answer

    def _patiently(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        body: bytes | None,
        limit: int,
        timeout: float | None,
    ) -> Answered:
        answer = self._once(method, url, headers, body, limit, timeout)
        pause = _retry_after(answer) if answer.status in BUSY else None
        if pause is None or pause > LONGEST_WAIT or not self._allows(pause):
            return answer
        self._spend(self._wait, pause)
        return self._once(method, url, headers, body, limit, timeout)

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        body: bytes | None,
        limit: int,
        timeout: float | None,
    ) -> Answered:
        with self._lock:
            if self._requests >= self._budget.requests or self._seconds >= self._budget.seconds:
                raise BudgetSpent(requests=self._requests, seconds=round(self._seconds))
            self._requests += 1
        started = self._clock()
        try:
            return self._session.send(method, url, headers=headers, body=body, limit=limit, timeout=timeout)
        finally:
            self._add(self._clock() - started)

    def _allows(self, pause: float) -> bool:
        with self._lock:
            return self._requests < self._budget.requests and self._seconds + pause < self._budget.seconds

    def _spend(self, wait: Callable[[float], None], pause: float) -> None:
        wait(pause)
        self._add(pause)

    def _add(self, seconds: float) -> None:
        with self._lock:
            self._seconds += seconds


class Servers:
    """Timestamp servers in the order of a list: the next one where one fails, which is then asked last."""

    def __init__(self, sources: Sequence[TimestampSource]) -> None:
        self._sources = list(sources)

    def sample(self, algorithm: str) -> bytes:
        """A token of the first server that answers."""
        return self._first(lambda source: source.sample(algorithm))

    def reserve(self, algorithm: str) -> int:
        """What the first server that answers needs.  Raises the last one's error where none does."""
        return self._first(lambda source: source.reserve(algorithm))

    def token(self, digest: bytes, algorithm: str) -> bytes:
        """A token of the first server that gives one.  Raises the last one's error where none does."""
        return self._first(lambda source: source.token(digest, algorithm))

    def _first(self, ask: Callable[[TimestampSource], _T]) -> _T:
        failure: RokhasError = TimestampUnreachable(reason="-")
        for source in list(self._sources):
            try:
                return ask(source)
            except (TimestampUnreachable, TimestampRefused) as error:
                log.info("timestamp server passed over: %s", error.code)
                failure = error
                self._sources.remove(source)
                self._sources.append(source)
        raise failure


def _retry_after(answer: Answered) -> float | None:
    """Seconds to wait, from a count or a date; None where the server does not say."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
