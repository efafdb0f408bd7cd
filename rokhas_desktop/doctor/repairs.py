"""Repairs that lose nothing: each says what it will do, and afterwards what it did.

Their texts are in ``resources/doctor_words.toml``: ``repair-NAME`` (the button), ``repair-NAME-will`` and, by outcome,
``repair-NAME-did``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk import mending
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.doctor.words import say
from rokhas_desktop.errors import Detail, RokhasError
from rokhas_desktop.settings import Home
from rokhas_desktop.token import choice, errors
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleCandidate, ModuleView


class Bench(Protocol):
    """What a repair works on; the composition root's Rooms fit."""

    @property
    def home(self) -> Home:
        """The home."""
        ...

    @property
    def token(self) -> TokenRoom:
        """The token room of the running program."""
        ...

    def modules(self, explicit: str | None = None) -> list[ModuleCandidate]:
        """The modules that are here."""
        ...

    def desk(self) -> Desk:
        """The desk of who is logged in.  Raises NotLoggedIn."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """``code`` where it did not help; ``values`` fill the text of what was done."""

    name: str
    values: Mapping[str, Detail] = field(default_factory=dict)
    code: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """What was done."""
        return say(f"repair-{self.name}-did", language, **self.values)


class CannotStart(RokhasError):
    """The system's smart card service could not be started from here."""

    code = "SYS-031"


Repair = Callable[[Bench, str | None], Mapping[str, Detail]]


def repair(name: str, bench: Bench, module: str | None = None) -> Done:
    """Do one repair; ``module`` is the path that ``retry-module`` and ``choose-module`` are about.

    Never raises for what goes wrong: the outcome has its code.  Raises KeyError for another name.
    """
    work = REPAIRS[name]
    try:
        return Done(name, work(bench, module))
    except RokhasError as error:
        return Done(name, {"count": 0, "module": Path(module).name if module else "–"}, error.code, error.details)


def will(name: str, language: Language) -> str:
    """What a repair will do."""
    return say(f"repair-{name}-will", language)


def _restart_token(bench: Bench, _module: str | None) -> Mapping[str, Detail]:
    """End every module's child; a look starts new ones."""
    found = bench.modules()
    for one in found:
        bench.token.retry(one.path)
    return {"count": _loaded(bench.token.survey(found).modules)}


def _retry_module(bench: Bench, module: str | None) -> Mapping[str, Detail]:
    """Initialise one module anew, in a new child; it may have been set aside."""
    found = bench.modules(module)
    for one in found:
        bench.token.retry(one.path)
    _loaded(bench.token.survey(found).modules)
    return {"module": ", ".join(Path(one.path).name for one in found) or "–"}


def _choose_module(bench: Bench, module: str | None) -> Mapping[str, Detail]:
    """Look at this module alone from now on, once it was seen to load; without one, at all of them again."""
    if module is None:
        choice.forget(bench.home)
        return {"module": "–"}
    candidate = bench.modules(module)[0]
    _loaded(bench.token.survey([candidate]).modules)
    choice.choose(bench.home, candidate.path)
    return {"module": Path(candidate.path).name}


def _loaded(views: Sequence[ModuleView]) -> int:
    """How many modules loaded; raises what the first of them says if none did."""
    good = [view for view in views if view.code is None]
    failed = [view for view in views if view.code is not None]
    if failed and not good:
        from rokhas_desktop.errors import Coded

        raise errors.typed(Coded(failed[0].code or "", **failed[0].details))
    if not views:
        raise errors.NoModule()
    return len(good)


_START: Mapping[str, tuple[str, ...]] = {
    "linux": ("systemctl", "--no-ask-password", "start", "pcscd.socket"),
    "win32": ("sc.exe", "start", "SCardSvr"),
}


def _start_pcsc(_bench: Bench, _module: str | None) -> Mapping[str, Detail]:
    """Ask the system to start its smart card service; it decides whether this user may."""
    command = _START.get(sys.platform)
    if command is None:
        raise CannotStart(reason=sys.platform)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotStart(reason=type(error).__name__) from error
    # 1056: it runs already (ERROR_SERVICE_ALREADY_RUNNING).
    if done.returncode not in (0, 1056):
        raise CannotStart(reason=f"{command[0]} {done.returncode}")
    return {}


def _send_outbox(bench: Bench, _module: str | None) -> Mapping[str, Detail]:
    """Send what is signed and not acknowledged."""
    desk = bench.desk()
    before = len(desk.outbox())
    left = desk.send_pending()
    return {"count": before - len(left), "left": len(left)}


def _rebuild_index(bench: Bench, _module: str | None) -> Mapping[str, Detail]:
    """Copy the database, make its indexes anew and check it."""
    return {"copy": mending.rebuild(bench.home.root / "desk").name}


REPAIRS: Mapping[str, Repair] = {
    "restart-token": _restart_token,
    "retry-module": _retry_module,
    "choose-module": _choose_module,
    "start-pcsc": _start_pcsc,
    "send-outbox": _send_outbox,
    "rebuild-index": _rebuild_index,
}
