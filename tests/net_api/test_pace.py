"""How much is asked of a line, and when it is given up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.api.pace import CALM, FIRST, LEAST, LONGEST_PAUSE, MOST, STALLS, Pace


def test_a_good_line_is_soon_asked_for_much() -> None:
    pace = Pace()
    for _ in range(10):
        pace.came()
    assert pace.size == MOST
    assert pace.headers == {}


def test_a_line_that_breaks_is_asked_for_little_on_new_connections_until_it_holds() -> None:
    pace = Pace()
    assert pace.broke(60_000)
    assert pace.size == LEAST
    assert pace.headers == {"Connection": "close"}
    turns = 0
    while pace.careful:
        pace.came()
        turns += 1
    assert pace.size >= CALM
    assert turns > 30


def test_a_line_that_brings_nothing_is_given_up_after_growing_waits() -> None:
    waits: list[float] = []
    pace = Pace(sleep=waits.append)
    tries = 1
    while pace.broke(0):
        tries += 1
    assert tries == STALLS
    assert len(waits) == STALLS - 1
    assert all(0.25 * 2**at <= wait <= 0.5 * 2**at for at, wait in enumerate(waits))
    pace.begin()
    assert pace.broke(0)


@given(st.integers(20_000, 3_000_000))
def test_whatever_a_connection_carries_little_is_asked_for_twice(carries: int) -> None:
    """A line that cuts each connection after so many bytes, and a document of a hundred times that."""
    pace, got, asked = Pace(), 0, 0
    size = 100 * carries
    left = carries
    while got < size:
        if pace.careful:
            left = carries  # a new connection
        wanted = min(pace.size, size - got)
        asked += min(wanted, left + LONGEST)
        came = min(wanted, left)
        got, left = got + came, left - came
        if came == wanted:
            pace.came()
        else:
            assert pace.broke(max(came, 1))
            left = carries
    assert asked <= 1.1 * size


LONGEST = 1_000_000
"""What a server has handed to the system of a connection that is broken, at most."""


def test_no_wait_is_longer_than_said() -> None:
    assert 0.5 * 2 ** (STALLS - 2) <= LONGEST_PAUSE
    assert FIRST < CALM < MOST
