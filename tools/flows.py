"""Pictures of single flows (``make screenshots`` runs it): ``flows.py --lang fr --out DIR [--scene NAME…]``.

Each scene is a real window, drawn off the screen, on a reference platform of its own, as an account of that platform.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPointF, Qt  # noqa: E402 - the path is set above
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QTextBrowser, QWidget  # noqa: E402
from support.card_reader import CNIE, Service, service  # noqa: E402
from support.desks import PIN, keys_of, log_in  # noqa: E402
from support.sandbox import RunningSandbox, running_sandbox  # noqa: E402

from rokhas_desktop import app  # noqa: E402
from rokhas_desktop.desk.local import LocalOrder  # noqa: E402
from rokhas_desktop.doctor import report, report_page  # noqa: E402
from rokhas_desktop.sandbox.token_profiles import ProfileName  # noqa: E402
from rokhas_desktop.settings import Home  # noqa: E402
from rokhas_desktop.ui.book.rows import Rows  # noqa: E402
from rokhas_desktop.ui.first_use.stops import Stop  # noqa: E402
from rokhas_desktop.ui.key_dialog import KeyDialog  # noqa: E402
from rokhas_desktop.ui.main import application, build  # noqa: E402
from rokhas_desktop.ui.window import MainWindow  # noqa: E402

SIZE = (1366, 740)


@dataclass(frozen=True)
class Stage:
    """``insert`` puts an emulated token of a profile in the place of what was there; ``keep`` keeps a picture of the
    window, or of one of its dialogs, under a name; cards go into ``reader``; ``add`` has the platform send an act with
    a plan of a format, and says its reference."""

    window: MainWindow
    reader: Service
    insert: Callable[[ProfileName], None]
    keep: Callable[..., None]
    add: Callable[[str], str]


Scene = Callable[[Stage], None]


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        application().processEvents()
        time.sleep(0.005)


def settle(seconds: float = 0.4) -> None:
    """Let the window draw what it has."""
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() > end)


def main_button(widget: QWidget) -> QPushButton:
    """The page's main action."""
    buttons = widget.findChildren(QPushButton)
    return next(one for one in buttons if one.property("primary") == "true" and one.isVisible())


def board(stage: Stage) -> None:
    """The help desk's readiness board."""
    wait(lambda: stage.window.board_page.model.rowCount() > 0)
    stage.keep("board")


def book(stage: Stage) -> None:
    """The acts that await signature: narrowed to a family, and with some of them ticked."""
    stage.insert("valid")
    window = stage.window
    panel = window.acts_panel
    wait(lambda: len(window.acts) > 3 and panel.key_card.best is not None)
    act = window.acts[2]
    for row in (0, 2):
        panel.model.setData(panel.model.index(row), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    panel.choose(act.reference)
    wait(lambda: window.act_page.viewer.page_count > 0)
    settle(1)
    stage.keep("book")
    panel.narrowed.emit("family", act.family)
    wait(lambda: all(one.family == act.family for one in window.acts))
    stage.keep("book-narrowed")


def your_key(stage: Stage) -> None:
    """A new president whose key is on its way, and who signs meanwhile."""
    page = stage.window.key_pages.your_key
    wait(lambda: page.isVisible() and page.way is not None and page.way.waiting > 0)
    stage.keep("your-key")


def first_use(stage: Stage) -> None:
    """From the sealed envelope to a registered key."""
    stage.insert("pin-not-set")
    pages = stage.window.key_pages
    page, flow = pages.first_use, pages.flow

    def at(stop: Stop) -> None:
        wait(lambda: flow.view.place.stop == stop)

    pages.begin_first_use()
    at("set_pin")
    stage.keep("first-use-pin")
    stage.insert("valid")
    at("compare")
    stage.keep("first-use-compare")
    main_button(page).click()
    at("notice")
    stage.keep("first-use-notice")
    main_button(page).click()
    wait(lambda: flow.view.sentence is not None)
    main_button(page).click()
    wait(lambda: page.dialog is not None)
    if page.dialog is None:
        raise TimeoutError
    stage.keep("first-use-trial", page.dialog)
    page.dialog.findChildren(QLineEdit)[0].setText(PIN.decode("ascii"))
    main_button(page.dialog).click()
    at("ready")
    stage.keep("first-use-ready")


def predecessor(stage: Stage) -> None:
    """A predecessor's key that lay in the office: refused, and reported once a person confirms."""
    stage.insert("predecessor")
    pages = stage.window.key_pages
    pages.begin_first_use()
    wait(lambda: pages.flow.view.place.stop == "another")
    settle()
    next(one for one in pages.first_use.findChildren(QCheckBox) if one.isVisible()).click()
    stage.keep("predecessor-key")
    main_button(pages.first_use).click()
    wait(lambda: pages.flow.view.notified is not None)
    stage.keep("predecessor-reported")


def national_card(stage: Stage) -> None:
    """The ID card in the place of the key."""
    stage.reader.insert(CNIE)
    said = stage.window.acts_panel.key_card
    wait(lambda: bool(said.finding and said.finding.refusal.code == "TOK-075"))
    stage.keep("national-card")
    stage.reader.remove()


def new_pin(stage: Stage) -> None:
    """The key's details, and another PIN."""
    stage.insert("valid")
    wait(lambda: bool(stage.window.controller.keys))
    stage.window.show_key_details()
    details = stage.window.findChild(KeyDialog)
    if details is None:
        raise TimeoutError
    stage.keep("key-details", details)
    details.pin_wanted.emit(stage.window.controller.keys[0].token)
    details.close()
    dialog = stage.window.controller.new_pin.dialog
    if dialog is None:
        raise TimeoutError
    settle()
    old, new, _ = dialog.findChildren(QLineEdit)
    old.setText(PIN.decode("ascii"))
    new.setText("97531864")
    stage.keep("new-pin", dialog)
    dialog.reject()


def stamp(stage: Stage) -> None:
    """The outline of a visible signature that the person may place, over a drawing: told above the page."""
    window, page = stage.window, stage.window.act_page
    free = [(act, one) for act in window.acts for one in act.documents if one.stamp and one.stamp.movable]
    while not free:  # the last piece is here, but was not shown yet
        settle()
        free = [(act, one) for act in window.acts for one in act.documents if one.stamp and one.stamp.movable]
    act, piece = free[0]
    window.acts_panel.choose(act.reference)
    wait(lambda: page.act is not None and page.act.reference == act.reference)
    page.choose_piece(piece.piece)
    wait(lambda: page.viewer.page_count > 0)
    settle(2.0)
    stage.keep("stamp-placed")
    canvas = page.viewer.canvas
    if canvas.sheet is None or canvas.outline.box is None:
        raise TimeoutError
    x, y, width, height = canvas.sheet.place(canvas.outline.box, canvas.scale)
    ratio = canvas.viewport().devicePixelRatioF()
    start = (QPointF(canvas.origin) + QPointF(x + width / 2, y + height / 2)) / ratio
    middle = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(canvas.viewport(), middle)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    def told() -> bool:
        now = next(one for one in window.acts if one.reference == act.reference).documents[piece.piece - 1]
        return bool(now.stamp and now.stamp.moved and now.warnings)

    wait(told)
    stage.keep("stamp-moved")


def plans(stage: Stage) -> None:
    """A scanned plan, a drawing that cannot be shown, and what is said of both before the PIN."""
    window, page = stage.window, stage.window.act_page
    stage.insert("valid")
    image, drawing = stage.add("png"), stage.add("dxf")
    window.controller.synchronise()
    for reference, name in ((image, "plan-image"), (drawing, "plan-drawing")):
        wait(lambda asked=reference: asked in {act.reference for act in window.acts})  # type: ignore[misc]
        window.acts_panel.choose(reference)
        wait(lambda asked=reference: page.act is not None and page.act.reference == asked)  # type: ignore[misc]
        act = page.act
        if act is None:
            raise TimeoutError
        page.choose_piece(next(one.piece for one in act.documents if one.media_type != "application/pdf"))
        settle(2.0)
        stage.keep(name)
    for document in act.documents:
        if document.viewable:
            window.controller.mark_reviewed(document.sha256)
    for reference in (image, drawing):
        window.acts_panel.choose(reference)
        settle()
        QTest.keyClick(window.acts_panel.findChild(Rows), Qt.Key.Key_Space)
    wait(lambda: len(window.book.flow.ticked) == 2 and main_button(page).isEnabled())
    window.sign_all()
    wait(lambda: window.flow.dialog is not None)
    stage.keep("plan-consent", window.flow.dialog)
    if window.flow.dialog is not None:
        window.flow.dialog.reject()


def verification(stage: Stage) -> None:
    """Three files: signed by a key of the platform's test authority, altered afterwards, not signed."""
    window, home = stage.window, stage.window.controller.rooms.home
    stage.insert("valid")
    folder = home.root / "files"
    folder.mkdir()
    good, altered, unsigned = (folder / f"{name}.pdf" for name in ("plan-TEST", "plan-TEST-altered", "note-TEST"))
    wait(lambda: any(one.path for act in window.acts for one in act.documents if one.kind == "plan"))
    act = next(act for act in window.acts if any(one.path for one in act.documents if one.kind == "plan"))
    original = next(one.path for one in act.documents if one.path and one.kind == "plan")
    shutil.copyfile(original, unsigned)
    sign_locally(stage, original, folder, good)
    altered.write_bytes(good.read_bytes().replace(b"/MediaBox [0 0", b"/MediaBox [0 1", 1))
    page, flow = window.verification.page, window.verification.flow
    window.verification.verify([good])
    wait(lambda: not flow.working and len(flow.reports) == 1)
    settle(1.0)
    stage.keep("verification")
    window.verification.verify([altered, unsigned])
    wait(lambda: not flow.working and len(flow.reports) == 2)
    page.setFocus()
    settle(1.0)
    stage.keep("verification-refused")


def sign_locally(stage: Stage, original: Path, folder: Path, target: Path) -> None:
    """As ``sign-file`` does, with the key that was inserted."""
    controller = stage.window.controller
    wait(lambda: bool(controller.keys) and controller.keys[0].usable)
    order = LocalOrder(out=folder / "out", visible=True)
    chosen = controller.keys[0].selection
    (signed,) = controller.rooms.sign_files([str(original)], chosen, bytearray(PIN), order)
    if signed.output is None:
        raise TimeoutError
    signed.output.rename(target)


def doctor(stage: Stage) -> None:
    """The examination: an expired key, what to do, and the report that goes to the help desk."""
    window = stage.window
    stage.insert("expired")
    home = window.controller.rooms.home
    asked = window.account.platform_url if window.account else ""
    home.settings_file.write_text(f'[doctor]\nclocks = ["{asked}/"]\n', encoding="utf-8")
    window.doctor.show()
    wait(lambda: window.doctor.flow.seen is not None)
    seen = window.doctor.flow.seen
    if seen is None:
        raise TimeoutError
    stage.keep("doctor")
    page = QTextBrowser()
    page.resize(980, 1300)
    option = page.document().defaultTextOption()
    option.setTextDirection(window.layoutDirection())
    page.document().setDefaultTextOption(option)
    page.setLayoutDirection(window.layoutDirection())
    page.document().setDocumentMargin(24)
    page.setHtml(report_page.page(report.content(seen, home), (window.languages.current,)))
    stage.keep("doctor-report", page)


SCENES: dict[str, tuple[str | None, Scene]] = {
    "book": (None, book),
    "board": ("assistance", board),
    "your-key": ("president.berrechid", your_key),
    "first-use": (None, first_use),
    "predecessor": (None, predecessor),
    "national-card": (None, national_card),
    "new-pin": (None, new_pin),
    "stamp": (None, stamp),
    "plans": (None, plans),
    "verification": (None, verification),
    "doctor": (None, doctor),
}
"""By name: whose account (the president's, who has acts to sign, if None), and what is done in the window."""


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lang", choices=("fr", "ar", "en"), default="fr")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--suffix", default="", help="put behind the pictures' names")
    parser.add_argument("--scene", choices=sorted(SCENES), action="append")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)

    def keep(name: str, widget: QWidget) -> None:
        settle()
        widget.grab().save(str(asked.out / f"{name}-{asked.lang}{asked.suffix}.png"))

    with (
        tempfile.TemporaryDirectory() as folder,
        running_sandbox(Path(folder) / "platform", acts=4) as sandbox,
        service(Path(folder) / "pcscd") as reader,
    ):
        os.environ.update(reader.env)
        for name in asked.scene or sorted(SCENES):
            username, scene = SCENES[name]
            take(sandbox, reader, Home.find(Path(folder) / name), username, scene, asked.lang, keep)


def take(
    sandbox: RunningSandbox,
    reader: Service,
    home: Home,
    username: str | None,
    scene: Scene,
    language: str,
    keep: Callable[[str, QWidget], None],
) -> None:
    """One scene's pictures."""
    policy = home.root / "no-policy.toml"
    policy.write_text('locked = ["preflight.unshown"]\n[preflight]\nunshown = "warn"\n', encoding="utf-8")
    home.settings_file.write_text("[token]\npin_change = true\npin_unblock = true\n", encoding="utf-8")
    with app.build(home, policy=policy) as rooms:
        log_in(rooms, sandbox, username)
    window = build(app.build(home, policy=policy), language)  # type: ignore[arg-type] # argparse's choices
    window.resize(*SIZE)
    window.show()
    window.controller.resume()
    wait(lambda: window.account is not None and not window.controller.syncing)

    def insert(profile: ProfileName) -> None:
        keys_of(sandbox, home.root / f"keys-{profile}", profile).lend(home)

    def add(kind: str) -> str:
        return str(sandbox.ctl("add", formats=[kind])["references"][0])

    try:
        scene(Stage(window, reader, insert, lambda name, widget=None: keep(name, widget or window), add))
    finally:
        window.controller.close()
        window.close()


if __name__ == "__main__":
    main()
