"""The real program with its window, started anew as a process of its own, on a home that an account is logged in to."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.desks import Keys, log_in, rooms_at
from support.many_acts import fill_fast
from support.sandbox import RunningSandbox

from bench.harness.running import ROOT
from rokhas_desktop.settings import Home

PATIENCE = 90.0


@dataclass(frozen=True)
class Started:
    """A running window.  Seconds from the command: until it was painted and answers, until its queue can be used."""

    process: int
    window: float
    queue: float


@contextmanager
def started(home: Path, acts: int) -> Iterator[Started]:
    """Start the program and wait until ``acts`` acts are in its list; it is ended afterwards."""
    line = [sys.executable, "-P", "-m", "bench.harness.observed", str(home), str(acts)]
    log = home / "observed.log"
    began = time.monotonic()
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            if process.stdout is None or not select.select([process.stdout], [], [], PATIENCE)[0]:
                raise TimeoutError(f"no queue of {acts} acts after {PATIENCE} s: {log.read_text(encoding='utf-8')}")
            said = process.stdout.readline()
            if not said:
                raise RuntimeError(f"the window ended: {log.read_text(encoding='utf-8')}")
            told = json.loads(said)
            yield Started(process.pid, told["window"] - began, told["queue"] - began)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def hello() -> float:
    """Seconds from the command until Python with Qt alone has painted a window."""
    began = time.monotonic()
    line = [sys.executable, "-P", "-m", "bench.harness.hello"]
    done = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True, timeout=PATIENCE)
    return float(done.stdout) - began


def home_with(folder: Path, sandbox: RunningSandbox, keys: Keys, acts: int) -> Path:
    """A home where the president is logged in and synchronised, with ``acts`` further acts in its queue."""
    home = Home.find(folder)
    with rooms_at(home, keys) as rooms:
        log_in(rooms, sandbox).synchronise()
        connection = rooms.connection()
        if connection is None or connection.account is None:
            raise RuntimeError("nobody is logged in")
        fill_fast(rooms._store, connection.account, acts, commune="01")  # noqa: SLF001 - as the tests fill it
    return home.root
