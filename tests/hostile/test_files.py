"""Hostile PDFs through the desk's own examiner: a code for each, within the policy's time and memory."""

from __future__ import annotations

import io
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from support.hostile import Record, tell
from support.zoo.damaged import bomb
from support.zoo.making import by_hand

from rokhas_desktop import resources
from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.signing.examiner import Examiner
from rokhas_desktop.signing.face import Limits

POLICY = resources.load_toml("policy.toml")["limits"]
CHILD = 2 * 1024 * 1024 * 1024
"""Bytes that the examining child may have in memory on Linux."""
CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def many(count: int) -> bytes:
    """So many pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    return by_hand(CATALOGUE, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[PAGE] * count)


def content_bomb() -> bytes:
    """A page whose drawing is more than a gigabyte of nothing."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(110)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    return by_hand(CATALOGUE, PAGES, PAGE.replace(b">>", b"/Contents 4 0 R>>"), stream)


def deep() -> bytes:
    nested = b"<</A" * 100_000 + b" 0" + b">>" * 100_000
    return by_hand(CATALOGUE.replace(b">>", b"/X 4 0 R>>"), PAGES, PAGE, nested)


def zipped(how: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr("plan.pdf", many(1))
    return out.getvalue()


FILES: list[tuple[str, Callable[[], bytes], str | None]] = [
    ("a PDF bomb (object stream, 300 MB)", bomb, "DOC-017"),
    ("a page of 1.1 GB squeezed into 1 MB", content_bomb, None),
    ("10,000 pages, the policy's limit", lambda: many(10_000), None),
    ("10,001 pages", lambda: many(10_001), "DOC-010"),
    ("a dictionary 100,000 levels deep, which no page needs", deep, None),
    ("a ZIP in place of a PDF", lambda: zipped(zipfile.ZIP_DEFLATED), "DOC-001"),
    ("a ZIP that begins as a PDF would", lambda: zipped(zipfile.ZIP_STORED), "DOC-002"),
    ("HTML in place of a PDF", lambda: b"<html><body>TEST</body></html>", "DOC-001"),
    ("an empty file", lambda: b"", "DOC-001"),
]


@pytest.fixture(scope="module")
def examiner() -> Iterator[Examiner]:
    made = Examiner(seconds=POLICY["examination"])
    yield made
    made.close()


@pytest.mark.parametrize(("what", "make", "code"), FILES, ids=[one[0] for one in FILES])
def test_a_hostile_file(
    what: str,
    make: Callable[[], bytes],
    code: str | None,
    examiner: Examiner,
    tmp_path: Path,
    record_property: Record,
) -> None:
    path = tmp_path / "came.pdf"
    path.write_bytes(make())
    ended, most = threading.Event(), [0]

    def watch() -> None:
        while not ended.wait(0.02):
            with_pid = examiner.pid
            if with_pid is not None:
                try:
                    most[0] = max(most[0], psutil.Process(with_pid).memory_info().rss)
                except psutil.Error:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.monotonic()
    try:
        found = examiner.examine(path, limits=Limits(POLICY["document_bytes"], POLICY["document_pages"]))
    finally:
        ended.set()
        watcher.join()
    seconds = time.monotonic() - began
    refusal = found.refusal
    assert (refusal.code if refusal else None) == code
    assert seconds < POLICY["examination"] + 5
    if sys.platform == "linux":
        assert most[0] < CHILD
    error = Coded(refusal.code, **refusal.details) if refusal else None
    tell(record_property, "file", what, error, f"{seconds:.1f} s, {most[0] // 1_000_000} MB")


def test_a_file_over_the_policy_s_size(tmp_path: Path, examiner: Examiner, record_property: Record) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(many(1))
        file.truncate(POLICY["document_bytes"] + 1)
    found = examiner.examine(path, limits=Limits(POLICY["document_bytes"], POLICY["document_pages"]))
    assert found.refusal is not None
    assert found.refusal.code == "DOC-011"
    tell(record_property, "file", "a plan of 250 MiB and a byte", Coded(found.refusal.code, **found.refusal.details))


def test_a_page_of_a_gigabyte_is_drawn_within_its_memory(tmp_path: Path, record_property: Record) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(content_bomb())
    raster = RasterRoom(log=tmp_path / "raster.log")
    try:
        raster.open(path)
        with pytest.raises(RokhasError) as caught:
            raster.whole(path, 1, longest=200)
        path.write_bytes(many(1))
        raster.forget(path)
        raster.open(path)
        assert raster.whole(path, 1, longest=200).width > 0  # the next file is drawn as ever
    finally:
        raster.close()
    assert caught.value.code == "RND-007"
    tell(record_property, "file", "a page of 1.1 GB squeezed into 1 MB, drawn", caught.value)
