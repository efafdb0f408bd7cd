"""The words with legal weight."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rokhas_desktop.signing import stamp
from rokhas_desktop.signing.stamp import Both, Delegation, StampFacts

FORBIDDEN = ("certifié", "légalisé", "conforme", "qualifié", "date certaine", "مصادق", "مطابق", "مؤهل", "تاريخ ثابت")
AT = datetime(2026, 11, 24, 9, 5, tzinfo=timezone(timedelta(hours=1)))
FACTS = StampFacts(
    name=Both("Amina TEST-EXEMPLE", "أمينة تجربة"),
    capacity=Both("présidente du conseil communal de TEST", "رئيسة مجلس جماعة تجربة"),
    signed_at=AT,
    reference="PCT-2026-TEST/17",
    piece=2,
    pieces=7,
    issuer="TEST Qualified CA",
)


def test_french_is_the_given_wording() -> None:
    french, arabic = stamp.text(FACTS).lines
    assert french.text == (
        "Signé électroniquement par Amina TEST-EXEMPLE, présidente du conseil communal de TEST, "
        "le 24/11/2026 09:05 (heure du poste, UTC+01), acte PCT-2026-TEST/17, pièce 2/7, "
        "certificat délivré par TEST Qualified CA."
    )
    assert (french.language, arabic.language) == ("fr", "ar")


def test_arabic_says_the_same_with_western_digits() -> None:
    arabic = stamp.text(FACTS).lines[1].text
    for part in ("أمينة تجربة", "رئيسة مجلس جماعة تجربة", "24/11/2026 09:05", "UTC+01", "PCT-2026-TEST/17", "2/7"):
        assert part in arabic
    assert "شهادة التوقيع" in arabic
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", arabic)


def test_a_delegation_names_its_order() -> None:
    facts = StampFacts(**{**as_dict(FACTS), "delegation": Delegation("12/2026", date(2026, 3, 4))})
    french, arabic = stamp.text(facts).lines
    assert ", par délégation, arrêté n° 12/2026 du 04/03/2026, le " in french.text
    assert "12/2026" in arabic.text
    assert "بالتفويض" in arabic.text


def test_mentions_come_first_in_both_languages() -> None:
    facts = StampFacts(**{**as_dict(FACTS), "ne_varietur": True, "test": True})
    lines = stamp.text(facts).lines
    assert [line.text for line in lines[:2]] == ["Ne varietur", "غير قابل للتغيير"]
    assert {line.weight for line in lines[:4]} == {"bold"}
    assert "ESSAI" in lines[2].text
    assert len(lines) == 6


@pytest.mark.parametrize("delegation", [None, Delegation("1", date(2026, 1, 1))])
def test_words_that_promise_too_much_are_absent(delegation: Delegation | None) -> None:
    facts = StampFacts(**{**as_dict(FACTS), "delegation": delegation, "ne_varietur": True, "test": True})
    words = [line.text for line in (*stamp.text(facts).lines, *stamp.local_text("A", AT, "B").lines)]
    for word in FORBIDDEN:
        assert not any(word in line.lower() for line in words), word


@pytest.mark.parametrize(
    ("hours", "shown"), [(0, "UTC+00"), (1, "UTC+01"), (-5, "UTC-05"), (5.5, "UTC+05:30"), (-3.5, "UTC-03:30")]
)
def test_the_offset_of_the_computer(hours: float, shown: str) -> None:
    at = AT.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert f"(heure du poste, {shown})" in stamp.local_text("A", at, "B").lines[0].text


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="offset"):
        stamp.local_text("A", datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None), "B")


def test_a_name_cannot_turn_the_line_around() -> None:
    lines = stamp.local_text("A\u202e\u2066\u0007\nB", AT, "C").lines
    assert "par A B," in lines[0].text
    assert "\u202e" not in "".join(line.text for line in lines)


def as_dict(facts: StampFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__slots__}
