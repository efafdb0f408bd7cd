"""Every animal of the zoo is signed, or refused with the code that the table expects.

Programs that are not ours judge what was signed: Poppler, qpdf, MuPDF.  ``make test`` signs every second one
visibly; ``ROKHAS_TEST_ZOO=all``, as in ``make campaign``, each both ways.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from support.documents import stamp_page
from support.judges import pdfsig, pictures, qpdf
from support.signers import Authority, FileSigner, signer
from support.zoo import ANIMALS

from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.signing import local, placement
from rokhas_desktop.signing.face import Box
from rokhas_desktop.signing.preflight import NO_STAMP

TABLE = tomllib.loads((Path(__file__).parent / "table.toml").read_text(encoding="utf-8"))
ALL = os.environ.get("ROKHAS_TEST_ZOO") == "all"
NAMES = sorted(ANIMALS)
PAGES_COMPARED = 3


@pytest.fixture(scope="module")
def key() -> FileSigner:
    return signer(Authority("TEST AC"))


@pytest.fixture(scope="module")
def raster() -> Iterator[RasterRoom]:
    room = RasterRoom(workers=1)
    yield room
    room.close()


def test_the_table_names_every_animal() -> None:
    assert set(TABLE) == set(ANIMALS)
    assert len(ANIMALS) >= 150


@pytest.mark.parametrize("visible", [True, False] if ALL else [None])
@pytest.mark.parametrize("name", NAMES)
def test_an_animal(tmp_path: Path, key: FileSigner, name: str, visible: bool | None) -> None:
    number = NAMES.index(name)
    shown = number % 2 == 0 if visible is None else visible
    original = tmp_path / "plan.pdf"
    ANIMALS[name](original)
    before = original.read_bytes()
    result = sign(original, tmp_path / "out", key, visible=shown)
    assert result.status == ("signed" if TABLE[name]["verdict"] == "signed" else "refused")
    assert (result.notice.code if result.notice else "signed") == TABLE[name]["verdict"]
    told = {one.code for one in result.warnings if one.code.startswith("DOC-")}
    if result.output is None:
        assert list((tmp_path / "out").iterdir()) == []
        return
    assert sorted(told - {NO_STAMP}) == TABLE[name]["warnings"]
    assert (NO_STAMP in told) == (shown and TABLE[name].get("certified", False))
    assert result.output.read_bytes()[: len(before)] == before
    assert pdfsig(result.output) == [*pdfsig(original), "Signature is Valid."]
    if qpdf(original) == 0:
        assert qpdf(result.output) == 0
    stamped = shown and NO_STAMP not in told
    assert_same_pages(original, result.output, placement.choose(original) if stamped else None)


@pytest.mark.parametrize("name", [name for name in NAMES if "repaired" in TABLE.get(name, {})])
def test_a_damaged_animal_is_rebuilt_as_it_was_seen_or_refused(
    tmp_path: Path, key: FileSigner, raster: RasterRoom, name: str
) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS[name](original)
    before = original.read_bytes()
    result = sign(original, tmp_path / "out", key, visible=False, repair=True, look=raster.looks)
    expected = TABLE[name]["repaired"]
    assert original.read_bytes() == before
    if expected.startswith("DOC-"):
        assert (result.status, result.notice.code if result.notice else None) == ("refused", expected)
        assert list((tmp_path / "out").iterdir()) == []
        return
    told = {one.code for one in result.warnings}
    assert (result.status, result.repaired) == ("signed", True)
    assert local.REPAIRED in told
    assert (local.NOT_COMPARED in told) == (expected == "unseen")
    assert result.output is not None
    assert pdfsig(result.output) == ["Signature is Valid."]
    assert qpdf(result.output) == 0


def test_the_table_names_what_becomes_of_every_damaged_animal() -> None:
    damaged = {name for name, row in TABLE.items() if row["verdict"] in ("DOC-002", "DOC-009")}
    assert damaged == {name for name, row in TABLE.items() if "repaired" in row}


def sign(original: Path, out: Path, key: FileSigner, *, visible: bool, **more: Any) -> local.LocalResult:
    job = local.LocalJob(
        out,
        lambda: datetime.now().astimezone(),
        **more,
        draw=(lambda words, width, height: stamp_page(width, height)) if visible else None,
    )
    (result,) = local.sign_files([str(original)], job, key)
    return result


def assert_same_pages(original: Path, signed: Path, stamp: placement.Place | None) -> None:
    before, after = pictures(original, PAGES_COMPARED), pictures(signed, PAGES_COMPARED)
    assert len(before) == len(after)
    for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
        on_it = stamp is not None and stamp.page == number
        assert one.without(stamp.box if stamp and on_it else None) == other.without(
            stamp.box if stamp and on_it else None
        )


def test_the_comparison_sees_a_stamp(tmp_path: Path, key: FileSigner) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS["turn-90-crop"](original)
    result = sign(original, tmp_path / "out", key, visible=True)
    assert result.output is not None
    place = placement.choose(original)
    assert_same_pages(original, result.output, place)
    moved: Box = (place.box[0] - 20, place.box[1], place.box[2] - 20, place.box[3])
    with pytest.raises(AssertionError):
        assert_same_pages(original, result.output, placement.Place(place.page, moved))
