"""The key, always in sight: absent, inserted, whose, until when, ready or why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KeyStanding
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.findings import Finding
from rokhas_desktop.ui.text import day, isolate, ltr
from rokhas_desktop.ui.widgets import Elided, button, label


class KeyCard(QFrame):
    """Shows the best key there is; the person may look at why, or at the others."""

    details_wanted = Signal()
    retry_wanted = Signal(str)  # the module's path
    examine_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.language: Language = "fr"
        self._keys: Sequence[KeyStanding] = ()
        self._findings: Sequence[Finding] = ()
        self._looked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        self._icon = QLabel()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._state = label(role="strong", wrap=True)
        self._holder = Elided()
        self._until = label(role="muted", wrap=True)
        for widget in (self._state, self._holder, self._until):
            texts.addWidget(widget)
        row.addLayout(texts, 1)
        self._why = button()
        self._why.clicked.connect(self._clicked)
        row.addWidget(self._why, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show()

    @property
    def best(self) -> KeyStanding | None:
        """The first key: the desk puts the usable ones first."""
        return self._keys[0] if self._keys else None

    def show_keys(self, keys: Sequence[KeyStanding]) -> None:
        """Show what the tokens hold."""
        self._keys = keys
        self._looked = True
        self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is wrong with modules and slots; shown where there is no key."""
        if findings != self._findings:
            self._findings = findings
            self._show()

    @property
    def finding(self) -> Finding | None:
        """What is said where there is no key."""
        return self._findings[0] if self._findings and not self._keys else None

    def _clicked(self) -> None:
        finding = self.finding
        if finding is not None and finding.aside:
            self.retry_wanted.emit(finding.module)
        elif self.best is None:
            self.examine_wanted.emit()
        else:
            self.details_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        key = self.best
        tone = (
            ("bad" if self.finding else "plain")
            if key is None
            else "good"
            if key.usable and not key.warnings
            else "warning"
            if key.usable
            else "bad"
        )
        colours = theme.colours()
        colour = {"plain": colours.muted, "good": colours.good, "warning": colours.warning, "bad": colours.bad}[tone]
        picture = "token-absent" if key is None else "token"
        self._icon.setPixmap(theme.pixmap(picture, 36, colour, ratio=self.devicePixelRatioF()))
        self._state.setText(self._headline(key))
        self._holder.setVisible(key is not None)
        finding = self.finding
        self._why.setVisible(key is not None or self._looked or finding is not None)
        aside = finding is not None and finding.aside
        self._why.setText(self.tr("Try again") if aside else self.tr("Details") if key else self.tr("Why not?"))
        if key is None:
            insert = self.tr("Insert the signing key into a USB port.")
            remedy = finding.refusal.text(self.language).remedy if finding else ()
            self._until.setText(remedy[0] if remedy else insert)
        else:
            self._holder.setText(isolate(key.holder_name or "?"))
            said = self.tr("Valid until %1").replace("%1", day(key.not_after.date(), self.language))
            name = self.tr("CIN")
            cin = f" · {name} {ltr(key.cin_masked)}" if key.cin_masked else ""
            known = f" · {self._revocation(key)}" if key.usable else ""
            self._until.setText(said + cin + known)
        self.setProperty("tone", tone)
        self.setAccessibleName(self.tr("Signing key"))
        self.setAccessibleDescription(f"{self._state.text()} {self._until.text()}")
        self.style().unpolish(self)
        self.style().polish(self)

    def _headline(self, key: KeyStanding | None) -> str:
        if key is None and self.finding is not None:
            return self.finding.refusal.text(self.language).title
        if key is None:
            return self.tr("No key inserted") if self._looked else self.tr("Looking for the key…")
        if key.usable and key.warnings:
            warning = key.warnings[0]
            return catalogue.entry(warning.code).text(self.language, warning.details).title
        if key.usable:
            return self.tr("Key ready")
        refusal = key.refusals[0]
        return catalogue.entry(refusal.code).text(self.language, refusal.details).title

    def _revocation(self, key: KeyStanding) -> str:
        if key.revocation is None:
            return self.tr("status being checked")
        return self.tr("status verified") if key.revocation == "good" else self.tr("status not verified")
