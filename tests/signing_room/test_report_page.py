"""The page of a verification: words in three languages, nothing of a file's own making, no number in full."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from support import attacks
from support.documents import plan
from support.signers import Authority

from rokhas_desktop import resources
from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.signing import report_page, verify
from rokhas_desktop.signing.errors import TargetExists
from rokhas_desktop.signing.face import SignedFile
from rokhas_desktop.signing.report import Report

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DISCLAIMERS = {
    "fr": "ne constitue pas une validation qualifiée",
    "ar": "لا يشكل تحققا مؤهلا",
    "en": "is not a qualified validation",
}
UNDETERMINED: dict[Language, str] = {"fr": "non déterminé", "ar": "غير محدد", "en": "not determined"}


class Page(HTMLParser):
    """Tags that are opened and closed in order, their attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "!doctype"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


@pytest.fixture
def found(tmp_path: Path, sign: Callable[..., SignedFile], root: Authority) -> Callable[..., Report]:
    def one(name: str = "plan.pdf", forge: attacks.Forge | None = None, **order: Any) -> Report:
        path = sign(plan(tmp_path / "original.pdf"), target=tmp_path / name, **order).path
        if forge is not None:
            path.write_bytes(forge(path.read_bytes()))
        return verify.verify_file(path, trust=[root.der])

    return one


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_each_language(found: Callable[..., Report], language: Language) -> None:
    good = found(capacity="Président du conseil communal TEST", act="PCT-2026-TEST", piece="1/2")
    page = Page(report_page.page([good], language, AT))
    attributes = dict(page.tags)["html"]
    assert attributes == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    for said in ("TEST Signataire EL OUALI", "••••••56", "PCT-2026-TEST", "1/2", "B-B", "VER-008", "INDETERMINATE"):
        assert said in page.text, said
    assert "Président du conseil communal TEST" in page.text
    assert DISCLAIMERS[language] in page.text
    assert "XX123456" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_it_is_qualified_is_said_in_the_words_of_the_law(
    found: Callable[..., Report], language: Language
) -> None:
    words = resources.load_toml("verification.toml")[language]
    page = Page(report_page.page([found()], language, AT))
    assert re.search(re.escape(words["qualified"]) + r"\s*" + re.escape(words["no"]), page.text)
    assert words["undetermined"] == UNDETERMINED[language]
    assert "certaine" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forged_file_and_one_without_signatures(
    tmp_path: Path, found: Callable[..., Report], root: Authority, language: Language
) -> None:
    unsigned = verify.verify_file(plan(tmp_path / "unsigned.pdf"), trust=[root.der])
    page = Page(report_page.page([found(forge=attacks.saved), unsigned], language, AT))
    for said in ("VER-010", "TOTAL-FAILED", "VER-001", "NO-SIGNATURE", "unsigned.pdf"):
        assert said in page.text


def test_what_a_file_says_is_shown_as_text_only(found: Callable[..., Report]) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=y>\"'&"
    report = found("<b>plan & co.pdf", capacity=hostile, act="<u>", piece="<i>", reason=hostile, location=hostile)
    source = report_page.page([report], "fr", AT)
    page = Page(source)
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "section", "small", "bdi", "table",
        "tr", "th", "td", "ul", "li", "footer", "strong",
    }  # fmt: skip
    assert hostile in page.text
    assert "<b>plan & co.pdf" in page.text


def test_the_page_loads_nothing_and_runs_nothing(found: Callable[..., Report]) -> None:
    source = report_page.page([found()], "fr", AT)
    policy = [attributes["content"] for tag, attributes in Page(source).tags if "http-equiv" in attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not re.search(r"https?://|url\(|@import|<script|<link|<img", source)


def test_the_words_are_the_same_set_in_each_language() -> None:
    words = resources.load_toml("verification.toml")
    assert set(words) == set(LANGUAGES)
    assert len({frozenset(words[language]) for language in LANGUAGES}) == 1


def test_a_page_never_replaces_another_file(tmp_path: Path, found: Callable[..., Report]) -> None:
    path = tmp_path / "report.html"
    report_page.write(path, [found()], "fr", AT)
    before = path.read_bytes()
    with pytest.raises(TargetExists):
        report_page.write(path, [found("again.pdf")], "fr", AT)
    assert path.read_bytes() == before
