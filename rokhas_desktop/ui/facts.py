"""An act's facts at a glance: what it is, for whom, where, who must have agreed, until when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.errors import NotSeen
from rokhas_desktop.desk.face import ActView, OpinionView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import day, isolate, ltr, moment
from rokhas_desktop.ui.widgets import Elided, Notice, clear, label


class Facts(QFrame):
    """The header of an act's page."""

    whole_wanted = Signal()
    back_wanted = Signal()
    notes_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(6)
        self._column = column
        top = QHBoxLayout()
        self._back = QToolButton()
        self._back.setIconSize(QSize(18, 18))
        self._back.clicked.connect(self.back_wanted)
        self._back.hide()
        top.addWidget(self._back)
        self._reference = label(role="title", selectable=True)
        self._family = Elided(role="heading")
        top.addWidget(self._reference)
        top.addSpacing(12)
        top.addWidget(self._family, 1)
        self._notes = QToolButton()
        self._notes.setIcon(theme.icon("note"))
        self._notes.setIconSize(QSize(18, 18))
        self._notes.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._notes.clicked.connect(self.notes_wanted)
        top.addWidget(self._notes)
        self._whole = QToolButton()
        self._whole.setIcon(theme.icon("info"))
        self._whole.setIconSize(QSize(18, 18))
        self._whole.clicked.connect(self.whole_wanted)
        top.addWidget(self._whole)
        column.addLayout(top)
        self._subject = Elided(role="muted")
        column.addWidget(self._subject)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._rows: list[tuple[QLabel, Elided]] = []
        self._more = QWidget()
        self._more.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._more)
        self._said = QWidget()
        self._notices = QVBoxLayout(self._said)
        self._notices.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._said)

    def shrink(self, *, short: bool, alone: bool) -> None:
        """``short``: one line, the rest is a key away; ``alone``: there is a way back to the acts."""
        for widget in (self._subject, self._more, self._said):
            widget.setVisible(not short)
        edge = 5 if short else 12
        self._column.setContentsMargins(18, edge, 18, edge)
        self._back.setVisible(alone)

    def show_act(self, act: ActView, language: Language) -> None:
        """Show one act."""
        self._reference.setText(ltr(act.reference))
        self._family.setText(act.family_label.text(language))
        self._subject.setText(act.subject.text(language))
        said = QCoreApplication.translate("Facts", "Everything about this act (Ctrl+I)")
        self._whole.setToolTip(said)
        self._whole.setAccessibleName(said)
        notes = QCoreApplication.translate("Facts", "Notes about this act (Ctrl+N)")
        self._notes.setToolTip(notes)
        self._notes.setAccessibleName(self.tr("%n note(s)", "", len(act.notes)))
        self._notes.setText(str(len(act.notes)) if act.notes else "")
        back = QCoreApplication.translate("Facts", "Back to the acts (Esc)")
        self._back.setToolTip(back)
        self._back.setAccessibleName(back)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._back.setIcon(theme.icon("previous", mirrored=mirrored))
        told = facts(act, language)
        if act.opinions:
            opinions = [_opinion(one, language) for one in sorted(act.opinions, key=lambda one: not one.binding)]
            told.append((QCoreApplication.translate("Facts", "Opinions"), " · ".join(opinions)))
        self._tell(told)
        clear(self._notices)
        for refusal in act.refusals:
            if refusal.code == NotSeen.code:
                continue  # that pieces wait to be seen is no fault: the pieces and the footer say it
            text = catalogue.entry(refusal.code).text(language, refusal.details)
            self._notices.addWidget(Notice("bad", text.title, text.remedy[:1]))

    def _tell(self, told: Sequence[tuple[str, str]]) -> None:
        """In the labels that are there: to make and lay out new ones is most of what another act costs."""
        while len(self._rows) < len(told):
            row, side = divmod(len(self._rows), 2)
            self._rows.append((label(role="muted"), Elided()))
            self._grid.addWidget(self._rows[-1][0], row, side * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._rows[-1][1], row, side * 2 + 1)
        for number, (name, value) in enumerate(self._rows):
            said = told[number] if number < len(told) else ("", "")
            name.setText(said[0])
            value.setText(said[1])
            for widget in (name, value):
                widget.setVisible(number < len(told))


def facts(act: ActView, language: Language) -> list[tuple[str, str]]:
    """What an act says of itself but its opinions, as names and values."""
    found = [
        (QCoreApplication.translate("Facts", "Applicant"), isolate(act.applicant.text(language))),
        (QCoreApplication.translate("Facts", "Commune"), isolate(act.commune.text(language))),
    ]
    if act.architect is not None:
        found.append((QCoreApplication.translate("Facts", "Architect"), isolate(act.architect.text(language))))
    if act.address is not None:
        found.append((QCoreApplication.translate("Facts", "Address"), isolate(act.address.text(language))))
    ground = " · ".join(ltr(one) for one in (act.parcel, act.land_title) if one)
    if ground:
        found.append((QCoreApplication.translate("Facts", "Parcel, land title"), ground))
    if act.due is not None:
        basis = f" ({act.basis.text(language)})" if act.basis else ""
        found.append((QCoreApplication.translate("Facts", "Deadline"), moment(act.due, language) + basis))
    if act.capacity is not None:
        found.append((QCoreApplication.translate("Facts", "You sign as"), isolate(act.capacity.text(language))))
    return found


def verdict(opinion: OpinionView) -> str:
    """What a member of the commission said, in a word or two."""
    return {
        "favourable": QCoreApplication.translate("Facts", "favourable"),
        "favourable_with_reserves": QCoreApplication.translate("Facts", "favourable with reservations"),
        "adverse": QCoreApplication.translate("Facts", "adverse"),
        "adjourned": QCoreApplication.translate("Facts", "adjourned"),
    }[opinion.verdict]


def _opinion(opinion: OpinionView, language: Language) -> str:
    mark = QCoreApplication.translate("Facts", "binding")
    binding = f" [{mark}]" if opinion.binding else ""
    said = f"{isolate(opinion.authority.text(language))}{binding} : {verdict(opinion)}"
    return f"{said}, {day(opinion.given_on, language)}"
