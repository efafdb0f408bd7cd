"""What an ATR says: the family, the modules to try first, and what a person is told of a card."""

from __future__ import annotations

import pytest

from rokhas_desktop.token import atr, modules
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.errors import NoToken, TokenError
from rokhas_desktop.token.reader_errors import CardNotShown, MiddlewareMissing, NationalCard
from rokhas_desktop.token.views import ModuleCandidate, ModuleView, Readers, ReaderView, SlotView, Survey, TokenView

SAC, IDPRIME = "SafeNet Authentication Client (eToken, IDPrime)", "Thales IDPrime"
CNIE = "3B8580018073842 1C092".replace(" ", "")
READER = "TEST reader 00 00"


def test_the_table_is_whole() -> None:
    known = {row.name for row in modules.table()}
    table = atr.table()
    assert len(table.families) >= 11
    for family in table.families:
        assert set(family.modules) <= known, family.name
        assert bool(family.modules) == (family.kind == "signing")
    assert table.otherwise == (SAC, IDPRIME, "OpenSC")


@pytest.mark.parametrize(
    ("card", "name"),
    [
        (CNIE, "CNIE"),
        ("3BD518008131FE7D8073C82110F4", "SafeNet eToken"),
        ("3BFF9600008131FE4380318065B0855956FB120FFE82900000", "SafeNet eToken"),
        ("3B7F96000080318065B0855956FB120FFE829000", "Thales IDPrime"),
        ("3B7F11000080318065B0AABBCCDD120FFE829000", "Thales IDPrime"),  # by the family's wildcards
        ("3B9F958131FE9F006646530512345671DF0000AABBCCDD", "Feitian ePass2003"),
        ("3B6D000057443641018693010203040506", "WatchData ProxKey"),
        ("3B6D00005744364101869301020304", None),  # too short for its six
        ("3B00", None),
    ],
)
def test_a_card_is_recognised(card: str, name: str | None) -> None:
    family = atr.recognise(card)
    assert (family.name if family else None) == name


@pytest.mark.parametrize("bad", ["3b 85", "3B8", "3B ...", "", "3B  85"])
def test_what_is_no_mask_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        atr.mask(bad)


def candidates(*names: str) -> list[ModuleCandidate]:
    return [ModuleCandidate(f"/TEST/{name}", name) for name in names]


@pytest.mark.parametrize(
    ("cards", "names"),
    [
        ([], [SAC, IDPRIME, "YubiKey PIV", "OpenSC", "SoftHSM"]),
        ([CNIE], [SAC, IDPRIME, "YubiKey PIV", "OpenSC", "SoftHSM"]),
        (["3BF81300008131FE15597562696B657934D4"], ["YubiKey PIV", "OpenSC", SAC, IDPRIME, "SoftHSM"]),
        (["3B00"], [SAC, IDPRIME, "OpenSC", "YubiKey PIV", "SoftHSM"]),
        (["3B7F96000080318065B0855956FB120FFE829000"], [SAC, IDPRIME, "OpenSC", "YubiKey PIV", "SoftHSM"]),
    ],
)
def test_the_modules_that_a_card_asks_for_go_first(cards: list[str], names: list[str]) -> None:
    here = candidates(SAC, IDPRIME, "YubiKey PIV", "OpenSC", "SoftHSM")
    assert [one.name for one in atr.ordered(here, cards)] == names


def token(module: str) -> TokenView:
    return TokenView(module, 0, "TEST", "1", "", "", (), "ok", pinpad=False, pin_min=4, pin_max=16, keys=())


def seen(card: str, *shown: ModuleView, mute: bool = False, settled: bool = True) -> Survey:
    reader = ReaderView(READER, card=True, atr=card, mute=mute, settled=settled)
    return Survey(shown, Readers("running", (reader,)))


def module(name: str, *, description: str = "", holds: bool = False) -> ModuleView:
    slots = (SlotView(0, description, token(f"/TEST/{name}") if holds else None),)
    return ModuleView(f"/TEST/{name}", name, slots=slots)


ETOKEN = "3BD518008131FE7D8073C82110F4"

TOLD = [
    ("a national card", seen(CNIE, module("OpenSC")), "TOK-075"),
    ("a national card that a module shows", seen(CNIE, module("OpenSC", description=READER, holds=True)), "TOK-075"),
    ("a key whose software is missing", seen(ETOKEN, module("OpenSC")), "TOK-076"),
    ("a key that its software does not show", seen(ETOKEN, module(SAC)), "TOK-077"),
    ("a key that its software shows", seen(ETOKEN, module(SAC, description="AKS ifdh", holds=True)), None),
    ("a key that OpenSC shows", seen(ETOKEN, module("OpenSC", description=READER, holds=True)), None),
    ("an unknown card", seen("3B00", module("OpenSC")), "TOK-077"),
    ("an unknown card that a module shows", seen("3B00", module("X", description=READER[:8], holds=True)), None),
    ("another reader's token", seen("3B00", module("X", description="Other", holds=True)), "TOK-077"),
    ("an emulated token beside it", seen(ETOKEN, module("SoftHSM", description="SoftHSM slot", holds=True)), "TOK-076"),
    ("a mute card", seen("", module("OpenSC"), mute=True), "TOK-078"),
]


@pytest.mark.parametrize(("case", "survey", "code"), TOLD, ids=[one[0] for one in TOLD])
def test_what_a_person_is_told_of_a_card(case: str, survey: Survey, code: str | None) -> None:
    (card,) = atr.cards(survey)
    assert (card.refusal.code if card.refusal else None) == code


def test_a_card_that_was_just_put_in_may_still_be_shown() -> None:
    for card, code in (("3B00", None), (CNIE, "TOK-075"), (ETOKEN, "TOK-076")):
        (found,) = atr.cards(seen(card, module("OpenSC"), settled=False))
        assert (found.certain.code if found.certain else None) == code
    (found,) = atr.cards(seen("3B00", module("OpenSC")))
    assert found.certain is not None


@pytest.mark.parametrize(
    ("survey", "error"),
    [
        (seen(CNIE, module("OpenSC")), NationalCard),
        (seen(CNIE), NationalCard),
        (seen(ETOKEN, module("OpenSC")), MiddlewareMissing),
        (seen(ETOKEN), MiddlewareMissing),
        (seen("3B00", module("OpenSC")), CardNotShown),
        (Survey((module("OpenSC"),), Readers("stopped", code="TOK-070")), NoToken),
    ],
)
def test_who_asks_for_a_key_is_told_of_the_card(survey: Survey, error: type[TokenError]) -> None:
    with pytest.raises(Exception, match=error.code) as told:
        choose(survey)
    assert told.value.code == error.code  # type: ignore[attr-defined]
