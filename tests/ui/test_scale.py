"""No text is cut, covered or faint at any scale, in any theme or language, on an office's 1366 × 768 screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.desks import Fresh, log_in
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.catalogue import LANGUAGES
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home

WALK = Path(__file__).resolve().parents[1] / "support" / "scale_walk.py"


CASES = [("1", "light"), ("1.25", "dark"), ("1.5", "contrast"), ("2", "light"), ("2", "dark"), ("2", "contrast")]


@pytest.mark.parametrize(("scale", "theme"), CASES)
def test_no_text_is_cut_or_covered_or_faint(
    scale: str, theme: str, home: Home, sandbox: RunningSandbox, key_of: Callable[[ProfileName], None], fresh: Fresh
) -> None:
    key_of("valid")
    fresh(2)
    with app.build(home, policy=home.root / "no-policy.toml") as rooms:
        log_in(rooms, sandbox).synchronise()
    (home.root / "settings.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    run = [sys.executable, str(WALK), str(home.root), *os.environ.get("ROKHAS_TEST_PICTURES", "").split()]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads(done.stdout.splitlines()[-1])
    print(*(f"{name}: {one}" for name, said in found.items() for one in said), sep="\n")
    assert len(found) >= 12 * len(LANGUAGES)
    assert {name: said for name, said in found.items() if said} == {}
