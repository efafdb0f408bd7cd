"""``sign-file`` above B-T and ``extend``, as other programs drive them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from support.command import PIN, create_token, run
from support.sandbox import RunningSandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    home = tmp_path_factory.mktemp("archive") / "home"
    home.mkdir()
    create_token(home, "valid")
    with running_sandbox(home, acts=1) as running:
        yield running


def tsa(sandbox: RunningSandbox) -> str:
    discovery = f"{sandbox.url}/.well-known/rokhas-desktop"
    url: str = requests.get(discovery, verify=str(sandbox.ca_file), timeout=20).json()["timestamp_url"]
    return url


def sign(sandbox: RunningSandbox, pdf: Path, out: Path, *options: str) -> dict[str, Any]:
    line = ["--token", "TEST valid", "--pin-stdin", "--jsonl", "--out", out, *options]
    done = run(sandbox.home, "sign-file", pdf, *line, typed=f"{PIN}\n")
    assert done.code == 0, done.out + done.err
    (found,) = done.lines
    return found


def test_a_local_file_is_signed_for_the_archive(sandbox: RunningSandbox, pdf: Path, tmp_path: Path) -> None:
    trust = ("--trust", str(sandbox.trust_dir))
    line = sign(sandbox, pdf, tmp_path / "out", "--level", "B-LTA", "--tsa", tsa(sandbox), *trust)
    assert (line["status"], line["level"]) == ("signed", "B-LTA")
    said = run(sandbox.home, "verify", line["output"], *trust, "--offline", "--jsonl").lines[0]
    assert (said["verdict"], said["signatures"][0]["level"]) == ("TOTAL-PASSED", "B-LTA")


def test_an_archived_file_is_extended(sandbox: RunningSandbox, pdf: Path, tmp_path: Path) -> None:
    plain = sign(sandbox, pdf, tmp_path / "out")["output"]
    trust = ("--trust", str(sandbox.trust_dir))
    options = ["--level", "B-LTA", "--tsa", tsa(sandbox), *trust, "--out", tmp_path / "archive", "--jsonl"]
    done = run(sandbox.home, "extend", plain, pdf, "missing.pdf", *options)
    assert done.code == 3, done.err
    assert [(line["file"], line["status"], line["code"]) for line in done.lines] == [
        (plain, "extended", None),
        (str(pdf), "refused", "SIG-016"),
        ("missing.pdf", "failed", "DOC-015"),
    ]
    first = done.lines[0]
    assert set(first) == {
        "file", "status", "code", "message", "warnings", "output", "level", "repaired", "seconds",
    }  # fmt: skip
    assert Path(first["output"]).read_bytes().startswith(Path(str(plain)).read_bytes())
    said = run(sandbox.home, "verify", first["output"], *trust, "--offline", "--jsonl").lines[0]
    assert (said["verdict"], said["signatures"][0]["level"]) == ("TOTAL-PASSED", "B-LTA")
    again = run(sandbox.home, "extend", first["output"], *options)
    assert (again.code, again.lines[0]["code"]) == (3, "SIG-017")


def test_a_report_is_written_once(sandbox: RunningSandbox, pdf: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run(sandbox.home, "--lang", "ar", "verify", pdf, "--offline", "--report", page, "--jsonl")
    assert (done.code, done.lines[0]["verdict"]) == (3, "NO-SIGNATURE")
    assert 'lang="ar" dir="rtl"' in page.read_text("utf-8")
    again = run(sandbox.home, "verify", pdf, "--offline", "--report", page, "--json")
    assert again.document["error"]["code"] == "SIG-003"


def test_a_level_needs_a_server(sandbox: RunningSandbox, pdf: Path, tmp_path: Path) -> None:
    assert run(sandbox.home, "extend", pdf, "--level", "B-LT", "--out", tmp_path / "out").code == 2


def test_a_drawing_is_signed_beside_with_the_time_and_verified_with_its_content(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    drawing = tmp_path / "plan TEST.dwg"
    drawing.write_bytes(b"AC1032" + bytes(range(256)) * 40)
    line = sign(sandbox, drawing, tmp_path / "out", "--detached", "--level", "B-T", "--tsa", tsa(sandbox))
    assert (line["status"], line["level"]) == ("signed", "B-T")
    trust = ("--trust", str(sandbox.trust_dir), "--jsonl")
    said = run(sandbox.home, "verify", line["output"], "--content", drawing, *trust).lines[0]
    assert (said["verdict"], said["signatures"][0]["level"]) == ("TOTAL-PASSED", "B-T")
    other = tmp_path / "other.dwg"
    other.write_bytes(drawing.read_bytes() + b"\0")
    said = run(sandbox.home, "verify", line["output"], "--content", other, *trust).lines[0]
    assert said["verdict"] == "TOTAL-FAILED"


def test_a_detached_signature_for_the_archive_is_refused_with_its_code(sandbox: RunningSandbox, tmp_path: Path) -> None:
    drawing = tmp_path / "plan TEST.dwg"
    drawing.write_bytes(b"AC1032" + bytes(4000))
    options = [
        "--detached",
        "--level",
        "B-LT",
        "--tsa",
        tsa(sandbox),
        "--token",
        "TEST valid",
        "--pin-stdin",
        "--jsonl",
    ]
    done = run(sandbox.home, "sign-file", drawing, "--out", tmp_path / "out", *options, typed=f"{PIN}\n")
    assert done.code != 0
    assert "SIG-012" in done.out
    assert not list(tmp_path.glob("out/*"))
