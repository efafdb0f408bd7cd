"""A group of figures in a process of its own: it begins clean, and where it hangs the others still run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.harness import registry
from bench.harness.machine import Load

ROOT = Path(__file__).resolve().parents[2]


def run(name: str, *, quick: bool) -> dict[str, Any]:
    """The record of a group: ``figures``, ``curves``, ``seconds``, ``load``, and ``error`` if it did not end well."""
    began, load = time.monotonic(), Load()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = Path(folder) / "out.json"
        line = [sys.executable, "-m", "bench.harness.running", name, str(out), "quick" if quick else "whole"]
        error = _ended(line, registry.deadline(registry.load(name)), Path(folder))
        found: dict[str, Any] = {"figures": [], "curves": []}
        if error is None:
            found = json.loads(out.read_text(encoding="utf-8"))
    return {**found, "seconds": round(time.monotonic() - began, 1), "load": load.told(), "error": error}


def _ended(line: Sequence[str], deadline: float, scratch: Path) -> str | None:
    """Run it; None, or what went wrong.  What it leaves running ends with it."""
    environment = {
        **os.environ,
        "TMPDIR": str(scratch),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
    }
    with subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=deadline)
        except subprocess.TimeoutExpired:
            _end(process)
            process.communicate()
            return f"ended after {deadline:.0f} s"
    return None if process.returncode == 0 else said[-2000:] or f"ended with {process.returncode}"


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def main(name: str, out: str, size: str) -> None:
    """The process's own side."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    group, quick = registry.load(name), size == "quick"
    figures = [figure.as_dict() for figure in group.measure(quick)]
    curves = [curve.as_dict() for curve in registry.curves(group, quick)]
    Path(out).write_text(json.dumps({"figures": figures, "curves": curves}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
