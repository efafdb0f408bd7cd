"""Preflight of plans that are not PDF: the format is the announced one, and what cannot be shown is said."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image
from support import plans

from rokhas_desktop.signing import plain, preflight
from rokhas_desktop.signing.examiner import Examiner
from rokhas_desktop.signing.face import Limits
from rokhas_desktop.signing.traits import built_in

ZIP = b"PK\x03\x04" + bytes(60)
HTML = b"<!DOCTYPE html><html><body>TEST</body></html>"
PDF = b"%PDF-1.7\n"
ALLOWED = {**built_in(), "unshown": "warn"}


def code(path: Path, data: bytes, media_type: str, **more: object) -> str | None:
    path.write_bytes(data)
    return preflight.examine(path, media_type=media_type, **more).code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", plans.picture("PNG")),
        ("image/png; charset=binary", plans.picture("PNG", mode="L")),
        ("image/jpeg", plans.picture("JPEG")),
        ("IMAGE/TIFF", plans.picture("TIFF")),
        ("image/tiff", plans.picture("TIFF", mode="1", compression="group4")),
    ],
)
def test_pictures_are_ready(tmp_path: Path, media_type: str, data: bytes) -> None:
    (tmp_path / "plan").write_bytes(data)
    found = preflight.examine(tmp_path / "plan", media_type=media_type)
    assert (found.refusal, found.warnings, found.traits, found.pages) == (None, (), (), 1)
    assert found.size == len(data)


def test_a_picture_of_several_pages(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(plans.pages("TIFF", 3))
    assert preflight.examine(tmp_path / "plan", media_type="image/tiff").pages == 3


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/vnd.dwg", plans.DWG),
        ("image/vnd.dxf", plans.DXF),
        ("application/dxf", plans.BINARY_DXF),
        ("application/x-step", plans.IFC),
    ],
)
def test_what_cannot_be_shown_is_refused_unless_policy_allows_it(tmp_path: Path, media_type: str, data: bytes) -> None:
    assert code(tmp_path / "plan", data, media_type) == "DOC-041"
    found = preflight.examine(tmp_path / "plan", media_type=media_type, screening=ALLOWED)  # type: ignore[arg-type]
    assert found.ok
    assert [one.code for one in found.warnings] == ["DOC-041"]
    assert [one.code for one in found.findings] == ["DOC-041"]


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (media_type, data)
        for media_type in (
            "image/vnd.dwg",
            "image/vnd.dxf",
            "application/x-step",
            "image/png",
            "image/jpeg",
            "image/tiff",
        )
        for data in (ZIP, HTML, PDF, b"", plans.STEP)
    ],
)
def test_what_only_claims_to_be_a_plan_is_refused(tmp_path: Path, media_type: str, data: bytes) -> None:
    assert code(tmp_path / "plan", data, media_type, screening=ALLOWED) == "DOC-025"


def test_one_format_is_not_another(tmp_path: Path) -> None:
    assert code(tmp_path / "plan", plans.DWG, "image/vnd.dxf", screening=ALLOWED) == "DOC-025"
    assert code(tmp_path / "plan", plans.picture("PNG"), "image/jpeg") == "DOC-025"


@pytest.mark.parametrize("media_type", ["application/zip", "text/html", "", "image/svg+xml"])
def test_a_format_that_nobody_knows_is_refused(tmp_path: Path, media_type: str) -> None:
    assert code(tmp_path / "plan", ZIP, media_type, screening=ALLOWED) == "DOC-024"


def test_damaged_and_moving_pictures_are_refused(tmp_path: Path) -> None:
    whole = plans.picture("PNG", (200, 200))
    assert code(tmp_path / "plan", whole[: len(whole) // 2], "image/png") == "DOC-026"
    assert code(tmp_path / "plan", plans.picture("JPEG")[:200], "image/jpeg") == "DOC-026"
    assert code(tmp_path / "plan", b"II*\0" + b"\xff" * 40, "image/tiff") == "DOC-026"
    assert code(tmp_path / "plan", plans.pages("PNG", 2), "image/png") == "DOC-026"


def test_a_picture_too_large_to_be_shown_is_as_a_format_that_cannot_be(tmp_path: Path) -> None:
    """A header that says 30,000 by 30,000: refused without a pixel being unfolded."""
    size = (30_000).to_bytes(4, "big")
    huge = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR" + size + size + b"\x08\x02\0\0\0") + _chunk(b"IDAT" + bytes(9))
    assert code(tmp_path / "plan", huge, "image/png") == "DOC-041"


def _chunk(data: bytes) -> bytes:
    return (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")


def test_a_picture_near_the_bound_is_judged_by_its_bands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "SHOWN_BYTES", 60 * 40 * 3 - 1)
    assert code(tmp_path / "plan", plans.picture("PNG"), "image/png") == "DOC-041"
    assert code(tmp_path / "plan", plans.picture("PNG", mode="L"), "image/png") is None
    assert Image.MAX_IMAGE_PIXELS is not None


def test_limits_hold_for_every_format(tmp_path: Path) -> None:
    assert code(tmp_path / "plan", plans.DWG, "image/vnd.dwg", limits=Limits(bytes=100)) == "DOC-011"
    assert preflight.examine(tmp_path / "none", media_type="image/vnd.dwg").code == "DOC-015"


def test_the_child_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(plans.picture("PNG"))
    (tmp_path / "drawing").write_bytes(plans.DXF)
    examiner = Examiner()
    try:
        assert examiner.examine(tmp_path / "plan", media_type="image/png").pages == 1
        assert examiner.examine(tmp_path / "drawing", media_type="image/vnd.dxf").code == "DOC-041"
        assert examiner.examine(tmp_path / "drawing", media_type="image/png").code == "DOC-025"
    finally:
        examiner.close()
