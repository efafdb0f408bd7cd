"""The signature book: what is typed in either script is found, what is counted is there, 50,000 acts are no trouble."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desks import KEY
from support.many_acts import fill

from rokhas_desktop import folding
from rokhas_desktop.api.models import Account
from rokhas_desktop.desk import book as book_room
from rokhas_desktop.desk import shown
from rokhas_desktop.desk.book import BookRoom
from rokhas_desktop.desk.book_views import URGENCIES, BookQuery
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.desk.store import Store
from rokhas_desktop.folding import fold

BOTH = {"fr": "TEST", "ar": "تجربة"}
ACCOUNT = Account.model_validate(
    {"id": "a", "role": "signer", "name": {"surname": BOTH, "given_names": BOTH}, "cin": "TT1", "entitlements": []}
)
ACTS = 400


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("benali", "BENALI"),
        ("amenagement", "Aménagement"),
        ("اكادير", "أكادير"),
        ("ايت", "آيت"),
        ("حي الامل", "حيّ الأمل"),
        ("تجزئه", "تجزئة"),
        ("مصطفي", "مصطفى"),
        ("رخصه", "رخـــصـة"),
        ("00422", "٠٠٤٢٢"),
        ("بناء", "بناءً"),
        ("coeur", "Cœur"),
    ],
)
def test_search_forgives_accents_case_digits_and_letter_variants(typed: str, written: str) -> None:
    assert fold(typed) in fold(written)


@given(st.text())
def test_folding_twice_is_folding_once(anything: str) -> None:
    assert fold(fold(anything)) == fold(anything)


def room_of(store: Store, now: datetime) -> BookRoom:
    number = store.put_account("TEST", ACCOUNT)
    office: Any = SimpleNamespace(
        store=store, number=number, today=lambda: now.date(), platform=SimpleNamespace(zone="Africa/Casablanca")
    )
    return BookRoom(office)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("book") / "desk.sqlite", KEY)
    fill(store, store.put_account("TEST", ACCOUNT), ACTS, commune="C1")
    yield store
    store.close()


@pytest.fixture
def book(filled: Store) -> BookRoom:
    return room_of(filled, datetime.now(UTC))


@pytest.mark.parametrize("words", ["", "benali", "lahcen ٣٩", "واعزيز", "الفاسي تجربة", "hay mohammadi 12", "zzz"])
def test_what_is_found_has_every_word_and_nothing_that_has_them_is_missed(
    book: BookRoom, filled: Store, words: str
) -> None:
    found = book.look(BookQuery(words=words))
    searched = {"reference", "parcel", "land_title", "family_label", "subject", "applicant", "architect", "address"}
    include: Any = dict.fromkeys([*searched, "commune", "arrondissement"], True)
    texts = {
        act.content.reference: fold(json.dumps(act.content.model_dump(include=include), ensure_ascii=False))
        for act in filled.acts(1)
    }
    right = {name for name, text in texts.items() if all(word in text for word in fold(words).split())}
    assert set(found.references) == right
    assert len(found.numbers) == len(found.references)
    assert found.total == ACTS


def test_typing_on_and_taking_back_finds_what_typing_at_once_does(book: BookRoom, filled: Store) -> None:
    typed = "benali 12"
    for text in [typed[:end] for end in range(len(typed) + 1)] + [typed[:end] for end in range(len(typed), -1, -1)]:
        query = BookQuery(words=text)
        assert book.look(query) == room_of(filled, datetime.now(UTC)).look(query)


def test_counters_are_what_choosing_shows(book: BookRoom) -> None:
    query = BookQuery(words="test", family="CNS", district="D1")
    counted = book.look(query)
    for choice in counted.choices["district"]:
        other = BookQuery(words="test", family="CNS", district=choice.code)
        assert len(book.look(other).numbers) == choice.count
    for urgency in URGENCIES:
        narrowed = BookQuery(words="test", family="CNS", district="D1", urgency=urgency)
        assert len(book.look(narrowed).numbers) == counted.urgencies[urgency]
    assert sum(counted.urgencies.values()) == len(counted.numbers)


def test_a_filter_that_leaves_nothing_can_still_be_taken_off(book: BookRoom) -> None:
    nothing = book.look(BookQuery(words="zzz", family="CNS"))
    assert [(one.code, one.count) for one in nothing.choices["family"]] == [("CNS", 0)]


def test_urgencies_and_order_are_the_desks_own(desk: Desk) -> None:
    desk.synchronise(fetch=False)
    found = desk.book(BookQuery())
    acts = desk.acts()
    assert found.references == tuple(act.reference for act in acts)
    assert desk.book_acts(found.numbers) == acts
    for urgency in URGENCIES:
        assert found.urgencies[urgency] == sum(act.urgency == urgency for act in acts)
        named = desk.book(BookQuery(urgency=urgency)).references
        assert set(named) == {act.reference for act in acts if act.urgency == urgency}


def test_an_act_leaves_the_book_with_its_last_piece_and_comes_back_with_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "desk.sqlite", KEY)
    room = room_of(store, datetime.now(UTC))
    fill(store, 1, 3, commune="C1")
    first = store.acts(1)[0]
    assert len(room.look(BookQuery()).numbers) == 3
    for row in first.documents:
        store.move(row, "acknowledged")
    assert first.content.reference not in room.look(BookQuery()).references
    (row, _) = store.acts(1)[0].documents
    store.drop_document(row, event="asked_again")
    store.add_document(1, first.content.id, first.content.documents[0], 1)
    assert first.content.reference in room.look(BookQuery()).references
    store.put_act(1, first.content, gone=True)
    assert first.content.reference not in room.look(BookQuery()).references
    store.close()


def test_acts_from_before_the_book_and_by_other_rules_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "desk.sqlite", KEY)
    fill(store, store.put_account("TEST", ACCOUNT), 3, commune="C1")
    with store.transaction():
        store.database.write("DELETE FROM book WHERE act = 'act-1'")
        store.database.write("UPDATE book SET folding = 0, needle = 'other rules'")
    room = room_of(store, datetime.now(UTC))
    assert len(room.look(BookQuery(words="lahcen")).numbers) == 3
    assert not store.database.rows("SELECT 1 FROM book WHERE folding <> ?", folding.VERSION)
    store.close()


def test_the_boundaries_of_urgency_are_midnights_of_the_platform() -> None:
    zone = book_room.ZoneInfo("Africa/Casablanca")
    today = datetime(2026, 3, 14, tzinfo=zone).date()
    dues = [datetime(2026, 3, 14, tzinfo=zone).timestamp() + hours * 3600 + 1800 for hours in range(-30, 130)]
    said = book_room._urgencies([*dues, None], today, zone)
    right = [shown.urgency((datetime.fromtimestamp(due, zone).date() - today).days) for due in dues]
    assert list(said) == [*right, "none"]


def cpu(work: Callable[[], object]) -> float:
    """Seconds of this thread; what else the machine does counts nothing."""
    before = time.thread_time()
    work()
    return time.thread_time() - before


def test_fifty_thousand_rows_are_searched_in_less_than_a_key_press(tmp_path: Path) -> None:
    store = Store(tmp_path / "desk.sqlite", KEY)
    room = room_of(store, datetime.now(UTC))
    _write_rows(store.database._connection, 50_000)
    first = cpu(lambda: room.look(BookQuery()))
    room.warm()
    typed = "benali 4217"
    presses = [cpu(lambda end=end: room.look(BookQuery(words=typed[:end]))) for end in range(1, len(typed) + 1)]
    assert len(room.look(BookQuery(words="b")).numbers) == 50_000
    assert first < 1.0, first
    assert max(presses) < 0.05, presses
    store.close()


def _write_rows(connection: Any, count: int) -> None:
    """Rows of the book alone: acts and pieces would take minutes to write and are not looked at here."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1) INSERT INTO book"
        " (account, act, folding, reference, family, commune, district, due, arrived, rank, shut, waiting, needle)"
        " SELECT 1, 'act-' || i, ?, 'CNS-' || i, 'F' || (i % 20), 'C1', 'D' || (i % 9), 1e9 + i * 9e4, i, NULL, 0, 1,"
        " 'cns-2026-0103-' || i || ' section b parcelle ' || (i % 997) || ' permis de construire رخصه البناي villa r+2'"
        " || ' lahcen ' || CASE (i % 4) WHEN 0 THEN 'benali بنعلي' ELSE 'outaleb اوطالب' END || ' salma idrissi'"
        " || ' السيده سلمي الادريسي avenue hassan ii شارع الحسن الثاني ait melloul ايت ملول' FROM n",
        (count, folding.VERSION),
    )
    connection.execute("INSERT INTO act SELECT 1, act, reference, '', 0 FROM book")
