"""The machine, what else it does meanwhile, and which peers are on it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

PROGRAMS = {
    "pdfsig, pdftoppm": ["pdfsig", "-v"],
    "mutool": ["mutool", "-v"],
    "sha256sum, cp": ["sha256sum", "--version"],
    "SoftHSM": ["softhsm2-util", "--version"],
}
LIBRARIES = ("pyhanko", "pyhanko-cli", "python-pkcs11", "pyside6-essentials", "pypdfium2", "pikepdf")


def described() -> dict[str, Any]:
    """Processor, cores, memory, system, Python and the versions of the peers."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(_memory() / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "peers": {**{name: _said(line) for name, line in PROGRAMS.items()}, **_libraries()},
    }


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found.group(1).strip() if found else platform.processor()


def _memory() -> int:
    if sys.platform == "win32":
        return 0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _said(line: list[str]) -> str:
    try:
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=20)
    except OSError:
        return "not here"
    words = re.search(r"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return words.group(0) if words else "here"


def _libraries() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except ModuleNotFoundError:
            found[name] = "not here"
    return found


@dataclass(slots=True)
class Load:
    """What else the machine does from now on: cores that others use, beside this process's own children."""

    began: float = field(default_factory=time.monotonic)
    busy: float = field(default_factory=lambda: _busy())
    own: float = field(default_factory=lambda: _own())

    def told(self) -> dict[str, Any]:
        """Cores that others used on the average, and the system's own load averages now."""
        seconds = max(time.monotonic() - self.began, 1e-6)
        others = max((_busy() - self.busy) - (_own() - self.own), 0.0) / seconds
        return {"others_cores": round(others, 2), "load_averages": _averages()}


def _averages() -> list[float]:
    if sys.platform == "win32":
        return []
    return [round(one, 2) for one in os.getloadavg()]


def _busy() -> float:
    """Seconds of processor time that the whole machine has used; 0 where it does not say."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, irq, soft, steal = (int(one) for one in line.split()[1:9])
    return (user + nice + system + irq + soft + steal) / float(_ticks())


def _ticks() -> int:
    if sys.platform == "win32":
        return 100
    return os.sysconf("SC_CLK_TCK")


def _own() -> float:
    """Seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])
