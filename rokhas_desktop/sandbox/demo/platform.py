"""The reference platform as a process of its own, and its log-in page filled in as a person does it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import ssl
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, TextIO

from rokhas_desktop.sandbox.platform.errors import NotRunning
from rokhas_desktop.sandbox.verbs.sandbox import ask
from rokhas_desktop.settings import Home

START_SECONDS = 120.0
STOP_SECONDS = 15.0
PAGE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the reference platform who logs in."""

    username: str
    password: str
    name: str
    commune: str


@dataclass(frozen=True, slots=True)
class Running:
    """A running platform; ``president`` is the account that its acts await."""

    url: str
    ca_file: Path
    data: Path
    president: Account

    def control(self, verb: str, **values: Any) -> Any:
        """What ``sandbox ctl VERB`` does.  Raises NotRunning, ControlRefused."""
        return ask(self.data, verb, values)


@contextlib.contextmanager
def running(home: Home, *, acts: int, drawings: Path) -> Iterator[Running]:
    """Start the platform on a free port of the loopback; stop it at the end.  Raises NotRunning."""
    log = home.folder("logs") / "sandbox.log"
    command = [sys.executable, *(() if getattr(sys, "frozen", False) else ("-P", "-m", "rokhas_desktop"))]
    command += ["--home", str(home.root), "sandbox", "--port", "0", "--acts", str(acts), "--drawings", str(drawings)]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    # Who ends us politely (a session that closes, a test's deadline) ends the platform too.
    before = signal.signal(signal.SIGTERM, _ended)
    try:
        yield _ready(process, home.root / "sandbox")
    finally:
        signal.signal(signal.SIGTERM, before)
        _stop(process)


def _ended(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _ready(process: subprocess.Popen[str], data: Path) -> Running:
    lines: queue.Queue[str] = queue.Queue()
    output = process.stdout
    assert output is not None  # noqa: S101 - it is a pipe
    threading.Thread(target=_first_line, args=(output, lines), daemon=True).start()
    try:
        said = json.loads(lines.get(timeout=START_SECONDS))
        account = next(one for one in said["accounts"] if one["profile"] == "valid")
        president = Account(account["username"], account["password"], account["name"], account["commune"])
        return Running(said["url"], Path(said["ca_file"]), data, president)
    except (queue.Empty, ValueError, KeyError, StopIteration) as error:
        raise NotRunning(data=str(data)) from error


def _first_line(output: TextIO, lines: queue.Queue[str]) -> None:
    with contextlib.suppress(OSError, ValueError):
        lines.put(output.readline())
        # Read on, so that the platform never waits for us.
        for _ in output:
            pass


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class _Form(HTMLParser):
    """The first form of a page: where it goes, and the values that it already holds."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form's address and its fields."""
        found = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = found.get("action") or ""
        elif tag == "input" and found.get("name"):
            self.values[str(found["name"])] = found.get("value") or ""


def fill_in(authorize_url: str, ca_file: Path, account: Account) -> None:
    """Fetch the log-in page, fill in its form, and follow the answer back to whoever waits for it.

    Raises NotRunning where the page is not had or refuses.
    """
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=str(ca_file))),
    )
    try:
        with opener.open(authorize_url, timeout=PAGE_SECONDS) as page:
            form = _Form()
            form.feed(page.read().decode("utf-8"))
        filled = {**form.values, "username": account.username, "password": account.password}
        target = urllib.parse.urljoin(authorize_url, form.action or "")
        with opener.open(target, urllib.parse.urlencode(filled).encode("ascii"), timeout=PAGE_SECONDS) as back:
            back.read()
    except OSError as error:
        raise NotRunning(data=urllib.parse.urlsplit(authorize_url).netloc) from error
