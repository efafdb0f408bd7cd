"""Colours that can be read and dates as Moroccans write them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from rokhas_desktop.ui import text, theme


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LOOKS = {"light": (theme.LIGHT, 4.5), "dark": (theme.DARK, 4.5), "contrast": (theme.CONTRAST, 7.0)}


@pytest.mark.parametrize("name", LOOKS)
def test_every_text_has_the_contrast_that_it_needs(name: str) -> None:
    look, least = LOOKS[name]
    grounds = ("ground", "surface", "raised")
    pairs = [(ink, ground) for ink in ("text", "muted") for ground in grounds]
    pairs += [(tone, f"{tone}_soft") for tone in ("good", "warning", "bad")]
    pairs += [("text", f"{tone}_soft") for tone in ("good", "warning", "bad", "accent")]
    pairs += [(tone, "surface") for tone in ("good", "warning", "bad", "accent")]
    pairs += [("accent_text", "accent"), ("muted", "accent_soft")]
    for ink, ground in pairs:
        assert contrast(getattr(look, ink), getattr(look, ground)) >= least, (ink, ground)
    for ground in grounds:
        assert contrast(look.edge, getattr(look, ground)) >= 3, ground
        assert contrast(look.accent, getattr(look, ground)) >= 3, ground  # the focus
    assert all(getattr(look, field.name).startswith("#") for field in fields(look))


def test_days_have_moroccan_months_and_western_digits() -> None:
    assert text.day(date(2026, 7, 1), "fr") == "1er juillet 2026"
    assert text.day(date(2026, 7, 21), "ar") == "21 يوليوز 2026"
    assert text.day(date(2026, 8, 2), "en") == "2 August 2026"
    assert text.moment(datetime(2026, 11, 3, 9, 5, tzinfo=UTC), "fr") == f"3 novembre 2026 à {text.ltr('09:05')}"


@pytest.mark.parametrize(
    ("count", "said"), [(999, "999 o"), (1200, "1,2 Ko"), (23_400_000, "23 Mo"), (5_000_000_000, "5,0 Go")]
)
def test_sizes_are_in_the_unit_a_person_would_use(count: int, said: str) -> None:
    assert text.size(count, "fr") == text.ltr(said)
