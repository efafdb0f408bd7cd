"""One gigabyte by ``sign-file``: what all its processes take together, above what a small file takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support.command import LINE, PIN, create_token, environment
from support.documents import huge
from support.judges import qpdf

GIGABYTE = 1 << 30
#: Bytes of proportional set size (PSS) that signing a gigabyte may take above signing a small file.
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


def peak(home: Path, *args: str) -> tuple[int, list[dict[str, object]]]:
    """The most that a command and its children took at once, and its lines."""
    process = subprocess.Popen(
        [*LINE, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home)
    )
    most, ended = 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.is_set():
            most = max(most, sum(pss(one) for one in tree(process.pid)))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, err = process.communicate(f"{PIN}\n".encode(), timeout=800)
    finally:
        ended.set()
        watcher.join()
    assert process.returncode == 0, err.decode(errors="replace")
    return most, [json.loads(line) for line in out.splitlines()]


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
    options = [
        "sign-file",
        "--token",
        "TEST valid",
        "--pin-stdin",
        "--jsonl",
        *(["--detached"] if kind == "dwg" else []),
    ]
    if kind == "dwg":
        small, large = drawing(tmp_path / "small.dwg", 1000), drawing(tmp_path / "large.dwg", GIGABYTE)
    else:
        small, large = huge(tmp_path / "small.pdf", 1), huge(tmp_path / "large.pdf", 1074)
    idle, _ = peak(home, *options, "--out", str(tmp_path / "idle"), str(small))
    busy, lines = peak(home, *options, "--out", str(tmp_path / "out"), str(large))
    assert [line["status"] for line in lines] == ["signed"]
    print(f"1 GB {kind}: {idle / 1e6:.0f} MB for a small file, {busy / 1e6:.0f} MB for this one")
    output = Path(str(lines[0]["output"]))
    if kind == "pdf":
        assert output.stat().st_size > GIGABYTE
        said = subprocess.run(["pdfsig", "-nocert", str(output)], capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid." in said
        assert qpdf(output) == qpdf(large)
    assert busy - idle < ALLOWED
    shutil.rmtree(tmp_path / "out")
