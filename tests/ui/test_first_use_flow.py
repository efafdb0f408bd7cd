"""Where a first use stands, and its controller: no window, no token, no platform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.desk.face import Desk, KeyStanding, KeyWay
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token.errors import PinIncorrect, PinLocked, PinNotSet
from rokhas_desktop.ui.first_use.flow import FirstUse, View
from rokhas_desktop.ui.first_use.stops import RAIL, Place, Said, Stop, place

ANOTHER, NO_NUMBER, PASSPORT, ANOTHER_NAME, EXPIRED = "IDN-001", "IDN-002", "IDN-003", "IDN-005", "CRT-001"
MINE = "a" * 64


def key(*codes: str, certificate: str = MINE) -> KeyStanding:
    """A stand-in with what the stops look at; the real ones are in the window's tests."""
    selection = SimpleNamespace(certificate_sha256=certificate)
    refusals = tuple(Refusal(code) for code in codes)
    return cast(KeyStanding, SimpleNamespace(selection=selection, refusals=refusals, always_authenticate=None))


def way(state: str | None = None) -> KeyWay:
    bound = () if state is None else (SimpleNamespace(sha256=MINE, state=state),)
    return cast(KeyWay, SimpleNamespace(certificates=bound))


@pytest.mark.parametrize(
    ("keys", "known", "said", "stop"),
    [
        ([], way(), Said(), "insert"),
        ([key(ANOTHER)], way(), Said(), "another"),
        ([key(ANOTHER, PinNotSet.code)], way(), Said(), "another"),  # nobody chooses a PIN for another's key
        ([key(PinNotSet.code)], way(), Said(), "set_pin"),
        ([key(PinNotSet.code)], way("registered"), Said(), "set_pin"),
        ([key(PinLocked.code)], way(), Said(), "unfit"),
        ([key(EXPIRED)], way("registered"), Said(), "unfit"),
        ([key(PASSPORT)], way(), Said(), "wrong"),
        ([key(ANOTHER_NAME)], way(), Said(), "wrong"),
        ([key(NO_NUMBER)], way(), Said(), "compare"),
        ([key()], None, Said(), "compare"),
        ([key()], way(), Said(MINE, right=False), "wrong"),
        ([key()], way(), Said(MINE, right=True), "notice"),
        ([key()], way(), Said(MINE, right=True, noted=True), "trial"),
        ([key(certificate="b" * 64)], way(), Said(MINE, right=True, noted=True), "compare"),  # said of another
        ([key()], way("pending"), Said(), "pending"),
        ([key()], way("registered"), Said(), "ready"),
    ],
)
def test_the_stop_follows_from_the_facts(keys: list[KeyStanding], known: KeyWay | None, said: Said, stop: Stop) -> None:
    found = place(known, keys, said)
    assert found.stop == stop
    assert 0 <= found.on_rail < len(RAIL)


@given(st.lists(st.sampled_from([ANOTHER, NO_NUMBER, PASSPORT, EXPIRED, PinNotSet.code, PinLocked.code]), max_size=4))
def test_no_key_that_is_refused_comes_to_a_trial(codes: list[str]) -> None:
    found = place(way(), [key(*codes)], Said(MINE, right=True, noted=True))
    assert (found.stop == "trial") == (not set(codes) - {NO_NUMBER})


def test_every_stop_is_on_the_rail() -> None:
    assert {Place(stop).on_rail for stop in get_args(Stop)} == set(range(len(RAIL)))


class Asked:
    """Keeps what the desk is asked, so that the test decides when and how it answers."""

    def __init__(self) -> None:
        self.questions: list[tuple[Callable[[Any], None], Callable[[RokhasError], None]]] = []
        self.here = True
        self.synchronised = 0

    def ask(
        self, call: Callable[[Desk], Any], *, done: Callable[[Any], None], failed: Callable[[RokhasError], None]
    ) -> bool:
        if self.here:
            self.questions.append((done, failed))
        return self.here

    def synchronise(self) -> None:
        self.synchronised += 1

    def answer(self, value: Any) -> None:
        self.questions.pop(0)[0](value)

    def fail(self, error: RokhasError) -> None:
        self.questions.pop(0)[1](error)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def at_trial(asked: Asked) -> FirstUse:
    flow = FirstUse(asked)
    flow.see_way(way())
    flow.see_keys([key()])
    flow.begin()
    flow.say(right=True)
    flow.note()
    asked.answer("a sentence")
    assert flow.view == View(flow.view.place, "a sentence")
    return flow


def test_a_trial_registers_and_learns_the_rest(at_trial: FirstUse, asked: Asked) -> None:
    at_trial.sign(bytearray(b"1"), accept_final_try=False)
    assert at_trial.view.busy
    at_trial.sign(bytearray(b"1"), accept_final_try=False)
    assert len(asked.questions) == 1  # one at a time
    asked.answer((None, way("registered")))
    assert (at_trial.view.place.stop, at_trial.view.busy, asked.synchronised) == ("ready", False, 1)


def test_a_failed_trial_says_why_and_asks_for_another_sentence(at_trial: FirstUse, asked: Asked) -> None:
    at_trial.sign(bytearray(b"1"), accept_final_try=False)
    asked.fail(PinIncorrect())
    assert at_trial.view.error is not None
    assert at_trial.view.sentence is None
    asked.answer("another one")
    asked.answer([at_trial.view.place.key])  # the keys are looked at again
    assert (at_trial.view.place.stop, at_trial.view.sentence) == ("trial", "another one")


def test_a_key_that_turns_out_to_be_unfit_comes_to_no_second_trial(at_trial: FirstUse, asked: Asked) -> None:
    at_trial.sign(bytearray(b"1"), accept_final_try=False)
    asked.fail(PinLocked())
    asked.answer("another one")
    asked.answer([key(PinLocked.code)])
    assert (at_trial.view.place.stop, at_trial.view.error) == ("unfit", None)  # its refusal says the same


def test_no_pin_outlives_a_trial_that_is_not_made(at_trial: FirstUse, asked: Asked) -> None:
    asked.here = False
    pin = bytearray(b"246810")
    at_trial.sign(pin, accept_final_try=False)
    assert pin == bytes(6)
    pin = bytearray(b"246810")
    at_trial.sign(pin, accept_final_try=False)
    assert pin == bytes(6)


def test_what_was_said_outlasts_leaving_and_a_key_that_was_out(at_trial: FirstUse, asked: Asked) -> None:
    at_trial.leave()
    told: list[View] = []
    at_trial.changed.connect(told.append)
    at_trial.see_keys([])
    at_trial.see_keys([key()])
    assert told == []  # nobody looks
    at_trial.begin()
    assert told[0].place.stop == "trial"


def test_a_page_is_not_drawn_anew_for_the_same_view(at_trial: FirstUse) -> None:
    same: Sequence[KeyStanding] = [cast(KeyStanding, at_trial.view.place.key)]
    told: list[View] = []
    at_trial.changed.connect(told.append)
    at_trial.see_keys(same)
    at_trial.see_way(way())
    assert told == []


def test_another_account_was_told_nothing(at_trial: FirstUse) -> None:
    at_trial.forget()
    at_trial.see_way(way())
    at_trial.see_keys([key()])
    at_trial.begin()
    assert at_trial.view.place.stop == "compare"
