"""What each stop of a first use shows: what it is about, what to do, and what to do where it goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import AccountView, KeyStanding
from rokhas_desktop.ui.first_use.flow import View
from rokhas_desktop.ui.text import ltr, moment, standing
from rokhas_desktop.ui.widgets import Notice, card, label


@dataclass(frozen=True, slots=True)
class Panel:
    """``main`` and ``other`` are the texts of the two buttons, empty where there is none; the first one waits
    for ``consent`` to be ticked."""

    widgets: tuple[QWidget, ...]
    main: str = ""
    other: str = ""
    consent: QCheckBox | None = None


class Panels(QObject):
    """Makes the panel of the stop where the flow stands."""

    def of(self, view: View, account: AccountView | None, language: Language) -> Panel:
        """The panel of ``view``; ``account`` is the person's own, whose number may be shown whole to them."""
        key = view.place.key
        if key is None:
            return self._insert()
        match view.place.stop:
            case "another":
                return self._another(view, key, language)
            case "wrong":
                return self._wrong(view, language)
            case "unfit":
                return Panel((*self._refusal(view, language),))
            case "set_pin":
                return self._set_pin()
            case "compare":
                return self._compare(key, account, language)
            case "notice":
                return self._notice()
            case "trial":
                return self._trial(view, language)
            case "pending":
                return self._pending()
            case _:
                return self._ready()

    def _insert(self) -> Panel:
        lines = (
            self.tr("Plug it straight into the computer, without a hub, and wait a few seconds."),
            self.tr("This page goes on by itself as soon as the key is seen."),
            self.tr("Nothing is seen? Try another port; if that does not help, call the help desk."),
        )
        return Panel((Notice("plain", self.tr("Insert your key into a USB port"), lines),))

    def _set_pin(self) -> Panel:
        lines = (
            self.tr("Leave the key inserted, open the certification authority's portal and follow its activation."),
            self.tr("Choose a code of at least 6 characters that you alone know; nobody else may use your key."),
            self.tr("Then come back: this page goes on by itself."),
        )
        notice = Notice("plain", self.tr("Choose the code (PIN) of your key"), lines)
        return Panel((notice,), main=self.tr("Open the portal"))

    def _compare(self, key: KeyStanding, account: AccountView | None, language: Language) -> Panel:
        frame, column = card()
        column.addWidget(label(self.tr("Are this name and this number yours?"), role="heading", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        absent = self.tr("none")
        facts = key.key.facts
        number = facts.holder.cin if facts is not None else None
        name = account.name.fr if account is not None else ""
        own = account.cin if account is not None else None
        rows = (
            ("", self.tr("In the key's certificate"), self.tr("In your account")),
            (self.tr("Name"), key.holder_name or absent, name),
            (self.tr("CIN"), number or absent, own or absent),
        )
        for row, texts in enumerate(rows):
            for place, text in enumerate(texts):
                role = "muted" if row == 0 or place == 0 else "strong"
                text = standing(text, language) if text else ""
                grid.addWidget(label(text, role=role, wrap=True, selectable=row > 0 and place > 0), row, place)
        column.addSpacing(6)
        column.addLayout(grid)
        warnings = [
            Notice("warning", said.title, [said.cause, *said.remedy])
            for said in (warning.text(language) for warning in key.warnings)
        ]
        care = Notice(
            "plain",
            self.tr("A letter or a figure is wrong? Do not sign."),
            [self.tr("Say so below: the key is then returned within 48 working hours and issued again.")],
        )
        return Panel((frame, *warnings, care), main=self.tr("They are mine"), other=self.tr("Something is wrong"))

    def _wrong(self, view: View, language: Language) -> Panel:
        notice = Notice(
            "bad",
            self.tr("Do not sign with this key."),
            [
                self.tr("Return it to the agency that delivered it within 48 working hours: it is issued again."),
                self.tr("Bring your national ID card and the record of delivery."),
            ],
        )
        # What the desk found stands whatever the person says; what the person said can be taken back.
        again = "" if view.place.refusal else self.tr("Check once more")
        return Panel((notice, *self._refusal(view, language)), other=again)

    def _notice(self) -> Panel:
        frame, column = card()
        column.addWidget(label(self.tr("Before your first signature"), role="heading", wrap=True))
        text = self.tr(
            "Your name and your CIN number are in the certificate joined to each signed act, and its recipients can "
            "read them."
        )
        column.addWidget(label(text, wrap=True))
        return Panel((frame,), main=self.tr("I have read this"))

    def _trial(self, view: View, language: Language) -> Panel:
        frame, column = card()
        column.addWidget(label(self.tr("This sentence, and nothing else, will be signed"), role="heading", wrap=True))
        for part in (view.sentence or "…").split(" – "):
            column.addWidget(label(standing(part, language), wrap=True, selectable=True))
        column.addWidget(
            label(
                self.tr("The platform verifies the signature, then registers your key. It has no value as an act."),
                role="muted",
                wrap=True,
            )
        )
        return Panel((frame,), main=self.tr("Enter my code and sign"))

    def _pending(self) -> Panel:
        notice = Notice(
            "warning",
            self.tr("Your key awaits an officer's confirmation."),
            [
                self.tr("Its certificate holds no CIN: an officer of the platform confirms that it is yours."),
                self.tr("This page goes on once it is confirmed; you may leave it meanwhile."),
            ],
        )
        return Panel((notice,))

    def _ready(self) -> Panel:
        notice = Notice(
            "good",
            self.tr("Your key is registered and ready."),
            [self.tr("The platform verified your test signature. You may sign your first act now.")],
        )
        return Panel((notice,), main=self.tr("Go to my first act"))

    def _another(self, view: View, key: KeyStanding, language: Language) -> Panel:
        whose = key.holder_name or "?"
        name = self.tr("CIN")
        number = f" · {name} {ltr(key.cin_masked)}" if key.cin_masked else ""
        notices = self._refusal(view, language)
        mistaken = Notice(
            "plain",
            self.tr("It was delivered to you as yours?"),
            [self.tr("Then its data are wrong: do not sign, and return it within 48 working hours.")],
        )
        if view.notified is not None:
            said = self.tr("Reported to the platform on %1.").replace("%1", moment(view.notified, language))
            passed = self.tr(
                "The platform passes it on; the holder or the certification proxy asks for the revocation."
            )
            return Panel((*notices, Notice("good", said, [passed])))
        frame, column = card()
        column.addWidget(label(self.tr("The predecessor's key was left in the office?"), role="heading", wrap=True))
        column.addWidget(label(standing(whose, language) + number, role="strong", wrap=True))
        consent = QCheckBox(self.tr("I confirm that the holder no longer has this office"))
        column.addWidget(label(self.tr("You can report that its certificate should be revoked."), wrap=True))
        column.addWidget(consent)
        return Panel((*notices, frame, mistaken), main=self.tr("Report it to the platform"), consent=consent)

    def _refusal(self, view: View, language: Language) -> tuple[QFrame, ...]:
        if view.place.refusal is None:
            return ()
        said = view.place.refusal.text(language)
        return (Notice("bad", said.title, [said.cause, *said.remedy]),)
