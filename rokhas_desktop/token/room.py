"""The parent's side of the key: surveys, and sessions that sign.

A survey child lives as long as its module behaves and never gets a PIN.  A session has a child of its own,
which gets the PIN once and ends with the session.
"""

from __future__ import annotations

import dataclasses
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.certificates import CertificateFacts, read_facts, unfitness
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.identity.rules import Rules, in_force
from rokhas_desktop.supervise import Child
from rokhas_desktop.token import atr, errors, profile
from rokhas_desktop.token.deadlines import Deadlines
from rokhas_desktop.token.readers import ReaderRoom
from rokhas_desktop.token.session import TokenSession
from rokhas_desktop.token.surveyor import Surveyor
from rokhas_desktop.token.views import (
    KeyFacts,
    KeyView,
    ModuleCandidate,
    ModuleView,
    Readers,
    Selection,
    SlotView,
    Survey,
)
from rokhas_desktop.token.words import canonical, file_name, own_words

CERTIFICATES = 256
"""Certificates whose facts are kept at most."""


class TokenRoom:
    """Surveys modules and opens sessions.  Thread-safe; ``close`` ends the survey children.

    ``logs`` is a private folder for what the vendors' libraries print.  ``env`` is set in every child where
    the environment does not set it already.  ``readers`` tells what the smart card service sees; it is closed with
    the room.  ``now`` judges the certificates' dates in surveys.
    """

    def __init__(
        self,
        deadlines: Deadlines,
        logs: Path,
        env: Mapping[str, str] | None = None,
        *,
        readers: ReaderRoom | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._deadlines = deadlines
        self._logs = logs
        self._env = dict(env or {})
        self._readers = readers
        self._now = now
        self._lock = threading.Lock()
        self._surveyors: dict[str, Surveyor] = {}
        self._candidates: dict[str, ModuleCandidate] = {}
        self._always: dict[Selection, bool] = {}
        self._facts: dict[bytes, tuple[Rules, CertificateFacts]] = {}

    def survey(self, modules: Sequence[ModuleCandidate], *, quick: bool = False) -> Survey:
        """Look at the readers and at every module, those that the cards ask for first.

        A module or slot that fails is a finding with its code, never an exception.  ``quick`` does not read again
        the objects of a token that stayed where it was.
        """
        readers = self.readers()
        wanted = atr.ordered(modules, readers.atrs)
        return Survey(tuple(self._look(self._surveyor(one), quick=quick) for one in wanted), readers)

    def readers(self) -> Readers:
        """What the system's smart card service says."""
        return self._readers.look() if self._readers is not None else Readers()

    def profile(self, candidate: ModuleCandidate) -> dict[str, Any]:
        """What a module and its slots can do, by a child of its own; see :mod:`rokhas_desktop.token.profile`."""
        with own_words(file_name(candidate)):
            child = self._start(candidate, "profile")
            try:
                return profile.take(candidate, child, self._deadlines)
            finally:
                child.kill()

    def retry(self, module: str) -> None:
        """Try a module again that was set aside."""
        with self._lock:
            surveyor = self._surveyors.pop(canonical(module), None)
        if surveyor is not None:
            surveyor.stop()

    def failures(self) -> Mapping[str, int]:
        """Crashes in a row by module, while looking or while signing, for the doctor."""
        with self._lock:
            counts = {path: max(one.crashes, one.broken_sessions) for path, one in self._surveyors.items()}
        return {path: count for path, count in counts.items() if count}

    def open(
        self,
        selection: Selection,
        pin: bytearray | None,
        *,
        pin_uses: int = 0,
        pin_seconds: float | None = None,
        accept_final_try: bool = False,
    ) -> TokenSession:
        """Log in once and bind the session to the selected certificate.

        ``pin`` is zeroed once it is written, whatever happens; None asks at the token's pinpad.  ``pin_uses``
        is how many signatures the holder consented to for a key that wants its PIN for each (0: no consent), and
        ``pin_seconds`` how long the child may keep the PIN for them.
        ``accept_final_try`` says that the holder confirmed to spend the last try.  Raises an error of this room.
        """
        try:
            terms = {"pin_uses": pin_uses, "pin_seconds": pin_seconds, "accept_final_try": accept_final_try}
            return self._open(selection, pin, terms)
        finally:
            if pin is not None:
                pin[:] = bytes(len(pin))

    def set_pin(
        self,
        module: str,
        serial: str,
        old: bytearray | None,
        new: bytearray | None,
        *,
        unblock: bool = False,
        accept_final_try: bool = False,
    ) -> None:
        """Give a token a new PIN, by its old one or, with ``unblock``, by its unblocking code; in a child of its own.

        Both bytearrays are zeroed, whatever happens; None, None asks at the token's pinpad.  One try, never
        repeated.  Raises an error of this room.
        """
        both = bytearray() if old is None or new is None else old + new
        split = 0 if old is None else len(old)
        for secret in (old, new):
            if secret is not None:
                secret[:] = bytes(len(secret))
        candidate = self._candidates.get(module) or ModuleCandidate(module, "")
        name = file_name(candidate)
        child: Child | None = None
        try:
            with own_words(name):
                child = self._start(candidate, "pin")
                child.call(
                    "load", deadline=self._deadlines.initialise, path=candidate.path, reserved=candidate.reserved
                )
            with own_words(name, in_session=True):
                child.call(
                    "set_pin",
                    both,
                    secret=True,
                    deadline=self._log_in_deadline(pinpad=old is None),
                    serial=serial,
                    unblock=unblock,
                    accept_final_try=accept_final_try,
                    pinpad=old is None,
                    split=split,
                )
        finally:
            both[:] = bytes(len(both))
            if child is not None:
                child.kill()

    def _open(self, selection: Selection, pin: bytearray | None, terms: dict[str, Any]) -> TokenSession:
        candidate = self._candidates.get(selection.module) or ModuleCandidate(selection.module, "")
        name = file_name(candidate)
        with own_words(name):
            child = self._start(candidate, "session")
        try:
            with own_words(name):
                child.call(
                    "load", deadline=self._deadlines.initialise, path=candidate.path, reserved=candidate.reserved
                )
            with own_words(name, in_session=True):
                opened = child.call(
                    "open",
                    pin if pin is not None else b"",
                    secret=pin is not None,
                    deadline=self._log_in_deadline(pinpad=pin is None),
                    serial=selection.serial,
                    certificate=selection.certificate_sha256,
                    pinpad=pin is None,
                    **terms,
                )
            return TokenSession(
                selection,
                child,
                bytes(opened.payload),
                KeyFacts.from_json(opened.header["key"]),
                deadline=self._deadlines.log_in_pinpad if pin is None else self._deadlines.sign,
                learned=self._learned,
                used=lambda error: self._used(selection.module, error),
            )
        except BaseException as error:
            child.kill()
            if isinstance(error, RokhasError):
                self._used(selection.module, error)
            if isinstance(error, errors.ConsentWanted):
                self._learned(selection, always=True)
            raise

    def _log_in_deadline(self, *, pinpad: bool) -> float:
        """The log-in reads the token's objects too."""
        return (self._deadlines.log_in_pinpad if pinpad else self._deadlines.log_in) + self._deadlines.search

    def _learned(self, selection: Selection, *, always: bool) -> None:
        """Remember whether a key wants its PIN each time, which most tokens hide before log-in."""
        self._always[selection] = always

    def _used(self, module: str, error: RokhasError | None) -> None:
        """What a session did: a signature (None) begins the count anew, a crash or a hang counts."""
        with self._lock:
            surveyor = self._surveyors.get(canonical(module))
        if surveyor is not None and error is None:
            surveyor.broken_sessions = 0
        elif surveyor is not None and isinstance(error, _BROKEN):
            surveyor.broken_sessions += 1

    def close(self) -> None:
        """End the survey children.  Sessions end by themselves."""
        with self._lock:
            surveyors, self._surveyors = list(self._surveyors.values()), {}
        for surveyor in surveyors:
            surveyor.stop()
        if self._readers is not None:
            self._readers.close()

    def __enter__(self) -> TokenRoom:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def _surveyor(self, candidate: ModuleCandidate) -> Surveyor:
        """The module's surveyor; one whose environment changed is replaced."""
        candidate = dataclasses.replace(candidate, path=canonical(candidate.path))
        with self._lock:
            found = self._surveyors.get(candidate.path)
            if found is not None and found.candidate == candidate:
                return found
            self._candidates[candidate.path] = candidate
            fresh = self._surveyors[candidate.path] = Surveyor(candidate, self._start)
        if found is not None:
            found.stop()
        return fresh

    def _start(self, candidate: ModuleCandidate, purpose: str) -> Child:
        env = {name: value for name, value in {**self._env, **candidate.env}.items() if name not in os.environ}
        stem = re.sub(r"[^\w.-]", "_", Path(candidate.path).name)
        return Child("token", log=self._logs / f"token-{purpose}-{stem}.log", env=env)

    def _look(self, surveyor: Surveyor, *, quick: bool) -> ModuleView:
        candidate = surveyor.candidate
        with surveyor.lock:
            if surveyor.aside:
                code = errors.ModuleSetAside.code
                return ModuleView(candidate.path, candidate.name, code=code, details={"module": file_name(candidate)})
            try:
                with own_words(file_name(candidate)):
                    slots = tuple(self._slots(surveyor, quick=quick))
            except RokhasError as error:
                self._count(surveyor, error)
                return ModuleView(
                    candidate.path, candidate.name, *surveyor.library, code=error.code, details=error.details
                )
            surveyor.crashes = 0
            return ModuleView(candidate.path, candidate.name, *surveyor.library, slots)

    def _count(self, surveyor: Surveyor, error: RokhasError) -> None:
        surveyor.crashes += isinstance(error, errors.ModuleCrashed)
        if isinstance(error, errors.ModuleHung):
            surveyor.hung_at = time.monotonic()
        # A child that could not load its module has nothing to be kept for.
        surveyor.stop()

    def _slots(self, surveyor: Surveyor, *, quick: bool) -> Iterator[SlotView]:
        child = surveyor.child(self._deadlines.initialise)
        for slot in child.call("slots", deadline=self._deadlines.initialise).header["slots"]:
            raw = child.call("slot", deadline=self._deadlines.search, slot=slot, quick=quick).header["slot"]
            yield self._judged(SlotView.from_json(raw))

    def _judged(self, slot: SlotView) -> SlotView:
        """Add what the certificates say."""
        token = slot.token
        if token is None:
            return slot
        keys = tuple(self._judged_key(token.selection(key), key) for key in token.keys)
        return dataclasses.replace(slot, token=dataclasses.replace(token, keys=keys))

    def _judged_key(self, selection: Selection, view: KeyView) -> KeyView:
        key = view.key
        if key is not None and key.always_authenticate is None and selection in self._always:
            key = dataclasses.replace(key, always_authenticate=self._always[selection])
        missing = () if key is not None else (Refusal(errors.NoKey.code),)
        try:
            facts = self._facts_of(view.certificate)
        except UnreadableCertificate as error:
            unreadable = Refusal(error.code, error.details)
            return dataclasses.replace(view, key=key, refusals=(unreadable, *missing))
        refusals = (*unfitness(facts, self._now()), *missing)
        return dataclasses.replace(view, key=key, facts=facts, refusals=refusals)

    def _facts_of(self, der: bytes) -> CertificateFacts:
        """What a certificate says, read once: it is looked at twice a second.  Raises UnreadableCertificate."""
        rules = in_force()
        known = self._facts.get(der)
        if known is None or known[0] is not rules:
            if len(self._facts) >= CERTIFICATES:
                self._facts.clear()
            known = self._facts[der] = rules, read_facts(der)
        return known[1]


_BROKEN = (errors.CrashedInSession, errors.HungInSession, errors.ModuleCrashed, errors.ModuleHung)
