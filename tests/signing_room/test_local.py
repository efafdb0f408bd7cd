"""What ``sign-file`` does: one result for each file, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from support.documents import plan, stamp_page
from support.judges import colour_at, is_valid, picture, qpdf
from support.signers import DAY, NOW, Authority, FileSigner, signer

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Cancel
from rokhas_desktop.signing import local
from rokhas_desktop.signing.errors import Damaged, KeyAnsweredWrong, LevelNotOffered, NeedsTimestampServer
from rokhas_desktop.signing.local import LocalJob, LocalResult

Run = Callable[..., list[LocalResult]]


def clock() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def run(tmp_path: Path, key: FileSigner, root: Authority) -> Run:
    def one(
        files: Sequence[Path | str], *, by: FileSigner | None = None, cancel: Cancel | None = None, **job: Any
    ) -> Any:
        made = LocalJob(**{"out": tmp_path / "out", "clock": clock, "anchors": (root.der,), **job})
        return list(local.sign_files([str(file) for file in files], made, by or key, cancel=cancel))

    return one


def test_one_result_for_each_in_order(tmp_path: Path, run: Run) -> None:
    good = plan(tmp_path / "plan.pdf")
    (tmp_path / "text.pdf").write_text("bonjour")
    missing = tmp_path / "./nowhere.pdf"
    files = [str(good), str(tmp_path / "text.pdf"), f"{tmp_path}/./nowhere.pdf", str(good)]
    results = run(files)
    assert [one.file for one in results] == files
    assert [one.status for one in results] == ["signed", "refused", "failed", "signed"]
    assert [one.notice.code if one.notice else None for one in results] == [None, "DOC-001", "DOC-015", None]
    assert [one.output for one in results if one.output] == [tmp_path / "out/plan.pdf", tmp_path / "out/plan-2.pdf"]
    assert all(one.output.is_absolute() for one in results if one.output)
    assert not missing.exists()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["plan-2.pdf", "plan.pdf"]


def test_an_existing_file_is_not_replaced(tmp_path: Path, run: Run) -> None:
    original = plan(tmp_path / "plan.pdf")
    before = original.read_bytes()
    (one,) = run([original], out=tmp_path)
    assert one.output == tmp_path / "plan-2.pdf"
    assert original.read_bytes() == before


def test_names_go_on_counting(tmp_path: Path) -> None:
    for expected in ("a.dwg.p7s", "a.dwg-2.p7s", "a.dwg-3.p7s"):
        path = local.free_name(tmp_path, "a.dwg.p7s")
        assert path.name == expected
        path.touch()
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nothing")
    assert local.free_name(tmp_path, "dangling.pdf").name == "dangling-2.pdf"


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"not_before": NOW - 60 * DAY, "not_after": NOW - DAY}, "CRT-001"),
        ({"not_before": NOW + DAY, "not_after": NOW + 60 * DAY}, "CRT-002"),
    ],
)
def test_a_certificate_that_may_not_sign_refuses_each_file(
    tmp_path: Path, run: Run, authority: Authority, dates: dict[str, Any], code: str
) -> None:
    other = signer(authority, **dates)
    results = run([plan(tmp_path / "a.pdf"), plan(tmp_path / "b.pdf")], by=other)
    assert [(one.status, one.notice.code if one.notice else None) for one in results] == [("refused", code)] * 2
    assert other.asked == 0


def test_policy_and_issuer_are_only_warnings(tmp_path: Path, run: Run) -> None:
    original = plan(tmp_path / "plan.pdf")
    (known,) = run([original])
    (unknown,) = run([original], anchors=())
    assert known.status == unknown.status == "signed"
    assert {one.code for one in unknown.warnings} - {one.code for one in known.warnings} == {"CRT-012"}


def test_a_token_that_stops_gives_its_code_to_the_rest(tmp_path: Path, run: Run, key: FileSigner) -> None:
    class Gone(FileSigner):
        def sign(self, data: bytes, scheme: str) -> bytes:
            if self.asked == 1:
                raise KeyAnsweredWrong()
            return super().sign(data, scheme)

    files = [plan(tmp_path / f"{name}.pdf") for name in "abcd"]
    gone = Gone(key.key, key.certificate, key.chain)
    results = run(files, by=gone)
    assert [one.status for one in results] == ["signed", "failed", "failed", "failed"]
    assert {one.notice.code for one in results if one.notice} == {"SIG-001"}
    assert gone.asked == 1
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_defect_of_ours_is_one_files_failure(tmp_path: Path, run: Run, key: FileSigner) -> None:
    class Defect(FileSigner):
        def sign(self, data: bytes, scheme: str) -> bytes:
            self.asked += 1
            if self.asked == 1:
                raise ZeroDivisionError
            return super().sign(data, scheme)

    results = run([plan(tmp_path / "a.pdf"), plan(tmp_path / "b.pdf")], by=Defect(key.key, key.certificate, key.chain))
    assert [one.status for one in results] == ["failed", "signed"]
    assert results[0].notice is not None
    assert (results[0].notice.code, results[0].notice.details) == ("APP-001", {"where": "ZeroDivisionError"})


def test_stopping_keeps_what_was_done(tmp_path: Path, run: Run) -> None:
    cancel = Cancel()
    cancel.ask()
    results = run([plan(tmp_path / "a.pdf"), plan(tmp_path / "b.pdf")], cancel=cancel)
    assert [(one.status, one.notice.code if one.notice else None) for one in results] == [("failed", "APP-130")] * 2


def test_mistakes_of_the_asking_come_before_anything(tmp_path: Path, run: Run) -> None:
    with pytest.raises(NeedsTimestampServer):
        run([plan(tmp_path / "a.pdf")], level="B-T")
    with pytest.raises(NeedsTimestampServer):
        run([tmp_path / "a.pdf"], level="B-LTA")
    with pytest.raises(LevelNotOffered):
        run([tmp_path / "a.dwg"], level="B-LT", detached=True)


def test_any_file_can_have_a_detached_signature(tmp_path: Path, run: Run) -> None:
    (tmp_path / "plan.dwg").write_bytes(b"AC1032 TEST")
    results = run([tmp_path / "plan.dwg", tmp_path / "none.dwg"], detached=True)
    assert [one.status for one in results] == ["signed", "failed"]
    assert results[0].output == tmp_path / "out" / "plan.dwg.p7s"


def test_a_damaged_file_is_rebuilt_only_when_asked(tmp_path: Path, run: Run, sign: Callable[..., Any]) -> None:
    damaged = plan(tmp_path / "plan.pdf")
    content = damaged.read_bytes()
    damaged.write_bytes(content[: content.rindex(b"startxref")])
    (refused,) = run([damaged])
    assert (refused.status, refused.notice.code if refused.notice else None) == ("refused", "DOC-002")
    (one,) = run([damaged], repair=True)
    assert (one.status, one.repaired) == ("signed", True)
    assert "DOC-053" in {warning.code for warning in one.warnings}
    assert one.output is not None
    assert is_valid(one.output)
    assert qpdf(one.output) == 0
    assert damaged.read_bytes() == content[: content.rindex(b"startxref")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan.pdf"]

    signed = sign(plan(tmp_path / "good.pdf")).path
    signed.write_bytes(signed.read_bytes()[:-30])
    (kept,) = run([signed], repair=True)
    assert (kept.status, kept.notice.code if kept.notice else None) == ("refused", "DOC-019")


def test_a_rebuild_that_looks_otherwise_is_not_signed(tmp_path: Path, run: Run) -> None:
    damaged = plan(tmp_path / "plan.pdf")
    content = damaged.read_bytes()
    damaged.write_bytes(content[: content.rindex(b"startxref")])

    def unlike(path: Path) -> list[bytes]:
        return [path.name.encode()]

    def unseen(path: Path) -> list[bytes]:
        if path == damaged:
            raise Damaged
        return [b"page"]

    def lost(path: Path) -> list[bytes]:
        if path != damaged:
            raise Damaged
        return [b"page"]

    for look in (unlike, lost):
        (refused,) = run([damaged], repair=True, look=look)
        assert (refused.status, refused.notice.code if refused.notice else None) == ("refused", "DOC-023")
        assert list((tmp_path / "out").iterdir()) == []
    (one,) = run([damaged], repair=True, look=unseen)
    assert one.status == "signed"
    assert {"DOC-053", "DOC-055"} <= {warning.code for warning in one.warnings}


def test_beyond_repair(tmp_path: Path, run: Run) -> None:
    (tmp_path / "rubbish.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00" * 2000)
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(tmp_path / "rubbish.pdf")
    (one,) = run([tmp_path / "rubbish.pdf"], repair=True)
    assert (one.status, one.notice.code if one.notice else None) == ("refused", "DOC-002")


def test_a_visible_signature(tmp_path: Path, run: Run) -> None:
    asked: list[Any] = []

    def draw(text: Any, width: float, height: float) -> bytes:
        asked.append(text)
        return stamp_page(width, height)

    (one,) = run([plan(tmp_path / "plan.pdf")], draw=draw)
    assert one.output is not None
    assert colour_at(picture(one.output, 1), 595 - 18 - 250 + 8, 18 + 8) == (255, 0, 0)
    assert "TEST Signataire EL OUALI" in asked[0].lines[0].text


def test_an_out_folder_that_cannot_be_made(tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").write_text("a file")
    (one,) = run([plan(tmp_path / "plan.pdf")])
    assert (one.status, one.notice.code if one.notice else None) == ("failed", "SIG-004")


def test_an_error_of_the_batch_is_no_document_code() -> None:
    assert not issubclass(KeyAnsweredWrong, local.DocumentError)
    assert issubclass(KeyAnsweredWrong, RokhasError)
