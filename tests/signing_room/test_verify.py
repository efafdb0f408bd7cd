"""Verdicts, and the ways in which a file can lie."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from support.documents import plan, signature_of, signed_by, with_field
from support.judges import openssl_accepts_detached
from support.signers import DAY, NOW, Authority, FileSigner, pem, signer

from rokhas_desktop import catalogue
from rokhas_desktop.net.errors import Refused
from rokhas_desktop.signing import detached, report, verify
from rokhas_desktop.signing.errors import KeyAnsweredWrong
from rokhas_desktop.signing.face import SignedFile
from rokhas_desktop.signing.report import Report

CRL_URL = "http://crl.test/ac.crl"
Sign = Callable[..., SignedFile]


class Lists:
    """Stands for the network: revocation lists by address.  Nothing listens anywhere else."""

    def __init__(self, lists: Mapping[str, bytes]) -> None:
        self.lists = lists
        self.asked: list[str] = []

    def send(self, method: str, url: str, **_: Any) -> Any:
        self.asked.append(url)
        if url not in self.lists:
            raise Refused(host=url)
        return SimpleNamespace(status=200, body=self.lists[url])


@pytest.fixture
def lists(authority: Authority) -> Lists:
    return Lists({CRL_URL: authority.crl()})


@pytest.fixture
def judge(root: Authority, lists: Lists) -> Callable[..., Report]:
    def one(path: Path, **options: Any) -> Report:
        return verify.verify_file(path, **{"trust": [root.der], "session": lists, **options})

    return one


def test_a_good_signature_passes(tmp_path: Path, sign: Sign, judge: Callable[..., Report], lists: Lists) -> None:
    found = judge(sign(plan(tmp_path / "plan.pdf"), name="TEST").path)
    assert found.verdict == "TOTAL-PASSED"
    (one,) = found.signatures
    assert (one.intact, one.trusted, one.covers_whole_file, one.level) == (True, True, True, "B-B")
    assert (one.field, one.signer_name, one.cin_masked) == ("Rokhas_1", "TEST Signataire EL OUALI", "••••••56")
    assert (one.sub_indication, one.reasons, one.time_source) == (None, (), "claimed")
    assert one.notes == ("VER-017",)
    assert found.notes == ("VER-018",)
    assert lists.asked == [CRL_URL]
    said = found.as_dict()
    assert set(said["signatures"][0]) >= {
        "field", "signer_name", "cin_masked", "level", "intact", "trusted", "covers_whole_file", "time", "time_source",
        "verdict", "sub_indication", "reasons", "qualified",
    }  # fmt: skip


def test_offline_the_revocation_is_unknown(tmp_path: Path, sign: Sign, judge: Callable[..., Report]) -> None:
    (one,) = judge(sign(plan(tmp_path / "plan.pdf")).path, session=None).signatures
    assert (one.verdict, one.sub_indication, one.reasons) == ("INDETERMINATE", "TRY_LATER", ("VER-008",))
    assert (one.intact, one.trusted) == (True, True)


def test_a_revoked_certificate(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report], authority: Authority, key: FileSigner
) -> None:
    serial = x509.load_der_x509_certificate(key.certificate).serial_number
    signed = sign(plan(tmp_path / "plan.pdf"))
    (one,) = judge(signed.path, session=Lists({CRL_URL: authority.crl(serial)})).signatures
    assert (one.verdict, one.sub_indication, one.reasons) == ("INDETERMINATE", "REVOKED_NO_POE", ("VER-006",))
    assert (one.intact, one.trusted) == (True, False)


def test_another_root_an_expired_and_a_future_certificate(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report], authority: Authority
) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    (one,) = judge(signed.path, trust=[Authority("TEST Autre").der]).signatures
    assert (one.verdict, one.reasons, one.trusted) == ("INDETERMINATE", ("VER-005",), False)
    cases = {
        "VER-007": {"not_before": NOW - 60 * DAY, "not_after": NOW - DAY},
        "VER-014": {"not_before": NOW + DAY, "not_after": NOW + 60 * DAY},
    }
    for code, dates in cases.items():
        other = signer(authority, crl=CRL_URL, **dates)
        path = sign(tmp_path / "plan.pdf", by=other, target=tmp_path / f"{code}.pdf").path
        (one,) = judge(path).signatures
        assert one.verdict == "INDETERMINATE"
        assert one.reasons in {(code,), ("VER-007",)}
        assert (one.intact, one.trusted) == (True, False)


def test_a_changed_byte_is_seen(tmp_path: Path, sign: Sign, judge: Callable[..., Report]) -> None:
    content = bytearray(sign(plan(tmp_path / "plan.pdf")).path.read_bytes())
    at = content.index(b"%PDF-") + 10
    content[at] ^= 1
    (tmp_path / "bent.pdf").write_bytes(content)
    found = judge(tmp_path / "bent.pdf")
    (one,) = found.signatures
    assert (found.verdict, one.sub_indication, one.reasons) == ("TOTAL-FAILED", "HASH_FAILURE", ("VER-002",))
    assert not one.intact


def test_a_forged_signature_value_is_seen(tmp_path: Path, sign: Sign, judge: Callable[..., Report]) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    value = signature_of(signed.path).signer_info["signature"].native
    content = signed.path.read_bytes()
    forged = content.replace(value.hex().upper().encode(), (value[:-1] + bytes([value[-1] ^ 1])).hex().upper().encode())
    assert forged != content
    signed.path.write_bytes(forged)
    (one,) = judge(signed.path).signatures
    assert (one.verdict, one.reasons, one.intact) == ("TOTAL-FAILED", ("VER-003",), False)


def append(path: Path, change: Callable[[IncrementalPdfFileWriter], None]) -> None:
    """An incremental update by somebody else."""
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())


def redraw(writer: IncrementalPdfFileWriter) -> None:
    """The incremental-saving attack: another content for a page that was signed."""
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.update_container(page)


def cover(writer: IncrementalPdfFileWriter) -> None:
    """The shadow attack by an annotation that hides what was signed."""
    page = writer.root["/Pages"]["/Kids"][0]
    over = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Stamp"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 500, 500)]),
        }
    )
    page["/Annots"].append(writer.add_object(over))
    writer.update_container(page)


def replace_catalogue(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject({generic.pdf_name("/S"): generic.pdf_name("/Named")})
    writer.update_root()


@pytest.mark.parametrize("attack", [redraw, cover, replace_catalogue])
def test_what_was_added_to_deceive_is_seen(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report], attack: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    append(signed.path, attack)
    found = judge(signed.path)
    (one,) = found.signatures
    assert found.verdict == "TOTAL-FAILED"
    assert one.reasons[0] == "VER-010"
    assert (one.intact, one.covers_whole_file, one.changes) == (True, False, "forbidden")


def test_universal_forgery_by_an_empty_or_wrong_dictionary(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report]
) -> None:
    content = sign(plan(tmp_path / "plan.pdf")).path.read_bytes()
    start = content.index(b"/ByteRange [")
    end = content.index(b"]", start)
    ranges = {
        b"[0 0 0 0": "TOTAL-FAILED",
        b"[-9 9 9 9": "TOTAL-FAILED",
        b"[0 10 20": "TOTAL-FAILED",
        b"[null": "TOTAL-FAILED",
    }
    for value, verdict in ranges.items():
        bent = content[: start + 11] + value.ljust(end - start - 11) + content[end:]
        (tmp_path / "bent.pdf").write_bytes(bent)
        assert judge(tmp_path / "bent.pdf").verdict == verdict, value
    emptied = content.replace(b"/Contents <", b"/Contentz <")
    (tmp_path / "bent.pdf").write_bytes(emptied)
    assert judge(tmp_path / "bent.pdf").verdict == "TOTAL-FAILED"


def test_signature_wrapping_is_seen(tmp_path: Path, sign: Sign, judge: Callable[..., Report]) -> None:
    """The signed bytes moved behind others, the byte range made to point at them."""
    content = sign(plan(tmp_path / "plan.pdf")).path.read_bytes()
    signature = signature_of(tmp_path / "signed.pdf")
    _, length, second, tail = (int(number) for number in signature.byte_range)
    moved = content + b"%" * 200 + content[second : second + tail]
    old = b"/ByteRange [%d %d %d %d]" % (0, length, second, tail)
    new = b"/ByteRange [%d %d %d %d]" % (0, length, len(content) + 200, tail)
    assert old in moved
    bent = moved.replace(old + b" " * (len(new) - len(old)), new, 1)
    (tmp_path / "bent.pdf").write_bytes(bent)
    assert judge(tmp_path / "bent.pdf").verdict == "TOTAL-FAILED"


def test_others_who_sign_later_are_only_a_note(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report], authority: Authority
) -> None:
    first = sign(plan(tmp_path / "plan.pdf"))
    second = sign(first.path, by=signer(authority, crl=CRL_URL), target=tmp_path / "two.pdf")
    found = judge(second.path)
    assert found.verdict == "TOTAL-PASSED"
    one, two = found.signatures
    assert (one.covers_whole_file, one.changes, "VER-009" in one.notes) == (False, "permitted", True)
    assert (two.covers_whole_file, two.changes) == (True, "none")


def test_a_certified_document_that_was_annotated_fails(
    tmp_path: Path, judge: Callable[..., Report], authority: Authority
) -> None:
    path = signed_by(plan(tmp_path / "plan.pdf"), signer(authority, crl=CRL_URL), certify=MDPPerm.FILL_FORMS)
    assert judge(path).verdict == "TOTAL-PASSED"
    append(path, cover)
    assert judge(path).verdict == "TOTAL-FAILED"


def test_files_without_signatures_and_files_that_are_none(tmp_path: Path, judge: Callable[..., Report]) -> None:
    unsigned = judge(with_field(tmp_path / "field.pdf"))
    assert (unsigned.verdict, unsigned.code, unsigned.signatures) == ("NO-SIGNATURE", "VER-001", ())
    (tmp_path / "text.pdf").write_text("bonjour")
    assert (judge(tmp_path / "text.pdf").verdict, judge(tmp_path / "text.pdf").code) == ("INDETERMINATE", "DOC-001")
    assert judge(tmp_path / "nowhere.pdf").code == "DOC-015"
    assert judge(tmp_path / "nowhere.p7s").code == "DOC-015"


def test_a_file_that_is_not_well_formed_is_noted(tmp_path: Path, judge: Callable[..., Report], sign: Sign) -> None:
    from support.documents import hybrid

    found = judge(sign(hybrid(tmp_path / "hybrid.pdf")).path)
    assert found.verdict == "TOTAL-PASSED"
    assert "VER-019" in found.notes


def test_detached_signatures(tmp_path: Path, judge: Callable[..., Report], key: FileSigner, root: Authority) -> None:
    drawing = tmp_path / "plan.dwg"
    drawing.write_bytes(b"AC1032 TEST" * 1000)
    signed = detached.sign(detached.DetachedOrder(drawing, tmp_path / "plan.dwg.p7s", NOW), key)
    assert openssl_accepts_detached(signed.path, drawing, pem(root.der)) == ""
    found = judge(signed.path, content=drawing)
    (one,) = found.signatures
    assert (found.verdict, one.level, one.intact, one.field) == ("TOTAL-PASSED", "B-B", True, None)
    assert one.time is not None
    assert abs(one.time - NOW) < timedelta(seconds=1)

    drawing.write_bytes(b"AC1032 AUTRE" * 1000)
    (other,) = judge(signed.path, content=drawing).signatures
    assert (other.verdict, other.reasons, other.intact) == ("TOTAL-FAILED", ("VER-002",), False)
    (alone,) = judge(signed.path).signatures
    assert (alone.verdict, alone.sub_indication) == ("INDETERMINATE", "SIGNED_DATA_NOT_FOUND")
    (tmp_path / "bad.p7s").write_bytes(b"rubbish")
    assert judge(tmp_path / "bad.p7s", content=drawing).verdict == "INDETERMINATE"


def test_a_detached_signature_that_is_wrong_is_not_written(
    tmp_path: Path, key: FileSigner, authority: Authority
) -> None:
    wrong = FileSigner(signer(authority).key, key.certificate)
    (tmp_path / "plan.dwg").write_bytes(b"TEST")
    with pytest.raises(KeyAnsweredWrong):
        detached.sign(detached.DetachedOrder(tmp_path / "plan.dwg", tmp_path / "plan.p7s", NOW), wrong)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.dwg"]


def test_names_and_numbers_do_not_reach_the_log(
    tmp_path: Path, sign: Sign, judge: Callable[..., Report], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    judge(sign(plan(tmp_path / "plan.pdf")).path, session=None)
    assert "XX123456" not in caplog.text
    assert "OUALI" not in caplog.text


def test_every_reason_has_its_words() -> None:
    for code in {*report.REASONS.values(), report.reason("SOMETHING_NEW")}:
        assert catalogue.entry(code).severity == "problem"


def test_a_rebuilt_file_has_no_valid_signature(tmp_path: Path, sign: Sign, judge: Callable[..., Report]) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    with pikepdf.open(signed.path) as pdf:
        pdf.save(tmp_path / "rebuilt.pdf")
    assert judge(tmp_path / "rebuilt.pdf").verdict == "TOTAL-FAILED"
