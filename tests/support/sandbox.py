"""The reference platform as a process of its own, for the tests of every room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rokhas_desktop.sandbox.verbs.sandbox import ask

DRAWINGS = Path(__file__).parents[2] / "build" / "drawings"
"""Where drawn documents are kept from one test to the next; their names say which code drew them."""


@dataclass(frozen=True)
class RunningSandbox:
    """A running platform.  ``home`` holds its state and the test postal CA (``home / "test-ca"``)."""

    home: Path
    url: str
    ca_file: Path
    trust_dir: Path
    accounts: tuple[dict[str, Any], ...]
    process: subprocess.Popen[str]
    log: Path

    @property
    def data(self) -> Path:
        return self.home / "sandbox"

    @property
    def president(self) -> dict[str, Any]:
        """The account that the seed's acts await."""
        return self.accounts[0]

    def account(self, username: str) -> dict[str, Any]:
        return next(item for item in self.accounts if item["username"] == username)

    def ctl(self, verb: str, **args: Any) -> Any:
        """What ``sandbox ctl VERB`` does, with its arguments by name; the answer as JSON."""
        return ask(self.data, verb, args)


@contextmanager
def running_sandbox(home: Path, *, acts: int = 1, **options: str | int) -> Iterator[RunningSandbox]:
    """Start ``rokhas-desktop sandbox`` on a free port with ``home`` as its home; stop it at the end.

    Options are the verb's (``seed=2``, ``latency_ms=50``, ``db="postgresql://…"``).
    """
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-P", "-m", "rokhas_desktop", "--home", str(home), "sandbox"]
    command += ["--port", "0", "--acts", str(acts), "--drawings", str(DRAWINGS)]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    log = home / "sandbox.log"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the sandbox did not start:\n{log.read_text(encoding='utf-8')}"
        ready = json.loads(line)
        yield RunningSandbox(
            home=home,
            url=ready["url"],
            ca_file=Path(ready["ca_file"]),
            trust_dir=Path(ready["trust_dir"]),
            accounts=tuple(ready["accounts"]),
            process=process,
            log=log,
        )
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
