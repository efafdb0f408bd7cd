"""Archived files taken to a higher level: what is added, what is refused, and that the original stays a prefix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.documents import plan, signature_of
from support.judges import is_valid, openssl_accepts, qpdf
from support.longterm import covered, local_now, openssl_timestamp, services
from support.pdf_signing import Binding, How, TestKey
from support.pdf_signing import sign as sign_otherwise
from support.postal import der, key, leaf
from support.signers import FileSigner, pem

from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.postal_ca.server import CaServer
from rokhas_desktop.settings import Net
from rokhas_desktop.signing import pades, verify
from rokhas_desktop.signing.extend import ExtendJob, ExtendResult, extend_files
from rokhas_desktop.signing.face import Level, PdfOrder


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostalCA]:
    ca = PostalCA.open_or_create(tmp_path_factory.mktemp("ca") / "test-ca")
    with CaServer(ca):
        yield ca


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    session = Session(Net(connect_timeout=5, read_timeout=10, retries=0))
    yield session
    session.close()


@pytest.fixture
def signed(tmp_path: Path, ca: PostalCA, session: Session) -> Callable[..., Path]:
    """A plan signed at a level."""

    def one(level: Level = "B-B", name: str = "signed.pdf", **more: Any) -> Path:
        original = more.pop("original", None) or plan(tmp_path / "plan.pdf")
        holder = FileSigner(key(), der(leaf(ca)), ca.chain)
        order = PdfOrder(original, tmp_path / name, local_now(), level=level, **more)
        return pades.sign(order, holder, services(ca, session)).path

    return one


@pytest.fixture
def extend(tmp_path: Path, ca: PostalCA, session: Session) -> Callable[..., ExtendResult]:
    def one(path: Path, level: Level, **more: Any) -> ExtendResult:
        options: dict[str, Any] = {"trust": ca.anchors, "known": ca.chain, **more}
        job = ExtendJob(tmp_path / "out", level, services(ca, session), session, **options)
        (result,) = extend_files([str(path)], job)
        return result

    return one


Signed, Extend = Callable[..., Path], Callable[..., ExtendResult]


@pytest.mark.parametrize("level", ["B-T", "B-LT", "B-LTA"])
@pytest.mark.parametrize("have", ["B-B", "B-T"])
def test_a_signature_made_offline_reaches_a_level_later(
    tmp_path: Path, signed: Signed, extend: Extend, ca: PostalCA, session: Session, have: Level, level: Level
) -> None:
    if have == level:
        pytest.skip("nothing to extend")
    original = signed(have)
    result = extend(original, level)
    assert (result.status, result.level, result.notice) == ("extended", level, None)
    assert result.output is not None
    assert result.output.read_bytes().startswith(original.read_bytes())
    assert qpdf(result.output) == 0
    assert openssl_accepts(result.output, pem(ca.anchors[0]), field="Rokhas_1") == ""
    # B-T later is offline still unknown as to revocation; above it nothing is asked.
    found = verify.verify_file(
        result.output, trust=ca.anchors, known=ca.chain, session=session if level == "B-T" else None
    )
    (one,) = found.signatures
    assert (found.verdict, one.level, one.time_source) == ("TOTAL-PASSED", level, "timestamp"), found


def test_a_deferred_timestamp_is_a_document_timestamp(
    tmp_path: Path, signed: Signed, extend: Extend, ca: PostalCA
) -> None:
    output = extend(signed("B-B"), "B-T").output
    assert output is not None
    stamp = signature_of(output, "RokhasTime_1")
    assert (stamp.sig_object_type, str(stamp.sig_object["/SubFilter"])) == ("/DocTimeStamp", "/ETSI.RFC3161")
    token, trusted = stamp.pkcs7_content.rstrip(b"\0"), (*ca.anchors, *ca.chain)
    assert "Verification: OK" in openssl_timestamp(tmp_path, token, covered(output, "RokhasTime_1"), trusted)
    assert not signature_of(output, "Rokhas_1").signer_info["unsigned_attrs"].native


def test_each_step_may_come_on_its_own(signed: Signed, extend: Extend, ca: PostalCA) -> None:
    path, whole = signed("B-B"), b""
    for level in ("B-T", "B-LT", "B-LTA"):
        result = extend(path, level)
        assert result.output is not None, result
        before, whole, path = whole, result.output.read_bytes(), result.output
        assert whole.startswith(before)
        assert verify.verify_file(path, trust=ca.anchors).signatures[0].level == level


def test_an_archive_is_renewed_when_it_is_asked_for(signed: Signed, extend: Extend, ca: PostalCA) -> None:
    archived = signed("B-LTA")
    refused = extend(archived, "B-LTA")
    assert (refused.status, refused.notice and refused.notice.code) == ("refused", "SIG-017")
    renewed = extend(archived, "B-LTA", renew=True)
    assert renewed.output is not None
    found = verify.verify_file(renewed.output, trust=ca.anchors)
    assert (found.verdict, found.document_timestamps, found.signatures[0].level) == ("TOTAL-PASSED", 2, "B-LTA")


def test_every_signature_of_a_file_is_taken_there(signed: Signed, extend: Extend, ca: PostalCA) -> None:
    two = signed("B-T", "two.pdf", original=signed("B-B", "one.pdf"))
    result = extend(two, "B-LTA")
    assert result.output is not None
    found = verify.verify_file(result.output, trust=ca.anchors)
    assert [one.level for one in found.signatures] == ["B-LTA", "B-LTA"]
    assert found.verdict == "TOTAL-PASSED"


def unsigned(tmp_path: Path, good: Path) -> Path:
    return plan(tmp_path / "unsigned.pdf")


def bent(tmp_path: Path, good: Path) -> Path:
    content = bytearray(good.read_bytes())
    content[content.index(b"%PDF-") + 10] ^= 1
    (tmp_path / "bent.pdf").write_bytes(content)
    return tmp_path / "bent.pdf"


def text(tmp_path: Path, good: Path) -> Path:
    (tmp_path / "text.pdf").write_text("bonjour")
    return tmp_path / "text.pdf"


def missing(tmp_path: Path, good: Path) -> Path:
    return tmp_path / "missing.pdf"


@pytest.mark.parametrize(
    ("bad", "status", "code", "reason"),
    [
        (unsigned, "refused", "SIG-016", "VER-001"),
        (bent, "refused", "SIG-016", "VER-002 HASH_FAILURE"),
        (text, "refused", "DOC-001", None),
        (missing, "failed", "DOC-015", "No such file or directory"),
    ],
)
def test_what_cannot_be_extended_is_refused_and_nothing_is_written(
    tmp_path: Path, signed: Signed, extend: Extend, bad: Callable[..., Path], status: str, code: str, reason: str
) -> None:
    result = extend(bad(tmp_path, signed("B-B")), "B-LT")
    assert result.notice is not None
    assert (result.status, result.notice.code, result.notice.details.get("reason")) == (status, code, reason)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_untrusted_or_revoked_signature_is_not_extended(
    tmp_path: Path, signed: Signed, extend: Extend, ca: PostalCA, session: Session
) -> None:
    assert extend(signed("B-B"), "B-LT", trust=()).status == "refused"
    certificate = leaf(ca)
    holder = FileSigner(key(), der(certificate), ca.chain)
    path = pades.sign(PdfOrder(plan(tmp_path / "p.pdf"), tmp_path / "revoked.pdf", local_now()), holder).path
    ca.revoke(certificate.serial_number, at=local_now())
    result = extend(path, "B-LT")
    assert result.notice is not None
    assert (result.status, result.notice.details["reason"]) == ("refused", "VER-006 REVOKED_NO_POE")


def test_a_signature_that_is_not_pades_has_no_level_to_be_taken_to(
    tmp_path: Path, extend: Extend, ca: PostalCA
) -> None:
    from pyhanko.sign.fields import SigSeedSubFilter

    other = TestKey(key(), leaf(ca), ca.chain)
    how = How(subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    content = sign_otherwise(plan(tmp_path / "p.pdf").read_bytes(), other, Binding("TEST", "1/1", "TEST"), how)
    (tmp_path / "adobe.pdf").write_bytes(content)
    assert is_valid(tmp_path / "adobe.pdf")
    result = extend(tmp_path / "adobe.pdf", "B-LT")
    assert (result.status, result.notice and result.notice.details["reason"]) == ("refused", "SubFilter")


def test_a_server_that_is_down_stops_the_rest(tmp_path: Path, signed: Signed, ca: PostalCA, session: Session) -> None:
    asked = services(ca, session, servers=("http://127.0.0.1:9/gone",))
    job = ExtendJob(tmp_path / "out", "B-LTA", asked, session, ca.anchors, ca.chain)
    results = list(extend_files([str(signed("B-B", f"{n}.pdf")) for n in (1, 2)], job))
    assert [(one.status, one.notice and one.notice.code) for one in results] == [("failed", "SIG-006")] * 2
    assert list((tmp_path / "out").iterdir()) == []


def test_an_encrypted_file_is_extended_too(tmp_path: Path, signed: Signed, extend: Extend, ca: PostalCA) -> None:
    from support.documents import ENCRYPTIONS

    original = plan(tmp_path / "locked.pdf", encryption=ENCRYPTIONS["aes256"])
    result = extend(signed("B-B", "locked-signed.pdf", original=original), "B-LTA")
    assert result.output is not None, result
    assert verify.verify_file(result.output, trust=ca.anchors).verdict == "TOTAL-PASSED"
