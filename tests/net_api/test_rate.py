"""A cap on each way, on real transfers."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.loopback_https import Loopback, Reply, TestAuthority

from rokhas_desktop.net.rate import Rate
from rokhas_desktop.net.session import Session
from rokhas_desktop.settings import Net

DATA = bytes(200_000)


@pytest.mark.parametrize("way", ["down", "up"])
def test_a_cap_holds_both_ways(server: Loopback, authority: TestAuthority, way: str) -> None:
    net = Net(connect_timeout=5, read_timeout=5, retries=0, rate_down=100_000, rate_up=100_000)
    session = Session(net, ca=authority.file)
    server.answer = lambda _: Reply(body=DATA if way == "down" else b"1")
    began = time.monotonic()
    if way == "down":
        assert session.send("GET", server.url).body == DATA
    else:
        body = io.BytesIO(b"skip" + DATA)
        body.seek(4)
        session.send("PUT", server.url, body=body)
        assert server.asked[0].body == DATA
        session.send("POST", server.url, body=b"small")
        assert server.asked[1].body == b"small"
    assert time.monotonic() - began >= 1.5


@given(st.integers(1_000, 10_000_000), st.lists(st.integers(1, 70_000), min_size=1, max_size=50))
def test_no_more_than_the_cap_in_all(limit: int, counts: list[int]) -> None:
    now = [0.0]
    rate = Rate(limit, ticks=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds))
    for count in counts:
        rate.spend(count)
    assert sum(counts) <= limit * (now[0] + 0.25) + 1
    assert rate.piece(70_000) <= max(4096, limit // 8)


def test_no_cap_is_no_wait() -> None:
    rate = Rate(0, sleep=lambda _: pytest.fail("waited"))
    rate.spend(10**12)
    assert rate.piece(65536) == 65536
