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
from support.judges import pdfsig
from support.signers import Authority, FileSigner, signer
from support.zoo import ANIMALS

from rokhas_desktop import catalogue
from rokhas_desktop.signing import pades
from rokhas_desktop.signing.errors import TooComplex, Unsafe
from rokhas_desktop.signing.examiner import Examiner
from rokhas_desktop.signing.face import PdfOrder, Spot

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
            signed = pades.sign(PdfOrder(path, tmp_path / f"{number}-signed.pdf", datetime.now().astimezone()), key)
            if not name.startswith(("signed", "locked")):  # Poppler may lose the earlier one that was bent
                assert pdfsig(signed.path)[-1:] in ([], ["Signature is Valid."]), (name, number)
            signed.path.unlink()
        path.unlink()
    examiner.close()
    print(f"\n{COUNT} bent files: {dict(verdicts.most_common())}, slowest {slowest:.2f} s")
    assert faults == []
    assert slowest < SLOWEST
    assert verdicts["passed"] > COUNT / 20


def bent(base: bytes, chance: random.Random) -> bytes:
    data = bytearray(base)
    for _ in range(chance.randint(1, 6)):
        if len(data) > 1:
            chance.choice(MUTATIONS)(data, chance)
    return bytes(data)
