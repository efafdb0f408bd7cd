"""The verification page of the real window: any file, the verdict first, detached pairs, drop, cancel, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from support.desks import Fresh
from support.documents import huge, plan
from support.signers import Authority, FileSigner, signer
from support.windows import LONG, says, shown_texts

from rokhas_desktop import app
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.signing import detached, pades
from rokhas_desktop.signing.face import PdfOrder
from rokhas_desktop.ui.main import build
from rokhas_desktop.ui.verification.card import FileCard
from rokhas_desktop.ui.verification.flow import Entry, paired
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]
NOT_QUALIFIED = "Ce rapport ne constitue pas une validation qualifiée."


@pytest.fixture(scope="module")
def key() -> FileSigner:
    return signer(Authority("TEST AC"))


@pytest.fixture
def window(qtbot: QtBot, home: Home) -> Iterator[MainWindow]:
    """Nobody is logged in."""
    made = build(app.build(home, policy=home.root / "no-policy.toml"), "fr")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.controller.close()


def signed(folder: Path, key: FileSigner, name: str = "plan", **order: Any) -> Path:
    target = folder / f"{name}-signed.pdf"
    at = datetime.now().astimezone()
    return pades.sign(PdfOrder(plan(folder / f"{name}.pdf"), target, at, **order), key).path


def done(qtbot: QtBot, window: MainWindow, files: list[Path]) -> str:
    window.verification.verify(files)
    flow = window.verification.flow
    qtbot.waitUntil(lambda: not flow.working and len(flow.reports) == len(flow.entries), timeout=LONG)
    cards_shown(qtbot, window)
    return shown_texts(window.verification.page)


def cards_shown(qtbot: QtBot, window: MainWindow) -> None:
    """Every file's card is on the screen: a layout shows what is new only when it is laid out."""
    page, flow = window.verification.page, window.verification.flow
    qtbot.waitUntil(
        lambda: sum(one.isVisible() for one in page.findChildren(FileCard)) == len(flow.entries), timeout=LONG
    )


def test_the_verdict_and_what_is_known_of_each_signature(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, key: FileSigner
) -> None:
    broken = tmp_path / "broken.pdf"
    good = signed(tmp_path, key, act="PC-TEST", piece="1/2", capacity="Président TEST")
    broken.write_bytes(good.read_bytes().replace(b"595", b"594", 1))
    empty, none = plan(tmp_path / "unsigned.pdf"), tmp_path / "gone.pdf"
    said = done(qtbot, window, [good, broken, empty, none])
    assert "On ne peut pas conclure" in said  # nobody is trusted here
    assert "Non valide" in said
    assert "Sans signature" in said
    assert "Qualifiée : non déterminé" in said or "Qualifiée : non" in said
    assert NOT_QUALIFIED in said
    for word in ("Signataire", "Niveau (PAdES, CAdES)", "B-B", "Contenu signé intact", "Couvre tout le fichier",
                 "Modifications depuis la signature", "Heure déclarée par le signataire", "PC-TEST", "1/2",
                 "Président TEST"):  # fmt: skip
        assert word in said, word
    assert "XX123456" not in said
    assert "56" in said
    entries = window.verification.flow.entries
    assert [one.report.verdict for one in entries if one.report] == [
        "INDETERMINATE", "TOTAL-FAILED", "NO-SIGNATURE", "INDETERMINATE",
    ]  # fmt: skip


def test_the_window_says_it_in_arabic_too(qtbot: QtBot, window: MainWindow, tmp_path: Path, key: FileSigner) -> None:
    done(qtbot, window, [signed(tmp_path, key)])
    window.switch_language("ar")
    says(qtbot, window.verification.page, "هذا التقرير لا يشكل تحققا مؤهلا.", "المحتوى الموقع سليم")


def test_detached_signatures_find_their_files(tmp_path: Path) -> None:
    drawing, beside = tmp_path / "plan.dwg", tmp_path / "plan.dwg.p7s"
    assert paired([beside]) == [Entry(beside)]
    drawing.write_bytes(b"TEST")
    other = tmp_path / "other.pdf"
    assert paired([drawing, other, beside, other]) == [Entry(other), Entry(beside, drawing)]
    assert paired([beside]) == [Entry(beside, drawing)]


def test_a_detached_signature_waits_for_its_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, key: FileSigner, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = tmp_path / "plan.dwg"
    drawing.write_bytes(b"TEST drawing")
    order = detached.DetachedOrder(drawing, tmp_path / "plan.dwg.p7s", datetime.now().astimezone())
    made = detached.sign(order, key)
    moved = tmp_path / "elsewhere.dwg"
    drawing.rename(moved)
    done(qtbot, window, [made.path])
    (entry,) = window.verification.flow.entries
    assert entry.lacks_content
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    window.verification.page._choose_content(entry)
    flow = window.verification.flow
    qtbot.waitUntil(lambda: not flow.working and not flow.entries[0].lacks_content, timeout=LONG)
    qtbot.waitUntil(lambda: bool(flow.reports), timeout=LONG)
    assert flow.reports[0].signatures[0].intact


def test_files_are_dropped_and_the_report_is_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, key: FileSigner, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, flow = window.verification.page, window.verification.flow
    window.verification.show()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(signed(tmp_path, key, name))) for name in ("one", "two")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, dropped, buttons, keys))
    qtbot.waitUntil(lambda: len(flow.reports) == 2, timeout=LONG)
    target = tmp_path / "report.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(flow.saved, timeout=LONG):
        page.buttons["save"].click()
    text = target.read_text(encoding="utf-8")
    assert text.count("<section>") == 2
    assert NOT_QUALIFIED in text
    assert "report.html" in shown_texts(page)
    page.buttons["save"].click()  # an existing file is never replaced
    qtbot.waitUntil(page.notice.isVisible, timeout=LONG)
    assert target.read_text(encoding="utf-8") == text


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, key: FileSigner
) -> None:
    large = tmp_path / "large.pdf"
    at = datetime.now().astimezone()
    pades.sign(PdfOrder(huge(tmp_path / "huge.pdf", 400), large, at), key)
    flow, page = window.verification.flow, window.verification.page
    with qtbot.waitSignal(flow.progressed, timeout=LONG):
        window.verification.verify([large, large.with_name("none.pdf")])
    assert flow.working
    assert "Mo" in shown_texts(page)
    page.buttons["cancel"].click()
    assert not flow.working
    assert flow.entries == []
    # The lane is free again: it did not read on.
    assert "Sans signature" in done(qtbot, window, [plan(tmp_path / "plan.pdf")])


def test_what_was_signed_here_is_verified_from_the_outcome_and_from_the_list(
    qtbot: QtBot, open_window: Open, fresh: Fresh, key_of: Callable[[ProfileName], None]
) -> None:
    from support.windows import choose, press, primary, read_everything, type_pin, wait_for_key

    (reference,) = fresh(1)
    key_of("valid")
    window = open_window()
    choose(qtbot, window, reference)
    read_everything(qtbot, window)
    wait_for_key(qtbot, window, usable=True)
    primary(window.act_page).click()
    type_pin(qtbot, window)
    qtbot.waitUntil(lambda: window.batch_page.finished, timeout=LONG)
    press(window.batch_page, "Vérifier ces signatures")
    flow = window.verification.flow
    qtbot.waitUntil(lambda: bool(flow.entries) and not flow.working, timeout=LONG)
    assert {one.verdict for one in flow.reports} == {"TOTAL-PASSED"}
    says(qtbot, window.verification.page, "Valide", "Président")
    found: list[Any] = []
    window.verification.page.show_acts = found.extend  # type: ignore[method-assign]
    window.controller.ask(lambda desk: desk.acts("all"), done=found.extend, failed=window.show_error)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    menu = window.verification.page
    type(menu).show_acts(menu, [act for act in found if any(one.signed_path for one in act.documents)])
    first = menu._menu.actions()[0]
    assert reference in first.text()
    menu._menu.close()
    first.trigger()
    qtbot.waitUntil(lambda: len(flow.reports) == len(flow.entries) > 0, timeout=LONG)
    assert {one.verdict for one in flow.reports} == {"TOTAL-PASSED"}
    menu.buttons["back"].click()
    assert window._pages.currentWidget() is window.book
