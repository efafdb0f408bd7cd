"""Each published class of attack, found; each honest file, passed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from support import attacks
from support.attacks import Forge
from support.documents import signed_by
from support.signers import Authority, FileSigner, signer

from rokhas_desktop import catalogue
from rokhas_desktop.signing import verify
from rokhas_desktop.signing.face import SignedFile
from rokhas_desktop.signing.report import Report

CRL_URL = "http://crl.test/ac.crl"
Sign = Callable[..., SignedFile]


@pytest.fixture
def judge(tmp_path: Path, root: Authority, authority: Authority) -> Callable[[bytes], Report]:
    lists = SimpleNamespace(send=lambda *_, **__: SimpleNamespace(status=200, body=authority.crl()))

    def one(content: bytes) -> Report:
        path = tmp_path / "judged.pdf"
        path.write_bytes(content)
        return verify.verify_file(path, trust=[root.der], session=lists)

    return one


Judge = Callable[[bytes], Report]


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A page with an amount, a cover over nothing, two layers, a text field."""
    path = tmp_path / "amount.pdf"
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        text, cover = b"BT /F1 20 Tf 50 700 Td (1 000 DH) Tj ET", b"1 g 0 0 10 10 re f"
        page.Contents = pikepdf.Array([pdf.make_stream(text), pdf.make_stream(cover)])
        layers = [
            pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("TEST A", "TEST B")
        ]
        shown = pikepdf.Dictionary(ON=pikepdf.Array([layers[0]]), OFF=pikepdf.Array([layers[1]]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(layers), D=shown)
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="Amount", V="1 000 DH",
                Rect=[50, 600, 250, 620], P=page.obj,
            )
        )  # fmt: skip
        page.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return path


@pytest.fixture
def signed(original: Path, sign: Sign) -> bytes:
    return sign(original).path.read_bytes()


def prepared(path: Path) -> Path:
    """A revision that holds another text under the number of the page's, which no table leads to yet."""
    content = path.read_bytes()
    reader = PdfFileReader(io.BytesIO(content))
    number = reader.root["/Pages"]["/Kids"][0]["/Contents"].raw_get(0).idnum
    text = b"BT /F1 20 Tf 50 700 Td (9 000 000 DH) Tj ET"
    start = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    shadow = b"%%TEST shadow\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(text), text)
    size, root = int(reader.trailer["/Size"]), reader.trailer.raw_get("/Root").idnum
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, start)
    end = b"startxref\n%d\n%%%%EOF\n" % (len(content) + len(shadow))
    (path.parent / "prepared.pdf").write_bytes(content + shadow + table + end)
    return path.parent / "prepared.pdf"


UNIVERSAL: dict[str, Forge] = {
    **{
        f"byte range {value!r}": attacks.byte_range(value)
        for value in (
            b"", b"null", b"[]", b"[0 0 0 0]", b"[-9 9 9 9]", b"[0 10 20]", b"[0 99999999 0 0]", b"[0 1 1 999999]",
            b"(0 1 2 3)", b"[0.5 1 2 3]", b"[/A /B /C /D]",
        )
    },
    **{f"contents {value!r}": attacks.contents(value) for value in (b"null", b"<>", b"<00>", b"0", b"()", b"<30>")},
    **{
        f"{how.__name__} {key}": attacks.redefined(how(key))
        for how in (attacks.without, attacks.with_null)
        for key in ("/Contents", "/ByteRange", "/SubFilter", "/Filter")
    },
    "the same again": attacks.redefined(lambda _: None),
}  # fmt: skip

FORBIDDEN, UNACCOUNTED, PADDED, REDRAWN = "VER-010", "VER-020", "VER-021", "VER-022"
#: The attack, and the code that tells of it.
CHANGES: dict[str, tuple[Forge, str]] = {
    "incremental saving": (attacks.saved, FORBIDDEN),
    "without startxref": (attacks.cut(b"startxref"), UNACCOUNTED),
    "without trailer": (attacks.cut(b"trailer"), UNACCOUNTED),
    "without table": (attacks.cut(b"xref\n"), UNACCOUNTED),
    "without end": (attacks.cut(b"%%EOF"), UNACCOUNTED),
    "objects only": (attacks.objects_only, UNACCOUNTED),
    "objects and an old trailer": (attacks.objects_and_trailer, UNACCOUNTED),
    "the signature again at the end": (attacks.with_the_signature_again, UNACCOUNTED),
    "words after the end": (attacks.words_after_the_end, UNACCOUNTED),
    "wrapping": (attacks.wrapped, FORBIDDEN),
    "wrapping in place": (attacks.moved_apart, FORBIDDEN),
    "padding": (attacks.padding, PADDED),
    "shadow: hide": (attacks.freed, FORBIDDEN),
    "shadow: font": (attacks.other_font, FORBIDDEN),
    "shadow: value": (attacks.other_value, REDRAWN),
    "shadow: layer": (attacks.layer, FORBIDDEN),
    "stamp annotation": (attacks.annotation("/Stamp"), FORBIDDEN),
    "text annotation": (attacks.annotation("/FreeText"), FORBIDDEN),
    "highlight": (attacks.annotation("/Highlight", appearance=False), FORBIDDEN),
    "sneaky field": (attacks.sneaky_field, REDRAWN),
    "opening action": (attacks.opening_action, FORBIDDEN),
    "more pages": (attacks.more_pages, FORBIDDEN),
    "moved widget": (attacks.moved_widget, FORBIDDEN),
}


def told(found: Report) -> set[str]:
    """Every code that the report gives, each with its words."""
    codes = {code for one in found.signatures for code in one.reasons} | ({found.code} if found.code else set())
    assert all(catalogue.entry(code).text("fr").title for code in codes)
    return codes


@pytest.mark.parametrize("name", UNIVERSAL)
def test_universal_forgery_is_seen(signed: bytes, judge: Judge, name: str) -> None:
    found = judge(UNIVERSAL[name](signed))
    assert found.verdict == "TOTAL-FAILED"
    assert told(found) & {"VER-002", "VER-004", "VER-010"}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_added_or_moved_is_seen(signed: bytes, judge: Judge, name: str) -> None:
    forge, code = CHANGES[name]
    forged = forge(signed)
    assert forged != signed
    found = judge(forged)
    assert found.verdict == ("INDETERMINATE" if code == REDRAWN else "TOTAL-FAILED")
    assert code in told(found)


def test_hide_and_replace_is_seen(original: Path, sign: Sign, judge: Judge) -> None:
    signed = sign(prepared(original)).path.read_bytes()
    assert judge(signed).verdict == "TOTAL-PASSED"
    forged = attacks.pointed(signed)
    page = PdfFileReader(io.BytesIO(forged)).root["/Pages"]["/Kids"][0]
    assert b"9 000 000" in page["/Contents"][0].data
    found = judge(forged)
    assert (found.verdict, told(found)) == ("TOTAL-FAILED", {FORBIDDEN})


def test_a_file_with_two_ends_is_not_passed(signed: bytes, judge: Judge) -> None:
    found = judge(attacks.second_end(signed))
    assert (found.verdict, found.code) == ("INDETERMINATE", "DOC-002")


def test_a_signature_that_was_taken_out_is_missed(signed: bytes, judge: Judge) -> None:
    found = judge(attacks.field_dropped(signed))
    assert (found.verdict, found.code) == ("TOTAL-FAILED", "VER-023")
    assert told(found) == {"VER-023", FORBIDDEN, "VER-024"}


def test_a_signature_that_left_the_page_too_is_missed(signed: bytes, judge: Judge) -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = attacks.page_of(writer)
        del page["/Annots"]
        writer.update_container(page)

    found = judge(attacks.update(attacks.field_dropped(signed), change))
    assert (found.verdict, found.code) == ("NO-SIGNATURE", "VER-023")


def test_a_file_signed_anew_by_another_is_not_passed(tmp_path: Path, original: Path, sign: Sign, judge: Judge) -> None:
    forger = signer(Authority("TEST Faussaire"), crl=CRL_URL)
    found = judge(sign(original, by=forger, target=tmp_path / "forged.pdf").path.read_bytes())
    assert (found.verdict, told(found)) == ("INDETERMINATE", {"VER-005"})


def test_a_signature_over_another_document_is_not_passed(
    tmp_path: Path, signed: bytes, sign: Sign, judge: Judge
) -> None:
    """The signature of one file in the place of another's."""
    other = tmp_path / "other.pdf"
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(other)
    taken = attacks.signature(signed)[1]
    target = sign(other, target=tmp_path / "other-signed.pdf").path.read_bytes()
    (_, start, end, _), gap = attacks.signature(target)
    assert len(gap) == len(taken)
    found = judge(target[:start] + taken + target[end:])
    assert (found.verdict, told(found)) == ("TOTAL-FAILED", {"VER-002"})


@pytest.fixture(params=[MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE], ids=["P1", "P2", "P3"])
def certified(request: pytest.FixtureRequest, original: Path, key: FileSigner) -> tuple[MDPPerm, bytes]:
    return request.param, signed_by(original, key, certify=request.param).read_bytes()


@pytest.mark.parametrize(
    "forge",
    [
        attacks.annotation("/FreeText"), attacks.annotation("/Stamp"), attacks.sneaky_field, attacks.opening_action,
        attacks.saved, attacks.other_font,
    ],
    ids=["text annotation", "stamp annotation", "sneaky field", "action", "content", "font"],
)  # fmt: skip
def test_a_certified_document_that_was_changed_is_seen(
    certified: tuple[MDPPerm, bytes], judge: Judge, forge: Forge
) -> None:
    assert judge(certified[1]).verdict == "TOTAL-PASSED"
    found = judge(forge(certified[1]))
    assert (found.verdict, told(found)) == ("TOTAL-FAILED", {FORBIDDEN})


def test_a_form_that_the_author_lets_be_filled_is_passed_and_told(
    certified: tuple[MDPPerm, bytes], judge: Judge
) -> None:
    found = judge(attacks.other_value(certified[1]))
    if certified[0] == MDPPerm.NO_CHANGES:
        assert found.verdict == "TOTAL-FAILED"
    else:
        assert found.verdict == "TOTAL-PASSED"
        assert REDRAWN in found.signatures[0].notes


def test_a_sneaky_signature_is_not_passed(
    tmp_path: Path, certified: tuple[MDPPerm, bytes], sign: Sign, judge: Judge
) -> None:
    """A stranger's signature over a certified document: the file is no better than its weakest signature."""
    if certified[0] == MDPPerm.NO_CHANGES:
        pytest.skip("no one may sign it")
    (tmp_path / "certified.pdf").write_bytes(certified[1])
    stranger = signer(Authority("TEST Faussaire"), crl=CRL_URL)
    sneaky = sign(tmp_path / "certified.pdf", by=stranger, target=tmp_path / "sneaky.pdf").path.read_bytes()
    found = judge(sneaky)
    assert (found.verdict, told(found)) == ("INDETERMINATE", {"VER-005"})


def with_white_space(signed: bytes) -> bytes:
    return signed + b"\r\n \n"


def with_more_evidence(signed: bytes) -> bytes:
    """Validation data of somebody else, which every signature lets be added."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        store = generic.DictionaryObject({generic.pdf_name("/Certs"): generic.ArrayObject()})
        writer.root[generic.pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return attacks.update(signed, change)


@pytest.mark.parametrize("honest", [lambda signed: signed, with_white_space, with_more_evidence])
def test_honest_files_pass(signed: bytes, judge: Judge, honest: Forge) -> None:
    found = judge(honest(signed))
    assert (found.verdict, told(found)) == ("TOTAL-PASSED", set())


@pytest.mark.parametrize("save", [{"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_honest_files_of_other_makes_pass(
    tmp_path: Path, original: Path, sign: Sign, judge: Judge, save: dict[str, Any]
) -> None:
    with pikepdf.open(original) as pdf:
        pdf.save(tmp_path / "made.pdf", **save)
    first = sign(tmp_path / "made.pdf", target=tmp_path / "one.pdf")
    second = sign(first.path, target=tmp_path / "two.pdf")
    for path in (first.path, second.path):
        found = judge(path.read_bytes())
        assert (found.verdict, told(found)) == ("TOTAL-PASSED", set())
