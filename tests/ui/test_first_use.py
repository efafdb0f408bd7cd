"""The first use of a key through the real window: from the envelope to the first act, and what holds it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from support.desks import PIN, Fresh, keys_of, received
from support.sandbox import RunningSandbox
from support.watchdog import Watchdog
from support.windows import LONG, press, says, shown_texts, wait_for_key

from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.first_use.page import FirstUsePage
from rokhas_desktop.ui.first_use.stops import Stop
from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.window import MainWindow

Insert = Callable[[ProfileName], str]
Open = Callable[..., MainWindow]


@pytest.fixture
def make(
    sandbox: RunningSandbox, home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[ProfileName], tuple[str, Callable[[], None]]]]:
    """Makes a token of one profile: its certificate, and what puts it in the place of what was there.

    Afterwards none of them is bound any more.
    """
    made: list[str] = []

    def new(profile: ProfileName) -> tuple[str, Callable[[], None]]:
        keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), profile)
        made.append(keys.tokens[profile].certificate_sha256)
        return made[-1], lambda: keys.lend(home)

    yield new
    username = sandbox.president["username"]
    for sha256 in made:
        sandbox.ctl("bind", username=username, sha256=sha256, state="none")
    sandbox.ctl("key-step", username=username, step="registered", state="unknown")


@pytest.fixture
def insert(make: Callable[[ProfileName], tuple[str, Callable[[], None]]]) -> Insert:
    """Makes a token and puts it in the place of what was there; its certificate."""

    def put(profile: ProfileName) -> str:
        sha256, plug_in = make(profile)
        plug_in()
        return sha256

    return put


@pytest.fixture
def pull_out(home: Home) -> Callable[[], Callable[[], None]]:
    """Takes the token out; what it gives puts the same one back."""

    def out() -> Callable[[], None]:
        path = home.root / "emulated.json"
        kept = path.read_bytes()
        path.unlink()
        return lambda: put_back(path, kept)

    return out


def put_back(path: Path, kept: bytes) -> None:
    path.write_bytes(kept)


def page_of(window: MainWindow) -> FirstUsePage:
    return window.key_pages.first_use


def wait_for(qtbot: QtBot, window: MainWindow, stop: Stop) -> None:
    qtbot.waitUntil(lambda: window.key_pages.flow.view.place.stop == stop, timeout=LONG)


def begin(qtbot: QtBot, window: MainWindow, stop: Stop) -> FirstUsePage:
    """From the page "Your key", as a person comes there."""
    window.header.key_wanted.emit()
    press(window.key_pages.your_key, "J'ai ma clé : première utilisation")
    wait_for(qtbot, window, stop)
    qtbot.waitUntil(page_of(window).isVisible, timeout=LONG)
    return page_of(window)


def to_the_trial(qtbot: QtBot, window: MainWindow, page: FirstUsePage) -> None:
    press(page, "Ce sont les miens")
    wait_for(qtbot, window, "notice")
    says(qtbot, page, "Votre nom et votre numéro de CIN figurent dans le certificat joint à chaque acte signé")
    press(page, "J'en ai pris connaissance")
    wait_for(qtbot, window, "trial")
    qtbot.waitUntil(lambda: window.key_pages.flow.view.sentence is not None, timeout=LONG)


def try_with(qtbot: QtBot, page: FirstUsePage, pin: bytes) -> None:
    press(page, "Saisir mon code et signer")
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible(), timeout=LONG)
    assert page.dialog is not None
    says(qtbot, page.dialog, "Essai de signature, sans valeur d'acte")
    edit = page.dialog.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, pin.decode("ascii"))
    qtbot.keyClick(edit, Qt.Key.Key_Return)


@pytest.mark.alone
def test_from_the_envelope_to_the_first_act_in_one_sitting(
    qtbot: QtBot,
    open_window: Open,
    make: Callable[[ProfileName], tuple[str, Callable[[], None]]],
    fresh: Fresh,
    sandbox: RunningSandbox,
) -> None:
    (reference,) = fresh(1)
    (_, sealed), (_, activated) = make("pin-not-set"), make("valid")
    window = open_window()
    watchdog = Watchdog()
    page = begin(qtbot, window, "insert")
    says(qtbot, page, "Branchez votre clé sur une prise USB")
    sealed()
    wait_for(qtbot, window, "set_pin")
    says(qtbot, page, "Choisissez le code (PIN) de votre clé")
    activated()  # SoftHSM's random SO PIN is gone: the key with its PIN chosen is another token of the holder's
    wait_for(qtbot, window, "compare")
    said = says(qtbot, page, "Ce nom et ce numéro sont-ils bien les vôtres ?")
    assert said.count("JB900142") == 2  # whole, in the certificate and in the account: this is its holder's own page
    assert said.count("Naïma Ouaziz TEST") == 2
    to_the_trial(qtbot, window, page)
    try_with(qtbot, page, PIN)
    wait_for(qtbot, window, "ready")
    says(qtbot, page, "Votre clé est enregistrée et prête.")
    assert received(sandbox, [reference]) == []  # a trial is no act
    press(page, "Aller à mon premier acte")
    qtbot.waitUntil(lambda: window.act_page.isVisible() and window.act_page.act is not None, timeout=LONG)
    way = window.key_pages.your_key.way
    assert way is not None
    qtbot.waitUntil(lambda: "Votre clé est prête" in texts_of_your_key(window), timeout=LONG)
    assert watchdog.stalls(longer_than=0.1) == []


def texts_of_your_key(window: MainWindow) -> str:
    window.header.key_wanted.emit()
    return shown_texts(window.key_pages.your_key)


def test_it_goes_on_where_it_was_left_and_where_the_key_was_pulled_out(
    qtbot: QtBot, open_window: Open, insert: Insert, pull_out: Callable[[], Callable[[], None]]
) -> None:
    insert("valid")
    window = open_window()
    page = begin(qtbot, window, "compare")
    to_the_trial(qtbot, window, page)
    press(page, "Reprendre plus tard")
    assert window.key_pages.your_key.isVisible()
    begin(qtbot, window, "trial")
    qtbot.waitUntil(lambda: window.key_pages.flow.view.sentence is not None, timeout=LONG)
    press(page, "Saisir mon code et signer")
    qtbot.waitUntil(lambda: page.dialog is not None, timeout=LONG)
    back = pull_out()
    wait_for(qtbot, window, "insert")
    qtbot.waitUntil(lambda: page.dialog is None, timeout=LONG)  # no PIN is asked for a key that is not there
    back()
    wait_for(qtbot, window, "trial")
    try_with(qtbot, page, PIN)
    wait_for(qtbot, window, "ready")


def test_a_wrong_pin_at_the_trial_is_said_and_registers_nothing(
    qtbot: QtBot, open_window: Open, insert: Insert
) -> None:
    insert("valid")
    window = open_window()
    page = begin(qtbot, window, "compare")
    to_the_trial(qtbot, window, page)
    before = window.key_pages.flow.view.sentence
    try_with(qtbot, page, b"999999")
    qtbot.waitUntil(lambda: "Le code PIN est incorrect." in shown_texts(page), timeout=LONG)
    way = window.key_pages.your_key.way
    assert way is not None
    assert way.certificates == ()
    qtbot.waitUntil(lambda: window.key_pages.flow.view.sentence not in {None, before}, timeout=LONG)
    try_with(qtbot, page, PIN)
    wait_for(qtbot, window, "ready")
    assert "incorrect" not in shown_texts(page)


def test_wrong_data_are_not_signed_with(qtbot: QtBot, open_window: Open, insert: Insert) -> None:
    insert("valid")
    window = open_window()
    page = begin(qtbot, window, "compare")
    press(page, "Quelque chose est faux")
    wait_for(qtbot, window, "wrong")
    says(qtbot, page, "Ne signez pas avec cette clé.", "48 heures ouvrables")
    assert not any(one.property("primary") == "true" and one.isVisible() for one in page.findChildren(QPushButton))
    press(page, "Vérifier encore une fois")
    wait_for(qtbot, window, "compare")
    insert("passport")
    wait_for(qtbot, window, "wrong")
    says(qtbot, page, "Ce certificat identifie son titulaire autrement que par la CIN.")


def test_a_predecessors_key_is_refused_and_reported_once_a_person_confirms(
    qtbot: QtBot, open_window: Open, insert: Insert, sandbox: RunningSandbox
) -> None:
    theirs = insert("predecessor")
    window = open_window()
    wait_for_key(qtbot, window, usable=False)
    window.show_key_details()  # from the key's card, as who finds the key in the office comes there
    dialog = window.findChild(KeyDialog)
    assert dialog is not None
    press(dialog, "Que faire de cette clé")
    page = page_of(window)
    qtbot.waitUntil(page.isVisible, timeout=LONG)
    said = says(
        qtbot,
        page,
        "Cette clé est au nom d'une autre personne.",
        "Rendez-la à son titulaire ; lui ou le mandataire de certification demande la révocation.",
    )
    assert "JB900077" not in said  # another's number is never whole
    report = next(one for one in page.findChildren(QPushButton) if one.text() == "Signaler à la plateforme")
    assert not report.isEnabled()
    box = next(one for one in page.findChildren(QCheckBox) if one.isVisible())
    box.click()
    report.click()
    qtbot.waitUntil(lambda: "Signalé à la plateforme le" in shown_texts(page), timeout=LONG)
    assert [notice["sha256"] for notice in sandbox.ctl("notices")] == [theirs]
    insert("valid")
    wait_for(qtbot, window, "compare")
    assert "Signalé" not in shown_texts(page)


@pytest.mark.parametrize(("profile", "word"), [("expired", "expiré"), ("revoked", "révoqué"), ("seal", "cachet")])
def test_an_unfit_key_says_why(
    qtbot: QtBot, open_window: Open, insert: Insert, profile: ProfileName, word: str
) -> None:
    insert(profile)
    window = open_window()
    page = begin(qtbot, window, "unfit")
    says(qtbot, page, word)
