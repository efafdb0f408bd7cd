"""A desk on a running platform with emulated keys: everything real, on the loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.face import ActView, Desk, KeyStanding, Outcome
from rokhas_desktop.sandbox.demo.platform import Account, fill_in
from rokhas_desktop.sandbox.emulated import EmulatedToken, create_token
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import Selection, Survey
from support.sandbox import RunningSandbox

PIN = b"246810"
KEY = bytes(range(32))
"""A database's key, where no home is needed."""


def pin() -> bytearray:
    return bytearray(PIN)


@dataclass
class Keys:
    """Emulated tokens of the platform's test CA, made once and shared: signing changes nothing on them."""

    home: Home
    ca: PostalCA
    tokens: dict[str, EmulatedToken] = field(default_factory=dict)

    def token(self, profile: ProfileName) -> EmulatedToken:
        if profile not in self.tokens:
            self.tokens[profile] = create_token(self.home, profile, pin=pin(), ca=self.ca, label=f"TEST {profile}")
        return self.tokens[profile]

    def lend(self, home: Home) -> None:
        """Let another home see these tokens."""
        shutil.copy(self.home.root / "emulated.json", home.root / "emulated.json")


def keys_of(sandbox: RunningSandbox, home: Path, *profiles: ProfileName) -> Keys:
    keys = Keys(Home.find(home), PostalCA.open_or_create(sandbox.home / "test-ca"))
    for profile in profiles:
        keys.token(profile)
    return keys


def log_in(rooms: Rooms, sandbox: RunningSandbox, username: str | None = None) -> Desk:
    said = sandbox.account(username) if username else sandbox.president
    who = Account(said["username"], said["password"], said["name"], said["commune"])
    rooms.log_in(sandbox.url, sandbox.ca_file, lambda url: fill_in(url, sandbox.ca_file, who))
    return rooms.desk()


@contextmanager
def rooms_at(home: Home, keys: Keys) -> Iterator[Rooms]:
    keys.lend(home)
    with app.build(home, policy=home.root / "no-policy.toml") as rooms:
        yield rooms


def standing(desk: Desk, token: EmulatedToken, survey: Survey | None = None) -> KeyStanding:
    found = [one for one in desk.key_standings(survey) if one.key.sha256 == token.certificate_sha256]
    assert len(found) == 1
    return found[0]


def selection(desk: Desk, token: EmulatedToken) -> Selection:
    return standing(desk, token).selection


def act_with(desk: Desk, pieces: int = 2) -> ActView:
    """An act that waits, with at least so many pieces."""
    return next(act for act in desk.acts() if act.state == "awaiting" and len(act.documents) >= pieces)


def received(sandbox: RunningSandbox, references: Sequence[str]) -> list[tuple[str, str]]:
    """What the platform accepted, as (act, document), each as often as it came."""
    ledger = sandbox.ctl("ledger")
    return sorted(
        (one["reference"], one["document"])
        for one in ledger
        if one["verdict"] == "accepted" and one["reference"] in references
    )


def codes(outcome: Outcome) -> list[str | None]:
    return [document.refusal.code if document.refusal else None for document in outcome.documents]


Fresh = Callable[[int], list[str]]
"""Makes so many new acts; their references."""


@contextmanager
def fresh_acts(sandbox: RunningSandbox) -> Iterator[Fresh]:
    """Acts of one test: taken back at its end, so that the next one need not fetch and verify them."""
    made: list[str] = []

    def add(count: int) -> list[str]:
        references = list(sandbox.ctl("add", count=count)["references"])
        made.extend(references)
        return references

    yield add
    waiting = {one["reference"] for one in sandbox.ctl("acts") if one["state"] == "awaiting_signature"}
    for reference in waiting.intersection(made):
        sandbox.ctl("withdraw", reference=reference)
