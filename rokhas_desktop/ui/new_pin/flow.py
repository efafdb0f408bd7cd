"""From "the code of this key" to a token with another PIN: one try a click, on a lane beside all other work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import portal
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Token
from rokhas_desktop.ui.jobs import Lane
from rokhas_desktop.ui.new_pin.dialog import NewPinDialog, NewPinOrder, NewPinRequest

if TYPE_CHECKING:
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import TokenView


class NewPin(QObject):
    """``dialog`` is the one that is open.  ``looked`` is called after each try: the token's flags may have changed."""

    def __init__(
        self, room: Callable[[], TokenRoom], policy: Token, looked: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.dialog: NewPinDialog | None = None
        self._room = room
        self._policy = policy
        self._looked = looked
        self._lane = Lane("new-pin", self)

    def begin(self, token: TokenView, language: Language, parent: QWidget) -> None:
        """Show the dialog for one token."""
        request = NewPinRequest(
            token=f"{token.label} · {token.serial}",
            pin_state=token.pin_state,
            pinpad=token.pinpad,
            shortest=max(1, token.pin_min),
            longest=token.pin_max or 64,
            change=self._policy.pin_change,
            unblock=self._policy.pin_unblock,
            portal=portal(),
        )
        dialog = NewPinDialog(request, lambda *order: self._send(token, *order), language, parent)
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _send(self, token: TokenView, order: NewPinOrder, old: bytearray | None, new: bytearray | None) -> None:
        unblock, final = order.unblock, order.accept_final_try
        self._lane.run(
            lambda _r, _c: self._room().set_pin(
                token.module, token.serial, old, new, unblock=unblock, accept_final_try=final
            ),
            done=lambda _none: self._over(None),
            failed=self._over,
        )

    def _over(self, error: RokhasError | None) -> None:
        self._looked()
        if self.dialog is None:
            return
        if error is None:
            self.dialog.show_done()
        else:
            self.dialog.show_refused(error)

    def close(self) -> None:
        """Let a try under way end."""
        self._lane.close()
