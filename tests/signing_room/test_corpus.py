"""A folder of strange public files, where there is one: each is signed, or has the code that the table expects.

The files are not ours to copy, nor are their names: the table knows them by SHA-256.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.judges import is_valid, qpdf

from rokhas_desktop import catalogue
from rokhas_desktop.signing import preflight
from rokhas_desktop.signing.face import SignedFile

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "pdfs"
FILES = sorted(FOLDER.glob("*.pdf"))
TABLE = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))


@pytest.mark.skipif(not FILES, reason="no such folder beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_strange_file_is_signed_or_has_its_code(tmp_path: Path, sign: Callable[..., SignedFile], path: Path) -> None:
    expected = TABLE[hashlib.sha256(path.read_bytes()).hexdigest()]
    verdict = preflight.examine(path)
    assert (verdict.code or "signed") == expected["verdict"]
    assert [one.code for one in verdict.warnings] == expected["warnings"]
    if not verdict.ok:
        assert catalogue.entry(expected["verdict"]).exit == 3
        return
    signed = sign(path)
    assert is_valid(signed.path)
    assert signed.path.read_bytes().startswith(path.read_bytes())
    if qpdf(path) == 0:
        assert qpdf(signed.path) == 0


def test_the_table_holds_no_failure_without_a_reason_of_its_own() -> None:
    assert "DOC-012" not in {one["verdict"] for one in TABLE.values()}
    assert sum(one["verdict"] == "signed" for one in TABLE.values()) >= 23
