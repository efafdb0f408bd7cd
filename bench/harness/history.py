"""The records of whole runs, kept so that a regression shows."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.harness.machine import described

HISTORY = Path(__file__).resolve().parents[1] / "history"


def begun(*, quick: bool) -> dict[str, Any]:
    """A new record without groups."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "quick": quick,
        "machine": described(),
        "groups": {},
    }


def _git(*args: str) -> str:
    try:
        done = subprocess.run(["git", *args], cwd=HISTORY.parent, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def keep(record: dict[str, Any], folder: Path = HISTORY) -> Path:
    """Write it under its time, samples rounded to what they can say."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{record['at'].replace(':', '')[:15]}.json"
    rounded = json.loads(json.dumps(record), parse_float=lambda digits: float(f"{float(digits):.5g}"))
    path.write_text(json.dumps(rounded, ensure_ascii=False), encoding="utf-8")
    return path


def records(folder: Path = HISTORY) -> list[dict[str, Any]]:
    """Every record that was kept, the oldest first."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
