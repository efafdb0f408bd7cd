"""Insertion and removal, seen within a second."""

from __future__ import annotations

import os
import queue
import time

import psutil
import pytest
from support.machine import Control
from support.tokens import OnToken, Store

from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, Survey
from rokhas_desktop.token.watch import LISTED, Watcher

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SoftHSM is that of the Linux test machine")


class Seen:
    """What the watcher told, with the time at which it did."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[tuple[float, Survey]] = queue.SimpleQueue()

    def __call__(self, survey: Survey) -> None:
        self._told.put((time.monotonic(), survey))

    def until(self, *labels: str) -> float:
        """When exactly these tokens were told of."""
        while True:
            at, survey = self._told.get(timeout=10)
            if sorted(token.label for token in survey.tokens) == sorted(labels):
                return at

    @property
    def nothing_more(self) -> bool:
        return self._told.empty()


def test_insertion_and_removal_are_seen_within_a_second(store: Store, room: TokenRoom) -> None:
    control = Control()
    taken: list[tuple[float, float]] = []
    seen = Seen()
    with Watcher(room, lambda: [store.candidate], seen):
        seen.until()
        for turn in range(3):
            store.add(f"TEST {turn}")
            added = time.monotonic()
            taken.append((added, seen.until(f"TEST {turn}")))
            removed = time.monotonic()
            store.remove_all()
            taken.append((removed, seen.until()))
    # held up like everybody else, the watch says nothing about itself
    busy = control.stalls()
    late = [
        end - start for start, end in taken if end - start > 1.0 and not any(a < end and b > start for a, b in busy)
    ]
    assert late == []
    assert min(end - start for start, end in taken) < 1.0


def test_a_certificate_written_later_is_seen_and_nothing_is_told_twice(store: Store, room: TokenRoom) -> None:
    seen = Seen()
    with Watcher(room, lambda: [store.candidate], seen, pace=0.05) as watcher:
        seen.until()
        store.add("TEST", OnToken("p256"))
        # The certificate is written before its public key: each is a change of its own.
        while seen_keys(seen) != [("a1", "public-key")]:
            pass
        watcher.look_now()
        time.sleep(0.5)
        assert seen.nothing_more


def seen_keys(seen: Seen) -> list[tuple[str, str]]:
    _, survey = seen._told.get(timeout=10)
    return [(view.cka_id, view.key.evidence) for token in survey.tokens for view in token.keys if view.key]


def test_a_killed_child_does_not_end_the_watch(store: Store, room: TokenRoom) -> None:
    before = set(psutil.Process().children())
    seen = Seen()
    with Watcher(room, lambda: [store.candidate], seen, pace=0.1):
        seen.until()
        for number in range(3):
            (child,) = [child for child in set(psutil.Process().children()) - before if child.is_running()]
            child.kill()
            store.add(f"TEST {number}")
            seen.until(*(f"TEST {count}" for count in range(number + 1)))


def test_modules_are_listed_at_a_look_that_was_asked_for_and_not_at_each(store: Store, room: TokenRoom) -> None:
    listed: list[int] = []
    looks: queue.SimpleQueue[None] = queue.SimpleQueue()

    def modules() -> list[ModuleCandidate]:
        listed.append(1)
        return [store.candidate]

    survey, began = room.survey, time.monotonic()
    room.survey = lambda *args, **more: (looks.put(None), survey(*args, **more))[1]
    with Watcher(room, modules, Seen(), pace=0.001) as watcher:
        for _ in range(20):
            looks.get(timeout=10)
        assert len(listed) <= 1 + (time.monotonic() - began) / LISTED
        before = len(listed)
        watcher.look_now()
        for _ in range(3):  # one was under way
            looks.get(timeout=10)
        assert len(listed) > before


def test_stopping_twice_is_stopping(store: Store, room: TokenRoom) -> None:
    watcher = Watcher(room, lambda: [store.candidate], Seen())
    watcher.start()
    watcher.stop()
    watcher.stop()
