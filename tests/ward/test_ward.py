"""The seeded ward: every fault really there, the real command, and the verdict that must come first."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable

import pytest
from support.card_reader import RUNS
from support.faults import BUILDABLE
from support.ward import Bed, Case, can_isolate, found
from support.ward_cases import CASES, PAIRS

from rokhas_desktop.doctor import findings

pytestmark = [
    BUILDABLE,
    RUNS,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not can_isolate(), reason="a mount of its own"),
]
WHOLE = os.environ.get("ROKHAS_TEST_WARD") == "all"
"""``make campaign``; else every second fault, every third pair and two healthy runs."""
FAULTS, TWO, HEALTHY = (CASES, PAIRS, 10) if WHOLE else (CASES[::2], PAIRS[::3], 2)

Record = Callable[[str, object], None]


@pytest.mark.parametrize("case", FAULTS, ids=[case.name for case in FAULTS])
def test_fault(bed: Bed, case: Case, record_property: Record) -> None:
    case.seed(bed)
    began = time.monotonic()
    told = bed.examine()
    seen = found(told)
    record_property("ward", [case.name, case.code, " ".join(seen) or "none", f"{time.monotonic() - began:.1f}"])
    assert case.code in seen, told
    assert set(seen) <= set(findings.everything())
    assert told["verdict"]["code"] == case.code, seen
    assert set(case.also) <= set(seen)
    assert told["seconds"] < 15


@pytest.mark.parametrize("case", TWO, ids=[case.name for case in TWO])
def test_of_two_the_root_goes_first(bed: Bed, case: Case, record_property: Record) -> None:
    case.seed(bed)
    began = time.monotonic()
    seen = found(bed.examine())
    record_property("ward", [case.name, case.code, " ".join(seen), f"{time.monotonic() - began:.1f}"])
    assert seen[0] == case.code
    assert set(case.also) <= set(seen[1:])


@pytest.mark.parametrize("run", range(HEALTHY))
def test_no_false_alarm(bed: Bed, run: int, record_property: Record) -> None:
    began = time.monotonic()
    told = bed.examine()
    record_property(
        "ward", [f"healthy, run {run + 1}", "–", " ".join(found(told)) or "–", f"{time.monotonic() - began:.1f}"]
    )
    assert told["verdict"]["code"] is None, told
    assert [check for check in told["checks"] if check["status"] in {"warning", "problem"}] == []


def test_a_healthy_machine_is_examined_at_once_and_a_silent_one_in_its_time(more_beds: Callable[[str], Bed]) -> None:
    """What the command says of itself: seconds without its start.  A busy machine is tried three times."""
    bed = more_beds("healthy")
    assert min(bed.examine()["seconds"] for _ in range(3)) < 3
    silent = more_beds("silent")
    with socket.create_server(("127.0.0.1", 0)) as server:
        nowhere = f"https://127.0.0.1:{server.getsockname()[1]}"
        silent.order("hang C_Initialize 1")
        (silent.home / "settings.toml").write_text(
            f'[signing]\ntsa = ["{nowhere}/tsa"]\n[doctor]\nclocks = ["{nowhere}/", "{nowhere}/other"]\n',
            encoding="utf-8",
        )
        silent.options += ["--platform", nowhere]
        service = silent.cards()
        os.kill(service.daemon, signal.SIGSTOP)
        told = silent.examine()
    assert told["seconds"] < 15
    assert {"TOK-007", "TOK-073", "NET-003"} <= set(found(told))
