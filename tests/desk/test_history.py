"""What was signed here, how long it had waited, and what waited on each day."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desks import Fresh, Keys, pin, selection

from rokhas_desktop.desk.errors import ExportFailed
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.desk.history import DAYS, SignedAct, counted, delays, write_list
from rokhas_desktop.desk.views import Bilingual

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
FAMILY = Bilingual("TEST construire", "اختبار")


def act(family: str, waited: float, allowed: float | None, number: int = 1) -> SignedAct:
    due = BEGINNING + timedelta(days=allowed) if allowed is not None else None
    signed = BEGINNING + timedelta(days=waited)
    name = Bilingual("=TEST()", "اختبار")
    return SignedAct(
        f"PC-TEST-{number}", family, FAMILY, FAMILY, name, BEGINNING, due, signed, signed + timedelta(hours=1), 2
    )


def test_what_was_signed_is_told_found_by_its_words_and_counted(desk: Desk, keys: Keys, fresh: Fresh) -> None:
    signed, left = fresh(2)
    desk.synchronise()
    before = desk.history()
    assert before.acts == ()
    assert (len(before.waiting), before.waiting[-1].acts) == (DAYS, len(desk.acts()))
    desk.attest(signed)
    outcome = desk.sign([signed], selection(desk, keys.token("valid")), pin())
    assert {one.result for one in outcome.documents} == {"acknowledged"}
    found = desk.history()
    (told,) = found.acts
    view = desk.act(signed)
    assert (told.reference, told.pieces, told.applicant) == (signed, len(view.documents), view.applicant)
    assert (told.arrived_at, told.due) == (view.arrived_at, view.due)
    assert told.arrived_at < told.signed_at <= told.received_at
    assert [(one.family, one.acts) for one in found.families] == [(view.family, 1)]
    assert found.waiting[-1].acts == before.waiting[-1].acts - 1
    for words in (signed, view.applicant.fr.upper(), view.applicant.ar, f"{signed} {view.applicant.fr}"):
        assert [one.reference for one in desk.history(words).acts] == [signed]
    assert desk.history(left).acts == ()
    assert [one.reference for one in desk.history(days=1).acts] == [signed]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"), st.floats(0, 400), st.one_of(st.none(), st.floats(0.5, 90)), st.integers(1, 99)
        ),
        max_size=30,
    )
)
def test_delays_lie_between_what_was_waited_and_lose_no_act(
    told: list[tuple[str, float, float | None, int]],
) -> None:
    acts = [act(*one) for one in told]
    found = delays(acts)
    assert sum(one.acts for one in found) == len(acts)
    assert sum(one.late for one in found) == sum(one.late for one in acts)
    for one in found:
        waited = [of.waited for of in acts if of.family == one.family]
        assert min(waited) <= one.median <= one.longest == max(waited)
        assert (one.allowed is None) == all(of.allowed is None for of in acts if of.family == one.family)


LIVES = st.lists(
    st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(0, 60)), st.one_of(st.none(), st.integers(0, 60)))
)


@given(LIVES)
def test_each_day_counts_what_had_come_and_was_not_signed(lives: list[tuple[int, int | None, int | None]]) -> None:
    ends = {date(2026, 1, 1) + timedelta(days=at): float(at) for at in range(60)}
    found = counted(lives, ends)
    for one, at in zip(found, ends.values(), strict=True):
        assert 0 <= one.overdue <= one.acts <= len(lives)
        assert one.acts == sum(came <= at < (left if left is not None else 1000) for came, left, _due in lives)
    if all(left is None for _came, left, _due in lives):
        assert [one.acts for one in found] == sorted(one.acts for one in found)


def test_the_list_is_exported_for_a_spreadsheet_and_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_list(path, [act("A", 2, 1), act("B", 0.5, None, 2)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file, delimiter=";")
    assert (first["reference"], first["days_waited"], first["days_allowed"], first["late"]) == (
        "PC-TEST-1", "2.0", "1.0", "yes",
    )  # fmt: skip
    assert first["applicant_fr"] == "'=TEST()"  # no spreadsheet computes it
    assert (second["due"], second["late"]) == ("", "no")
    kept = path.read_bytes()
    with pytest.raises(ExportFailed):
        write_list(path, [])
    assert path.read_bytes() == kept
