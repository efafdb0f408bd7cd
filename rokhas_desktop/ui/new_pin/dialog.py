"""Where a new PIN is chosen.  It leaves as bytearrays, which the token room zeroes; nothing else keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QRadioButton, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.errors import LastTry
from rokhas_desktop.token.views import PinState
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.secret_edit import SecretEdit
from rokhas_desktop.ui.widgets import Notice, WrappedCheck, button, label

LONGEST_PUK = 64


@dataclass(frozen=True, slots=True)
class NewPinRequest:
    """The token, and what policy allows for it: ``change`` by the PIN in use, ``unblock`` by the unblocking code.

    ``shortest`` and ``longest`` are in bytes of UTF-8; ``portal`` is where else a PIN is managed.
    """

    token: str
    pin_state: PinState
    pinpad: bool
    shortest: int
    longest: int
    change: bool
    unblock: bool
    portal: str


@dataclass(frozen=True, slots=True)
class NewPinOrder:
    """What the person asked for, without what was typed."""

    unblock: bool
    accept_final_try: bool


Send = Callable[[NewPinOrder, bytearray | None, bytearray | None], None]


class NewPinDialog(Dialog):
    """Sends one try at a time; after a refusal the fields are empty, and nothing is sent again by itself."""

    def __init__(self, request: NewPinRequest, send: Send, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent, width=560)
        self._request = request
        self._send = send
        self._language = language
        self._busy = False
        self._done = False
        self._final = request.pin_state == "final-try"
        self._can_change = request.change and request.pin_state not in {"locked", "not-set"}
        self.setModal(True)
        self.setWindowTitle(self.tr("Code of the key"))
        self._build()
        self._update()

    # -- what it is made of

    def _build(self) -> None:
        column = self.body
        column.addWidget(label(self.tr("Code (PIN) of the key"), role="title"))
        column.addWidget(label(self.tr("Token: %1").replace("%1", self._request.token), role="muted", wrap=True))
        self._by_pin = QRadioButton(self.tr("I know the present code"))
        self._by_puk = QRadioButton(self.tr("I have the unblocking code (PUK)"))
        both = self._can_change and self._request.unblock
        for choice in (self._by_pin, self._by_puk):
            choice.setVisible(both)
            choice.toggled.connect(self._update)
            column.addWidget(choice)
        self._notice = Notice()
        column.addWidget(self._notice)
        column.addWidget(self._build_form())
        self._sure = WrappedCheck()
        self._sure.setText(self.tr("I am sure of my code"))
        self._sure.toggled.connect(self._update)
        column.addWidget(self._sure)
        self._missing = label(role="muted", wrap=True)
        column.addWidget(self._missing)
        column.addStretch(1)
        self.foot.addLayout(self._build_buttons())
        (self._by_pin if self._can_change else self._by_puk).setChecked(True)
        self._say_first()

    def _build_form(self) -> QWidget:
        self._form = QWidget()
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._old_caption = label(role="strong")
        self._old = SecretEdit(max(self._request.longest, LONGEST_PUK))
        self._new = SecretEdit(self._request.longest)
        self._again = SecretEdit(self._request.longest)
        captions = (self._old_caption, label(role="strong"), label(role="strong"))
        texts = ("", self.tr("New code"), self.tr("New code, again"))
        for row, (caption, text, edit) in enumerate(zip(captions, texts, self._edits, strict=True)):
            caption.setText(text)
            caption.setBuddy(edit)
            edit.setAccessibleName(text)
            edit.textChanged.connect(self._update)
            grid.addWidget(caption, row, 0)
            grid.addWidget(edit, row, 1)
        return self._form

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._portal = button(self.tr("Open the portal"))
        self._portal.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._request.portal)))
        self._cancel = button(self.tr("Close"))
        self._cancel.clicked.connect(self.reject)
        pinpad = self._request.pinpad
        self._go = button(self.tr("Type the code on the reader") if pinpad else self.tr("Change"), primary=True)
        self._go.setDefault(True)
        self._go.clicked.connect(self._give)
        row.addWidget(self._portal)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._go)
        return row

    @property
    def _edits(self) -> tuple[SecretEdit, SecretEdit, SecretEdit]:
        return self._old, self._new, self._again

    @property
    def _unblocks(self) -> bool:
        return self._by_puk.isChecked()

    @property
    def _allowed(self) -> bool:
        return self._can_change or self._request.unblock

    # -- what it says

    def _say_first(self) -> None:
        """Before anything was tried."""
        if not self._allowed:
            self._notice.show_text(
                "plain",
                self.tr("The code of this key is managed on the certification authority's portal."),
                [self.tr("First code, change and unblocking: %1").replace("%1", self._request.portal)],
            )
        elif self._request.pin_state == "locked":
            self._notice.show_text("bad", self.tr("The code of this key is locked."))
        elif self._request.pin_state == "not-set":
            self._notice.show_text("plain", self.tr("This key has no code yet."))
        elif self._final:
            self._say_final()
        elif self._request.pin_state == "count-low":
            self._notice.show_text("warning", self.tr("A wrong code was entered before; few tries are left."))
        else:
            self._notice.setVisible(False)

    def _say_final(self) -> None:
        self._notice.show_text(
            "bad",
            self.tr("This is the last try."),
            [self.tr("A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.")],
        )
        self._notice.setVisible(True)

    def _update(self) -> None:
        """What can be done now, and what is missing."""
        fields = self._allowed and not self._done
        self._form.setVisible(fields and not self._request.pinpad)
        self._form.setEnabled(not self._busy)
        caption = self.tr("Unblocking code (PUK)") if self._unblocks else self.tr("Present code")
        self._old_caption.setText(caption)
        self._old.setAccessibleName(caption)
        self._sure.setVisible(fields and self._final and not self._unblocks)
        missing = "" if self._request.pinpad else self._what_is_missing()
        if self._busy:
            missing = self.tr("The key is working…")
        self._missing.setText(missing)
        self._missing.setVisible(fields and bool(missing))
        self._portal.setVisible(not self._allowed)
        self._go.setVisible(fields)
        sure = self._unblocks or not self._final or self._sure.isChecked()
        self._go.setEnabled(not missing and sure and not self._busy)
        self._cancel.setEnabled(not self._busy)
        for choice in (self._by_pin, self._by_puk):
            choice.setEnabled(not self._busy)
        if self.isVisible():
            self.fit()

    def _what_is_missing(self) -> str:
        """The first thing that keeps what is typed from being tried: no try is spent on it."""
        shortest, longest = self._request.shortest, self._request.longest
        if not self._unblocks and not shortest <= self._old.size_typed <= longest:
            return self.tr("The present code has at least %n character(s).", "", shortest)
        if self._unblocks and not self._old.size_typed:
            return self.tr("Type the unblocking code.")
        if self._new.size_typed < shortest:
            return self.tr("The new code needs at least %n character(s).", "", shortest)
        if self._new.size_typed > longest:
            return self.tr("The new code is too long for this key.")
        if self._new.text() == self._old.text():
            return self.tr("The new code must differ from the other one.")
        if self._new.text() != self._again.text():
            return self.tr("Type the new code a second time.")
        return ""

    # -- what happens

    def _give(self) -> None:
        order = NewPinOrder(self._unblocks, self._sure.isVisible() and self._sure.isChecked())
        self._busy = True
        if self._request.pinpad:
            old = new = None
        else:
            old, new = self._old.take(), self._new.take()
            self._again.clear()
        self._notice.setVisible(False)
        self._update()
        self._send(order, old, new)

    def show_done(self) -> None:
        """The token took it."""
        self._busy, self._done = False, True
        self._notice.show_text("good", self.tr("The code was changed. Only the new one counts from now on."))
        self._notice.setVisible(True)
        self._update()

    def show_refused(self, error: RokhasError) -> None:
        """The token did not take it: what was typed is gone, and a further try is the person's to make."""
        self._busy = False
        self._sure.setChecked(False)
        text = catalogue.describe(error, self._language)
        self._notice.show_text("bad", text.title, [text.cause, *text.remedy])
        self._notice.setVisible(True)
        if error.code == LastTry.code:  # nothing was sent; the next try wants a word of its own
            self._final = True
            self._say_final()
        self._update()
        self._old.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Not while the key works: its answer would be lost."""
        if not self._busy:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever the way out, nothing typed stays."""
        for edit in self._edits:
            edit.clear()
        super().done(result)
