"""The seed of the reference platform: what is promised of its acts, and that the drawings are what they say."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rokhas_desktop.api.models import Entitlement, Opinion
from rokhas_desktop.sandbox import seed
from rokhas_desktop.sandbox.seed.families import FAMILIES
from rokhas_desktop.sandbox.seed.model import SeedAct, SeedDocument
from rokhas_desktop.sandbox.seed.paper import SIZES
from rokhas_desktop.signing import formats

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORLD = seed.world(1)
ACTS = seed.plan(WORLD, 6, 1, NOW)
DOCUMENTS = [(act, document) for act in ACTS for document in act.documents]


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return {document.id: seed.draw(act, document) for act, document in DOCUMENTS}


def _signable(act: SeedAct) -> bool:
    given = {item.authority_code: item.verdict for item in act.opinions if item.binding}
    return all(given.get(code, "missing").startswith("favourable") for code in act.required_opinions)


def test_the_demonstration_has_six_families_and_twenty_documents_with_an_a0_plan() -> None:
    assert len({act.family for act in ACTS}) == 6
    assert len(DOCUMENTS) >= 20
    assert any(document.sheet.paper == "A0" and document.kind == "plan" for _, document in DOCUMENTS)
    assert {act.assigned_to for act in ACTS} == {WORLD.president.username}
    assert all(_signable(act) for act in ACTS)


def test_every_family_has_an_act_and_every_paper_size_a_plan() -> None:
    acts = seed.plan(WORLD, len(FAMILIES), 1, NOW)
    assert len({act.family for act in acts}) == len(FAMILIES) == 13
    assert {document.sheet.paper for act in acts for document in act.documents} == set(SIZES)
    for act in acts:
        assert [document.kind for document in act.documents].count("decision") == 1


def test_flaws_are_there_only_when_asked_for() -> None:
    acts = seed.plan(WORLD, 6, 1, NOW, flaws=("opinion_missing", "opinion_adverse"))
    assert [_signable(act) for act in acts] == [True] * 6 + [False] * 2


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 60), chosen=st.integers(0, 2**31))
def test_others_get_only_what_they_may_sign(number: int, chosen: int) -> None:
    for act in seed.plan(WORLD, 0, chosen, NOW, others=number):
        holder = WORLD.account(act.assigned_to)
        assert holder is not WORLD.president
        held = [
            item
            for item in holder.entitlements
            if item.commune == act.commune
            and item.valid_to is None
            and item.valid_from <= act.arrived_at.date()
            and (not item.families or act.family in item.families)
            and (not item.project_classes or act.need.project_class in item.project_classes)
        ]
        assert held, (holder.username, act.family)


@settings(max_examples=40, deadline=None)
@given(chosen=st.integers(0, 2**31), days=st.integers(0, 5000))
def test_dates_are_in_order(chosen: int, days: int) -> None:
    moment = datetime(2022, 1, 1, 9, tzinfo=UTC) + timedelta(days=days, hours=days % 24)
    for act in seed.plan(WORLD, 13, chosen, moment):
        assert act.filed_on < act.arrived_at.date() <= moment.date()
        assert act.arrived_at.weekday() < 5
        assert act.deadline.due.date() > act.filed_on
        assert all(act.filed_on <= item.given_on < act.arrived_at.date() for item in act.opinions)


def test_what_is_seeded_fits_the_contracts_models() -> None:
    for account in WORLD.accounts:
        for item in account.entitlements:
            Entitlement.model_validate(dataclasses.asdict(item))
        assert account.surname.fr.endswith("TEST")
        assert account.surname.ar.endswith("تجربة")
    for act in ACTS:
        for opinion in act.opinions:
            Opinion.model_validate(dataclasses.asdict(opinion))


def test_national_numbers_belong_to_one_person_and_do_not_depend_on_the_seed() -> None:
    numbers = [account.cin for account in WORLD.accounts if account.cin]
    assert len(set(numbers)) == len(numbers)
    assert numbers == [account.cin for account in seed.world(99).accounts if account.cin]
    assert [a.password for a in WORLD.accounts] != [a.password for a in seed.world(99).accounts]


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(drawn: dict[str, bytes]) -> None:
    again = {document.id: (act, document) for act in seed.plan(WORLD, 6, 1, NOW) for document in act.documents}
    for ident in list(drawn)[:6]:
        assert hashlib.sha256(seed.draw(*again[ident])).digest() == hashlib.sha256(drawn[ident]).digest()
    act = seed.plan(WORLD, 1, 2, NOW)[0]
    assert seed.draw(act, act.documents[2]) != drawn[ACTS[0].documents[2].id]


def test_pages_have_the_size_and_rotation_that_were_asked_for(drawn: dict[str, bytes]) -> None:
    for _, document in DOCUMENTS:
        pdf = pikepdf.open(BytesIO(drawn[document.id]))
        page = pdf.pages[0]
        assert int(page.get("/Rotate", 0)) == document.sheet.rotate
        left, bottom, right, top = (float(value) for value in page.mediabox)
        shown = (right - left, top - bottom)
        if document.sheet.rotate:
            shown = shown[::-1]
        short, long = SIZES[document.sheet.paper]
        expected = (long, short) if document.sheet.landscape else (short, long)
        assert [round(side / 72 * 25.4) for side in shown] == list(expected)


def test_stamps_lie_on_the_page_and_the_named_field_is_empty(drawn: dict[str, bytes]) -> None:
    fields = invisible = free = 0
    for _, document in DOCUMENTS:
        pdf = pikepdf.open(BytesIO(drawn[document.id]))
        if document.stamp is None:
            invisible += 1
        elif document.stamp.field:
            fields += 1
            (field,) = pdf.Root.AcroForm.Fields
            assert (str(field.T), str(field.FT), "/V" in field) == (document.stamp.field, "/Sig", False)
        elif document.stamp.box is None:
            free += 1
        else:
            left, bottom, right, top = document.stamp.box
            page = pdf.pages[document.stamp.page - 1 if document.stamp.page > 0 else -1]
            sides = [float(page.mediabox[2]), float(page.mediabox[3])]
            width, height = sides[::-1] if document.sheet.rotate else sides
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height
            assert right - left >= 170
            assert top - bottom >= 90
    assert fields
    assert free
    assert invisible


def test_the_a0_plan_has_thousands_of_vectors_and_every_file_is_clean(drawn: dict[str, bytes], tmp_path: Path) -> None:
    for _, document in DOCUMENTS:
        path = tmp_path / f"{document.id}.pdf"
        path.write_bytes(drawn[document.id])
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    a0 = next(document for _, document in DOCUMENTS if document.sheet.paper == "A0")
    pdf = pikepdf.open(BytesIO(drawn[a0.id]))
    operators = [str(item.operator) for item in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("l") + operators.count("re") > 15_000


def _words(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_a_decision_says_what_it_decides_in_both_languages(drawn: dict[str, bytes], tmp_path: Path) -> None:
    act = ACTS[0]
    text = _words(drawn[act.documents[0].id], tmp_path / "decision.pdf")
    for words in ("ROYAUME DU MAROC", act.decision_number, act.reference, "DÉCIDE :", "الوكالة الحضرية", "TEST"):
        assert words in text


def test_the_mention_stands_on_the_pieces_that_have_it(drawn: dict[str, bytes], tmp_path: Path) -> None:
    def mentioned(document: SeedDocument) -> bool:
        return "NE VARIETUR" in _words(drawn[document.id], tmp_path / "piece.pdf")

    for _, document in DOCUMENTS:
        if document.kind == "plan":
            assert mentioned(document) == (document.ne_varietur == "present"), document.filename


def test_plans_that_are_not_pdf_are_of_their_format_and_no_part_of_the_demonstration() -> None:
    signer = seed.elsewhere(WORLD)
    assert signer.commune != WORLD.president.commune
    acts = seed.plan(WORLD, 6, 1, NOW, formats=[(signer, "png"), (signer, "dxf")])
    assert acts[:6] == ACTS
    assert {document.media_type for act in ACTS for document in act.documents} == {"application/pdf"}
    for act, media_type in zip(acts[6:], ("image/png", "image/vnd.dxf"), strict=True):
        assert (act.assigned_to, act.commune) == (signer.username, signer.commune)
        (odd,) = [one for one in act.documents if one.media_type != "application/pdf"]
        assert (odd.media_type, odd.stamp, odd.kind, odd.ne_varietur) == (media_type, None, "plan", "present")
        data = seed.draw(act, odd)
        announced = formats.find(media_type)
        assert announced is not None
        assert announced.begins.match(data)
        assert data == seed.draw(act, odd)
