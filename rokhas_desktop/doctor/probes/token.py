"""The key: modules, slots and tokens, the PIN's state, certificates and their keys."""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.token import binaries, errors
from rokhas_desktop.token.modules import candidates
from rokhas_desktop.token.views import ModuleCandidate, ModuleView, Survey, TokenView

REPLACEABLE, COUNT_LOW = "SYS-020", "TOK-080"

PIN_STATES = {
    "count-low": COUNT_LOW,
    "final-try": errors.LastTry.code,
    "locked": errors.PinLocked.code,
    "not-set": errors.PinNotSet.code,
    "to-be-changed": errors.PinExpired.code,
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module's file before anybody loads it."""

    candidate: ModuleCandidate
    sha256: str | None


def modules(patient: Patient, values: Values) -> Seen:
    """Which modules are there, and by their files' first bytes whether this program can load them at all."""
    found = candidates(patient.home, patient.module, policy=values["settings"].token.modules)
    if not found:
        return Seen((Finding(errors.NoModule.code),))
    findings: list[Finding] = []
    good: list[Module] = []
    for one in found:
        against = list(_file(Path(one.path)))
        findings += against
        if all(finding.code == REPLACEABLE for finding in against):
            good.append(Module(one, _sha256(one.path)))
    if good:  # another module may serve: what is wrong with these is only told
        findings = [Finding(one.code, one.details, "warning") for one in findings]
    names = " · ".join(Path(one.path).name for one in found)
    return Seen(tuple(findings), names, value=tuple(good) or None)


def _file(path: Path) -> Iterator[Finding]:
    try:
        library = binaries.read(path)
        mode = path.stat().st_mode
    except OSError as error:
        yield Finding(errors.ModuleNotLoaded.code, {"module": path.name, "reason": error.strerror or "?"})
        return
    if library is None:
        yield Finding(errors.ModuleNotLoaded.code, {"module": path.name, "reason": "ELF/PE/Mach-O"})
    elif not binaries.fits(library, binaries.own()):
        yield Finding(errors.WrongBitness.code, {"module": path.name})
    if sys.platform != "win32" and mode & stat.S_IWOTH:
        yield Finding(REPLACEABLE, {"module": path.name})


def _sha256(path: str) -> str | None:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def survey(patient: Patient, values: Values) -> Seen:
    """Load every module in its child, side by side, and read its slots."""
    given: tuple[Module, ...] = values["modules"]
    room = patient.token
    with ThreadPoolExecutor(len(given)) as pool:
        looked = pool.map(lambda one: room.survey([one.candidate]).modules, given)
        views = tuple(view for found in looked for view in found)
    serving = any(view.code is None and any(slot.token for slot in view.slots) for view in views)
    findings = tuple(
        Finding(view.code, view.details, "warning" if serving else None) for view in views if view.code is not None
    )
    facts = " · ".join(_told(view) for view in views)
    answering = any(view.code is None for view in views)
    return Seen(findings, facts, value=Survey(views) if answering else None)


def _told(view: ModuleView) -> str:
    return f"{Path(view.path).name} {view.version or '–'}"


def tokens(_patient: Patient, values: Values) -> Seen:
    """The tokens in the slots; a slot that fails beside one that serves is only told."""
    seen: Survey = values["survey"]
    serving = seen.tokens
    findings = [
        Finding(slot.code, slot.details, "warning" if serving else None)
        for module in seen.modules
        for slot in module.slots
        # A card that one module does not know is another's: where one serves, that is no news.
        if slot.code is not None and not (serving and slot.code == errors.TokenNotRecognised.code)
    ]
    findings += [Finding(token.code) for token in serving if token.code is not None]
    if not serving and not findings:
        findings.append(Finding(errors.NoToken.code))
    facts = " · ".join(f"{token.manufacturer} {token.model}".strip() for token in serving)
    return Seen(tuple(findings), facts, value=serving or None)


def pin(_patient: Patient, values: Values) -> Seen:
    """The PIN's state as the token tells it; no PIN is asked for."""
    found: tuple[TokenView, ...] = values["tokens"]
    states = [token.pin_state for token in found]
    if "ok" in states and len(found) > 1:
        return Seen(facts=", ".join(states), value=states)
    findings = [Finding(PIN_STATES[state]) for state in dict.fromkeys(states) if state != "ok"]
    return Seen(tuple(findings), ", ".join(states), value=states)


__all__ = ["SKIP", "modules", "pin", "survey", "tokens"]
