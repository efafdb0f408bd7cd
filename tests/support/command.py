"""The real command in a process of its own, and emulated tokens for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PIN = "24681357"
LINE = [sys.executable, "-P", "-m", "rokhas_desktop"]
SHARED_PDFS = Path(__file__).resolve().parents[3] / "shared" / "pdfs"
"""PDFs of public test corpora that may lie beside the checkout."""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its one JSON document."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(home: Path) -> dict[str, str]:
    """The environment of a command on ``home``, without this machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if name != "SOFTHSM2_CONF"}
    return {**kept, "ROKHAS_DESKTOP_HOME": str(home), "PYTHONUTF8": "0", "QT_QPA_PLATFORM": "offscreen"}


def run(home: Path, *args: str | Path, typed: str | None = None, timeout: float = 90) -> Done:
    """Run it to its end; ``typed`` is its standard input, nothing by default."""
    done = subprocess.run(
        [*LINE, *map(str, args)],
        input=(typed or "").encode(),
        capture_output=True,
        timeout=timeout,
        env=environment(home),
        cwd=home.parent,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def start(home: Path, *args: str | Path, typed: str = "") -> subprocess.Popen[bytes]:
    """Start it with its standard input given and closed."""
    process = subprocess.Popen(
        [*LINE, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
        cwd=home.parent,
    )
    assert process.stdin is not None
    process.stdin.write(typed.encode())
    process.stdin.close()
    process.stdin = None
    return process


def create_token(home: Path, profile: str, *more: str) -> dict[str, Any]:
    """An emulated token of the home's test CA with :data:`PIN`; what the verb said of it."""
    done = run(home, "softhsm", "create", "--profile", profile, "--pin-stdin", "--json", *more, typed=f"{PIN}\n")
    assert done.code == 0, done.err
    made: dict[str, Any] = done.document
    return made


def shared_pdfs() -> Sequence[Path]:
    """The PDFs beside the checkout, none where they are not."""
    return sorted(SHARED_PDFS.glob("*.pdf"))
