"""Where the PIN is typed.  It leaves as a bytearray, which the token room zeroes; nothing else keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rokhas_desktop.ui import theme
from rokhas_desktop.ui.dialog import Dialog
from rokhas_desktop.ui.secret_edit import SecretEdit
from rokhas_desktop.ui.widgets import Notice, Tone, WrappedCheck, button, card, label

LEFT: Tone = "warning"
REMARKS: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about the key or the batch, and what follows from it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PinRequest:
    """What the person is about to agree to.

    ``uses`` is how often a key that wants its PIN for each signature will be given it (0 for other keys).
    ``final_try``: a wrong PIN would lock the key.  ``few_tries``: wrong PINs were typed before.
    ``pinpad``: the PIN is typed on the reader and never seen here.  ``warnings`` are what is said of the key;
    ``name`` asks the holder to confirm that a name spelled otherwise is their own.  ``unshown`` are documents that
    cannot be shown here: they want a consent of their own.  ``left`` is what stays unsigned and why, ``remarks`` what
    was noticed in the documents that are signed.
    """

    holder: str
    token: str
    documents: int
    acts: int
    uses: int = 0
    final_try: bool = False
    few_tries: bool = False
    pinpad: bool = False
    shortest: int = 4
    longest: int = 64
    warnings: tuple[Said, ...] = ()
    name: bool = False
    unshown: tuple[str, ...] = ()
    left: Said | None = None
    remarks: Said | None = None


class PinDialog(Dialog):
    """Asks once; the PIN is handed to ``take`` and forgotten, before the dialog closes."""

    accepted_pin = Signal()

    def __init__(self, request: PinRequest, take: Callable[[bytearray | None], None], parent: QWidget | None) -> None:
        super().__init__(parent, width=540)
        self._request = request
        self._take = take
        self.setModal(True)
        self._build()
        self._fill()
        self._update()

    def _build(self) -> None:
        column = self.body
        self._title = label(role="title")
        column.addWidget(self._title)
        frame, facts = card()
        self._who = label(role="strong", wrap=True)
        self._token = label(role="muted", wrap=True)
        facts.addWidget(self._who)
        facts.addWidget(self._token)
        column.addWidget(frame)
        self._consent = label(wrap=True)
        column.addWidget(self._consent)
        for told, tone in ((self._request.left, LEFT), (self._request.remarks, REMARKS)):
            if told is not None:
                column.addWidget(Notice(tone, told.title, told.lines))
        self._each = Notice("plain")
        self._each.setVisible(self._request.uses > 0)
        column.addWidget(self._each)
        self._tries = Notice("warning")
        column.addWidget(self._tries)
        for said in self._request.warnings:
            column.addWidget(Notice("warning", said.title, said.lines))
        self._unseen = Notice("warning")
        self._unseen.setVisible(bool(self._request.unshown))
        column.addWidget(self._unseen)
        column.addStretch(1)
        self._build_consents()
        self.foot.addLayout(self._build_entry())
        self._keyboard = label(role="muted")
        self.foot.addWidget(self._keyboard)
        self.foot.addLayout(self._build_buttons())

    def _build_consents(self) -> None:
        """Beside the code, so that what keeps it from being taken is in sight however much is said above."""
        self._final, self._name, self._unshown = WrappedCheck(), WrappedCheck(), WrappedCheck()
        asked = (
            (self._final, self._request.final_try),
            (self._name, self._request.name),
            (self._unshown, bool(self._request.unshown)),
        )
        for check, wanted in asked:
            check.setVisible(wanted)
            check.toggled.connect(self._update)
            self.foot.addWidget(check)

    def _build_entry(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._caption = label(role="strong")
        self._edit = SecretEdit(self._request.longest)
        self._edit.textChanged.connect(self._update)
        self._edit.installEventFilter(self)
        self._caption.setBuddy(self._edit)
        row.addWidget(self._caption)
        row.addWidget(self._edit, 1)
        for widget in (self._caption, self._edit):
            widget.setVisible(not self._request.pinpad)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self._cancel = button()
        self._cancel.clicked.connect(self.reject)
        self._sign = button(primary=True, icon="sign")
        self._sign.setDefault(True)
        self._sign.clicked.connect(self._give)
        row.addWidget(self._cancel)
        row.addWidget(self._sign)
        return row

    def _fill(self) -> None:
        request = self._request
        self.setWindowTitle(self.tr("Sign"))
        self._title.setText(self.tr("Sign %n document(s)", "", request.documents))
        self._who.setText(self.tr("Key of %1").replace("%1", request.holder))
        self._token.setText(self.tr("Token: %1").replace("%1", request.token))
        acts = self.tr("%n act(s)", "", request.acts)
        consent = self.tr(
            "By entering my code, I personally sign these %n documents (%1), which I was able to consult.",
            "",
            request.documents,
        )
        self._consent.setText(consent.replace("%1", acts))
        self._each.show_text(
            "plain",
            self.tr(
                "Your key asks for its code each time: it is given %n times, for these documents only, then erased.",
                "",
                request.uses,
            ),
        )
        if request.final_try:
            self._tries.show_text(
                "bad",
                self.tr("This is the last try."),
                [self.tr("A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.")],
            )
        else:
            self._tries.show_text("warning", self.tr("A wrong code was entered before; few tries are left."))
        self._tries.setVisible(request.final_try or request.few_tries)
        self._final.setText(self.tr("I am sure of my code"))
        count = len(request.unshown)
        self._unseen.show_text("warning", self.tr("%n document(s) cannot be shown here", "", count), request.unshown)
        self._unshown.setText(self.tr("I sign them without having seen them here; I know what they hold"))
        self._name.setText(self.tr("The name in this certificate is mine, spelled otherwise"))
        self._caption.setText(self.tr("Code (PIN)"))
        self._edit.setAccessibleName(self.tr("Code (PIN)"))
        self._cancel.setText(self.tr("Cancel"))
        self._sign.setText(self.tr("Type the code on the reader") if request.pinpad else self.tr("Sign"))

    def _update(self) -> None:
        enough = self._request.pinpad or self._edit.size_typed >= self._request.shortest
        sure = not self._request.final_try or self._final.isChecked()
        own = not self._request.name or self._name.isChecked()
        own = own and (not self._request.unshown or self._unshown.isChecked())
        self._sign.setEnabled(enough and sure and own)
        self._show_keyboard(caps=None)

    def _show_keyboard(self, caps: bool | None) -> None:
        layout = QGuiApplication.inputMethod().locale()
        said = self.tr("Keyboard: %1 · Caps Lock is on") if caps else self.tr("Keyboard: %1")
        said = said.replace("%1", layout.nativeLanguageName())
        colour = theme.colours().warning if caps else theme.colours().muted
        self._keyboard.setText(said)
        self._keyboard.setStyleSheet(f"color: {colour}")
        self._keyboard.setVisible(not self._request.pinpad and layout.nativeLanguageName() != "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt has no call for Caps Lock: a capital without Shift, or the reverse, shows it."""
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            typed = event.text()
            if typed.isalpha() and typed.lower() != typed.upper():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._show_keyboard(caps=typed.isupper() != shift)
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        self._take(None if self._request.pinpad else self._edit.take())
        self.accept()

    def done(self, result: int) -> None:
        """Whatever the way out, nothing typed stays."""
        self._edit.clear()
        super().done(result)
