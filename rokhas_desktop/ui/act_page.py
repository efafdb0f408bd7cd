"""One act as a set: its facts, its pieces, the piece that is shown, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, DocumentView, MarkView
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.ui.facts import Facts
from rokhas_desktop.ui.facts_dialog import FactsDialog
from rokhas_desktop.ui.pieces import Pieces
from rokhas_desktop.ui.stamp_bar import StampBar
from rokhas_desktop.ui.text import grouped, ltr, standing
from rokhas_desktop.ui.thumbnails import Thumbnails
from rokhas_desktop.ui.viewer import Stamp, Viewer
from rokhas_desktop.ui.widgets import Notice, button, in_order, label


class ActPage(QWidget):
    """Shows an act; says what the person wants of it."""

    document_wanted = Signal(str, int)  # reference, piece
    reviewed = Signal(str)  # SHA-256
    sign_wanted = Signal()
    sign_all_wanted = Signal()
    return_wanted = Signal()
    back_wanted = Signal()
    notes_wanted = Signal()
    earlier_wanted = Signal(str, int)  # reference, piece
    stamp_wanted = Signal(str, int, int, object, object)  # reference, piece, page, Box | None, its sheet | None

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.act: ActView | None = None
        self._piece = 0
        self._seen: dict[str, set[int]] = {}
        self.viewer = viewer
        self.thumbnails = Thumbnails(viewer.renderer, self)
        self.viewer.page_seen.connect(self._page_seen)
        self.viewer.marked.connect(self._marked)
        self.viewer.earlier_wanted.connect(self._want_earlier)
        self.marks: list[MarkView] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._facts = Facts()
        self._facts.whole_wanted.connect(self.show_facts)
        self._facts.back_wanted.connect(self.back_wanted)
        self._facts.notes_wanted.connect(self.notes_wanted)
        column.addWidget(self._facts)
        column.addWidget(self._build_middle(), 1)
        column.addWidget(self._build_footer())
        self._say()

    def _build_middle(self) -> QSplitter:
        self._pieces = Pieces(self.thumbnails)
        self._pieces.setObjectName("plain")
        self._pieces.chosen.connect(self._open)
        self._problem = Notice("bad")
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.addWidget(self._problem)
        inside.addStretch(1)
        self._warnings = Notice("warning")
        shown = QWidget()
        beside = QVBoxLayout(shown)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._warnings)
        beside.addWidget(self.viewer, 1)
        self._stamp_bar = StampBar()
        beside.addWidget(self._stamp_bar)
        self._stamp_bar.go_wanted.connect(self.viewer.go_to)
        self._stamp_bar.here_wanted.connect(self.viewer.put_stamp_here)
        self._stamp_bar.reset_wanted.connect(lambda: self._want_stamp(-1, None, None))
        self.viewer.stamp_moved.connect(self._want_stamp)
        self.viewer.opened.connect(lambda pages: self._stamp_bar.show_page(1, pages))
        self.viewer.page_changed.connect(lambda page: self._stamp_bar.show_page(page, self.viewer.page_count))
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(holder)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self._pieces)
        middle.addWidget(self._stack)
        in_order(middle)
        middle.setStretchFactor(1, 1)
        middle.setSizes([230, 700])
        self._pieces.setMinimumWidth(190)
        return middle

    def _build_footer(self) -> QFrame:
        footer = QFrame()
        footer.setObjectName("footer")
        self._footer = QGridLayout(footer)
        self._footer.setContentsMargins(18, 8, 18, 8)
        self._return = button(icon="return")
        self._return.clicked.connect(self.return_wanted)
        self._hint = label(role="muted", wrap=True)
        self._sign_all = button()
        self._sign_all.clicked.connect(self.sign_all_wanted)
        self._sign = button(primary=True, icon="sign")
        self._sign.clicked.connect(self.sign_wanted)
        self._footer.setColumnStretch(1, 1)
        for place, widget in enumerate((self._return, self._hint, self._sign_all, self._sign)):
            self._footer.addWidget(widget, 1, place)
        return footer

    def arrange(self, *, narrow: bool, short: bool) -> None:
        """Where there is no room the hint goes above the buttons, and the facts shrink to a line."""
        self._footer.addWidget(self._hint, 0 if narrow else 1, 0 if narrow else 1, 1, 4 if narrow else 1)
        self._facts.shrink(short=short, alone=narrow)
        self._stamp_bar.arrange(short=short)

    # -- what is shown

    def show_act(self, act: ActView) -> None:
        """Show an act, or the same act again after a change."""
        if act == self.act:
            return  # the acts on disk changed, this one did not
        another = self.act is None or self.act.reference != act.reference
        self.act = act
        self._facts.show_act(act, self.language)
        if another:
            self.marks = []
            self._pieces.setCurrentRow(-1)
        self._pieces.show_act(act, self.language)
        if another:
            self._pieces.setCurrentRow(0)
            self._pieces.chosen.emit(1)
        elif self._piece and self.viewer.page_count > 0:
            self.keep_marks(self.marks)
            self._show_stamp(act.documents[self._piece - 1])
            self._warn(act.documents[self._piece - 1])
            self._offer(act.documents[self._piece - 1])

    def show_facts(self) -> None:
        """Everything about the act, whole."""
        if self.act is not None:
            FactsDialog(self.act, self.language, self.window()).open()

    def choose_piece(self, piece: int) -> None:
        """Choose a piece (from 1) as if the person had."""
        self._pieces.setCurrentRow(piece - 1)

    def step_piece(self, by: int) -> None:
        """The next piece (1) or the one before (-1), where there is one."""
        if self.act is not None and 1 <= self._piece + by <= len(self.act.documents):
            self.choose_piece(self._piece + by)

    def areas(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes from area to area."""
        return self._pieces, self.viewer, self._sign if self._sign.isEnabled() else self._return

    def allow(self, *, sign: bool, hint: str, ready: int, ticked: int, act_back: bool) -> None:
        """Enable what may be done now; ``hint`` says why signing may not.

        ``ready`` counts what "sign all" would sign: of the ``ticked`` acts, or of all where none is.
        """
        self._sign.setEnabled(sign)
        self._hint.setText(hint)
        self._sign_all.setEnabled(ready > 0)
        if ticked:
            among = ltr(f"{ready}/{ticked}" if ready != ticked else str(ticked))
            self._sign_all.setText(self.tr("Sign the ticked acts (%1)").replace("%1", among))
        else:
            self._sign_all.setText(self.tr("Sign all that is ready (%n)", "", ready))
        self._return.setEnabled(act_back)

    def show_document(self, reference: str, piece: int, path: Path) -> None:
        """The desk has the document: show it, if it is still the one that is wanted."""
        document = self._wanted(reference, piece)
        if document is None:
            return
        if not document.viewable:
            self._show_unshown(document)
            return
        self._warn(document)
        small = self.thumbnails.of(document.sha256, path)
        self.viewer.set_document(path, document.title.text(self.language), small.toImage() if small else None)
        self._show_stamp(document)
        self._stack.setCurrentIndex(0)
        self._offer(document)

    def _offer(self, document: DocumentView) -> None:
        """What the piece that is shown can be compared with, and the one that comes after it."""
        pieces = self.act.documents if self.act is not None else ()
        others = [one for one in pieces if one.piece != document.piece and one.viewable and one.path is not None]
        named = [(f"{ltr(str(one.piece))}  {one.title.text(self.language)}", one.path) for one in others if one.path]
        self.viewer.offer(earlier=document.replaced_at is not None, others=named)
        self.viewer.expect(next((one.path for one in others if one.piece == document.piece + 1), None))

    def show_earlier(self, reference: str, piece: int, path: Path) -> None:
        """The desk has the version of the pass before: compare with it, if it is still the one that is wanted."""
        if self._wanted(reference, piece) is not None:
            self.viewer.show_earlier(path)

    def show_earlier_problem(self, reference: str, piece: int, error: RokhasError) -> None:
        """That version cannot be had."""
        if self._wanted(reference, piece) is not None:
            self.viewer.show_earlier_problem(error, self.language)

    def _want_earlier(self) -> None:
        if self.act is not None and self._piece:
            self.earlier_wanted.emit(self.act.reference, self._piece)

    def _show_stamp(self, document: DocumentView) -> None:
        stamp = document.stamp
        known = stamp is not None and stamp.box is not None
        place = Stamp(stamp.page, stamp.box, stamp.sheet, movable=stamp.movable) if stamp and stamp.box else None
        self.viewer.set_stamp(place)
        self._stamp_bar.show_stamp(stamp if known else None)

    def _want_stamp(self, page: int, box: object, sheet: object) -> None:
        if self.act is not None and self._piece:
            self.stamp_wanted.emit(self.act.reference, self._piece, page, box, sheet)

    def _warn(self, document: DocumentView | None) -> None:
        """What should be known of the document that is shown, above its pages."""
        found = document.warnings if document is not None else ()
        said = [self._warning(one) for one in found]
        self._warnings.setVisible(bool(said))
        if len(said) == 1:
            self._warnings.show_text("warning", said[0], [found[0].text(self.language).cause])
        elif said:
            self._warnings.show_text("warning", self.tr("What you should know about this piece"), said)

    def _warning(self, one: Refusal) -> str:
        title = one.text(self.language).title
        page = one.details.get("page")
        return title if page is None else self.tr("Page %1: %2").replace("%1", ltr(str(page))).replace("%2", title)

    def _show_unshown(self, document: DocumentView) -> None:
        """What is known of a document that cannot be shown, on a plain page."""
        lines = [
            self.tr("File: %1").replace("%1", ltr(document.filename)),
            self.tr("Size: %1 bytes").replace("%1", ltr(f"{document.size:,}".replace(",", " "))),
            standing(self.tr("SHA-256: %1").replace("%1", grouped(document.sha256)), self.language),
            self.tr("Look at it with a program made for its format, and compare the SHA-256."),
        ]
        self._problem.show_text("warning", self.tr("This document cannot be shown here"), lines)
        self._stack.setCurrentIndex(1)

    def show_document_problem(self, reference: str, piece: int, error: RokhasError) -> None:
        """The document cannot be had."""
        if self._wanted(reference, piece) is not None:
            text = catalogue.describe(error, self.language)
            self._problem.show_text("bad", text.title, [text.cause, *text.remedy])
            self._stack.setCurrentIndex(1)

    def _wanted(self, reference: str, piece: int) -> DocumentView | None:
        if self.act is None or self.act.reference != reference or piece != self._piece:
            return None
        return self.act.documents[piece - 1]

    def _open(self, piece: int) -> None:
        if self.act is not None:
            self._piece = piece
            self._warn(None)
            self._stamp_bar.show_stamp(None)
            self._stamp_bar.show_page(0, 0)
            self.viewer.clear()
            self.keep_marks(self.marks)
            self.document_wanted.emit(self.act.reference, piece)

    def keep_marks(self, marks: Sequence[MarkView]) -> None:
        """The marks of the act that is shown; those of its notes stand beside them on the pages."""
        self.marks = list(marks)
        noted = [mark for note in (self.act.notes if self.act is not None else ()) for mark in note.marks]
        self.viewer.set_marks([(one.page, one.box) for one in (*self.marks, *noted) if one.piece == self._piece])

    def _marked(self, page: int, box: tuple[float, float, float, float]) -> None:
        if self.act is not None and self._piece:
            self.keep_marks([*self.marks, MarkView(self._piece, page, box)])

    def _page_seen(self, page: int) -> None:
        """A document is seen once every one of its pages was really shown."""
        if self.act is None or not self._piece or self.viewer.page_count < 1:
            return
        document = self.act.documents[self._piece - 1]
        seen = self._seen.setdefault(document.sha256, set())
        seen.add(page)
        if len(seen) >= self.viewer.page_count and not document.reviewed:
            self.reviewed.emit(document.sha256)

    # -- language

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._return.setText(self.tr("Return to the services…"))
        self._sign.setText(self.tr("Sign this act"))
        if self.act is not None:
            self._facts.show_act(self.act, self.language)
            self._pieces.show_act(self.act, self.language)
            if self._piece and self.viewer.page_count > 0:
                self._warn(self.act.documents[self._piece - 1])
