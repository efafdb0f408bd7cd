"""One gigabyte as ``sign-file`` signs it: what all its processes take together, above the same ones at rest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from subprocess import PIPE

import pytest
from support.command import PIN, create_token, environment
from support.documents import huge
from support.judges import qpdf

GIGABYTE = 1 << 30
#: Bytes of proportional set size (PSS) that signing a gigabyte may take above the same processes at rest.
ALLOWED = 150_000_000

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PSS is read from /proc"),
    pytest.mark.skipif("ROKHAS_TEST_LARGE" not in os.environ, reason="a campaign: gigabytes are written"),
]


def tree(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += [int(number) for number in children.split()]
    return found


def pss(process: int) -> int:
    """Bytes; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


# What sign-file does, held still between two files: its children are there, and none of them works.
SIGN = """
import json, sys
from pathlib import Path
from rokhas_desktop import app
from rokhas_desktop.desk.local import LocalOrder
from rokhas_desktop.token.choose import choose
home, out, detached, *files = sys.argv[1:]
with app.build(home, policy=Path(home) / "no-policy.toml") as rooms:
    chosen = choose(rooms.survey(), token="TEST valid")
    order = LocalOrder(out=Path(out), detached=detached == "yes")
    pin = bytearray(sys.stdin.readline().strip().encode())
    for result in rooms.sign_files(files, chosen, pin, order):
        print(json.dumps({"status": result.status, "output": str(result.output)}), flush=True)
        sys.stdin.readline()
"""


def together(process: int) -> int:
    """Bytes of a process and all below it."""
    return sum(pss(one) for one in tree(process))


def measured(home: Path, out: Path, small: Path, large: Path, *, detached: bool) -> tuple[int, int, dict[str, str]]:
    """What the processes took at rest between the two files, the most they took for the second, and its line."""
    line = [sys.executable, "-c", SIGN, str(home), str(out), "yes" if detached else "no", str(small), str(large)]
    with subprocess.Popen(line, stdin=PIPE, stdout=PIPE, env=environment(home), text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{PIN}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["status"] == "signed"
        time.sleep(1)
        same, idle, most, ended = tree(process.pid), together(process.pid), 0, threading.Event()

        def watch() -> None:
            nonlocal most
            while not ended.is_set():
                most = max(most, together(process.pid))
                time.sleep(0.02)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            process.stdin.write("\n")
            process.stdin.flush()
            found = json.loads(process.stdout.readline())
        finally:
            ended.set()
            watcher.join()
        assert set(tree(process.pid)) <= set(same)  # no other process took what these did not
        process.communicate("\n", timeout=60)
    assert process.returncode == 0
    return idle, most, found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    create_token(made, "valid")
    policy = "limits.document_bytes = 10000000000\n"
    (made / "settings.toml").write_text(policy, encoding="utf-8")
    return made


def drawing(path: Path, size: int) -> Path:
    """A DWG by its first bytes, with holes: a disk does not have to hold it."""
    with path.open("wb") as handle:
        handle.write(b"AC1032 TEST")
        handle.truncate(size)
    return path


@pytest.mark.parametrize("kind", ["dwg", "pdf"])
def test_a_gigabyte_takes_little_memory(tmp_path: Path, home: Path, kind: str) -> None:
    if kind == "dwg":
        small, large = drawing(tmp_path / "small.dwg", 1000), drawing(tmp_path / "large.dwg", GIGABYTE)
    else:
        small, large = huge(tmp_path / "small.pdf", 1), huge(tmp_path / "large.pdf", 1074)
    idle, busy, line = measured(home, tmp_path / "out", small, large, detached=kind == "dwg")
    assert line["status"] == "signed"
    print(f"1 GB {kind}: {idle / 1e6:.0f} MB idle, {busy / 1e6:.0f} MB at most: {(busy - idle) / 1e6:.1f} MB above")
    output = Path(line["output"])
    if kind == "pdf":
        assert output.stat().st_size > GIGABYTE
        said = subprocess.run(["pdfsig", "-nocert", str(output)], capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid." in said
        assert qpdf(output) == qpdf(large)
    assert busy - idle < ALLOWED
    shutil.rmtree(tmp_path / "out")
