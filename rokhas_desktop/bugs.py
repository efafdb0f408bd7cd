"""A report on our own bug that can be sent: which code failed where, and nothing that a person typed or owns.

Neither the error's message nor values nor arguments are written: they might hold a name, a path or a PIN.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def write(folder: Path, error: BaseException, verb: str) -> Path:
    """Write the report into a private folder and give its path."""
    now = datetime.now(UTC)
    path = folder / f"report-{now:%Y%m%dT%H%M%S%fZ}.txt"
    lines = [
        f"rokhas-desktop {_version()}",
        f"python {platform.python_version()} on {sys.platform} {platform.machine()}",
        f"at {now.isoformat(timespec='seconds')}, verb {verb}",
        *causes(error),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def watch(folder: Path, verb: str, told: Callable[[BaseException], None]) -> Callable[[], None]:
    """Leave a report of what nobody caught, on any thread, and say so to ``told`` on that thread; the way back."""
    before, before_threads = sys.excepthook, threading.excepthook

    def caught(error: BaseException | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        with contextlib.suppress(OSError):
            write(folder, error, verb)
        told(error)

    def restore() -> None:
        sys.excepthook, threading.excepthook = before, before_threads

    sys.excepthook = lambda _kind, error, _trace: caught(error)
    threading.excepthook = lambda args: caught(args.exc_value)
    return restore


def causes(error: BaseException) -> list[str]:
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
    from importlib.metadata import PackageNotFoundError, version  # every start would pay for it

    try:
        return version("rokhas-desktop")
    except PackageNotFoundError:
        return "?"
