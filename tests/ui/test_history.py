"""What was signed, in the real window: found, saved, exported and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from support.desks import Fresh, Keys, keys_of, log_in, pin, rooms_at, selection
from support.sandbox import RunningSandbox
from support.windows import LONG, press, says, shown_texts

from rokhas_desktop.settings import Home
from rokhas_desktop.ui.history.flow import COPIES
from rokhas_desktop.ui.history.page import HistoryPage
from rokhas_desktop.ui.history.printing import printer
from rokhas_desktop.ui.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def signed(
    sandbox: RunningSandbox, home: Home, fresh: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, int]:
    """An act that was signed at this home before the window opens, and how many pieces it has."""
    keys: Keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid")
    (reference,) = fresh(1)
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        desk.attest(reference)
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
        assert {one.result for one in outcome.documents} == {"acknowledged"}
        return reference, len(outcome.documents)


def opened(qtbot: QtBot, window: MainWindow) -> HistoryPage:
    name = window.header.tr("Signed acts")
    (tool,) = [one for one in window.header.findChildren(QToolButton) if one.toolTip() == name]
    tool.click()
    page = window.history.page
    qtbot.waitUntil(lambda: page.isVisible() and bool(page.history and page.history.waiting), timeout=LONG)
    return page


def to_file(path: Path) -> QPrinter:
    """A printer that writes a PDF: no paper is to be had here."""
    made = printer()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    return made


def test_what_was_signed_is_found_saved_exported_and_printed(
    qtbot: QtBot, open_window: Open, signed: tuple[str, int], home: Home, tmp_path: Path
) -> None:
    reference, pieces = signed
    left = home.root / COPIES / "TEST"
    left.mkdir(parents=True)  # as a stop while something was printed leaves it
    page = opened(qtbot, open_window())
    assert not left.exists()
    assert [act.reference for act in page.model.acts] == [reference]
    assert "1 acte" in shown_texts(page)
    assert not page.save.isEnabled()
    page.words.setText("zzz")
    says(qtbot, page, "Aucun acte signé ne correspond.")
    page.words.setText(reference[-4:])
    qtbot.waitUntil(lambda: len(page.model.acts) == 1, timeout=LONG)
    page.table.selectRow(0)
    assert page.save.isEnabled()
    page.save_to(str(tmp_path))
    says(qtbot, page, "Enregistré.")
    (folder,) = [one for one in tmp_path.iterdir() if one.is_dir() and one != home.root]
    assert len(list(folder.iterdir())) == pieces
    page.export_to(str(tmp_path / "list.csv"))
    says(qtbot, page, "Exporté.")
    assert reference in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    page.print_to(to_file(tmp_path / "printed.pdf"))
    says(qtbot, page, "à l'imprimante.")
    wanted = 0
    for path in folder.iterdir():
        with pikepdf.open(path) as pdf:
            wanted += len(pdf.pages)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == wanted
    assert page.print.text() == "Imprimer…"
    assert list((home.root / COPIES).iterdir()) == []


def test_a_printer_that_takes_nothing_is_told(
    qtbot: QtBot, open_window: Open, signed: tuple[str, int], tmp_path: Path
) -> None:
    page = opened(qtbot, open_window())
    page.table.selectRow(0)
    page.print_to(to_file(tmp_path / "no" / "folder" / "printed.pdf"))
    says(qtbot, page, "L'impression n'a pas abouti.")
    assert page.print.text() == "Imprimer…"


def test_before_the_first_signature_the_page_says_so(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    page = opened(qtbot, window)
    assert "Rien n'a encore été signé ici." in shown_texts(page)
    assert not page.save.isEnabled()
    assert not page.print.isEnabled()
    assert page.plots.waiting.accessibleDescription()
    press(page, "Retour")
    assert window._pages.currentWidget() is window.book
