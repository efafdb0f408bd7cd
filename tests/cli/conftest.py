"""Homes with emulated tokens, made once for a file of tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from support.command import create_token


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one good token."""
    home = tmp_path_factory.mktemp("valid") / "home"
    home.mkdir()
    create_token(home, "valid")
    return home


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of one page."""
    path = tmp_path / "essai é تجربة.pdf"
    document = FPDF()
    document.add_page()
    document.set_font("helvetica")
    document.text(20, 20, "TEST")
    path.write_bytes(bytes(document.output()))
    return path
