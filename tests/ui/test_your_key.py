"""The page "Your key" through the real window: a new president waits for a key, a delegate signs meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.sandbox import RunningSandbox, running_sandbox
from support.watchdog import Watchdog

from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
LONG = 60_000
NEW_PRESIDENT = "president.berrechid"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """With acts for the new president's commune as well."""
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=4) as running:
        yield running


def shown_texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def wait_for_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(
        lambda: window.key_pages.your_key.isVisible() and window.key_pages.your_key.way is not None, timeout=LONG
    )


def button(widget: QWidget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.isVisible() and one.text() == text)


def test_a_new_president_sees_first_where_the_key_is_and_who_signs_meanwhile(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(NEW_PRESIDENT)
    watchdog = Watchdog()
    wait_for_page(qtbot, window)
    said = shown_texts(window.key_pages.your_key)
    assert "Il manque : Face-à-face" in said
    assert "Qui doit agir : vous" in said
    assert "Le dossier devient caduc le" in said
    assert said.count("Inconnu : personne ne l'a déclaré") == 4
    assert "Déclaré par la DGCT le" in said
    qtbot.waitUntil(lambda: "1 acte attend votre signature" in shown_texts(window.key_pages.your_key), timeout=LONG)
    assert "Jamal Mernissi TEST" in said
    assert "Par délégation de signature · clé prête" in said
    button(window.key_pages.your_key, "Voir mes actes").click()
    qtbot.waitUntil(lambda: window.act_page.isVisible() and window.act_page.viewer.page_count > 0, timeout=LONG)
    assert watchdog.stalls(longer_than=0.1) == []


def test_the_page_follows_what_is_declared(qtbot: QtBot, open_window: Open, sandbox: RunningSandbox) -> None:
    window = open_window(NEW_PRESIDENT)
    wait_for_page(qtbot, window)
    sandbox.ctl("key-step", username=NEW_PRESIDENT, step="face_to_face", state="done", by="ca")
    sandbox.ctl("key-step", username=NEW_PRESIDENT, step="picked_up", state="done", by="holder")
    try:
        window.controller.synchronise()
        qtbot.waitUntil(
            lambda: "Il manque : Procès-verbal de remise signé" in shown_texts(window.key_pages.your_key), timeout=LONG
        )
        assert "caduc" not in shown_texts(window.key_pages.your_key)
    finally:
        for step in ("face_to_face", "picked_up"):
            sandbox.ctl("key-step", username=NEW_PRESIDENT, step=step, state="unknown")


def test_who_only_has_to_register_a_key_sees_the_acts_and_the_page_on_demand(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.key_pages.your_key.way and window.key_pages.your_key.way.known), timeout=LONG)
    qtbot.waitUntil(lambda: "Aucune clé branchée" in shown_texts(window.acts_panel), timeout=LONG)
    assert window.act_page.isVisible()
    header_key(window).click()
    assert "Il manque : Clé enregistrée auprès de la plateforme" in shown_texts(window.key_pages.your_key)


def test_a_clerk_has_no_key(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("agent.aitmelloul")
    qtbot.waitUntil(lambda: "Aucune clé branchée" in shown_texts(window.acts_panel), timeout=LONG)
    assert window.act_page.isVisible()
    assert not header_key(window).isVisible()


def header_key(window: MainWindow) -> QToolButton:
    return next(one for one in window.header.findChildren(QToolButton) if one.text() == "Votre clé")
