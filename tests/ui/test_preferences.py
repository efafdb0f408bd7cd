"""The settings' page in the real window: what is chosen is written, refused or locked, and the window says which."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QToolButton
from pytestqt.qtbot import QtBot
from support.windows import LONG, press, says

from rokhas_desktop.settings import Home
from rokhas_desktop.token import choice
from rokhas_desktop.ui.preferences.page import SettingsPage
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> SettingsPage:
    """Through the header, as a person does."""
    name = window.header.tr("Settings")
    (tool,) = [one for one in window.header.findChildren(QToolButton) if one.toolTip() == name]
    tool.click()
    page = window.preferences.page
    qtbot.waitUntil(lambda: page.isVisible() and page.settings["language"].box.count() == 3, timeout=LONG)
    return page


def pick(page: SettingsPage, name: str, value: object) -> None:
    box = page.settings[name].box
    box.setCurrentIndex([box.itemData(row) for row in range(box.count())].index(value))
    box.activated.emit(box.currentIndex())


def written(home: Home) -> dict[str, object]:
    return tomllib.loads(home.settings_file.read_text(encoding="utf-8"))


def test_choices_are_written_and_the_page_says_when_they_count(qtbot: QtBot, open_window: Open, home: Home) -> None:
    window = open_window()
    page = opened(qtbot, window)
    assert page.settings["store.retention_days"].box.currentData() == 30.0
    pick(page, "store.retention_days", 7.0)
    says(qtbot, page, "Enregistré.", "Ce sera pris en compte au prochain démarrage du logiciel.")
    assert written(home) == {"store": {"retention_days": 7.0}}
    pick(page, "theme", "dark")
    qtbot.waitUntil(lambda: written(home).get("theme") == "dark", timeout=LONG)
    press(page, "Retour")
    assert window._pages.currentWidget() is window.book


def test_another_language_counts_at_once(qtbot: QtBot, open_window: Open, home: Home) -> None:
    window = open_window()
    page = opened(qtbot, window)
    pick(page, "language", "ar")
    says(qtbot, page, "الإعدادات", "تم الحفظ.")
    assert written(home) == {"language": "ar"}
    assert page.settings["theme"].caption.text() == "المظهر"


def test_a_proxy_that_cannot_be_is_refused_and_the_page_shows_what_is_in_force(
    qtbot: QtBot, open_window: Open, home: Home
) -> None:
    window = open_window()
    page = opened(qtbot, window)
    pick(page, "net.proxy", "own")
    page.address.setText("http://name:TEST-secret@proxy.test:8080")
    page.keep.click()
    said = says(qtbot, page, "ne peut pas prendre cette valeur")
    assert "TEST-secret" not in said
    qtbot.waitUntil(lambda: page.settings["net.proxy"].box.currentData() == "system", timeout=LONG)
    assert not home.settings_file.exists()
    pick(page, "net.proxy", "own")
    page.address.setText("http://proxy.test:8080")
    page.keep.click()
    qtbot.waitUntil(lambda: home.settings_file.exists(), timeout=LONG)
    assert written(home) == {"net": {"proxy": "http://proxy.test:8080"}}


def test_what_the_administrator_fixed_is_shown_and_cannot_be_changed(
    qtbot: QtBot, open_window: Open, home: Home
) -> None:
    home.root.mkdir(parents=True, exist_ok=True)
    policy = 'locked = ["net.rate_up"]\n[net]\nrate_up = 262144\n'
    (home.root / "no-policy.toml").write_text(policy, encoding="utf-8")
    page = opened(qtbot, open_window())
    setting = page.settings["net.rate_up"]
    assert (setting.box.isEnabled(), setting.box.currentData()) == (False, 262144)
    assert setting.hint.text() == "Fixé par l'administrateur de cet ordinateur."
    assert page.settings["net.rate_down"].box.isEnabled()


def test_one_software_of_the_key_is_chosen_and_forgotten(qtbot: QtBot, open_window: Open, home: Home) -> None:
    window = open_window()
    page = opened(qtbot, window)
    box: QComboBox = page.settings["token.module"].box
    paths = [box.itemData(row) for row in range(box.count())]
    module = next(path for path in paths if path)
    pick(page, "token.module", module)
    qtbot.waitUntil(lambda: choice.chosen(home) == module, timeout=LONG)
    pick(page, "token.module", paths[0])
    qtbot.waitUntil(lambda: choice.chosen(home) is None, timeout=LONG)
    says(qtbot, page, "Enregistré.")
