"""No code without its texts, no text without a code, no placeholder that nothing fills."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from pathlib import Path

import pytest
from support.platform_client import contract

import rokhas_desktop
from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError

PACKAGE = Path(rokhas_desktop.__file__).parent
ENTRIES = sorted(catalogue.everything().items())
CODE = re.compile(r"\b(" + "|".join(catalogue.AREAS) + r")-\d{3}\b")
EXITS = {0, 2, 3, 4, 5, 6, 70, 130}


def classes(root: type[RokhasError]) -> set[type[RokhasError]]:
    return {root} | {deep for child in root.__subclasses__() for deep in classes(child)}


def test_every_error_class_has_an_entry() -> None:
    for found in pkgutil.walk_packages(rokhas_desktop.__path__, "rokhas_desktop."):
        if found.name.endswith(".errors"):
            importlib.import_module(found.name)
    for error in classes(RokhasError):
        if isinstance(error.code, str):  # Coded has its code from the other side
            assert error.code in catalogue.everything(), error


def test_every_code_that_is_named_has_an_entry_and_every_entry_is_named() -> None:
    named: set[str] = set()
    for path in PACKAGE.rglob("*"):
        if path.suffix in {".py", ".toml", ".json"} and "catalogue" not in str(path):
            named |= {match.group(0) for match in CODE.finditer(path.read_text(encoding="utf-8"))}
    known = set(catalogue.everything())
    assert named - known == set()
    # A problem of the platform is named by its slug, in the contract.
    assert {code for code in known - named if catalogue.entry(code).problem is None} == set()


def test_each_of_the_platforms_problems_is_one_codes() -> None:
    claimed = [entry.problem for _code, entry in ENTRIES if entry.problem]
    assert len(claimed) == len(set(claimed))
    published = contract()["components"]["schemas"]["ProblemCode"]["enum"]
    assert set(claimed) == set(published)


@pytest.mark.parametrize(("code", "entry"), ENTRIES)
def test_an_entry_is_whole(code: str, entry: catalogue.Entry) -> None:
    assert entry.exit in EXITS
    assert entry.severity in {"problem", "warning"}
    assert isinstance(entry.retry, bool)
    assert entry.batch in {"stop", "continue"}
    for language in catalogue.LANGUAGES:
        text = entry.texts[language]
        assert text.title.strip(), code
        assert text.cause.strip(), code
        assert text.remedy, code
        assert all(step.strip() for step in text.remedy), code
        assert len(text.title) <= 140, code
    arabic = entry.texts["ar"]
    assert re.search(r"[\u0600-\u06FF]", arabic.title), code
    assert not re.search(r"[\u0660-\u0669\u06F0-\u06F9]", " ".join([arabic.title, arabic.cause, *arabic.remedy])), code


@pytest.mark.parametrize(("code", "entry"), ENTRIES)
def test_the_languages_fill_the_same_placeholders(code: str, entry: catalogue.Entry) -> None:
    def placeholders(language: catalogue.Language) -> set[str]:
        text = entry.texts[language]
        whole = " ".join([text.title, text.cause, *text.remedy])
        return {name for _, name, _, _ in string.Formatter().parse(whole) if name}

    assert placeholders("fr") == placeholders("ar") == placeholders("en"), code


def test_a_missing_detail_shows_as_a_question_mark() -> None:
    text = catalogue.entry("APP-010").text("en", {})
    assert "“?”" in text.cause
