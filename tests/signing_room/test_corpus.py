"""A folder of strange public files, where there is one: each is signed, or has a code of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.judges import is_valid, qpdf

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import preflight
from rokhas_desktop.signing.face import SignedFile

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "pdfs"
FILES = sorted(FOLDER.glob("*.pdf"))


@pytest.mark.skipif(not FILES, reason="no such folder beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_strange_file_is_signed_or_has_a_code(tmp_path: Path, sign: Callable[..., SignedFile], path: Path) -> None:
    verdict = preflight.examine(path)
    if not verdict.ok:
        with pytest.raises(RokhasError) as raised:
            sign(path)
        assert raised.value.code == verdict.code
        assert catalogue.entry(raised.value.code).exit == 3
        assert list(tmp_path.iterdir()) == []
        return
    signed = sign(path)
    assert is_valid(signed.path)
    assert signed.path.read_bytes().startswith(path.read_bytes())
    if qpdf(path) == 0:
        assert qpdf(signed.path) == 0


@pytest.mark.skipif(not FILES, reason="no such folder beside this checkout")
def test_most_of_them_are_signed() -> None:
    verdicts = [preflight.examine(path) for path in FILES]
    assert sum(verdict.ok for verdict in verdicts) >= 27
    assert "DOC-012" not in {verdict.code for verdict in verdicts}
