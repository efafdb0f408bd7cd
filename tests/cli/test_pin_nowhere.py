"""The PIN is nowhere but where it must be: files of the home, output, arguments, environments and objects are searched
for it, in every way in which it could be written, after batches that went well and wrong."""

from __future__ import annotations

import gc
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command import run

from rokhas_desktop import app
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.settings import Home
from rokhas_desktop.token.choose import choose

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

CANARY = "73915846"
WRONG = "73915840"
"""Digits that no time, size or number of these tests has in a row."""


def spellings(secret: str) -> tuple[bytes, ...]:
    """As text, as Windows and Qt keep it, as hexadecimal of both."""
    plain, wide = secret.encode("ascii"), secret.encode("utf-16-le")
    return plain, wide, plain.hex().encode(), wide.hex().encode(), plain.hex().upper().encode()


def hits(data: bytes) -> list[str]:
    return [secret for secret in (CANARY, WRONG) for spelled in spellings(secret) if spelled in data]


def in_files(folder: Path, *, but: Path) -> list[str]:
    """Every file below the folder; the token's own store keeps what it must, by itself."""
    return [
        f"{path.relative_to(folder)}: {found}"
        for path in folder.rglob("*")
        if path.is_file() and but not in path.parents
        for found in hits(path.read_bytes())
    ]


class Processes:
    """Looks at the arguments and environments of this process's descendants as long as it is open."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.seen: set[int] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Processes:
        self._thread.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.01):
            for pid in descendants(os.getpid()):
                self.seen.add(pid)
                for name in ("cmdline", "environ"):
                    try:
                        self.found += hits(Path(f"/proc/{pid}/{name}").read_bytes())
                    except OSError:  # it ended
                        continue


def descendants(root: int) -> Iterator[int]:
    for child in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            pids = [int(pid) for pid in child.read_text().split()]
        except OSError:
            continue
        for pid in pids:
            yield pid
            yield from descendants(pid)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    options = ["--profile", "valid", "--pin-stdin", "--json"]
    assert run(home, "softhsm", "create", *options, typed=f"{CANARY}\n").code == 0
    return home


def test_commands_that_go_well_and_wrong_leave_it_nowhere(home: Path, pdf: Path, tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "out"), "--pin-stdin", "--jsonl"]
    with Processes() as processes:
        runs = [
            run(home, "sign-file", pdf, *out, typed=f"{WRONG}\n"),
            run(home, "sign-file", pdf, *out, typed=f"{CANARY}\n"),
            run(home, "sign-file", pdf, *out, "--token", "no such", typed=f"{CANARY}\n"),
            run(home, "sign-file", pdf, *out, typed=f"{CANARY[:2]}\n"),
        ]
    assert [one.code for one in runs] == [4, 0, 4, 4]
    assert processes.seen
    assert processes.found == []
    assert [found for one in runs for found in hits(f"{one.out}{one.err}".encode())] == []
    assert in_files(tmp_path, but=home / "softhsm") == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, spelled in enumerate(spellings(CANARY)):
        (tmp_path / f"{number}").write_bytes(b"x" + spelled + b"x")
    assert len({found.split(":")[0] for found in in_files(tmp_path, but=tmp_path / "none")}) == len(spellings(CANARY))
    with Processes() as processes, subprocess.Popen(["sleep", "30"], env={"PLANTED": CANARY}) as planted:
        until = time.monotonic() + 10
        while not processes.found and time.monotonic() < until:
            time.sleep(0.02)
        planted.kill()
    assert processes.found


def held(mirrored: bytes) -> list[str]:
    """The types of live texts and bytes that hold the secret whose reverse this is, by those that refer to them:
    the collector itself does not know of either."""
    found = []
    for one in gc.get_objects():
        for value in gc.get_referents(one):
            if isinstance(value, (bytes, bytearray, str)):
                data = value.encode("utf-8", "replace") if isinstance(value, str) else bytes(value)
                if mirrored in data[::-1]:
                    found.append(f"{type(value).__name__} in {type(one).__name__}")
    return found


def test_the_parents_objects_and_errors_do_not_hold_it(tmp_path: Path) -> None:
    home = Home.find(tmp_path / "home")
    digits = [secrets.randbelow(10) for _ in range(12)]
    mirrored = bytes(48 + digit for digit in reversed(digits))  # only its reverse is kept here

    def typed(*, wrong: bool = False) -> bytearray:
        return bytearray(48 + digit for digit in ([*digits[:-1], (digits[-1] + 1) % 10] if wrong else digits))

    create_token(home, "valid", pin=typed())
    errors: list[RokhasError] = []
    with app.build(home, policy=tmp_path / "no-policy.toml") as rooms:
        selection = choose(rooms.survey())
        for wrong in (True, False):
            pin = typed(wrong=wrong)
            try:
                with rooms.token.open(selection, pin) as session:
                    session.sign(b"TEST", session.schemes[0])
            except RokhasError as error:
                errors.append(error)
            assert not any(pin)
        assert [error.code for error in errors] == ["TOK-020"]
        gc.collect()
        assert held(mirrored[1:]) == []  # without its last digit: the wrong one too
        planted = [bytes(typed()), typed().decode("ascii")]
        assert {line.split()[0] for line in held(mirrored[1:])} == {"bytes", "str"}
        planted.clear()
