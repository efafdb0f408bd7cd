"""The frame: what probes raise, how long they take and what they wait for never ends the examination."""

from __future__ import annotations

import threading
import time

import pytest

from rokhas_desktop.doctor import frame
from rokhas_desktop.doctor.frame import SKIP, Finding, Probe, Row, Seen, Values
from rokhas_desktop.errors import Cancelled
from rokhas_desktop.progress import Cancel, Progress
from rokhas_desktop.token.errors import NoToken


def good(_values: Values) -> Seen:
    return Seen(facts="TEST", value=1)


def codes(rows: tuple[Row, ...]) -> dict[str, str | None]:
    return {row.id: row.code for row in rows}


def test_an_exception_is_a_finding_and_what_needs_the_probe_is_skipped() -> None:
    def bug(_values: Values) -> Seen:
        raise KeyError("TEST AB123456")

    def known(_values: Values) -> Seen:
        raise NoToken()

    rows = frame.run(
        [
            Probe("broken", bug, 5),
            Probe("known", known, 5),
            Probe("good", good, 5),
            Probe("waits", good, 5, needs=("broken", "good")),
            Probe("then", good, 5, after=("broken",)),
        ]
    )
    assert codes(rows) == {"broken": "SYS-011", "known": "TOK-010", "good": None, "waits": None, "then": None}
    assert [row.status for row in rows] == ["warning", "problem", "ok", "skipped", "ok"]
    assert rows[3].missing == ("broken",)
    assert "AB123456" not in str(rows)
    assert str(rows[0].details["where"]).startswith("KeyError test_frame.py:")


def test_probes_run_side_by_side_and_a_late_one_is_left_behind() -> None:
    release = threading.Event()

    def hangs(_values: Values) -> Seen:
        release.wait(30)
        return Seen()

    began = time.monotonic()
    rows = frame.run([*(Probe(f"late-{n}", hangs, 0.3) for n in range(6)), Probe("good", good, 5)])
    release.set()
    assert time.monotonic() - began < 1.5
    assert [row.code for row in rows] == ["SYS-010"] * 6 + [None]


def test_the_whole_ends_in_its_time_however_the_deadlines_add_up() -> None:
    release = threading.Event()

    def hangs(_values: Values) -> Seen:
        release.wait(30)
        return Seen(value=1)

    began = time.monotonic()
    rows = frame.run(
        [Probe("one", hangs, 10), Probe("two", hangs, 10, after=("one",)), Probe("three", hangs, 10, after=("two",))],
        whole=0.5,
    )
    release.set()
    assert time.monotonic() - began < 1.5
    assert {row.code for row in rows} == {"SYS-010"}


def test_values_reach_those_who_need_them_and_rows_are_told_as_they_come() -> None:
    heard: list[str] = []
    told: list[Progress] = []
    got: dict[str, object] = {}

    def takes(values: Values) -> Seen:
        return Seen(value=values["good"] + 1)

    probes = [Probe("takes", takes, 5, needs=("good",)), Probe("good", good, 5)]
    rows = frame.run(probes, on_row=lambda row: heard.append(row.id), report=told.append, values=got)
    assert [row.id for row in rows] == ["takes", "good"]
    assert heard == ["good", "takes"]
    assert [(one.done, one.total) for one in told] == [(1, 2), (2, 2)]
    assert got == {"takes": 2, "good": 1}


def test_several_findings_are_several_rows_the_heaviest_first() -> None:
    def several(_values: Values) -> Seen:
        return Seen((Finding("SYS-004"), Finding("TOK-010"), Finding("TOK-010", {}, "warning")), "TEST")

    rows = frame.run([Probe("several", several, 5)])
    assert [(row.id, row.code, row.status) for row in rows] == [
        ("several", "TOK-010", "problem"),
        ("several.2", "SYS-004", "warning"),
        ("several.3", "TOK-010", "warning"),
    ]


def test_nothing_to_look_at_is_no_failure() -> None:
    rows = frame.run([Probe("none", lambda _values: Seen(value=SKIP), 5), Probe("next", good, 5, needs=("none",))])
    assert [row.status for row in rows] == ["skipped", "skipped"]


def test_a_person_can_stop_it() -> None:
    cancel, release = Cancel(), threading.Event()
    threading.Timer(0.1, cancel.ask).start()
    with pytest.raises(Cancelled):
        frame.run([Probe("slow", lambda _values: Seen(value=release.wait(20)), 30)], cancel=cancel)
    release.set()
