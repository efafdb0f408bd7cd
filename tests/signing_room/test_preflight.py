"""Every file gets a verdict with a code, before any key is asked."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm
from support.documents import (
    ENCRYPTIONS,
    NO_FORMS,
    WITH_PASSWORD,
    hybrid,
    plan,
    signed_by,
    with_field,
    xfa,
)
from support.signers import Authority, signer

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import preflight
from rokhas_desktop.signing.face import Limits, SignedFile

Sign = Callable[..., SignedFile]


def nested(depth: int) -> bytes:
    """A catalogue of arrays in arrays: a parser that recurses without a limit would end the process."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>\nendobj\n"
    second = len(body)
    body += b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (9, second)
    return body + table + b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def bomb() -> bytes:
    """A cross-reference stream of which a kilobyte of zlib becomes many megabytes."""
    data = zlib.compress(zlib.compress(bytes(80_000_000)))
    body = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9000000/W[1 4 4]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]"
    body += b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    return body


def cyclic_pages() -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    second = len(body)
    body += b"2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 3/Parent 2 0 R>>\nendobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (9, second)
    return body + table + b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


BYTES = {
    "empty": (b"", "DOC-001"),
    "text": (b"bonjour", "DOC-001"),
    "header only": (b"%PDF-1.7\n", "DOC-002"),
    "nested": (nested(100_000), "DOC-002"),
    "no pages": (nested(1), "DOC-009"),
    "cyclic pages": (cyclic_pages(), "DOC-009"),
    "bomb": (bomb(), "DOC-017"),
}


@pytest.mark.parametrize("name", BYTES)
def test_broken_files_have_a_code(tmp_path: Path, name: str) -> None:
    content, code = BYTES[name]
    (tmp_path / "broken.pdf").write_bytes(content)
    verdict = preflight.examine(tmp_path / "broken.pdf")
    assert verdict.code == code
    assert not verdict.ok


def test_a_missing_file_a_folder_and_a_large_one(tmp_path: Path) -> None:
    assert preflight.examine(tmp_path / "nowhere.pdf").code == "DOC-015"
    assert preflight.examine(tmp_path).code == "DOC-015"
    original = plan(tmp_path / "plan.pdf", pages=3)
    assert preflight.examine(original, limits=Limits(bytes=100)).code == "DOC-011"
    verdict = preflight.examine(original, limits=Limits(pages=2))
    assert (verdict.code, verdict.pages) == ("DOC-010", 3)
    assert preflight.examine(original, limits=Limits(pages=3)).ok


def test_encryption_is_opened_asked_for_or_obeyed(tmp_path: Path, sign: Sign) -> None:
    for name, how in ENCRYPTIONS.items():
        verdict = preflight.examine(plan(tmp_path / f"{name}.pdf", encryption=how))
        assert verdict.ok, name
        assert verdict.encrypted
        assert [one.code for one in verdict.warnings] == ["DOC-050"]
    closed = plan(tmp_path / "closed.pdf", encryption=WITH_PASSWORD)
    assert preflight.examine(closed).code == "DOC-003"
    assert preflight.examine(closed, password="wrong").code == "DOC-003"
    assert preflight.examine(closed, password="TEST-secret").ok
    assert sign(closed, password="TEST-secret").path.exists()
    forbidden = plan(tmp_path / "forbidden.pdf", encryption=NO_FORMS)
    assert preflight.examine(forbidden).code == "DOC-004"
    assert preflight.examine(forbidden, password="TEST-owner").code == "DOC-004"


def test_to_fill_a_field_takes_other_rights_than_to_add_one(tmp_path: Path) -> None:
    only_fill = pikepdf.Encryption(
        user="", owner="TEST", R=6, allow=pikepdf.Permissions(modify_annotation=False, modify_other=False)
    )
    path = with_field(tmp_path / "field.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=only_fill)
    assert preflight.examine(path).code == "DOC-004"
    assert preflight.examine(path, field_name="Signature_TEST").ok


@pytest.mark.parametrize(("level", "code"), [(1, "DOC-006"), (2, None), (3, None)])
def test_certified_documents(tmp_path: Path, authority: Authority, level: int, code: str | None) -> None:
    path = signed_by(plan(tmp_path / "certified.pdf"), signer(authority), certify=MDPPerm(level))
    verdict = preflight.examine(path)
    assert verdict.code == code
    if code is None:
        assert verdict.signatures == 1


@pytest.mark.parametrize(
    ("lock", "code"),
    [(FieldMDPAction.ALL, "DOC-007"), (FieldMDPAction.EXCLUDE, "DOC-007"), (FieldMDPAction.INCLUDE, None)],
)
def test_locks_of_an_earlier_signature(
    tmp_path: Path, authority: Authority, sign: Sign, lock: FieldMDPAction, code: str | None
) -> None:
    path = signed_by(plan(tmp_path / "locked.pdf"), signer(authority), lock=lock)
    assert preflight.examine(path).code == code
    if code is None:
        sign(path)
    else:
        with pytest.raises(RokhasError) as raised:
            sign(path)
        assert raised.value.code == code
        assert not (tmp_path / "signed.pdf").exists()


def test_an_approval_signature_that_allows_no_more_changes(tmp_path: Path, authority: Authority) -> None:
    path = signed_by(
        plan(tmp_path / "locked.pdf"),
        signer(authority),
        lock=FieldMDPAction.INCLUDE,
        lock_permission=MDPPerm.NO_CHANGES,
    )
    assert preflight.examine(path).code == "DOC-007"


def test_a_named_field_that_would_lock_the_document_is_refused(tmp_path: Path) -> None:
    everything = FieldMDPSpec(FieldMDPAction.ALL)
    path = with_field(tmp_path / "field.pdf", lock=everything)
    assert preflight.examine(path, field_name="Signature_TEST").code == "DOC-014"
    assert preflight.examine(path).ok
    closing = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["x"])
    path = with_field(tmp_path / "two.pdf", lock=closing, doc_mdp_update_value=MDPPerm.NO_CHANGES)
    assert preflight.examine(path, field_name="Signature_TEST").code == "DOC-014"


def test_forms_that_are_computed_are_refused(tmp_path: Path) -> None:
    assert preflight.examine(xfa(tmp_path / "dynamic.pdf", dynamic=True)).code == "DOC-008"
    verdict = preflight.examine(xfa(tmp_path / "static.pdf", dynamic=False))
    assert verdict.ok
    assert [one.code for one in verdict.warnings] == ["DOC-052"]


def test_what_is_good_is_said_with_its_facts(tmp_path: Path) -> None:
    verdict = preflight.examine(with_field(tmp_path / "field.pdf"))
    assert verdict.ok
    (field,) = verdict.empty_fields
    assert (field.name, field.page, field.width, field.height) == ("Signature_TEST", 1, 200, 100)
    assert preflight.examine(hybrid(tmp_path / "hybrid.pdf")).ok
    turned = preflight.examine(plan(tmp_path / "turned.pdf", size=(600, 800), rotate=90, user_unit=2))
    assert turned.last_page is not None
    assert (turned.last_page.width, turned.last_page.height) == (1600, 1200)


def test_an_earlier_signature_that_is_broken_is_a_warning(tmp_path: Path, sign: Sign) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    content = signed.path.read_bytes()
    signed.path.write_bytes(content.replace(b"2 w 40 40", b"2 w 41 41"))
    if signed.path.read_bytes() == content:
        signed.path.write_bytes(content.replace(b"/MediaBox", b"/mediaBox", 1))
    verdict = preflight.examine(signed.path)
    assert [one.code for one in verdict.warnings] == ["DOC-051"]


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.pdf")
    path.chmod(0o400)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert preflight.examine(path).ok
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    return with_field(folder / "sound.pdf").read_bytes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_broken_has_a_code(tmp_path: Path, sound: bytes, data: st.DataObject) -> None:
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        what = data.draw(st.sampled_from(["flip", "cut", "insert", "number"]))
        if what == "flip":
            content[at] ^= data.draw(st.integers(1, 255))
        elif what == "cut":
            del content[at : at + data.draw(st.integers(1, 40))]
        elif what == "insert":
            content[at:at] = data.draw(
                st.sampled_from([b"<<", b"[", b"(", b"99999999999999999999 0 R", b"\x00", b"null"])
            )
        else:
            content[at : at + 1] = str(data.draw(st.integers(-9, 10**12))).encode()
        if not content:
            break
    path = tmp_path / "bent.pdf"
    path.write_bytes(content)
    verdict = preflight.examine(path)
    assert verdict.ok or catalogue.entry(verdict.code or "").severity == "problem"
