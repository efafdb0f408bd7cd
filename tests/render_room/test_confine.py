"""The child cannot reach the network, cannot write a file, cannot start a program, cannot take all the memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rokhas_desktop.render.confine import MEMORY_VARIABLE
from rokhas_desktop.render.room import RasterRoom, StampRoom

LIMIT = 400 << 20
linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's layers are Linux's")


def confined(body: str, folder: Path) -> str:
    """Run ``body`` in a process that has confined itself; what it prints."""
    script = f"import sys, os, socket, subprocess, ctypes\nfrom rokhas_desktop.render import confine\n{PROBE}"
    script += f"held = confine.confine()\n{body}"
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=folder,
        env={**os.environ, MEMORY_VARIABLE: str(LIMIT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


PROBE = """
def said(act):
    try:
        act()
    except BaseException as error:
        return type(error).__name__
    return "done"
"""


@pytest.mark.parametrize(
    "act",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "open('made', 'w')",
        "open('kept', 'a')",
        "open('kept', 'r+')",
        "os.open('made', os.O_WRONLY | os.O_CREAT)",
        "os.remove('kept')",
        "os.rename('kept', 'made')",
        "os.mkdir('made')",
        "subprocess.Popen(['true'])",
        "os.system('true')",
    ],
)
def test_python_code_is_refused(act: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("TEST")
    assert confined(f"print(said(lambda: {act}))", tmp_path) == "PermissionError"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "TEST"


def test_reading_goes_on(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("TEST")
    assert confined("print(open('kept').read())", tmp_path) == "TEST"


NATIVE = """
libc = ctypes.CDLL(None, use_errno=True)
def native(call, *args):
    ctypes.set_errno(0)
    return os.strerror(ctypes.get_errno()) if getattr(libc, call)(*args) < 0 else "done"
"""


@linux
@pytest.mark.parametrize(
    "call",
    [
        "'socket', 2, 1, 0",
        "'socket', 2, 2, 0",
        "'socket', 1, 1, 0",
        "'open', b'made', 0o101, 0o600",
        "'open', b'kept', 0o2",
        "'truncate', b'kept', ctypes.c_long(0)",
        "'unlink', b'kept'",
        "'mkdir', b'made', 0o700",
        "'execv', b'/bin/true', (ctypes.c_char_p * 2)(b'true', None)",
    ],
)
def test_native_code_is_refused_by_the_kernel(call: str, tmp_path: Path) -> None:
    # What a library does passes Python's hook by; this is what a flaw in the library would use.
    (tmp_path / "kept").write_text("TEST")
    assert confined(f"{NATIVE}\nprint(native({call}))", tmp_path) in {"Operation not permitted", "Permission denied"}
    assert (tmp_path / "kept").read_text() == "TEST"
    assert not (tmp_path / "made").exists()


@linux
def test_memory_is_bounded(tmp_path: Path) -> None:
    assert confined(f"print(said(lambda: bytearray({LIMIT})), held.memory)", tmp_path) == f"MemoryError {LIMIT}"
    assert confined(f"print(said(lambda: bytearray({LIMIT // 8})))", tmp_path) == "done"


@linux
@pytest.mark.parametrize("kind", [RasterRoom, StampRoom])
def test_the_real_children_are_confined(kind: type[RasterRoom] | type[StampRoom]) -> None:
    room = kind()
    try:
        held = room.confinement()
        pid = room.pids()[0] if isinstance(room, RasterRoom) else room.pid
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line
        )
        assert held.network[0] == "seccomp"
        assert held.writes[0].startswith("landlock-")
        assert held.memory == 2 << 30
        assert (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1")
        assert "2147483648" in next(
            line for line in Path(f"/proc/{pid}/limits").read_text().splitlines() if line.startswith("Max address")
        )
    finally:
        room.close()
