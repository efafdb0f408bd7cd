"""``sign-file`` and ``verify`` as other programs drive them, on real tokens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import psutil
import pytest
from support.command import LINE, PIN, create_token, environment, run, shared_pdfs, start

from rokhas_desktop import catalogue

KEYS = {"file", "status", "code", "message", "warnings", "output", "level", "repaired", "seconds"}


def test_one_line_for_each_file_in_order_and_verbatim(valid: Path, pdf: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a PDF")
    files = [str(pdf), str(tmp_path / "missing.pdf"), str(broken), f"{pdf.parent}/./{pdf.name}"]
    out = tmp_path / "out"
    done = run(valid, "sign-file", *files, "--out", out, "--pin-stdin", "--jsonl", typed=f"{PIN}\n")
    assert [line["file"] for line in done.lines] == files
    assert [line["status"] for line in done.lines] == ["signed", "failed", "refused", "signed"]
    assert all(set(line) == KEYS for line in done.lines)
    first, missing, refused, again = done.lines
    assert (first["code"], first["level"], first["repaired"]) == (None, "B-B", False)
    assert first["output"] == str(out / pdf.name)
    assert again["output"] == str(out / f"{pdf.stem}-2.pdf")
    assert missing["code"] != refused["code"]
    assert all(catalogue.entry(line["code"]) and line["message"] for line in (missing, refused))
    assert done.code == 3
    assert sorted(path.name for path in out.iterdir()) == sorted([pdf.name, f"{pdf.stem}-2.pdf"])


def test_a_signed_file_begins_with_the_original_and_others_find_it_valid(
    valid: Path, pdf: Path, tmp_path: Path
) -> None:
    done = run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert done.code == 0
    (line,) = done.document
    signed = Path(line["output"])
    assert signed.read_bytes().startswith(pdf.read_bytes())
    told = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True).stdout
    assert "Signature is Valid" in told
    assert subprocess.run(["qpdf", "--check", signed], capture_output=True).returncode == 0


def test_verify_reads_it_back(valid: Path, pdf: Path, tmp_path: Path) -> None:
    done = run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--json", typed=f"{PIN}\n")
    signed = done.document[0]["output"]
    trust = valid / "test-ca" / "trust"
    checked = run(valid, "verify", signed, pdf, "--trust", trust, "--offline", "--jsonl")
    own, unsigned = checked.lines
    assert checked.code == 3
    assert (own["file"], unsigned["file"]) == (signed, str(pdf))
    (signature,) = own["signatures"]
    assert signature["intact"] is True
    assert signature["covers_whole_file"] is True
    assert signature["level"] == "B-B"
    assert signature["signer_name"].endswith("TEST")
    assert signature["cin_masked"].endswith("42")
    assert "900142" not in checked.out
    assert unsigned["verdict"] == "NO-SIGNATURE"
    changed = tmp_path / "changed.pdf"
    data = bytearray(Path(signed).read_bytes())
    data[200] ^= 1
    changed.write_bytes(data)
    (line,) = run(valid, "verify", changed, "--trust", trust, "--offline", "--jsonl").lines
    assert line["verdict"] == "TOTAL-FAILED"


def test_a_wrong_pin_fails_every_file_with_its_code_and_is_tried_once(valid: Path, pdf: Path, tmp_path: Path) -> None:
    done = run(valid, "sign-file", pdf, "x.pdf", "--out", tmp_path, "--pin-stdin", "--jsonl", typed="11111111\n")
    assert [(line["status"], line["code"]) for line in done.lines] == [("failed", "TOK-020")] * 2
    assert done.code == 4


def test_no_pin_is_a_tokens_problem(valid: Path, pdf: Path, tmp_path: Path) -> None:
    done = run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--jsonl")
    assert [(line["status"], line["code"]) for line in done.lines] == [("failed", "TOK-028")]
    assert done.code == 4


@pytest.mark.parametrize(("profile", "code"), [("expired", "CRT-001"), ("not-yet-valid", "CRT-002")])
def test_a_key_that_must_not_sign_refuses_every_file_before_the_pin(
    profile: str, code: str, pdf: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    create_token(home, profile)
    done = run(home, "sign-file", pdf, "missing.pdf", "--out", tmp_path / "out", "--jsonl")
    assert [(line["status"], line["code"]) for line in done.lines] == [("refused", code)] * 2
    assert done.code == 3
    assert not (tmp_path / "out").exists()


def test_a_certificate_without_its_key_refuses_every_file(pdf: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    create_token(home, "no-private-key")
    options = ["--out", tmp_path / "out", "--pin-stdin", "--jsonl"]
    done = run(home, "sign-file", pdf, "missing.pdf", *options, typed=f"{PIN}\n")
    assert [(line["status"], line["code"]) for line in done.lines] == [("refused", "TOK-040")] * 2
    assert done.code == 3


@pytest.mark.parametrize("profile", ["always-authenticate", "ecdsa", "two-certificates"])
def test_other_kinds_of_key_sign_too(profile: str, pdf: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    create_token(home, profile)
    done = run(home, "sign-file", pdf, pdf, "--out", tmp_path / "out", "--pin-stdin", "--jsonl", typed=f"{PIN}\n")
    assert [line["status"] for line in done.lines] == ["signed", "signed"], done.err
    assert done.code == 0


def test_several_tokens_are_exit_4_with_the_list_and_one_is_named_by_label_or_serial(pdf: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    made = [create_token(home, "valid", "--label", f"TEST {n}") for n in (1, 2)]
    done = run(home, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert done.code == 4
    assert [line["code"] for line in done.document] == ["TOK-013"]
    for token in made:
        assert token["label"] in done.err
        assert token["serial"] in done.err
    for name in (made[0]["label"], made[1]["serial"]):
        named = ["--token", name, "--cert-id", made[0]["cert_id"] if name == made[0]["label"] else made[1]["cert_id"]]
        done = run(home, "sign-file", pdf, "--out", tmp_path / "out", *named, "--pin-stdin", "--json", typed=f"{PIN}\n")
        assert done.code == 0, done.err


def test_a_detached_signature_is_verified_by_openssl(valid: Path, tmp_path: Path) -> None:
    drawing = tmp_path / "plan.dwg"
    drawing.write_bytes(os.urandom(4096))
    out = tmp_path / "out"
    options = ["--out", out, "--detached", "--pin-stdin", "--json"]
    done = run(valid, "sign-file", drawing, *options, typed=f"{PIN}\n")
    assert done.document[0]["output"] == str(out / "plan.dwg.p7s")
    verified = subprocess.run(
        [*"openssl cms -verify -binary -noverify -inform DER -in".split(), out / "plan.dwg.p7s", "-content", drawing],
        capture_output=True,
    )
    assert verified.returncode == 0, verified.stderr


def test_files_from_a_list_come_after_the_arguments(valid: Path, pdf: Path, tmp_path: Path) -> None:
    second, listed = tmp_path / "second.pdf", tmp_path / "list.txt"
    shutil.copy(pdf, second)
    listed.write_text(f"{second}\r\n\n{tmp_path / 'gone.pdf'}\n", encoding="utf-8")
    options = ["--files-from", listed, "--out", tmp_path / "out", "--pin-stdin", "--jsonl"]
    done = run(valid, "sign-file", pdf, *options, typed=f"{PIN}\n")
    assert [line["file"] for line in done.lines] == [str(pdf), str(second), str(tmp_path / "gone.pdf")]


def test_a_file_name_that_is_no_text_comes_back_as_it_was_given(valid: Path, pdf: Path, tmp_path: Path) -> None:
    strange = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    shutil.copy(os.fsencode(pdf), strange)
    options = ["--out", str(tmp_path / "out"), "--pin-stdin", "--jsonl"]
    done = run(valid, "sign-file", os.fsdecode(strange), *options, typed=f"{PIN}\n")
    (line,) = done.lines
    assert os.fsencode(line["file"]) == strange
    assert line["status"] == "signed"


def test_a_visible_signature_is_drawn(valid: Path, pdf: Path, tmp_path: Path) -> None:
    options = ["--out", tmp_path / "out", "--visible", "--pin-stdin", "--json"]
    done = run(valid, "sign-file", pdf, *options, typed=f"{PIN}\n")
    assert done.code == 0, done.err
    before, after = (_dark(path, tmp_path) for path in (pdf, Path(done.document[0]["output"])))
    assert after > before + 200


def test_a_visible_signature_goes_where_it_is_told_and_what_it_covers_is_told(
    valid: Path, pdf: Path, tmp_path: Path
) -> None:
    options = ["--out", tmp_path / "out", "--visible", "--pin-stdin", "--json"]
    done = run(valid, "sign-file", pdf, *options, "--place", "1:40,60,290,156", typed=f"{PIN}\n")
    assert done.code == 0, done.err
    with pikepdf.open(done.document[0]["output"]) as signed:
        assert [float(number) for number in signed.Root.AcroForm.Fields[0].Rect] == [40, 60, 290, 156]
    again = run(
        valid, "sign-file", done.document[0]["output"], *options, "--place", "1:100,70,350,166", typed=f"{PIN}\n"
    )
    assert "DOC-057" in again.document[0]["warnings"]
    off = run(valid, "sign-file", pdf, *options, "--place", "1:500,60,750,156", typed=f"{PIN}\n")
    assert (off.code, off.document[0]["status"], off.document[0]["code"]) == (3, "refused", "SIG-010")
    for wrong in (["--place", "1:2,3"], ["--place", "x"]):
        assert run(valid, "sign-file", pdf, *options, *wrong, typed=f"{PIN}\n").code == 2
    invisible = ["--out", tmp_path / "out", "--place", "1", "--pin-stdin"]
    assert run(valid, "sign-file", pdf, *invisible, typed=f"{PIN}\n").code == 2


def _dark(path: Path, folder: Path) -> int:
    """How many dark pixels the first page has."""
    target = folder / "page"
    subprocess.run(["pdftoppm", "-r", "50", "-gray", "-singlefile", path, target], check=True)
    data = target.with_suffix(".pgm").read_bytes()
    return sum(value < 128 for value in data[20:])


def test_a_killed_token_child_stops_at_a_boundary_and_every_file_has_its_line(
    valid: Path, pdf: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = start(valid, "sign-file", *[pdf] * 150, "--out", out, "--pin-stdin", "--jsonl", typed=f"{PIN}\n")
    assert process.stdout is not None
    lines = [json.loads(process.stdout.readline())]
    for child in psutil.Process(process.pid).children(recursive=True):
        if child.cmdline()[-2:] == ["--child", "token"]:
            child.kill()
    lines += [json.loads(line) for line in process.stdout.read().splitlines()]
    process.wait(60)
    assert len(lines) == 150
    signed = [line for line in lines if line["status"] == "signed"]
    stopped = lines[len(signed) :]
    assert signed
    assert stopped
    assert {(line["status"], line["code"]) for line in stopped} == {("failed", "TOK-053")}
    assert process.returncode == 4
    assert len(list(out.iterdir())) == len(signed)


def test_an_interrupt_ends_it_between_two_files(valid: Path, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(valid, "sign-file", *[pdf] * 150, "--out", out, "--pin-stdin", "--jsonl", typed=f"{PIN}\n")
    assert process.stdout is not None
    lines = [json.loads(process.stdout.readline())]
    process.send_signal(signal.SIGINT)
    lines += [json.loads(line) for line in process.stdout.read().splitlines()]
    assert process.wait(60) == 130
    assert len(lines) == 150
    assert lines[-1]["code"] == "APP-130"
    assert len(list(out.iterdir())) == sum(line["status"] == "signed" for line in lines)


def test_the_pin_is_nowhere_on_the_disk(valid: Path, pdf: Path, tmp_path: Path) -> None:
    run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--jsonl", typed=f"{PIN}\n")
    run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--jsonl", typed="97531864\n")
    tokens = valid / "softhsm"
    for path in valid.rglob("*"):
        if path.is_file() and not path.is_relative_to(tokens):
            data = path.read_bytes()
            assert PIN.encode() not in data, path
            assert b"97531864" not in data, path


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_pin_is_typed_unseen_at_a_terminal(valid: Path, pdf: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    line = [*LINE, "sign-file", str(pdf), "--out", str(tmp_path / "out"), "--lang", "en"]
    process = subprocess.Popen(
        line, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(valid), start_new_session=True
    )
    os.close(theirs)
    shown = _until(ours, b"PIN of the key TEST valid")
    os.write(ours, f"{PIN}\n".encode())
    shown += _until(ours, None)
    assert process.wait(60) == 0, shown
    assert b"1 signed, 0 refused, 0 failed" in shown
    assert PIN.encode() not in shown


def _until(terminal: int, words: bytes | None) -> bytes:
    """What a terminal shows until ``words``, or until its end."""
    shown = b""
    while words is None or words not in shown:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        shown += part
    return shown


@pytest.mark.timeout(300)
@pytest.mark.skipif(not shared_pdfs(), reason="the PDFs of public test corpora are not beside this checkout")
def test_every_strange_pdf_is_signed_or_refused_with_a_code_of_its_own(valid: Path, tmp_path: Path) -> None:
    files = [str(path) for path in shared_pdfs()]
    out = tmp_path / "out"
    done = run(valid, "sign-file", *files, "--out", out, "--pin-stdin", "--jsonl", typed=f"{PIN}\n", timeout=240)
    assert [line["file"] for line in done.lines] == files
    assert "Traceback" not in done.err
    for line in done.lines:
        assert line["status"] in {"signed", "refused"}, line
        if line["status"] == "refused":
            assert line["code"].startswith("DOC-"), line
            continue
        told = subprocess.run(["pdfsig", "-nocert", line["output"]], capture_output=True, text=True).stdout
        assert "Signature is Valid" in told, line
        if _clean(line["file"]):
            assert _clean(line["output"]), line


def _clean(path: str) -> bool:
    return subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
