"""A file that hangs or kills the examination costs one coded refusal, and the next file is examined."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.documents import ENCRYPTIONS, plan, signed_by, with_field
from support.signers import Authority, signer
from support.zoo import ANIMALS

from rokhas_desktop.signing import preflight
from rokhas_desktop.signing.examiner import Examiner
from rokhas_desktop.signing.face import Limits, Spot


@pytest.fixture
def examiner() -> Iterator[Examiner]:
    made = Examiner(seconds=60)
    yield made
    made.close()


def test_the_child_says_what_the_same_code_says_here(tmp_path: Path, examiner: Examiner) -> None:
    paths = [
        with_field(tmp_path / "field.pdf"),
        plan(tmp_path / "encrypted.pdf", encryption=ENCRYPTIONS["aes256"]),
        signed_by(plan(tmp_path / "signed.pdf"), signer(Authority("TEST AC"))),
        tmp_path / "nowhere.pdf",
    ]
    for name in ("masked-attached", "script-names", "bomb", "cut-in-half"):
        ANIMALS[name](tmp_path / f"{name}.pdf")
        paths.append(tmp_path / f"{name}.pdf")
    for path in paths:
        assert examiner.examine(path) == preflight.examine(path)
    spot = Spot(1, (10, 10, 200, 100))
    asked = {"spot": spot, "limits": Limits(pages=1), "screening": {**dict.fromkeys(preflight.traits.CODES, "warn")}}
    assert examiner.examine(paths[0], **asked) == preflight.examine(paths[0], **asked)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="a process is not stopped by a signal there")
def test_a_file_that_hangs_is_refused_in_time_and_the_next_is_examined(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.pdf")
    examiner = Examiner(seconds=30)
    assert examiner.examine(path).ok
    stopped = examiner.pid
    assert stopped is not None
    os.kill(stopped, signal.SIGSTOP)
    examiner._seconds = 1.0
    began = time.monotonic()
    assert examiner.examine(path).code == "DOC-020"
    assert time.monotonic() - began < 20
    examiner._seconds = 30.0
    assert examiner.examine(path).ok
    assert examiner.pid not in (None, stopped)
    examiner.close()
    assert examiner.pid is None


@pytest.mark.skipif(sys.platform == "win32", reason="a process is not stopped by a signal there")
def test_a_file_that_kills_the_child_is_refused(tmp_path: Path, examiner: Examiner) -> None:
    path = plan(tmp_path / "plan.pdf")
    assert examiner.examine(path).ok
    pid = examiner.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
    killer.start()
    assert examiner.examine(path).code == "DOC-021"
    killer.join()
    assert examiner.examine(path).ok


@pytest.mark.skipif(sys.platform != "linux", reason="the child's memory is bounded on Linux")
def test_the_childs_memory_is_bounded(tmp_path: Path, examiner: Examiner) -> None:
    examiner.examine(plan(tmp_path / "plan.pdf"))
    limits = Path(f"/proc/{examiner.pid}/limits").read_text(encoding="ascii")
    (data,) = [line for line in limits.splitlines() if line.startswith("Max data size")]
    assert data.split()[3] == str(1 << 30)


def test_a_child_that_is_not_wanted_any_more_ends(tmp_path: Path) -> None:
    examiner = Examiner(idle=0.1)
    assert examiner.examine(plan(tmp_path / "plan.pdf")).ok
    until = time.monotonic() + 30
    while examiner.pid is not None and time.monotonic() < until:
        time.sleep(0.05)
    assert examiner.pid is None
