"""A report on our own bug that can be sent: which code failed where, and nothing that a person typed or owns.

Neither the error's message nor values nor arguments are written: they might hold a name, a path or a PIN.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def write(folder: Path, error: BaseException, verb: str) -> Path:
    """Write the report into a private folder and give its path."""
    now = datetime.now(UTC)
    path = folder / f"report-{now:%Y%m%dT%H%M%S%fZ}.txt"
    lines = [
        f"rokhas-desktop {_version()}",
        f"python {platform.python_version()} on {sys.platform} {platform.machine()}",
        f"at {now.isoformat(timespec='seconds')}, verb {verb}",
        *_causes(error),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def _causes(error: BaseException) -> list[str]:
    """Each error of the chain by type, with the places it passed, the outermost first."""
    lines: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        passed = traceback.extract_tb(current.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in passed]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def _place(file: str) -> str:
    """A file without the folders of this PC."""
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        return str(path.relative_to(PACKAGE.parent))
    return "/".join(path.parts[-2:])


def _version() -> str:
    try:
        return version("rokhas-desktop")
    except PackageNotFoundError:
        return "?"
