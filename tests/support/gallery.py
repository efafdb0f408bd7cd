"""Every page and dialog of the window, opened one after the other, for walks that look at all of them.

The window is a signer's, logged in, with a key and at least two acts.  What a walk cannot wait for (a batch, its
failures, every warning about a key) is shown by the real widgets on values made up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from PySide6.QtWidgets import QDialog, QWidget

from rokhas_desktop.desk.face import (
    ActOutcome,
    ActView,
    BatchEvent,
    BatchPreflight,
    Bilingual,
    Board,
    BoardRow,
    BoardState,
    DocumentOutcome,
    MarkView,
    NoteView,
    OutboxItem,
    Outcome,
    PreparedAct,
    Readiness,
    Refusal,
)
from rokhas_desktop.desk.history import History, SignedAct, Waiting, delays
from rokhas_desktop.doctor.examination import Examination
from rokhas_desktop.doctor.frame import Row
from rokhas_desktop.doctor.plan import NAMES
from rokhas_desktop.doctor.repairs import Done
from rokhas_desktop.render.views import Find, Finds, PageChanges, Region
from rokhas_desktop.ui.facts_dialog import FactsDialog
from rokhas_desktop.ui.help_dialog import HelpDialog
from rokhas_desktop.ui.key_dialog import KeyDialog
from rokhas_desktop.ui.leaving.dialogs import KeyPlaceDialog, PurgeDialog
from rokhas_desktop.ui.meeting import MeetingDialog
from rokhas_desktop.ui.new_pin.dialog import NewPinDialog, NewPinRequest
from rokhas_desktop.ui.note_dialog import NoteDialog
from rokhas_desktop.ui.outbox.dialog import OutboxDialog
from rokhas_desktop.ui.pin_dialog import PinDialog, PinRequest, Said
from rokhas_desktop.ui.preflight_notes import NothingReadyDialog
from rokhas_desktop.ui.return_dialog import ReturnDialog
from rokhas_desktop.ui.window import MainWindow

TODAY = date(2026, 11, 25)
LONG = "M. Abderrahmane El Mansouri El Idrissi TEST, architecte agréé"
Look = Callable[[str, QWidget], None]


def walk(window: MainWindow, look: Look, settle: Callable[[], None]) -> None:
    """Show everything there is and have each looked at, by its name."""
    home = window._pages.currentWidget()
    for page in _pages(window):
        settle()
        look(f"page {page}", window)
    window._pages.setCurrentWidget(home)
    for name, dialog in _dialogs(window):
        dialog.open()
        settle()
        look(f"dialog {name}", dialog)
        dialog.close()
        dialog.deleteLater()
    settle()


def _pages(window: MainWindow) -> Iterator[str]:
    pages = window._pages
    acts = list(window.acts[:2])
    window.board_page.show_board(_board())
    window.batch_page.begin(acts)
    _events(window, acts)
    _examined(window)
    settings = window.preferences.flow._facts()
    window.preferences.page.show_facts(replace(settings, platform="https://rokhas.example.org/a/long/address/TEST"))
    window.preferences.page._show_address(True)
    _signed(window)
    window.verification.show()  # made when it is first wanted, as the others that were just filled
    for row in range(pages.count()):
        page = pages.page(row)
        pages.setCurrentWidget(page)
        yield type(page).__name__
        if page is window.book and window.book.narrow:
            window.book.show_side(act=True)
            yield "BookPage, the act"
            window.book.show_side(act=False)
        if page is window.book:
            yield from _panels(window)
        if page is window.batch_page:
            window.batch_page.end(_outcome(acts))
            yield "BatchPage, the outcome"
    window.show_error(Refusal("NET-002", {"host": "rokhas.example.org"}).error())
    yield "an error above a page"
    window.notice.hide()


def _signed(window: MainWindow) -> None:
    """A year of signatures of nine families, some of them late, and days on which many waited."""
    began = datetime(2026, 1, 5, 9, tzinfo=UTC)
    acts = [
        SignedAct(
            f"PC-TEST-2026-{number:05d}",
            f"TEST{number % 9}",
            Bilingual(f"Permis de construire de grands projets TEST {number % 9}", f"رخصة البناء تجربة {number % 9}"),
            Bilingual(LONG, "تجربة"),
            Bilingual(LONG, "السيد عبد الرحمن المنصوري الإدريسي تجربة"),
            began + timedelta(days=7 * number),
            began + timedelta(days=7 * number + 15) if number % 4 else None,
            began + timedelta(days=7 * number + number % 22, hours=5),
            began + timedelta(days=7 * number + number % 22, hours=6),
            2 + number % 5,
        )
        for number in range(44)
    ]
    waiting = tuple(Waiting(TODAY - timedelta(days=90 - at), at * 7 % 61, at * 7 % 61 // 3) for at in range(91))
    window.history.page.show_history(History(tuple(acts), delays(acts), waiting))


def _panels(window: MainWindow) -> Iterator[str]:
    """What can stand beside a page of a piece."""
    narrow, viewer = window.book.narrow, window.act_page.viewer
    if narrow:
        window.book.show_side(act=True)
    viewer.offer(earlier=True, others=[(LONG, path)] if (path := viewer.pane.path) else [])
    viewer._side.show_panel("pages")
    yield "BookPage, all pages of a piece"
    finding = viewer._side.finding
    finding.typed.setText("TEST")
    viewer._side.show_panel("find-text")
    finding._take(finding._stop, 1, Finds((Find(((60, 700, 200, 730),), "M. ", "TEST", f" {LONG}"),) * 3, 90))
    yield "BookPage, the search in a piece"
    boxes = {"added": (60, 700, 200, 730), "removed": (60, 600, 90, 630), "changed": (300, 500, 400, 550)}
    regions = tuple(Region(kind, box) for kind, box in boxes.items())  # type: ignore[arg-type]
    comparison = viewer._side.comparison
    comparison._found = (PageChanges(1, 1, regions), PageChanges(None, 2, ()))
    comparison._earlier = (path, viewer.pane.info) if path else None  # not asked of the desk
    viewer._side.show_panel("changes")
    comparison.panel.show_changes(comparison._found)
    yield "BookPage, the changes of a piece"
    viewer._side.show_panel("")
    if path is not None:
        viewer._show_beside((LONG, path))
        yield "BookPage, two documents"
    viewer._show_beside(None)
    if narrow:
        window.book.show_side(act=False)


def _examined(window: MainWindow) -> None:
    """An examination in which a bit of everything was found."""
    page = window.doctor.page
    page.begin()
    rows = [Row(name, "ok", facts="https://rokhas.example.org · 12 ms", seconds=0.1) for name in NAMES]
    rows[6] = Row("clock", "problem", "SYS-001", {"minutes": 47, "hosts": "rokhas.example.org"}, seconds=0.4)
    rows[7] = Row("pcsc", "warning", "TOK-074", {}, seconds=0.4)
    rows[13] = Row("pin", "skipped", missing=("tokens",))
    for row in rows:
        page.show_row(row)
    page.end(Examination(tuple(rows), (rows[6], rows[7]), datetime.now(UTC), 1.2))
    page.show_repaired(Done("send-outbox", {"count": 2, "left": 1}))


def _events(window: MainWindow, acts: Sequence[ActView]) -> None:
    for act in acts:
        for document in act.documents[:2]:
            event = BatchEvent(
                act.reference, document.id, document.piece, document.of, document.title, "acknowledged", 1, 9
            )
            window.batch_page.show_event(event)


def _outcome(acts: Sequence[ActView]) -> Outcome:
    """One document received, the others of its act failed, another act refused as a whole."""
    results = []
    for place, act in enumerate(acts):
        refused = Refusal("SIG-010", {"page": 3}) if place else None
        documents = tuple(
            DocumentOutcome(
                act.reference,
                one.id,
                one.piece,
                one.of,
                one.kind,
                one.title,
                "acknowledged" if not place and one.piece == 1 else "failed",
                None if not place and one.piece == 1 else Refusal("TOK-021", {}),
                None,
                None,
                None,
                None,
            )
            for one in act.documents
        )
        refusals = (refused,) if refused else ()
        results.append(ActOutcome(act.reference, act.family, "in_progress", documents, refusals))
    return Outcome(tuple(results), Refusal("TOK-021", {}), 12.0)


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    language = window.languages.current
    act = window.act_page.act
    assert act is not None
    warnings = (Said(LONG, (LONG, LONG)),)
    everything = PinRequest(LONG, LONG, 40, 12, 40, final_try=True, warnings=warnings, name=True)
    yield "PIN", PinDialog(PinRequest(LONG, "TEST", 40, 12), _take, window)
    yield "PIN with every warning", PinDialog(everything, _take, window)
    partly = PinRequest(LONG, "TEST", 47, 12, left=warnings[0], remarks=warnings[0])
    yield "PIN with acts left aside", PinDialog(partly, _take, window)
    unseen = tuple(Readiness(f"AC-TEST-{n}", 2, (Refusal("DSK-003", {"count": n, "first": 1}),)) for n in range(1, 6))
    yield "nothing ready", NothingReadyDialog(BatchPreflight(unseen, None), language, window)
    yield "erase", PurgeDialog(3, window)
    yield "place of the key", KeyPlaceDialog("DSK-071", language, window)
    until = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
    made = PreparedAct(act.reference, 4, 0, until, ()), PreparedAct(LONG, 4, 2, None, unseen[0].refusals)
    yield "meeting", MeetingDialog(made, language, window)
    yield "outbox", OutboxDialog(_unsent(act), language, window)
    yield "PIN on the reader", PinDialog(PinRequest(LONG, "TEST", 2, 1, pinpad=True, few_tries=True), _take, window)
    for name, state, allowed in (("another PIN", "final-try", True), ("another PIN, by the portal", "ok", False)):
        request = NewPinRequest(LONG, state, False, 6, 12, allowed, allowed, "https://portal.test")  # type: ignore[arg-type]
        yield name, NewPinDialog(request, _send, language, window)
    yield "return", ReturnDialog(act.reference, window)
    marks = [MarkView(2, 1, (0, 0, 100, 100)), MarkView(3, 2, (0, 0, 100, 100))]
    yield "return with marks", ReturnDialog(act.reference, window, marks)
    written = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    note = NoteView(Bilingual(LONG, "السيد تجربة"), "clerk", written, f"{LONG}\n" * 3, tuple(marks), own=False)
    yield "notes", NoteDialog(replace(act, notes=(note,)), language, window, marks)
    yield "keys", KeyDialog(window.controller.keys, language, window)
    yield "facts", FactsDialog(act, language, window)
    yield "keyboard", HelpDialog(window)


def _unsent(act: ActView) -> tuple[OutboxItem, ...]:
    """Documents of three acts: held back, waiting, refused."""
    told = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    states: tuple[Literal["held", "checked", "refused"], ...] = ("held", "checked", "refused")
    reasons = (Refusal("DSK-066", {}), Refusal("NET-003", {"host": "platform.test"}), None)
    title = act.documents[0].title
    return tuple(
        OutboxItem(f"AC-TEST-{place}", f"d{piece}", piece, title, state, told, 1, reasons[place])
        for place, state in enumerate(states)
        for piece in (1, 2)
    )


def _board() -> Board:
    """Three communes with long names, in three states."""
    name = Bilingual("Commune de Sidi Abdallah Ghiat El Haouz TEST", "جماعة سيدي عبد الله غيات الحوز تجربة")
    region = Bilingual("Région de Marrakech-Safi", "جهة مراكش آسفي")
    states: tuple[BoardState, ...] = ("unknown", "at_agency", "registered")
    rows = tuple(
        BoardRow(f"0{row}", name, "P1", name, region, state, TODAY, "agency", 12, TODAY, 340, None)
        for row, state in enumerate(states)
    )
    return Board(TODAY, rows)


def _send(order: object, old: bytearray | None, new: bytearray | None) -> None:
    raise AssertionError("nobody types in a gallery")


def _take(pin: bytearray | None) -> None:
    raise AssertionError("nobody types in a gallery")
