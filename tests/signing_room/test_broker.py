"""The broker over a loopback server that limits, moves and fails, as services in the field do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest
from support.loopback_https import Loopback, Reply

from rokhas_desktop.net.errors import NetError, Refused
from rokhas_desktop.net.session import Session
from rokhas_desktop.settings import Net
from rokhas_desktop.signing.broker import LONGEST_WAIT, Broker, Budget, Servers
from rokhas_desktop.signing.errors import BudgetSpent, TimestampRefused, TimestampUnreachable


@pytest.fixture
def server() -> Iterator[Loopback]:
    made = Loopback(None)
    yield made
    made.close()


@pytest.fixture
def session() -> Iterator[Session]:
    made = Session(Net(connect_timeout=5, read_timeout=10, retries=0))
    yield made
    made.close()


class Time:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def broker(session: Any, budget: Budget | None = None) -> tuple[Broker, Time]:
    time = Time()
    return Broker(session, budget, clock=time, wait=time.wait), time


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(server: Loopback, session: Session, status: int) -> None:
    server.script(Reply(status, headers={"Retry-After": "7"}), Reply(body=b"here"))
    made, time = broker(session)
    answer = made.send("POST", f"{server.url}/tsa", body=b"TEST")
    assert (answer.status, answer.body) == (200, b"here")
    assert time.waits == [7.0]
    assert [asked.body for asked in server.asked] == [b"TEST", b"TEST"]


def test_a_date_is_waited_for_too(server: Loopback, session: Session) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.script(Reply(429, headers={"Retry-After": until}), Reply(body=b"here"))
    made, time = broker(session)
    assert made.send("POST", f"{server.url}/tsa").status == 200
    assert 10 < time.waits[0] <= 20


@pytest.mark.parametrize("said", ["", "soon", str(int(LONGEST_WAIT) + 1), "Tue, 99 Nov 2026 00:00:00 GMT"])
def test_a_server_that_does_not_say_or_asks_for_too_long_is_not_waited_for(
    server: Loopback, session: Session, said: str
) -> None:
    server.script(Reply(429, headers={"Retry-After": said} if said else {}))
    made, time = broker(session)
    assert made.send("POST", f"{server.url}/tsa").status == 429
    assert (time.waits, len(server.asked)) == ([], 1)


def test_a_server_that_stays_busy_is_asked_twice_only(server: Loopback, session: Session) -> None:
    server.script(Reply(429, headers={"Retry-After": "1"}))
    made, _ = broker(session)
    assert made.send("POST", f"{server.url}/tsa").status == 429
    assert len(server.asked) == 2


def test_a_service_that_moved_gets_the_same_request(server: Loopback, session: Session) -> None:
    server.script(Reply(308, headers={"Location": "/new"}), Reply(body=b"here"))
    made, _ = broker(session)
    assert made.send("POST", f"{server.url}/tsa", body=b"TEST").body == b"here"
    assert [(asked.method, asked.path, asked.body) for asked in server.asked] == [
        ("POST", "/tsa", b"TEST"),
        ("POST", "/new", b"TEST"),
    ]


def test_the_requests_of_a_batch_are_counted(server: Loopback, session: Session) -> None:
    made, _ = broker(session, Budget(requests=2))
    made.send("POST", server.url)
    made.send("POST", server.url)
    with pytest.raises(BudgetSpent) as raised:
        made.send("POST", server.url)
    assert isinstance(raised.value, NetError)
    assert (raised.value.details["requests"], len(server.asked)) == (2, 2)


def test_a_list_is_fetched_once_a_batch_and_a_refusal_is_not_kept(server: Loopback, session: Session) -> None:
    server.script(Reply(404), Reply(body=b"list"))
    made, _ = broker(session)
    assert [made.send("GET", f"{server.url}/a.crl").status for _ in range(3)] == [404, 200, 200]
    assert len(server.asked) == 2
    assert Broker(session).send("GET", f"{server.url}/a.crl").body == b"list"
    assert len(server.asked) == 3


def test_the_seconds_of_a_batch_are_counted_failures_and_waits_included() -> None:
    time = Time()

    def send(*_: Any, **__: Any) -> Any:
        time.now += 4.0
        raise Refused(host="tsa.test")

    made = Broker(SimpleNamespace(send=send), Budget(seconds=10.0), clock=time, wait=time.wait)
    for _ in range(3):
        with pytest.raises(Refused):
            made.send("GET", "http://tsa.test")
    with pytest.raises(BudgetSpent):
        made.send("GET", "http://tsa.test")


def test_no_wait_goes_beyond_the_budget(server: Loopback, session: Session) -> None:
    server.script(Reply(429, headers={"Retry-After": "7"}))
    made, time = broker(session, Budget(seconds=5.0))
    assert made.send("POST", server.url).status == 429
    assert time.waits == []


class Source:
    """A timestamp server that gives its name, or fails."""

    def __init__(self, name: str, error: Exception | None = None) -> None:
        self.name, self.error, self.asked = name, error, 0

    def token(self, digest: bytes, algorithm: str) -> bytes:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.name.encode()

    def sample(self, algorithm: str) -> bytes:
        return self.token(b"", algorithm)

    def reserve(self, algorithm: str) -> int:
        return len(self.token(b"", algorithm))


def test_servers_are_asked_in_their_order_and_one_that_failed_last() -> None:
    first, second = Source("one", TimestampUnreachable(reason="TEST")), Source("two")
    servers = Servers([first, second])
    assert servers.reserve("sha256") == 3
    assert [servers.token(b"", "sha256"), servers.sample("sha256")] == [b"two", b"two"]
    assert first.asked == 1


def test_where_none_answers_the_last_ones_error_is_told() -> None:
    servers = Servers([Source("one", TimestampUnreachable(reason="a")), Source("two", TimestampRefused(reason="b"))])
    with pytest.raises(TimestampRefused):
        servers.token(b"", "sha256")
