"""The disk is full, from the midst of any write on: each command says so with a code, leaves nothing half written, and
once there is room everything goes on to be acknowledged once, with one signature."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults import BUILDABLE
from support.killing import Bench, bench, check_the_disk
from support.power import ROOM, Act, acts, around

pytestmark = BUILDABLE
MORE = int(os.environ.get("ROKHAS_TEST_FULL", "0"))
"""Besides each kind of write, so many random ones; a campaign asks for 60."""
SEED = int(os.environ.get("ROKHAS_TEST_SEED", "0")) or random.randrange(1, 1 << 31)
SAID = {"DSK-023", "API-034", "SIG-004"}
"""The database's and the desk's own files, what is downloaded, what is signed."""
TOKEN_ASKED = "s .*.part"
"""A signed file that the disk does not take once the token has signed."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("full")) as made:
        made.finish()
        yield made


def kind(act: Act) -> str:
    """What is written, and how: its letter, and a pattern of its name without what differs from run to run."""
    if act.path.parent.parent.name == "signed":
        return f"{act.kind} {'.*.part' if act.path.suffix == '.part' else '[0-9]*' + act.path.suffix}"
    return f"{act.kind} {re.sub(r'[0-9a-f]{8,}|[0-9]+', '*', act.path.name)}"


def work(here: Bench, record: Path, full: int | str = 0) -> dict[str, object]:
    """One batch, with the disk full from an act on; what each step said."""
    here.around.update(around(here.home.root, record, full))
    try:
        said = here.run()
    finally:
        here.around.clear()
    assert said is not None
    return said


def codes(said: dict[str, object]) -> set[str]:
    """What was said against a batch's steps."""
    sign = said.get("sign")
    told = [*said.values(), sign.get("stop") if isinstance(sign, dict) else None]
    return {one for one in told if isinstance(one, str) and re.fullmatch(r"[A-Z]{3}-[0-9]{3}", one)}


@pytest.mark.timeout(240 + MORE * 20)
def test_a_batch_on_a_disk_that_fills_at_each_kind_of_write(here: Bench, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    chance, record = random.Random(SEED), tmp_path / "record"
    here.add()
    assert codes(work(here, record)) == set()
    whole = list(acts(record))
    kinds = sorted({kind(act) for act in whole if act.kind in ROOM})
    assert {TOKEN_ASKED, "w desk.db-wal", "w *.pdf.part"} <= set(kinds)
    others = [one for one in kinds if one != TOKEN_ASKED]
    chosen: list[int | str] = [TOKEN_ASKED, *(others if MORE else chance.sample(others, 4))]
    chosen += [chance.randint(1, len(whole)) for _ in range(MORE)]
    met: Counter[str] = Counter()
    for place in chosen:
        here.add()
        said = codes(work(here, record, place))
        assert said <= SAID, (place, said)
        met.update(said or {"none: the disk was full after the last write"})
        check_the_disk(here)
        left = list(here.home.root.rglob(".*.part"))
        assert left == [], "a signed file that nobody knows"
    here.finish()
    acknowledged, discarded = here.check()
    print(
        f"full at {len(chosen)} of {len(whole)} acts ({len(kinds)} kinds): {dict(met)}; {acknowledged} documents"
        f" acknowledged once with one signature, {discarded} possibly made and discarded"
    )
    assert met["DSK-023"]
    assert discarded, "the token signed, and the disk did not take it"
