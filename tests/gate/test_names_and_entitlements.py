"""Who may sign what: names, numbers, entitlements, opinions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.identity import gate, names
from rokhas_desktop.identity.entitlements import covers, entitled
from rokhas_desktop.identity.holder import Holder

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


class Some:
    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


def text(fr: str, ar: str = "نص") -> Some:
    return Some(fr=fr, ar=ar)


HERE = Some(code="01.511.01")
NAIMA = Some(surname=text("Ouaziz TEST", "واعزيز تجربة"), given_names=text("Naïma", "نعيمة"))
AGENCY = text("Agence urbaine", "الوكالة الحضرية")


@dataclass(frozen=True)
class Held:
    kind: str = "president"
    commune: Some = HERE
    families: tuple[str, ...] = ()
    project_classes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    valid_from: date = date(2021, 9, 24)
    valid_to: date | None = None
    bureau_to: date | None = None


@dataclass(frozen=True)
class Need:
    commune: str = "01.511.01"
    family: str = "PCT"
    project_class: str = "small"
    sector: str | None = "urbanisme"


SHA256 = "ab" * 32


@dataclass(frozen=True)
class Account:
    role: str = "signer"
    cin: str | None = "JB900142"
    name: Some = NAIMA
    entitlements: tuple[Held, ...] = (Held(),)
    certificates: tuple[gate.BoundLike, ...] = ()


@dataclass(frozen=True)
class Opinion:
    verdict: str = "favourable"
    authority_code: str = "agence-urbaine"
    binding: bool = True
    given_on: date = TODAY
    authority: Some = AGENCY


@dataclass(frozen=True)
class Act:
    need: Need = Need()
    required_opinions: tuple[str, ...] = ("agence-urbaine",)
    opinions: tuple[Opinion, ...] = field(default=(Opinion(),))


def holder(**over: object) -> Holder:
    values = {
        "common_name": "NAIMA OUAZIZ TEST",
        "surname": "OUAZIZ TEST",
        "given_names": "NAIMA",
        "cin": "JB900142",
        "id_kind": "cin",
        "id_source": "serial_number",
    }
    return Holder(**{**values, **over})  # type: ignore[arg-type]


def codes(found: tuple[object, ...]) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Naïma OUAZIZ", "ouaziz naima"),
        ("El Ouali-Bennani", "EL OUALI BENNANI"),
        ("Mohammed Amine Chaouki", "Chaouki Mohammed"),
        ("Aït-M'hand Brahim", "AIT MHAND BRAHIM"),
        ("أمزيل إبراهيم", "امزيل ابراهيم"),
        ("الصقلي ليلى", "صقلي ليلي"),
        ("مُحَمَّد شوقي", "شوقي محمد"),
    ],
)
def test_one_name_in_two_spellings_is_the_same(one: str, other: str) -> None:
    assert names.compare(one, other) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Chaouki", "Mohamed Chaouqi"),
        ("Lamrani Khadija", "Lemrani Khadidja"),
        ("Sqalli Leïla", "Skalli Leyla"),
    ],
)
def test_transliterations_are_similar(one: str, other: str) -> None:
    assert names.compare(one, other) == "similar"


def test_names_without_a_word_in_common_are_different() -> None:
    assert names.compare("Ouaziz Naïma", "Brahim Amzil") == "different"
    assert names.compare("", "Brahim Amzil") == "different"
    assert names.compare("---", "---") == "different"


def test_a_word_said_twice_is_not_another_word() -> None:
    assert names.compare("Amina Amina", "Amina Brahim") == names.compare("Amina Brahim", "Amina Amina") == "similar"


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparison_knows_no_order(one: str, other: str) -> None:
    assert names.compare(one, other) == names.compare(other, one)


@given(
    st.lists(st.text(alphabet="abcdefghijkléèç", min_size=1, max_size=8), min_size=1, max_size=4).flatmap(
        st.permutations
    )
)
def test_any_order_and_case_of_a_name_is_the_same(parts: list[str]) -> None:
    assert names.compare(" ".join(sorted(parts)), "-".join(parts).upper()) == "same"


def test_the_holder_of_the_account_passes() -> None:
    assert gate.check_signer(Account(), holder(), SHA256) == ()
    assert gate.check_signer(Account(cin=" jb 900142 "), holder(), SHA256) == ()
    assert gate.check_signer(Account(), holder(surname=None, given_names=None), SHA256) == ()
    assert gate.check_signer(Account(), holder(surname="واعزيز", given_names="نعيمة", common_name=None), SHA256) == ()


@pytest.mark.parametrize(
    ("account", "over", "code"),
    [
        (Account(), {"cin": "JB900077"}, "IDN-001"),
        (Account(), {"cin": None, "id_kind": "none", "id_source": None}, "IDN-002"),
        (Account(), {"cin": None, "id_kind": "passport"}, "IDN-003"),
        (Account(cin=None), {}, "IDN-004"),
        (Account(), {"surname": "AMZIL", "given_names": "BRAHIM", "common_name": "BRAHIM AMZIL"}, "IDN-005"),
        (Account(), {"surname": "OUAZZIZ", "given_names": "NAIMAA", "common_name": None}, "IDN-006"),
        (Account(role="clerk"), {}, "IDN-012"),
        (Account(role="help_desk"), {}, "IDN-012"),
    ],
)
def test_a_holder_who_is_not_the_accounts_is_told_so(account: Account, over: dict[str, object], code: str) -> None:
    assert codes(gate.check_signer(account, holder(**over), SHA256)) == [code]


def test_spelling_only_warns_and_another_person_is_forbidden() -> None:
    spelled = gate.check_signer(Account(), holder(surname="OUAZZIZ", given_names="NAIMAA", common_name=None), SHA256)
    assert gate.split(spelled) == ((), spelled)
    another = gate.check_signer(Account(), holder(cin="JB900077"), SHA256)
    assert gate.split(another) == (another, ())


def test_the_refusal_of_anothers_key_masks_the_number() -> None:
    (refusal,) = gate.check_signer(Account(), holder(cin="JB900077"), SHA256)
    for language in ("fr", "ar", "en"):
        said = refusal.text(language)  # type: ignore[arg-type]
        assert "JB9000" not in f"{said}"
        assert "77" in said.cause


@pytest.mark.parametrize(
    ("held", "need"),
    [
        (Held(commune=Some(code="02")), Need()),
        (Held(families=("LOT",)), Need()),
        (Held(project_classes=("repair",)), Need()),
        (Held(sectors=("economie",)), Need()),
        (Held(valid_to=TODAY - DAY), Need()),
        (Held(valid_from=TODAY + DAY), Need()),
        (Held(kind="arrondissement_president"), Need(project_class="large")),
    ],
)
def test_what_an_entitlement_does_not_cover(held: Held, need: Need) -> None:
    assert not covers(held, need, TODAY)
    assert entitled((held, Held()), need, TODAY) == Held()
    assert codes(gate.check_entitlement(Account(entitlements=(held,)), need, TODAY)) == ["IDN-010"]


def test_both_ends_are_included_and_sectors_only_count_where_they_apply() -> None:
    assert covers(Held(valid_from=TODAY, valid_to=TODAY), Need(), TODAY)
    assert covers(Held(sectors=("economie",)), Need(sector=None), TODAY)


@given(
    st.lists(st.sampled_from(["PCT", "LOT"]), max_size=2).map(tuple),
    st.sampled_from(["small", "large"]),
    st.integers(-3, 3),
    st.integers(-3, 3),
)
def test_taking_a_limit_away_never_takes_an_act_away(
    families: tuple[str, ...], project_class: str, start: int, end: int
) -> None:
    narrow = Held(families=families, valid_from=TODAY + start * DAY, valid_to=TODAY + end * DAY)
    wide = replace(narrow, families=(), valid_to=None)
    need = Need(project_class=project_class)
    assert covers(wide, need, TODAY) or not covers(narrow, need, TODAY)


def test_opinions() -> None:
    account = Account()
    assert gate.check_act(account, Act(), TODAY) == ()
    assert codes(gate.check_act(account, Act(opinions=()), TODAY)) == ["IDN-020"]
    assert codes(gate.check_act(account, Act(opinions=(Opinion(binding=False),)), TODAY)) == ["IDN-020"]
    for verdict in ("adverse", "adjourned"):
        assert codes(gate.check_act(account, Act(opinions=(Opinion(verdict),)), TODAY)) == ["IDN-021"]
    assert gate.check_act(account, Act(opinions=(Opinion("favourable_with_reserves"),)), TODAY) == ()
    assert gate.check_act(account, Act(opinions=(Opinion(), Opinion("adverse", "voisin", binding=False))), TODAY) == ()


def test_the_last_opinion_of_an_authority_counts_in_whatever_order_it_is_listed() -> None:
    given = (Opinion("adverse", given_on=TODAY - 3 * DAY), Opinion("favourable", given_on=TODAY))
    for opinions in itertools.permutations(given):
        assert gate.check_act(Account(), Act(opinions=opinions), TODAY) == ()
