"""The signature book as a page: the acts on one side, the chosen act on the other, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from rokhas_desktop.desk.face import AccountView, ActView, Book, BookQuery, Desk, KeyStanding
from rokhas_desktop.ui.act_page import ActPage
from rokhas_desktop.ui.book import order
from rokhas_desktop.ui.book.flow import BookFlow
from rokhas_desktop.ui.book.panel import ActsPanel
from rokhas_desktop.ui.controller import Controller
from rokhas_desktop.ui.hints import Hints
from rokhas_desktop.ui.i18n import Languages
from rokhas_desktop.ui.note_dialog import NoteDialog
from rokhas_desktop.ui.return_dialog import ReturnDialog
from rokhas_desktop.ui.signing_flow import SigningFlow
from rokhas_desktop.ui.viewer import Viewer
from rokhas_desktop.ui.widgets import in_order, label

Box = tuple[float, float, float, float]
Size = tuple[float, float]

NARROW, SHORT = 1000, 420
"""Logical pixels of width and height below which the page is arranged otherwise."""


class BookPage(QSplitter):
    """Shows what the desk has of the acts and hands on what the person wants of them."""

    def __init__(self, controller: Controller, languages: Languages, viewer: Viewer, window: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.account: AccountView | None = None
        self.panel = ActsPanel()
        self.act_page = ActPage(viewer)
        self.flow = BookFlow(controller, self.panel.model, self)
        self.signing = SigningFlow(controller, self._key, lambda: languages.current, window)
        self._controller, self._languages = controller, languages
        self._arrangement, self._act_side = (False, False), False
        self._hints = Hints(self)
        self._drafts: dict[str, str] = {}
        self._empty = label(role="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        self._right.addWidget(self._empty)
        self._right.addWidget(self.act_page)
        self.setChildrenCollapsible(False)
        self.addWidget(self.panel)
        self.addWidget(self._right)
        in_order(self)
        self.setStretchFactor(1, 1)
        self.setSizes([350, 1016])
        self._connect(controller)
        self._say()

    def _connect(self, c: Controller) -> None:
        c.keys_changed.connect(self.show_keys)
        c.modules_changed.connect(self.panel.key_card.show_findings)
        c.document_ready.connect(self.act_page.show_document)
        c.document_failed.connect(self.act_page.show_document_problem)
        self.panel.key_card.retry_wanted.connect(c.retry_module)
        self.panel.act_chosen.connect(self.show_act)
        self.panel.searched.connect(self.flow.search)
        self.panel.narrowed.connect(self.flow.narrow)
        self.panel.arranged.connect(self._arrange)
        self.flow.changed.connect(self._show_book)
        self.flow.ready_changed.connect(self.allow)
        self.act_page.document_wanted.connect(c.open_document)
        self.act_page.earlier_wanted.connect(self._open_earlier)
        self.act_page.reviewed.connect(c.mark_reviewed)
        self.act_page.sign_wanted.connect(self.sign_this)
        self.act_page.sign_all_wanted.connect(self.sign_all)
        self.act_page.return_wanted.connect(self.return_this)
        self.act_page.notes_wanted.connect(self.note_this)
        self.act_page.stamp_wanted.connect(self._place_stamp)
        self.panel.opened.connect(lambda: self.show_side(act=True))
        self.act_page.back_wanted.connect(lambda: self.show_side(act=False))
        back = QShortcut(QKeySequence("Esc"), self._right, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(lambda: self.show_side(act=False))

    def _open_earlier(self, reference: str, piece: int) -> None:
        self._controller.ask(
            lambda desk: desk.open_earlier(reference, piece),
            done=lambda path: self.act_page.show_earlier(reference, piece, path),
            failed=lambda error: self.act_page.show_earlier_problem(reference, piece, error),
        )

    # -- the room there is

    @property
    def narrow(self) -> bool:
        """Whether the acts and the chosen one have no room beside one another."""
        return self.width() < NARROW or self.height() < SHORT

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both sides beside one another, or one at a time; low, or high enough for everything."""
        super().resizeEvent(event)
        arrangement = (self.narrow, event.size().height() < SHORT)
        if arrangement != self._arrangement:
            self._arrangement = arrangement
            narrow, short = arrangement
            self.act_page.arrange(narrow=narrow, short=short)
            self.panel.arrange(short=short)
            self.show_side(act=self._act_side)

    def show_side(self, *, act: bool) -> None:
        """Show the chosen act or the acts, where there is no room for both."""
        self._act_side = act and self.act_page.act is not None
        self.panel.setVisible(not (self.narrow and self._act_side))
        self._right.setVisible(not self.narrow or self._act_side)
        if self.narrow:
            (self.act_page.areas()[0] if self._act_side else self.panel).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown

    def enter(self, account: AccountView | None) -> None:
        """Somebody is logged in, or nobody."""
        self.account = account
        self._drafts.clear()
        self.panel.forget()
        self.panel.model.may_tick = account is not None and account.role == "signer"
        self.act_page.act = None
        self._right.setCurrentWidget(self._empty)

    def _show_book(self, book: Book, anew: bool) -> None:
        self.panel.show_book(book, self.flow.query, anew=anew)
        if book.total == 0:
            self.act_page.act = None
        self._right.setCurrentWidget(self._empty if self.act_page.act is None else self.act_page)
        self._say()
        self.allow()

    def show_act(self, act: ActView) -> None:
        """The person chose an act, or it changed."""
        self.act_page.show_act(act)
        self._right.setCurrentWidget(self.act_page)
        self.allow()

    def show_keys(self, keys: Sequence[KeyStanding]) -> None:
        """A key came, went or changed."""
        self.panel.key_card.show_keys(keys)
        self.allow()

    def _key(self) -> KeyStanding | None:
        return self.panel.key_card.best

    def next_area(self) -> None:
        """Put the keyboard's focus into the next area: the acts, the pieces, the page that is shown, the actions."""
        areas = [self.panel, *(self.act_page.areas() if self.act_page.isVisible() else ())]
        focus = QApplication.focusWidget()
        within = [place for place, area in enumerate(areas) if focus is not None and _within(area, focus)]
        areas[(within[-1] + 1) % len(areas) if within else 0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- commands

    def sign_this(self) -> None:
        """Sign the act that is shown."""
        act = self.act_page.act
        if act is not None and self._hint(act) == "":
            self.signing.begin([act])

    def sign_all(self) -> None:
        """Sign the ticked acts that are ready, and say of the others why they are not; without a tick all that are."""
        ready = self._ready()
        if ready and self._key_hint() == "":
            self.signing.begin(self.flow.ticked if self.panel.model.ticked else ready)

    def return_this(self) -> None:
        """Return the act that is shown."""
        act = self.act_page.act
        if act is None or not self._may_return(act):
            return
        dialog = ReturnDialog(act.reference, self.window(), self.act_page.marks)
        dialog.accepted.connect(lambda: self._return(act.reference, dialog))
        dialog.finished.connect(lambda: self.act_page.keep_marks(dialog.marks))
        dialog.open()

    def note_this(self) -> None:
        """Read the notes about the act that is shown, and write one's own."""
        act = self.act_page.act
        if act is None:
            return
        draft = self._drafts.get(act.reference)
        dialog = NoteDialog(act, self._languages.current, self.window(), self.act_page.marks, draft)
        dialog.accepted.connect(lambda: self._note(act.reference, dialog))
        dialog.open()

    def _note(self, reference: str, dialog: NoteDialog) -> None:
        text, marks = dialog.text, tuple(dialog.marks)
        self._drafts[reference] = text  # until the platform has it
        self.act_page.keep_marks(marks)

        def tell(desk: Desk) -> None:
            desk.annotate(reference, text, marks)
            self._drafts.pop(reference, None)

        self._controller.change(tell)

    def _place_stamp(self, reference: str, piece: int, page: int, box: Box | None, sheet: Size | None) -> None:
        self._controller.change(lambda desk: desk.place_stamp(reference, piece, page, box, sheet=sheet))

    def _return(self, reference: str, dialog: ReturnDialog) -> None:
        said, refusal, marks = dialog.reason, dialog.refusal, tuple(dialog.marks)
        self._controller.change(lambda desk: desk.return_for_correction(reference, said, refusal=refusal, marks=marks))

    def _arrange(self, moves: Sequence[tuple[str, str]]) -> None:
        """The moves were made on what is shown; the order is told of the whole book."""

        def tell(desk: Desk) -> None:
            book = desk.book(BookQuery())
            desk.arrange(order.arranged(book.references, book.arranged, moves))

        self._controller.change(tell)

    def _ready(self) -> list[ActView]:
        among = self.flow.ticked if self.panel.model.ticked else self.flow.ready
        return [act for act in among if act.ready and not act.unseen]

    def allow(self) -> None:
        """Enable what may be done now."""
        act = self.act_page.act
        if act is None:
            return
        hint = self._hint(act)
        ready = len(self._ready()) if self._key_hint() == "" else 0
        self.act_page.allow(
            sign=hint == "", hint=hint, ready=ready, ticked=len(self.panel.model.ticked), act_back=self._may_return(act)
        )

    def _may_return(self, act: ActView) -> bool:
        return self.account is not None and self.account.role == "signer" and act.state == "awaiting"

    def _hint(self, act: ActView) -> str:
        return self._hints.act(act, self.account, self._key(), self._languages.current)

    def _key_hint(self) -> str:
        return self._hints.key(self.account, self._key(), self._languages.current)

    # -- language

    def _say(self) -> None:
        known = self.flow.book is not None
        self._empty.setText(self.tr("No act awaits your signature.") if known else self.tr("Reading the acts…"))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.allow()
        super().changeEvent(event)


def _within(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)
