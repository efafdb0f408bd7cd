"""A bench on which client, server and the token's child are killed, and what must hold afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from pyhanko.pdf_utils.reader import PdfFileReader

from rokhas_desktop.desk import journal
from rokhas_desktop.desk.documents import digest
from rokhas_desktop.desk.states import HELD
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.vault import DESK, KEYS, Vault
from rokhas_desktop.desk.views import JournalEntry
from rokhas_desktop.settings import Home
from support.desks import PIN, Keys, keys_of, log_in, rooms_at
from support.faults import Faults, built
from support.sandbox import RunningSandbox, running_sandbox

CHILD = Path(__file__).with_name("killed_child.py")
WHOLE = ("send", "synchronise", "attest", "sign", "send")
PATIENCE = 60.0
"""Seconds that a child may take for one batch."""


class Server:
    """The reference platform, which may be killed and started again on the same data and port."""

    def __init__(self, home: Path, options: dict[str, str | int]) -> None:
        self._home = home
        self._options = options
        self._stack = ExitStack()
        self.now: RunningSandbox = self._stack.enter_context(running_sandbox(home, **options))  # type: ignore[arg-type]
        self._port = urlsplit(self.now.url).port or 0

    def kill(self) -> None:
        """Without a word; then start it again."""
        self.now.process.kill()
        self.now.process.wait()
        self._stack.close()
        again = running_sandbox(self._home, **{**self._options, "port": self._port})  # type: ignore[arg-type]
        self.now = self._stack.enter_context(again)

    def close(self) -> None:
        """Stop it."""
        self._stack.close()


@dataclass
class Bench:
    """One home of the platform's president, its emulated key behind the fault module."""

    server: Server
    home: Home
    keys: Keys
    faults: Faults
    around: dict[str, str] = field(default_factory=dict)
    """What the client's environment has besides."""

    @property
    def log(self) -> Path:
        """What the clients say besides; not on the disk that may be full."""
        return self.home.root.with_name("child.log")

    @property
    def sandbox(self) -> RunningSandbox:
        return self.server.now

    @contextmanager
    def client(self, steps: Sequence[str], **told: Any) -> Iterator[subprocess.Popen[str]]:
        """A client at work on ``steps``; it is ended with the block."""
        orders = {
            "home": str(self.home.root),
            "steps": list(steps),
            "pin": PIN.decode(),
            "module": os.path.realpath(built()),
            **told,
        }
        with self.log.open("a", encoding="utf-8") as log:
            child = subprocess.Popen(
                [sys.executable, "-P", str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env={**os.environ, **self.around},
            )
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(orders) + "\n")
            child.stdin.flush()
            try:
                yield child
            finally:
                child.kill()
                child.wait()
                child.stdin.close()
                child.stdout.close()

    def run(self, steps: Sequence[str] = WHOLE, **told: Any) -> dict[str, Any] | None:
        """Run a client to its end: what it said, None if it was killed on the way."""
        with self.client(steps, **told) as child:
            assert child.stdout is not None
            line = child.stdout.readline()
            code = child.wait(PATIENCE)
        if code == -signal.SIGKILL:
            return None
        assert code == 0, self.log.read_text(encoding="utf-8")[-3000:]
        said: dict[str, Any] = json.loads(line)
        return said

    def add(self, count: int = 1) -> list[str]:
        """New acts."""
        return list(self.sandbox.ctl("add", count=count)["references"])

    def finish(self) -> None:
        """Let clients run until nothing waits any more."""
        for _ in range(8):
            self.run()
            waiting = [act for act in self.sandbox.ctl("acts") if act["state"] == "awaiting_signature"]
            if not waiting:
                return
        raise AssertionError(f"still waiting: {waiting}")

    def entries(self) -> list[JournalEntry]:
        """The home's journal."""
        with self.store() as store:
            return list(store.journal.entries())

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The home's database."""
        folder = self.home.folder("desk")
        with contextlib.closing(Store(folder / "desk.db", Vault(folder / KEYS, self.home.root).key(DESK))) as store:
            yield store

    def check(self) -> tuple[int, int]:
        """What must hold after any stop.  How many documents were acknowledged, and how many signatures discarded.

        By the platform's own ledger each document that it holds was accepted once; the file carries one signature;
        the journal's chain holds, tells what became of every intent, and names what was acknowledged.
        """
        ledger = [one for one in self.sandbox.ctl("ledger") if one["verdict"] == "accepted"]
        pieces = Counter((one["reference"], one["document"]) for one in ledger)
        assert [piece for piece, count in pieces.items() if count != 1] == []
        assert {one["code"] for one in self.sandbox.ctl("ledger") if one["verdict"] == "refused"} <= {"version-changed"}
        wanted = {
            (act["reference"], piece["id"])
            for act in self.sandbox.ctl("acts")
            for piece in act["documents"]
            if piece["state"] == "signed"
        }
        assert set(pieces) == wanted
        for line in ledger:
            held = self.sandbox.ctl("signed", reference=line["reference"], document=line["document"])
            assert held["sha256"] == line["sha256"]
            with Path(held["path"]).open("rb") as file:
                assert len(PdfFileReader(file).embedded_signatures) == 1
        return len(ledger), self._check_journal({one["document"]: one["sha256"] for one in ledger})

    def _check_journal(self, accepted: dict[str, str]) -> int:
        told = self.entries()
        journal.verify(told)
        events = Counter(one.event for one in told)
        ends = events["signed"] + events["possibly_made_discarded"] + events["failed"]
        assert events["intent"] <= ends, events
        made = {str(one.facts["signed_sha256"]) for one in told if one.event == "signed"}
        assert set(accepted.values()) <= made
        received = [str(one.facts["document"]) for one in told if one.event in {"acknowledged", "signed_elsewhere"}]
        assert sorted(received) == sorted(accepted)
        return events["possibly_made_discarded"]


def check_the_disk(here: Bench) -> None:
    """What must be there after every cut: whatever happened outside was on the disk before."""
    told = here.entries()
    journal.verify(told)
    assert here.faults.calls()["C_Sign"] <= sum(one.event == "intent" for one in told), "signed without an intent"
    leaving = {one.facts["signed_sha256"] for one in told if one.event == "sending"}
    received = {one["sha256"] for one in here.sandbox.ctl("ledger") if one["verdict"] == "accepted"}
    assert received <= leaving, "sent before that was on the disk"
    with here.store() as store:
        held = [row for act in store.acts(1) for row in act.documents if row.state in HELD]
    for row in held:
        assert row.signed is not None
        assert digest(Path(row.signed.path)) == row.signed.sha256


def token_children(parent: int) -> list[psutil.Process]:
    """The children of a client that hold a token."""
    with contextlib.suppress(psutil.Error):
        return [
            one for one in psutil.Process(parent).children(recursive=True) if any("token" in x for x in one.cmdline())
        ]
    return []


def wait(seconds: float, child: subprocess.Popen[str]) -> bool:
    """Let a client work for so long; whether it still runs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if child.poll() is not None:
            return False
        time.sleep(0.01)
    return child.poll() is None


@contextmanager
def bench(folder: Path, *, settings: str = "", **options: str | int) -> Iterator[Bench]:
    """A platform, a home that is logged in to it, and one good key."""
    server = Server(folder / "platform", {"acts": 1, **options})
    try:
        keys = keys_of(server.now, folder / "keys", "valid")
        home = Home.find(folder / "home")
        home.settings_file.write_text(settings, encoding="utf-8")
        with rooms_at(home, keys) as rooms:
            log_in(rooms, server.now)
        faults = Faults(folder / "orders")
        faults.around_home(home)
        yield Bench(server, home, keys, faults)
    finally:
        server.close()
