"""What the signature book asks the desk, off the UI thread and apart from its long work: who types never waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.desk.face import ActView, Book, BookQuery
from rokhas_desktop.ui.book.model import BookModel
from rokhas_desktop.ui.controller import Controller

MOST_READY = 500
"""Acts of one batch at most."""


class BookFlow(QObject):
    """Keeps the model as the desk has it.  ``book`` is None until the first answer."""

    changed = Signal(object, bool)  # Book; whether it was looked for anew by the person
    ready_changed = Signal()

    def __init__(self, controller: Controller, model: BookModel, parent: QObject) -> None:
        super().__init__(parent)
        self.query = BookQuery()
        self.book: Book | None = None
        self.ready: Sequence[ActView] = ()
        self.ticked: Sequence[ActView] = ()
        self._controller = controller
        self._model = model
        self._looking: BookQuery | None = None
        self._shown: BookQuery | None = None
        self._again = self._counting = self._count_again = False
        self._opening = False
        controller.opening.connect(self._open)
        controller.acts_changed.connect(self.refresh)
        controller.left.connect(self.forget)
        model.wanted.connect(self._fetch)
        model.ticked_changed.connect(self._count_ready)

    def forget(self) -> None:
        """Nobody is logged in."""
        self.query, self.book, self._shown = BookQuery(), None, None
        self.ready = self.ticked = ()
        self._opening = False
        # What is asked for now is dropped by the controller: nothing would say that it is over.
        self._looking, self._again, self._counting, self._count_again = None, False, False, False
        self._model.untick()
        self._model.show(Book((), (), 0, 0, {}, {}))

    def search(self, words: str) -> None:
        """Look for these words."""
        self.query = replace(self.query, words=words)
        self._look()

    def narrow(self, kind: str, code: str | None) -> None:
        """Only what is of this kind, or all again."""
        chosen: dict[str, Any] = {kind: code}
        self.query = replace(self.query, **chosen)
        self._look()

    def refresh(self) -> None:
        """The acts on disk changed."""
        self._model.expire()
        self._look()
        self._count_ready()

    # -- asking

    def _open(self) -> None:
        """Somebody came: the first rows before anything else."""
        self._opening = True
        self._model.expire()
        self._look()

    def _opened(self) -> None:
        """The first rows are there, or there are none; the rest of a session may begin."""
        if self._opening:
            self._opening = False
            self._controller.begin()
            self._controller.look_up(lambda desk: desk.warm_book(), done=_nothing, failed=self._failed)

    def _look(self) -> None:
        if self._looking is not None:
            self._again = True
            return
        asked = self.query
        if self._controller.look_up(lambda desk: desk.book(asked), done=self._found, failed=self._failed):
            self._looking = asked

    def _found(self, book: Book) -> None:
        asked = self._looking
        self._looking, self.book = None, book
        anew, self._shown = asked != self._shown, asked
        self._model.show(book)
        self.changed.emit(book, anew)
        if self._again or asked != self.query:
            self._again = False
            self._look()
        elif not book.numbers:
            self._opened()

    def _failed(self, error: object) -> None:
        self._looking, self._again = None, False
        self._controller.failed.emit(error)
        self._opened()

    def _fetch(self, numbers: Sequence[int]) -> None:
        generation = self._model.generation

        def fetched(acts: Sequence[ActView | None]) -> None:
            self._model.put(numbers, acts, generation)
            self._opened()

        self._controller.look_up(lambda desk: desk.book_acts(numbers), done=fetched, failed=self._failed)

    def _count_ready(self) -> None:
        """Which acts may be signed now: of all, and of those that are ticked."""
        if self._counting:
            self._count_again = True
            return
        ticked = tuple(self._model.ticked)
        self._counting = self._controller.look_up(
            lambda desk: (desk.ready_acts(MOST_READY), desk.book_acts(ticked)),
            done=lambda found: self._counted(ticked, found),
            failed=self._failed_to_count,
        )

    def _counted(self, ticked: Sequence[int], found: tuple[Sequence[ActView], Sequence[ActView | None]]) -> None:
        self._counting = False
        self.ready = found[0]
        here = {number: act for number, act in zip(ticked, found[1], strict=True) if act is not None and _waits(act)}
        self.ticked = list(here.values())
        self._model.untick(number for number in ticked if number not in here)
        self.ready_changed.emit()
        if self._count_again:
            self._count_again = False
            self._count_ready()

    def _failed_to_count(self, error: object) -> None:
        self._counting = False
        self._controller.failed.emit(error)


def _waits(act: ActView) -> bool:
    return act.state in {"awaiting", "in_progress"}


def _nothing(_result: object) -> None:
    """Nothing follows."""
