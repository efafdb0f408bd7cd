"""Files bent at random: each has a verdict with a code of its own, in time, and what is passed can be signed.

The mutator is seeded: a failure names its animal and number, and comes again.  ``ROKHAS_TEST_FUZZ`` says how many
are made (300; ``make campaign`` makes 5,000).
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from support.judges import pdfsig_by_field
from support.signers import Authority, FileSigner, signer
from support.zoo import ANIMALS

from rokhas_desktop import catalogue
from rokhas_desktop.signing import pades, preflight
from rokhas_desktop.signing.errors import TooComplex, Unsafe
from rokhas_desktop.signing.examiner import Examiner
from rokhas_desktop.signing.face import PdfOrder, Preflight, Spot

COUNT = int(os.environ.get("ROKHAS_TEST_FUZZ", "300"))
SLOWEST = 30.0
BASES = [
    name
    for name in sorted(ANIMALS)
    if name.split("-")[0]
    in {"structure", "masked", "script", "layer", "print", "field", "signed", "locked", "archival", "box", "encrypted"}
    and not name.startswith(("structure-2000", "encrypted-unknown"))
]
WORDS = (
    *(b"<<", b">>", b"[", b"]", b"(", b"null", b"true", b"-1", b"1 0 R", b"\x00", b"/", b"%", b"endobj", b"stream\n"),
    *(b"99999999999999999999 0 R", b"xref", b"/Kids", b"/Parent 1 0 R", b"1e400", b"0.0.0"),
)
Mutate = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, 200)]


def insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(WORDS)


def renumber(data: bytearray, chance: random.Random) -> None:
    """Another number in the place of one: offsets, lengths, references, counts, boxes."""
    found = list(re.finditer(rb"\d+", data))
    if found:
        one = chance.choice(found)
        data[one.start() : one.end()] = str(chance.choice((0, 1, 3, 7, -1, 10**6, 2**31, 10**19))).encode()


def rename(data: bytearray, chance: random.Random) -> None:
    """One name in the place of another."""
    found = list(re.finditer(rb"/[A-Za-z]+", data))
    if len(found) > 1:
        one, other = chance.choice(found), chance.choice(found)
        data[one.start() : one.end()] = bytes(other.group())


def repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randrange(1, 500)]


MUTATIONS: tuple[Mutate, ...] = (flip, cut, insert, renumber, renumber, rename, rename, repeat)


@pytest.fixture(scope="module")
def key() -> FileSigner:
    return signer(Authority("TEST AC"))


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("bases") / "base.pdf"
    made = {}
    for name in BASES:
        ANIMALS[name](path)
        made[name] = path.read_bytes()
    return made


@pytest.mark.timeout(max(120, COUNT // 5))
def test_whatever_is_bent_has_a_verdict_of_its_own(tmp_path: Path, bases: dict[str, bytes], key: FileSigner) -> None:
    verdicts: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    examiner = Examiner(seconds=SLOWEST)
    for number in range(COUNT):
        chance = random.Random(number)
        name = chance.choice(BASES)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(bent(bases[name], chance))
        began = time.monotonic()
        verdict = examiner.examine(path, spot=Spot() if number % 2 else None)
        slowest = max(slowest, time.monotonic() - began)
        verdicts[verdict.code or "passed"] += 1
        if verdict.code is not None:
            assert catalogue.entry(verdict.code).exit == 3
        if verdict.refusal is not None and verdict.code in (Unsafe.code, TooComplex.code):
            faults.append(f"{name} {number} {dict(verdict.refusal.details)}")
        if verdict.ok and number % 10 == 0:
            sign_and_judge(path, verdict, key, f"{name} {number}")
        path.unlink()
    examiner.close()
    print(f"\n{COUNT} bent files: {dict(verdicts.most_common())}, slowest {slowest:.2f} s")
    assert faults == []
    assert slowest < SLOWEST
    assert verdicts["passed"] > COUNT / 20


@pytest.mark.parametrize("number", [2530, 4300])
def test_what_another_program_cannot_verify_is_refused_or_told(
    tmp_path: Path, bases: dict[str, bytes], key: FileSigner, number: int
) -> None:
    """2530: only the page led to the earlier signature; 4300: Poppler lost ours."""
    told = 0
    for name in BASES:
        if name.startswith(("signed", "locked")):
            path = tmp_path / f"{name}.pdf"
            path.write_bytes(bent(bases[name], seeded(number)))
            verdict = preflight.examine(path)
            told += not verdict.ok
            if verdict.ok:
                sign_and_judge(path, verdict, key, f"{name} {number}")
    assert told


def sign_and_judge(path: Path, verdict: Preflight, key: FileSigner, animal: str) -> None:
    """Poppler finds our signature valid, and finds no other that we did not know or did not warn of."""
    target = path.with_name(f"{path.stem}-signed.pdf")
    signed = pades.sign(PdfOrder(path, target, datetime.now().astimezone()), key)
    found = pdfsig_by_field(signed.path)
    warned = {one.details["field"] for one in verdict.warnings if one.code == preflight.EARLIER_BROKEN}
    assert found.pop(str(signed.field)) == "Signature is Valid.", animal
    assert {name for name, said in found.items() if said != "Signature is Valid."} <= warned, animal
    assert len(found) <= verdict.signatures, animal
    signed.path.unlink()


def seeded(number: int) -> random.Random:
    """The chance of a number, as it is once its base was drawn."""
    chance = random.Random(number)
    chance.choice(BASES)
    return chance


def bent(base: bytes, chance: random.Random) -> bytes:
    data = bytearray(base)
    for _ in range(chance.randint(1, 6)):
        if len(data) > 1:
            chance.choice(MUTATIONS)(data, chance)
    return bytes(data)
