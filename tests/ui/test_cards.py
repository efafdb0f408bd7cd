"""What the window says of a card in a reader that is no signing key here: real pcscd, a virtual reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.card_reader import CNIE, ETOKEN, RUNS, Service, service
from support.watchdog import Watchdog
from support.windows import says

from rokhas_desktop import catalogue
from rokhas_desktop.ui.window import MainWindow

pytestmark = RUNS

Open = Callable[..., MainWindow]


@pytest.fixture
def reader(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with service(tmp_path_factory.mktemp("pcscd")) as running:
        for name, value in running.env.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.mark.alone
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_national_card_and_a_key_without_software_are_told(
    qtbot: QtBot, open_window: Open, reader: Service, language: catalogue.Language
) -> None:
    window = open_window(language=language)
    card = window.acts_panel.key_card
    nothing = {"fr": "Aucune clé", "ar": "لا يوجد مفتاح موصول"}[language]
    watchdog = Watchdog()
    for atr, code, details in (
        (CNIE, "TOK-075", {}),
        (
            ETOKEN,
            "TOK-076",
            {"family": "SafeNet eToken", "middleware": "SafeNet Authentication Client (eToken, IDPrime)"},
        ),
    ):
        reader.insert(atr)
        text = catalogue.entry(code).text(language, details)
        says(qtbot, card, text.title, text.remedy[0])
        reader.remove()
        says(qtbot, card, nothing)
        qtbot.wait(1100)  # else the reader waits before the next card, and this thread with it
    assert watchdog.stalls(longer_than=0.1) == []
