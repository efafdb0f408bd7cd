"""The page "Your key" through the real window: a new president waits for a key, a delegate signs meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from support.desks import Keys, pin, received
from support.sandbox import RunningSandbox, running_sandbox
from support.watchdog import Watchdog
from support.windows import LONG, choose, press, primary, read_everything, says, shown_texts, type_pin, wait_for_key

from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.sandbox.postal_ca import HolderSpec, PostalCA
from rokhas_desktop.sandbox.seed.world import world
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
NEW_PRESIDENT = "president.berrechid"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """With acts for the new president's commune as well."""
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=4) as running:
        yield running


def wait_for_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(
        lambda: window.key_pages.your_key.isVisible() and window.key_pages.your_key.way is not None, timeout=LONG
    )


@pytest.mark.alone
def test_a_new_president_sees_first_where_the_key_is_and_who_signs_meanwhile(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(NEW_PRESIDENT)
    watchdog = Watchdog()
    wait_for_page(qtbot, window)
    said = says(
        qtbot,
        window.key_pages.your_key,
        "Il manque : Face-à-face",
        "Qui doit agir : vous",
        "Le dossier devient caduc le",
        "Jamal Mernissi TEST",
        "Par délégation de signature · clé prête",
        "3 actes attendent votre signature",
    )
    assert said.count("Inconnu : personne ne l'a déclaré") == 4
    assert "Déclaré par la DGCT le" in said
    press(window.key_pages.your_key, "Voir mes actes")
    qtbot.waitUntil(lambda: window.act_page.isVisible() and window.act_page.viewer.page_count > 0, timeout=LONG)
    assert watchdog.stalls(longer_than=0.1) == []


def test_the_delegate_signs_meanwhile_with_a_key_of_their_own(
    qtbot: QtBot, open_window: Open, sandbox: RunningSandbox, home: Home, tmp_path: Path
) -> None:
    delegate = world().account("vice.berrechid")
    act = next(one for one in sandbox.ctl("acts") if one["commune"] == delegate.commune.code)
    sandbox.ctl("need", reference=act["reference"], need={"family": "PCT", "project_class": "small", "sector": None})
    keys = Keys(Home.find(tmp_path / "keys"), PostalCA.open_or_create(sandbox.home / "test-ca"))
    holder = HolderSpec(delegate.surname.fr, delegate.given_names.fr, delegate.cin or "")
    create_token(keys.home, "valid", pin=pin(), holder=holder, ca=keys.ca)
    keys.lend(home)
    window = open_window(delegate.username)
    wait_for_key(qtbot, window, usable=True)
    choose(qtbot, window, act["reference"])
    read_everything(qtbot, window)
    qtbot.waitUntil(primary(window.act_page).isEnabled, timeout=LONG)
    primary(window.act_page).click()
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    assert len(received(sandbox, [act["reference"]])) == len(act["documents"])
    assert {one["account"] for one in sandbox.ctl("ledger")} == {delegate.id}


def test_the_page_follows_what_is_declared(qtbot: QtBot, open_window: Open, sandbox: RunningSandbox) -> None:
    window = open_window(NEW_PRESIDENT)
    wait_for_page(qtbot, window)
    sandbox.ctl("key-step", username=NEW_PRESIDENT, step="face_to_face", state="done", by="ca")
    sandbox.ctl("key-step", username=NEW_PRESIDENT, step="picked_up", state="done", by="holder")
    try:
        window.controller.synchronise()
        says(qtbot, window.key_pages.your_key, "Il manque : Procès-verbal de remise signé")
        assert "caduc" not in shown_texts(window.key_pages.your_key)
    finally:
        for step in ("face_to_face", "picked_up"):
            sandbox.ctl("key-step", username=NEW_PRESIDENT, step=step, state="unknown")


def test_who_only_has_to_register_a_key_sees_the_acts_and_the_page_on_demand(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.key_pages.your_key.way and window.key_pages.your_key.way.known), timeout=LONG)
    qtbot.waitUntil(lambda: "Aucune clé branchée" in shown_texts(window.acts_panel), timeout=LONG)
    qtbot.waitUntil(window.act_page.isVisible, timeout=LONG)
    header_key(window).click()
    says(qtbot, window.key_pages.your_key, "Il manque : Clé enregistrée auprès de la plateforme")


def test_a_clerk_has_no_key(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("agent.aitmelloul")
    qtbot.waitUntil(lambda: "Aucune clé branchée" in shown_texts(window.acts_panel), timeout=LONG)
    qtbot.waitUntil(window.act_page.isVisible, timeout=LONG)
    assert not header_key(window).isVisible()


def header_key(window: MainWindow) -> QToolButton:
    return next(one for one in window.header.findChildren(QToolButton) if one.text() == "Votre clé")
