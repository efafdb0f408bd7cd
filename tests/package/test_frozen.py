"""The program without Python: built once from pyinstaller.spec, and really started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import documents
from support.desks import PIN, pin

from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.settings import Home

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build"), "pyinstaller.spec"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "dist" / "rokhas-desktop" / "rokhas-desktop"


def run(program: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *arguments], input=text, capture_output=True, text=True, check=False, timeout=120)


def test_it_starts_signs_and_verifies_with_children_of_its_own(program: Path, home: Home, tmp_path: Path) -> None:
    assert run(program, "--version").stdout.startswith("rokhas-desktop ")
    assert run(program, "demo").returncode == 2  # the sandbox is an extra and is not in it
    create_token(home, "valid", pin=pin())
    original = documents.plan(tmp_path / "plan.pdf")
    out = tmp_path / "out"
    arguments = ["--home", str(home.root), "sign-file", str(original), "--out", str(out)]
    # Visible: the token's child and the stamp's child are both started by the hidden verb.
    done = run(program, *arguments, "--visible", "--pin-stdin", "--jsonl", text=PIN.decode() + "\n")
    line = json.loads(done.stdout)
    assert line["status"] == "signed", done
    verified = run(program, "verify", line["output"], "--trust", str(home.root / "test-ca" / "trust"), "--jsonl")
    assert json.loads(verified.stdout)["signatures"][0]["intact"] is True


def test_its_window_opens(program: Path, home: Home) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([program, "--home", str(home.root)], env=environment, stderr=subprocess.PIPE)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(4)
    finally:
        process.kill()
        process.communicate()
