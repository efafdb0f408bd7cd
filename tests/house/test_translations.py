"""Every text of the window is translated, is used, keeps its placeholders, and is compiled."""

from __future__ import annotations

import ast
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import translations  # noqa: E402 - a tool beside the package, not in it

FORMS = {"fr": 2, "ar": 6, "en": 2}
COUNTS = (0, 1, 2, 3, 11, 100)
"""One for each Arabic plural form."""
Message = tuple[str, str, bool, tuple[str, ...]]


def messages(language: str, folder: Path = translations.FOLDER) -> list[Message]:
    found = []
    for context in ET.parse(folder / f"rokhas_{language}.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, (language, message.findtext("source"))
            numerus = message.get("numerus") == "yes"
            forms = (
                [form.text or "" for form in translation.iter("numerusform")] if numerus else [translation.text or ""]
            )
            found.append((context.findtext("name") or "", message.findtext("source") or "", numerus, tuple(forms)))
    return found


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    for context, source, numerus, forms in messages(language):
        where = (language, context, source)
        assert len(forms) == (FORMS[language] if numerus else 1), where
        assert all(form.strip() for form in forms), where
        for mark in ("%1", "%2"):
            # Arabic counts none, one and two in words; what else is filled in must stay.
            wanted = [form for form in forms if not (numerus and "لا" in form)]
            assert all((mark in form) == (mark in source) for form in wanted), where


def test_arabic_says_certificate_of_signature_in_full() -> None:
    for context, source, _, forms in messages("ar"):
        for form in forms:
            if "شهادة" in form and "خادم" not in form:
                assert "شهادة التوقيع" in form, (context, source)


def test_texts_are_those_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in translations.LANGUAGES:
        shutil.copy(translations.FOLDER / f"rokhas_{language}.ts", tmp_path)
    before = {language: {item[:3] for item in messages(language)} for language in translations.LANGUAGES}
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    translations.collect()
    for language in translations.LANGUAGES:
        assert {item[:3] for item in messages(language, tmp_path)} == before[language], "run make translations"


def test_what_qt_reads_is_compiled_from_what_is_written(tmp_path: Path) -> None:
    translations.compile_to(tmp_path)
    for language in translations.LANGUAGES:
        name = f"rokhas_{language}.qm"
        assert (tmp_path / name).read_bytes() == (translations.FOLDER / name).read_bytes(), "run make translations"


def test_no_text_hides_in_a_formatted_string() -> None:
    # lupdate does not look into f-strings: such a text would stay English for ever.
    for path in (ROOT / "rokhas_desktop" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
                        assert inner.func.attr not in {"tr", "translate"}, f"{path}:{inner.lineno}"


def asked() -> list[tuple[str, str, str, bool]]:
    """(where, context, text, whether it counts) of every text that the window asks for, read from its sources."""
    found = []
    for path in sorted((ROOT / "rokhas_desktop" / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in ast.walk(tree):
            if isinstance(owner, ast.ClassDef):
                own = (node for node in ast.walk(owner) if _calls(node, "tr", "self"))
                found += [_asked(path, node, owner.name, node.args) for node in own]
        named = (node for node in ast.walk(tree) if _calls(node, "translate", "QCoreApplication"))
        found += [_asked(path, node, _literal(path, node.args[0]), node.args[1:]) for node in named]
    return found


def _calls(node: ast.AST, name: str, of: str) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name):
        return False
    return isinstance(node.func.value, ast.Name) and node.func.value.id == of


def _asked(path: Path, node: ast.Call, context: str, arguments: list[ast.expr]) -> tuple[str, str, str, bool]:
    return f"{path.name}:{node.lineno}", context, _literal(path, arguments[0]), len(arguments) > 2


def _literal(path: Path, node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"{path.name}:{node.lineno}: only a text that is written there is collected"
    return str(node.value)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_text_that_is_asked_for_is_found_in_each_number(language: str) -> None:
    # Qt shows the English source, with its "(s)", for a text that was collected under another class, or not at all.
    translator = QTranslator()
    assert translator.load(f"rokhas_{language}", str(translations.FOLDER))
    texts = asked()
    assert len(texts) > 100
    assert sum(counts for _, _, _, counts in texts) > 8
    for where, context, text, counts in texts:
        assert counts == ("%n" in text), where
        for count in COUNTS if counts else (-1,):
            said = translator.translate(context, text, "", count)
            assert said or (language == "en" and not counts), (where, context, text, count)
            assert "(s)" not in said, (where, said)
