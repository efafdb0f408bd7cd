"""The phone code: short, readable, and every wrong character or exchange of two is found."""

from __future__ import annotations

import re

import pytest

from rokhas_desktop import catalogue
from rokhas_desktop.doctor import phone
from rokhas_desktop.doctor.phone import ALPHABET, Call, Misread, decode, encode


@pytest.mark.parametrize("code", [None, *catalogue.everything()])
def test_every_code_comes_back(code: str | None) -> None:
    for system in phone.SYSTEMS:
        said = encode(code, version="7.63.63", system=system)
        assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", said)
        assert decode(said.lower().replace("-", " . ")) == Call(code, "7.63.63", system)


def test_every_area_has_its_place() -> None:
    assert set(catalogue.AREAS) <= set(phone.AREAS)


def test_every_misheard_character_and_every_exchange_is_found() -> None:
    said = encode("TOK-014", version="0.1.0", system="win32").replace("-", "")
    for place, right in enumerate(said):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(Misread):
                    decode(said[:place] + wrong + said[place + 1 :])
    for one in range(len(said)):
        for other in range(one + 1, len(said)):
            if said[one] != said[other]:
                swapped = list(said)
                swapped[one], swapped[other] = swapped[other], swapped[one]
                with pytest.raises(Misread):
                    decode("".join(swapped))


@pytest.mark.parametrize("given", ["", "ABC", "0000-0000", "2222-2222-2222"])
def test_what_is_no_code_is_refused(given: str) -> None:
    with pytest.raises(Misread):
        decode(given)
