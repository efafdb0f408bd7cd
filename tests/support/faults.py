"""The module that plays faults (tests/faults), and what is written about each for the table at the run's end."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import psutil
import pytest

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError
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
    return library("libfaults-test.so", SOURCES / "module.c", SOURCES / "variants.c")


def library(name: str, *sources: Path) -> Path:
    """A shared library of the tests, built into a folder that is gone with this process."""
    folder = Path(tempfile.mkdtemp(prefix="rokhas-test-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / name
    line = ["gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread"]
    subprocess.run([*line, "-o", str(target), *map(str, sources), "-ldl"], check=True)
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


SENTENCES: dict[str, str] = tomllib.loads((SOURCES / "sentences.toml").read_text(encoding="utf-8"))
"""What a person reads in French for each code that a fault comes to, written down apart from the catalogue."""


@dataclass(frozen=True)
class Behaviour:
    """What was observed of the room, the module's child and the batch; what is not looked at is None.

    ``child`` is "killed" where it was ended at its deadline.  ``counted``: crashes and hangs in a row by then.
    ``signed`` of ``asked`` before the fault, and how many ``after`` it was over; ``frozen`` are stalls over 100 ms.
    """

    logins: int
    child: Literal["kept", "ended", "killed"]
    counted: int = 0
    aside: bool = False
    signed: int = 0
    asked: int | None = None
    after: int | None = None
    frozen: int | None = None

    def cells(self) -> list[str]:
        """For the table."""
        of = f" of {self.asked}" if self.asked is not None else ""
        after = "—" if self.after is None else f"{self.after}{of}"
        frozen = "—" if self.frozen is None else str(self.frozen)
        return [str(self.logins), self.child, str(self.counted), "yes" if self.aside else "no", f"{self.signed}{of}",
                after, frozen]  # fmt: skip


def token_children() -> set[int]:
    """The processes that have a module loaded, of this one."""
    found = set()
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if child.status() != psutil.STATUS_ZOMBIE and child.cmdline()[-2:] == ["--child", "token"]:
                found.add(child.pid)
    return found


def sentence(error: RokhasError | None) -> str:
    """What the person reads, which must be what was written down for this code."""
    if error is None:
        return "—"
    said = catalogue.entry(error.code).text("fr", error.details).title
    assert said == SENTENCES[error.code]
    return said


def tell(record: Record, variant: str, error: RokhasError | None, seen: Behaviour) -> None:
    """One line of the table, after everything in it was asserted."""
    record("fault", [variant, error.code if error else "none", sentence(error), *seen.cells()])


HEADS = [
    "variant",
    "code",
    "the person reads",
    "log-ins",
    "child",
    "counted",
    "aside",
    "signed",
    "then",
    "freezes",
]


def table(rows: list[list[str]]) -> list[str]:
    """The lines of the table."""
    widths = [max(len(row[at]) for row in [HEADS, *rows]) for at in range(len(HEADS))]
    lines = [HEADS, ["-" * width for width in widths], *sorted(rows)]
    return [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in lines]
