"""``sign-file`` as a process that signs one file after another when it is told to, and says how long each took.

``python -m bench.harness.local HOME OUT`` reads the PIN, then a line for each file, and prints a line of JSON for each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.harness import processes

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 10_000_000_000


@dataclass(frozen=True)
class Signed:
    """Seconds, the file that was made, and MB (PSS of all processes) above what they took before."""

    seconds: float
    output: Path
    above: float


@dataclass(frozen=True)
class Signing:
    """The running process."""

    process: subprocess.Popen[str]

    def sign(self, file: Path) -> Signed:
        """One file.  Raises RuntimeError unless it was signed."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("it has no pipes")
        before = processes.pss(self.process.pid)
        with processes.Peak(self.process.pid) as peak:
            self.process.stdin.write(f"{file}\n")
            self.process.stdin.flush()
            said = json.loads(self.process.stdout.readline())
        if said["status"] != "signed":
            raise RuntimeError(f"{file.name}: {said}")
        return Signed(said["seconds"], Path(said["output"]), max(0, peak.most - before) / 1e6)


@contextmanager
def signing(home: Path, out: Path, pin: str, environment: dict[str, str]) -> Iterator[Signing]:
    """Start it with the one token of a home; the first file that it signs also opens the key."""
    (home / "settings.toml").write_text(f"limits.document_bytes = {LARGEST}\n", encoding="utf-8")
    line = [sys.executable, "-P", "-m", "bench.harness.local", str(home), str(out)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(line, cwd=ROOT, env=environment, **pipes) as process:  # type: ignore[call-overload]
        process.stdin.write(f"{pin}\n")
        process.stdin.flush()
        try:
            yield Signing(process)
        finally:
            process.stdin.close()


def main(home: str, out: str) -> None:
    """The process's own side."""
    from rokhas_desktop import app
    from rokhas_desktop.desk.local import LocalOrder
    from rokhas_desktop.token.choose import choose

    pin = bytearray(sys.stdin.readline().strip().encode("ascii"))
    with app.build(home, policy=Path(home) / "no-policy.toml") as rooms:
        chosen = choose(rooms.survey())
        order = LocalOrder(out=Path(out))
        for line in sys.stdin:
            began = time.perf_counter()
            (result,) = rooms.sign_files([line.strip()], chosen, bytearray(pin), order)
            seconds = time.perf_counter() - began
            code = result.notice.code if result.notice else None
            told = {"status": result.status, "output": str(result.output), "code": code, "seconds": seconds}
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
