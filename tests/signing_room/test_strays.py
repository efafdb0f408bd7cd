"""A signature that a page shows and the form does not list is one to other programs: to us too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from support.documents import plan
from support.judges import pdfsig

from rokhas_desktop.signing import preflight, verify
from rokhas_desktop.signing.face import SignedFile

Sign = Callable[..., SignedFile]
VALID, BROKEN, STRAY, DAMAGED = "Signature is Valid.", "DOC-051", "VER-024", "DOC-002"


@pytest.fixture
def unlisted(tmp_path: Path, sign: Sign) -> Path:
    """Signed, then its form's list renamed in place: the page alone leads to the signature."""
    signed = sign(plan(tmp_path / "plan.pdf")).path.read_bytes()
    assert signed.count(b"/Fields") == 1
    path = tmp_path / "unlisted.pdf"
    path.write_bytes(signed.replace(b"/Fields", b"/Fxelds"))
    return path


def test_it_is_told_before_another_signature(tmp_path: Path, unlisted: Path, sign: Sign) -> None:
    before = preflight.examine(unlisted)
    assert before.ok
    assert before.signatures == 1
    assert [(one.code, dict(one.details)) for one in before.warnings] == [(BROKEN, {"field": "Rokhas_1"})]
    signed = sign(unlisted, target=tmp_path / "again.pdf")
    assert sorted(pdfsig(signed.path)) == ["Digest Mismatch.", VALID]


def test_it_is_a_signature_to_verify(unlisted: Path) -> None:
    assert pdfsig(unlisted) == ["Digest Mismatch."]
    found = verify.verify_file(unlisted, trust=[])
    assert found.verdict == "TOTAL-FAILED"
    assert [one.field for one in found.signatures] == ["Rokhas_1"]
    assert STRAY in found.signatures[0].reasons


def test_another_program_that_sees_it_is_not_passed_by_us(tmp_path: Path, unlisted: Path, sign: Sign) -> None:
    again = verify.verify_file(sign(unlisted, target=tmp_path / "again.pdf").path, trust=[])
    assert {one.intact for one in again.signatures} == {True, False}
    assert again.verdict == "TOTAL-FAILED"


def test_a_page_of_a_signed_plan_that_lost_its_form(tmp_path: Path, sign: Sign) -> None:
    """Common in real files: a page cut out of a signed plan keeps the picture of its signature."""
    signed, page = sign(plan(tmp_path / "plan.pdf")).path, tmp_path / "page.pdf"
    with pikepdf.open(signed) as whole, pikepdf.new() as cut:
        cut.pages.append(whole.pages[0])
        cut.save(page)
    found = preflight.examine(page)
    assert found.ok
    assert [one.code for one in found.warnings] == [BROKEN]


def test_an_annotation_that_cannot_be_read_is_damage(tmp_path: Path, unlisted: Path) -> None:
    """Fuzz number 2530: the table was two bytes off for the widget, other programs mended it and found a signature."""
    with pikepdf.open(unlisted) as pdf:
        number = pdf.pages[0].Annots[0].objgen[0]
    data = unlisted.read_bytes()
    at = data.rindex(b"\n%d 0 obj" % number)
    unlisted.write_bytes(data[:at] + data[at:].replace(b"\n%d 0 obj" % number, b"\n%d 7 obj" % number, 1))
    assert preflight.examine(unlisted).code == DAMAGED
    assert verify.verify_file(unlisted, trust=[]).code == DAMAGED
