"""The first use of a key, without a widget: facts and what the person says go in, one view comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from rokhas_desktop.desk.face import BoundView, Desk, KeyStanding, KeyWay
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.views import Selection
from rokhas_desktop.ui.first_use.stops import Place, Said, place


class Asks(Protocol):
    """What the flow needs of the window's controller: the desk, on a thread of its own."""

    def ask(
        self, call: Callable[[Desk], Any], *, done: Callable[[Any], None], failed: Callable[[RokhasError], None]
    ) -> bool:
        """Have the desk do one thing; one of ``done`` and ``failed`` follows, on this thread.  False: nobody is
        logged in, and neither does."""
        ...

    def synchronise(self) -> None:
        """Learn what the platform says now."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """All that a page shows.  ``sentence`` is what the trial will sign; ``busy``: the token or the platform is
    at work; ``error``: what the last attempt ended in; ``notified``: the predecessor's key was reported then."""

    place: Place
    sentence: str | None = None
    busy: bool = False
    error: RokhasError | None = None
    notified: datetime | None = None


class FirstUse(QObject):
    """One first use at a time.  It does nothing until it is begun, and may be left at any stop."""

    changed = Signal(object)  # View

    def __init__(self, desk: Asks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._way: KeyWay | None = None
        self._keys: Sequence[KeyStanding] = ()
        self._said = Said()
        self._active = self._wording = False
        self.view = View(Place("insert"))
        self._told: View | None = None

    def begin(self) -> None:
        """Go to the stop that the facts lead to."""
        self._active, self._told = True, None
        self._show(replace(self.view, error=None))

    def leave(self) -> None:
        """The person does something else; what was said is still true when they come back."""
        self._active = False
        self.view = replace(self.view, sentence=None)

    def forget(self) -> None:
        """Another account: nothing was said."""
        self._way, self._said, self._active = None, Said(), False
        self.view = View(Place("insert"))

    def see_way(self, way: KeyWay) -> None:
        """What the platform knows of the key."""
        self._way = way
        self._show(self.view)

    def see_keys(self, keys: Sequence[KeyStanding]) -> None:
        """A key came, went or changed."""
        self._keys = keys
        before = self.view.place.key
        again = bool(keys) and before is not None and keys[0].selection == before.selection
        # What was wrong with a key that is out says nothing of the next one.
        self._show(self.view if again or not keys else replace(self.view, error=None, notified=None))

    def say(self, *, right: bool | None) -> None:
        """Whether the certificate's name and number are the person's own; None takes the word back."""
        self._said = Said(self._certificate, right)
        self._show(self.view)

    def note(self) -> None:
        """The person read the first use notice."""
        self._said = replace(self._said, noted=True)
        self._show(self.view)

    def sign(self, pin: bytearray | None, *, accept_final_try: bool) -> None:
        """Make the trial with this PIN (zeroed whatever happens), and register the certificate that it proves."""
        key, sentence = self.view.place.key, self.view.sentence
        if self.view.place.stop != "trial" or key is None or sentence is None or self.view.busy:
            _erase(pin)
            return
        selection, each = key.selection, bool(key.always_authenticate)
        self._show(replace(self.view, busy=True, error=None))
        asked = self._desk.ask(
            lambda desk: _register(desk, sentence, selection, pin, accept_final_try, each),
            done=self._registered,
            failed=self._failed,
        )
        if not asked:
            _erase(pin)
            self.forget()

    def notify(self) -> None:
        """The person confirmed that this key, another's, should be revoked: tell the platform."""
        key = self.view.place.key
        if self.view.place.stop != "another" or key is None or self.view.busy:
            return
        selection = key.selection
        self._show(replace(self.view, busy=True, error=None))
        self._desk.ask(lambda desk: desk.notify_predecessor(selection), done=self._notified, failed=self._failed)

    @property
    def _certificate(self) -> str:
        key = self.view.place.key
        return key.selection.certificate_sha256 if key is not None else ""

    def _registered(self, result: tuple[BoundView, KeyWay]) -> None:
        self._way = result[1]
        self._show(replace(self.view, busy=False, sentence=None))
        self._desk.synchronise()

    def _notified(self, at: datetime) -> None:
        self._show(replace(self.view, busy=False, notified=at))

    def _failed(self, error: RokhasError) -> None:
        self._show(replace(self.view, busy=False, error=error, sentence=None))
        # What the attempt taught of the key (revoked, few tries left) is no change that a watcher sees.
        self._desk.ask(lambda desk: desk.key_standings(), done=self.see_keys, failed=self._not_seen)

    def _show(self, view: View) -> None:
        found = place(self._way, self._keys, self._said)
        moved = found.stop != view.place.stop
        if moved and found.stop not in {"insert", "trial"}:
            view = replace(view, error=None)
        self.view = replace(view, place=found)
        if not self._active:
            return
        if found.stop == "trial" and self.view.sentence is None and not self.view.busy:
            self._word()
        self._tell()

    def _word(self) -> None:
        """Have a sentence made for the trial that comes."""
        if not self._wording:
            self._wording = True
            self._desk.ask(lambda desk: desk.trial_sentence(), done=self._worded, failed=self._not_worded)

    def _worded(self, sentence: str) -> None:
        self._wording = False
        self.view = replace(self.view, sentence=sentence)
        self._tell()

    def _not_worded(self, error: RokhasError) -> None:
        self._wording = False
        self._not_seen(error)

    def _not_seen(self, error: RokhasError) -> None:
        self.view = replace(self.view, error=error)
        self._tell()

    def _tell(self) -> None:
        """A page that is told the same again would be drawn anew under the person's hands."""
        if self._active and self.view != self._told:
            self._told = self.view
            self.changed.emit(self.view)


def _erase(pin: bytearray | None) -> None:
    if pin is not None:
        pin[:] = bytes(len(pin))


def _register(
    desk: Desk, sentence: str, selection: Selection, pin: bytearray | None, final_try: bool, each: bool
) -> tuple[BoundView, KeyWay]:
    desk.trial(sentence, selection, pin, accept_final_try=final_try, pin_for_each=each)
    return desk.register(), desk.key_way()
