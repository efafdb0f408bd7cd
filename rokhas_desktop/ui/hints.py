"""Why an act cannot be signed now, as one short line under the button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, ActView, KeyStanding


def act_hint(act: ActView, account: AccountView | None, key: KeyStanding | None, language: Language) -> str:
    """Why the act cannot be signed now; empty if it can."""
    if act.unseen:
        return QCoreApplication.translate(
            "MainWindow", "%n piece(s) still to be seen before signing.", None, len(act.unseen)
        )
    if act.refusals:
        return act.refusals[0].text(language).title
    return key_hint(account, key, language)


def key_hint(account: AccountView | None, key: KeyStanding | None, language: Language) -> str:
    """Why nothing can be signed now; empty if it can."""
    if account is None or account.role != "signer":
        return QCoreApplication.translate("MainWindow", "This account prepares acts; it does not sign.")
    if key is None:
        return QCoreApplication.translate("MainWindow", "Insert the signing key.")
    return "" if key.usable else key.refusals[0].text(language).title
