"""The client, the server and the token's child are killed at random instants of batches with a slow token and a slow
line; afterwards every document is acknowledged once, with one signature."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from support.faults import BUILDABLE
from support.killing import WHOLE, Bench, bench, token_children, wait

pytestmark = BUILDABLE

KILLS = int(os.environ.get("ROKHAS_TEST_KILLS", "10"))
"""How often; a campaign asks for 500."""
SEED = int(os.environ.get("ROKHAS_TEST_SEED", "0")) or random.randrange(1, 1 << 31)
SLOW_TOKEN, SLOW_LINE = 600, 40
"""Milliseconds: of a signature, of a request."""


@pytest.fixture
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("kill"), latency_ms=SLOW_LINE) as made:
        made.faults.play(f"slow C_Sign 1 {SLOW_TOKEN}")
        yield made


def strike(here: Bench, chance: random.Random) -> str | None:
    """Let a client work for a random time, then kill it, the server, or the token's child; whom, if any."""
    whom = chance.choices(("client", "server", "token"), (8, 1, 1))[0]
    with here.client(WHOLE) as child:
        if not wait(chance.uniform(0.2, 9.0), child):
            return None
        if whom == "client":
            return whom
        if whom == "server":
            here.server.kill()
        else:
            held = token_children(child.pid)
            for one in held:
                one.kill()
            if not held:
                return None
        # The client says what it met, and ends by itself.
        assert child.stdout is not None
        assert child.stdout.readline() != "", here.log.read_text(encoding="utf-8")[-3000:]
        return whom


@pytest.mark.timeout(120 + KILLS * 20)
def test_killed_at_random_instants(here: Bench) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    struck: Counter[str] = Counter()
    began = time.monotonic()
    while struck.total() < KILLS:
        waiting = [act for act in here.sandbox.ctl("acts") if act["state"] == "awaiting_signature"]
        if len(waiting) < 2:
            here.add(2)
        whom = strike(here, chance)
        if whom is not None:
            struck[whom] += 1
            if struck.total() % 50 == 0:
                print(f"{struck.total()} kills after {time.monotonic() - began:.0f} s", flush=True)
    here.finish()
    acknowledged, discarded = here.check()
    print(
        f"killed: {dict(struck)}; {acknowledged} documents acknowledged once with one signature, {discarded} possibly"
        f" made and discarded; {here.faults.calls()['C_Sign']} by the token; {time.monotonic() - began:.0f} s"
    )
    assert acknowledged
    intents = sum(one.event == "intent" for one in here.entries())
    assert acknowledged <= here.faults.calls()["C_Sign"] <= intents
