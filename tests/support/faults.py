"""The module that plays faults (tests/faults), and what is written about each for the table at the run's end."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Detail
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import ModuleCandidate
from support.tokens import MODULE

SOURCES = Path(__file__).parents[1] / "faults"
BUILDABLE = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("gcc") is None, reason="the fault module is built with gcc on Linux"
)

Record = Callable[[str, object], None]


@cache
def built() -> Path:
    """The module, built once a process."""
    folder = Path(tempfile.mkdtemp(prefix="rokhas-test-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / "libfaults-test.so"
    sources = [str(SOURCES / name) for name in ("module.c", "variants.c")]
    line = ["gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread"]
    subprocess.run([*line, "-o", str(target), *sources, "-ldl"], check=True)
    return target


@dataclass(frozen=True)
class Faults:
    """The orders of one bench: a file that the module reads at each call."""

    orders: Path

    def play(self, order: str) -> None:
        """From now on; in one step, since calls may be under way."""
        fresh = self.orders.with_suffix(".new")
        fresh.write_text(order + "\n", encoding="ascii")
        fresh.replace(self.orders)

    def lift(self) -> None:
        """No fault any more."""
        self.orders.unlink(missing_ok=True)

    def calls(self) -> Counter[str]:
        """How often each function of note was called; log-ins by user type ("C_Login 1", "C_Login 2")."""
        log = Path(f"{self.orders}.log")
        return Counter(log.read_text(encoding="ascii").splitlines()) if log.exists() else Counter()

    def forget_calls(self) -> None:
        """Count anew."""
        Path(f"{self.orders}.log").unlink(missing_ok=True)

    def env(self, module: str = MODULE) -> dict[str, str]:
        """What the module's child needs."""
        return {"ROKHAS_TEST_FAULTS": str(self.orders), "ROKHAS_TEST_FAULTS_MODULE": module}

    def around(self, candidate: ModuleCandidate) -> ModuleCandidate:
        """The same tokens behind the fault module."""
        env = {**candidate.env, **self.env(candidate.path)}
        return ModuleCandidate(os.path.realpath(built()), "TEST faults", env)

    def around_home(self, home: Home) -> None:
        """Put the emulated tokens of a home behind the fault module."""
        file = home.root / "emulated.json"
        said = json.loads(file.read_text(encoding="utf-8"))
        env = {**said["env"], **self.env(said["module"])}
        file.write_text(json.dumps({"module": str(built()), "env": env}), encoding="utf-8")


def tell(
    record: Record, variant: str, code: str | None, details: dict[str, Detail] | None, room: str, batch: str
) -> None:
    """One line of the table: what the person sees, in French, what the room did and what became of the batch."""
    title = catalogue.entry(code).text("fr", details).title if code else "—"
    record("fault", [variant, code or "none", title, room, batch])


def table(rows: list[list[str]]) -> list[str]:
    """The lines of the table."""
    heads = ["variant", "code", "message", "room", "batch"]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *sorted(rows)]
    return [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in lines]
