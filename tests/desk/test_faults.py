"""What a faulty module does to a batch: it stops with its code between two documents, what was signed is kept and
received, and once the fault is over another batch finishes: each document once, by the platform's own ledger."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from support.desks import PIN, Fresh, Keys, log_in, pin, received, rooms_at, standing
from support.faults import BUILDABLE, Behaviour, Faults, Record, built, tell, token_children
from support.sandbox import RunningSandbox

from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.settings import Home

pytestmark = BUILDABLE

LARGE = int(os.environ.get("ROKHAS_TEST_BATCH", "6"))
"""Signatures with one PIN of a key that wants it each time; a campaign asks for 50."""

PATIENCE = 2.0
STOPS = [
    ("crash at the 2nd signature", "crash C_Sign 2", "TOK-053"),
    ("hang at the 2nd signature", "hang C_Sign 2", "TOK-054"),
    ("token removed at the 2nd signature", "removed C_Sign 2 0x32", "TOK-011"),
    ("token not present at the 2nd signature", "removed C_Sign 2 0xE0", "TOK-011"),
    ("device error at the 2nd signature", "return C_Sign 2 0x30", "TOK-050"),
    ("session handles invalid after a suspend", "suspended C_Sign 2", "TOK-052"),
    ("wrong signature bytes at the 2nd", "wrong-signature C_Sign 2", "TOK-043"),
    ("certificate swapped after the PIN", "swapped C_Sign 1", "TOK-015"),
    ("another token of the same label after the PIN", f"other-token C_Sign 1 {PIN.decode()}", "TOK-015"),
    ("another token of the same label just before C_Sign", f"other-token C_SignInit 2 {PIN.decode()}", "TOK-043"),
    ("a key that wants its PIN for each from the 2nd on, unsaid", "always-unsaid C_Sign 2", "TOK-032"),
]
BEFORE = [
    ("PIN refused", "return C_Login 1 0xA0", "TOK-020"),
    ("function failed at log-in", "return C_Login 1 0x6", "TOK-029"),
    ("crash in C_Login", "crash C_Login 1", "TOK-053"),
    ("hang in C_Login", "hang C_Login 1", "TOK-054"),
    ("PIN expired", "return C_Login 1 0xA3", "TOK-026"),
    ("another user logged in", "return C_Login 1 0x104", "TOK-031"),
]


@pytest.fixture(scope="module")
def twin(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second token of the same label and PIN, with another holder's certificate, in a folder of its own."""
    other = Home.find(tmp_path_factory.mktemp("twin"))
    create_token(other, "predecessor", pin=pin(), ca=keys.ca, label=keys.token("valid").label)
    return next((other.root / "softhsm").glob("**/tokens"))


@pytest.fixture
def faults(home: Home, keys: Keys, twin: Path, tmp_path: Path) -> Iterator[Faults]:
    """The emulated tokens of the home, and the twin, stand behind the fault module; calls are soon given up."""
    deadlines = f"[deadlines]\nsign = {PATIENCE}\nlog_in = {PATIENCE}\nsearch = 4.0\n"
    (home.root / "settings.toml").write_text(deadlines, encoding="utf-8")
    keys.lend(home)
    tokens = next((keys.home.root / "softhsm").glob("**/tokens"))
    for token in twin.iterdir():
        shutil.copytree(token, tokens / token.name)
    made = Faults(tmp_path / "orders")
    made.around_home(home)
    yield made
    for token in twin.iterdir():
        shutil.rmtree(tokens / token.name)


@pytest.mark.parametrize(("variant", "order", "code"), [*STOPS, *BEFORE], ids=[one[0] for one in [*STOPS, *BEFORE]])
def test_a_batch_survives_its_token(
    home: Home,
    keys: Keys,
    faults: Faults,
    sandbox: RunningSandbox,
    fresh: Fresh,
    record_property: Record,
    variant: str,
    order: str,
    code: str,
) -> None:
    references = fresh(1)
    token = keys.token("valid")
    lent = home.root / "emulated.json"
    behind = lent.read_bytes()
    with rooms_at(home, keys) as rooms:
        lent.write_bytes(behind)  # rooms_at lends the tokens as they are
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        count = len(desk.attest(references[0]).documents)
        chosen = standing(desk, token, rooms.token.survey(rooms.modules(str(built())))).selection
        faults.play(order)
        faults.forget_calls()
        before, began = token_children(), time.monotonic()
        try:
            first = desk.sign(references, chosen, pin())
        except RokhasError as refused:
            stop: RokhasError = refused
            made = 0
        else:
            assert first.stop is not None
            stop = Coded(first.stop.code, **first.stop.details)
            made = sum(one.result == "acknowledged" for one in first.documents)
            assert all(one.kind != "decision" for one in first.documents if one.result == "acknowledged")
        assert stop.code == code
        child: Literal["kept", "ended", "killed"] = "ended"
        if token_children() - before:
            child = "kept"
        elif order.startswith("hang") and time.monotonic() - began >= PATIENCE:
            child = "killed"
        seen = Behaviour(
            faults.calls()["C_Login 1"], child, rooms.token.failures().get(chosen.module, 0), signed=made, asked=count
        )
        assert made == (1 if (variant, order, code) in STOPS else 0)
        assert len(received(sandbox, references)) == made
        faults.lift()
        rooms.token.retry(chosen.module)
        second = desk.sign(references, chosen, pin())
        assert second.stop is None
        assert {one.result for one in second.documents} == {"acknowledged"}
        ledger = received(sandbox, references)
        assert len(ledger) == len(set(ledger)) == count
        assert not list(desk.outbox())
        seen = replace(seen, after=len(ledger))
    broken = order.split()[0] in {"crash", "hang"}
    ended: Literal["ended", "killed"] = "killed" if order.startswith("hang") else "ended"
    assert seen == Behaviour(1, ended, 1 if broken else 0, signed=made, asked=count, after=count)
    tell(record_property, f"batch: {variant}", stop, seen)


def test_one_pin_signs_a_batch_on_a_key_that_wants_it_each_time(
    home: Home, keys: Keys, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    token = keys.token("always-authenticate")
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        references: list[str] = []
        count = 0
        while count < LARGE:
            references += fresh(1)
            desk.synchronise()
            count += len(desk.attest(references[-1]).documents)
        chosen = standing(desk, token).selection
        typed = bytearray(PIN)
        outcome = desk.sign(references, chosen, typed, pin_for_each=True)
        assert outcome.stop is None
        assert [one.result for one in outcome.documents] == ["acknowledged"] * count
        assert not any(typed)
        assert len(received(sandbox, references)) == count
        print(f"\none PIN, {count} signatures acknowledged, {outcome.seconds:.1f} s")
