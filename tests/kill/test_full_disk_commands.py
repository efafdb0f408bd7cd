"""What a person has written on a disk that is full: it is there whole or not at all, and a code says so."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fpdf import FPDF
from pyhanko.pdf_utils.reader import PdfFileReader
from support.command import LINE, Done, environment
from support.desks import PIN
from support.faults import BUILDABLE
from support.killing import Bench, bench
from support.power import ROOM, acts, around
from support.started import STARTED

pytestmark = BUILDABLE
ALL = bool(os.environ.get("ROKHAS_TEST_FULL"))
SEED = int(os.environ.get("ROKHAS_TEST_SEED", "0")) or random.randrange(1, 1 << 31)
SAID = {
    "journal": {"DSK-023"},
    "pages": {"DSK-023"},
    "export": {"DSK-078"},
    "sign-file": {"SIG-004", "DSK-023"},
    "settings": {"CFG-005"},
    "key file": {"DSK-023"},
}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("full")) as made:
        made.finish()
        page = FPDF()
        page.add_page()
        (made.home.root.parent / "plan.pdf").write_bytes(bytes(page.output()))
        yield made


def line(here: Bench, verb: str, out: Path) -> list[str]:
    home, key = here.home.root, here.keys.token("valid")
    known = str(here.sandbox.ctl("acts")[0]["reference"])
    verbs: dict[str, list[str | Path]] = {
        "journal": ["journal", "export", out],
        "pages": ["journal", "export", out, "--pdf"],
        "export": ["acts", "export", known, "--out", out],
        "sign-file": ["sign-file", home.parent / "plan.pdf", "--out", out, "--pin-stdin", "--token", key.label],
    }
    if verb in verbs:
        return [*LINE, "--home", str(home), "--json", *map(str, verbs[verb])]
    return [LINE[0], "-P", str(STARTED), str(out), verb]


def run(here: Bench, verb: str, out: Path, record: Path, full: int = 0) -> Done:
    root = here.home.root.parent
    if verb in {"settings", "key file"}:
        out.mkdir(exist_ok=True)  # a home of its own
    done = subprocess.run(
        line(here, verb, out),
        input=PIN + b"\n",
        capture_output=True,
        timeout=90,
        env={**environment(here.home.root), **around(root, record, full)},
        cwd=root,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def told(done: Done) -> str:
    """The code of why it was not done."""
    said = json.loads(done.out)
    said = said[0] if isinstance(said, list) else said
    return str((said.get("error") or said)["code"])


def files(out: Path) -> list[str]:
    """What lies there."""
    return sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())


@pytest.mark.parametrize("verb", sorted(SAID))
def test_it_is_whole_or_not_there(here: Bench, tmp_path: Path, verb: str) -> None:
    print(f"seed {SEED}")
    chance, record, root = random.Random(SEED), tmp_path / "record", here.home.root.parent
    assert run(here, verb, root / f"{verb} 0", record).code == 0
    first = root / f"{verb} 0"
    whole = [n for n, act in enumerate(acts(record), 1) if first in act.path.parents and act.kind in ROOM]
    assert whole
    for number in whole if ALL else chance.sample(whole, min(2, len(whole))):
        out = root / f"{verb} {number}"
        done = run(here, verb, out, record, number)
        assert done.code != 70, done.err
        left = files(out)
        if done.code != 0:
            assert told(done) in SAID[verb], (number, done.out, done.err)
            # A signed file may have its name where the journal had no room any more to tell of its end.
            assert left == [] or verb == "sign-file", number
        for one in left if verb == "sign-file" else ():
            with (out / one).open("rb") as file:
                assert len(PdfFileReader(file).embedded_signatures) == 1
        assert run(here, verb, out, record).code == 0, "once there is room"
        assert files(out)
