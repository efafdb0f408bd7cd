"""No finding without its texts for the person and the technician in three languages, and no text without a finding."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import rokhas_desktop
from rokhas_desktop import catalogue, resources
from rokhas_desktop.doctor import findings, plan, repairs, trial, words
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.doctor.phone import Misread
from rokhas_desktop.settings import Home

DOCTOR = Path(rokhas_desktop.__file__).parent / "doctor"
RAW = resources.load_toml("findings.toml")
CODE = re.compile(r"\b(?:" + "|".join(catalogue.AREAS) + r")-\d{3}\b")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_enough() -> None:
    assert len(findings.everything()) >= 45


@pytest.mark.parametrize("name", RAW["steps"])
def test_a_technicians_step_is_said_in_three_languages_and_used(name: str) -> None:
    step = RAW["steps"][name]
    assert set(step) == set(catalogue.LANGUAGES)
    assert all(text.strip() for text in step.values())
    assert re.search(r"[\u0600-\u06ff]", step["ar"])
    assert not re.search(r"[\u0660-\u0669]", step["ar"])
    assert placeholders(step["fr"]) == placeholders(step["ar"]) == placeholders(step["en"])
    assert any(name in said["technician"] for said in RAW["findings"].values()), name


@pytest.mark.parametrize("code", findings.everything())
def test_a_finding_is_whole(code: str) -> None:
    entry, found = catalogue.entry(code), findings.everything()[code]
    assert set(RAW["findings"][code]) <= {"technician", "explains"}
    assert code not in findings.explained_by(code), "a circle of causes"
    assert set(found.explains) <= set(findings.everything())
    for language in catalogue.LANGUAGES:
        text = entry.texts[language]
        assert text.title, code
        assert text.cause, code
        assert text.remedy, code
        assert found.technician[language], code
        filled = placeholders(" ".join([text.title, text.cause, *text.remedy]))
        assert placeholders(" ".join(found.technician[language])) <= filled, code


def test_every_code_that_the_probes_name_is_a_finding() -> None:
    named = {code for path in DOCTOR.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert named - {Misread.code} <= set(findings.everything())


def test_every_probe_has_a_name_in_three_languages(tmp_path: Path) -> None:
    probes = plan.probes(Patient(Home.find(tmp_path), tmp_path / "none"))
    assert tuple(probe.id for probe in probes) == plan.NAMES
    for probe in probes:
        assert all(words.name(probe.id, language) for language in catalogue.LANGUAGES)
    named = {key.removeprefix("probe-") for key in resources.load_toml("doctor_words.toml") if "probe-" in key}
    assert named == {*(probe.id for probe in probes), trial.PROBE}


@pytest.mark.parametrize("name", repairs.REPAIRS)
def test_a_repair_says_what_it_will_do_and_what_it_did(name: str) -> None:
    table = resources.load_toml("doctor_words.toml")
    for key in (f"repair-{name}", f"repair-{name}-will", f"repair-{name}-did"):
        assert set(table[key]) == set(catalogue.LANGUAGES)
