"""The power goes while a batch is signed and sent: the home is rebuilt as the disk would hold it, and the next start
goes on from there.  Everything is acknowledged once, with one signature, and no signature is older than its intent."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults import BUILDABLE
from support.killing import Bench, bench, check_the_disk
from support.power import Disk, acts, recorder
from support.started import STARTED, begin

pytestmark = BUILDABLE

CUTS = int(os.environ.get("ROKHAS_TEST_POWER", "6"))
"""How often; a campaign asks for 150."""
SEED = int(os.environ.get("ROKHAS_TEST_SEED", "0")) or random.randrange(1, 1 << 31)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("power")) as made:
        yield made


def recorded(here: Bench, record: Path, cut: int = 0, kill: str | None = None) -> Disk:
    """A client under the recorder, to its end or to the cut; the disk that it worked on."""
    record.unlink(missing_ok=True)
    disk = Disk(here.home.root)
    here.around.update(
        LD_PRELOAD=str(recorder()),
        ROKHAS_TEST_POWER=str(disk.root),
        ROKHAS_TEST_POWER_LOG=str(record),
        ROKHAS_TEST_POWER_CUT=str(cut),
    )
    try:
        here.run(kill=kill)
    finally:
        here.around.clear()
    disk.play(acts(record))
    assert disk.differs() == [], "the record tells all that was done"
    return disk


def test_what_the_state_tells_of_is_on_the_disk(here: Bench, tmp_path: Path) -> None:
    """Every name counts only once its folder is on the disk: of originals, of signed files, of the folders above."""
    here.finish()
    reference = here.add()[0]
    disk = recorded(here, tmp_path / "record", kill="checked > sending, before")
    disk.cut()
    check_the_disk(here)
    with here.store() as store:
        act = store.act_by_reference(1, reference)
    assert act is not None
    assert {row.state for row in act.documents} == {"checked"}
    here_now = {path.stem for path in here.home.folder("desk").glob("*/originals/*")}
    assert {row.sha256 for row in act.documents} <= here_now
    before = here.faults.calls()["C_Sign"]
    here.finish()
    here.check()
    assert here.faults.calls()["C_Sign"] == before, "nothing was signed anew"


def test_an_original_that_was_lost_is_brought_anew(here: Bench) -> None:
    here.finish()
    here.add()
    here.run(("synchronise", "attest"))
    for path in here.home.folder("desk").glob("*/originals/*"):
        path.unlink()
    here.finish()
    here.check()


def test_the_power_goes_at_every_act_of_a_first_start(tmp_path: Path) -> None:
    """The key, the database and the folders come to the disk in an order in which each start can go on."""
    root, record = tmp_path / "disk", tmp_path / "record"
    root.mkdir()
    empty = Disk(root)
    around = {"LD_PRELOAD": str(recorder()), "ROKHAS_TEST_POWER": str(root), "ROKHAS_TEST_POWER_LOG": str(record)}
    subprocess.run([sys.executable, "-P", str(STARTED), str(root / "home")], env={**os.environ, **around}, check=True)
    whole = list(acts(record))
    chance = random.Random(SEED)
    empty.cut()
    disk = Disk(root)
    for done, act in enumerate(whole, 1):
        disk.play([act])
        for luck in (None, chance):
            disk.cut(luck)
            with contextlib.closing(begin(root / "home")) as store:
                told = [one.event for one in store.journal.entries()]
            assert told == ["logged_in"] or done < len(whole), f"seed {SEED}, act {done}"


@pytest.mark.timeout(180 + CUTS * 30)
def test_the_power_goes_at_random_instants(here: Bench, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    record = tmp_path / "record"
    began = time.monotonic()
    here.add(2)
    recorded(here, record)
    whole = sum(1 for _ in acts(record))
    met: Counter[str] = Counter()
    for cut in range(CUTS):
        if cut % 2 == 0:
            here.add(1)
        disk = recorded(here, record, chance.randint(1, whole))
        how = chance.choice(("strict", "loose"))
        disk.cut(chance if how == "loose" else None)
        met[how] += 1
        check_the_disk(here)
    here.finish()
    acknowledged, discarded = here.check()
    print(
        f"cut: {dict(met)} within {whole} acts; {acknowledged} documents acknowledged once with one signature,"
        f" {discarded} possibly made and discarded; {here.faults.calls()['C_Sign']} by the token;"
        f" {time.monotonic() - began:.0f} s"
    )
    assert acknowledged <= here.faults.calls()["C_Sign"]
