"""The rules between the rooms, and the shape of what is in them."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "rokhas_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LINES_IN_A_FILE = 330


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.timeout(300)
def test_rooms_import_only_what_they_may() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint(args=['--no-cache']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_mypy_finds_nothing(platform: str) -> None:
    run("mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_fits_in_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_IN_A_FILE


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    found = [str(path) for path in SOURCES if unfinished.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_nothing_names_a_path_of_a_developer() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    wrong = []
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".sh", ".yaml", ".spec", ".ts"} and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            if "/work/" in text or "/root/" in text:
                wrong.append(name)
    assert wrong == []


BLOCKED = ["fcntl", "pwd", "grp", "resource", "termios", "posix", "tty", "pty", "syslog"]

IMPORT_ALL = """
import importlib, pkgutil, sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name in {blocked!r}:
            raise ImportError("not on Windows: " + name)
for early in ({others}):
    try:
        importlib.import_module(early)
    except ImportError:
        pass
for name in {blocked!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blocker())
import rokhas_desktop
failed = []
for found in pkgutil.walk_packages(rokhas_desktop.__path__, "rokhas_desktop."):
    if found.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(found.name)
    except Exception as error:
        failed.append(f"{{found.name}}: {{type(error).__name__}} {{error}}")
print("\\n".join(failed))
sys.exit(bool(failed))
"""


def test_every_module_imports_where_unix_modules_are_missing() -> None:
    # Libraries of others are loaded first: it is our own imports that are looked at.
    others = sorted({name for path in SOURCES for name in outside(path)})
    code = IMPORT_ALL.format(blocked=BLOCKED, others=", ".join(map(repr, others)) + ",")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def outside(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name for name in names if not name.startswith("rokhas_desktop") and name not in BLOCKED}


@pytest.mark.parametrize("path", [one for one in SOURCES if "sandbox" not in one.parts], ids=lambda one: one.name)
def test_no_decision_hangs_on_one_vendors_name(path: Path) -> None:
    """A token is what its module says it is: nothing branches on whose it is (`if softhsm`)."""
    vendors = ("softhsm", "safenet", "etoken", "idprime", "epass", "yubikey", "nss")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Compare, ast.Call)):
            words = [
                one.value.lower()
                for one in ast.walk(node)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            called = node.func if isinstance(node, ast.Call) else None
            tests = isinstance(node, ast.Compare) or (
                isinstance(called, ast.Attribute) and called.attr in {"startswith", "endswith", "match", "search"}
            )
            assert not (tests and any(word in vendors or "softhsm" in word for word in words)), ast.unparse(node)
