"""Why an act cannot be signed now, as one short line under the button."""

from __future__ import annotations

from PySide6.QtCore import QObject

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, ActView, KeyStanding


class Hints(QObject):
    """Says it in the window's language."""

    def act(self, act: ActView, account: AccountView | None, key: KeyStanding | None, language: Language) -> str:
        """Why the act cannot be signed now; empty if it can."""
        if act.unseen:
            return self.tr("%n piece(s) still to be seen before signing.", "", len(act.unseen))
        if act.refusals:
            return act.refusals[0].text(language).title
        return self.key(account, key, language)

    def key(self, account: AccountView | None, key: KeyStanding | None, language: Language) -> str:
        """Why nothing can be signed now; empty if it can."""
        if account is None or account.role != "signer":
            return self.tr("This account prepares acts; it does not sign.")
        if key is None:
            return self.tr("Insert the signing key.")
        return "" if key.usable else key.refusals[0].text(language).title
