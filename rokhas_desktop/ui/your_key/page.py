"""Your key, at a glance: its steps, what is missing, the acts that wait, who may sign meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import KeyStepView, KeyWay, MeanwhileView, actor_name
from rokhas_desktop.ui.text import day
from rokhas_desktop.ui.widgets import Notice, Tone, button, card, clear, label
from rokhas_desktop.ui.your_key.timeline import Timeline


class YourKeyPage(QWidget):
    """Shows the declared way of the key; says when the person wants the acts, or to begin with the key."""

    acts_wanted = Signal()
    first_use_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self.way: KeyWay | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._build())
        outer.addWidget(area, 1)
        outer.addWidget(self._build_foot())
        self._show()

    def _build(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 14, 28, 10)
        column.setSpacing(8)
        self._title = label(role="title")
        self._lead = label(role="muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        both = QHBoxLayout()
        both.setSpacing(20)
        self._timeline = Timeline()
        both.addWidget(self._timeline, 5)
        self._aside = QVBoxLayout()
        self._aside.setSpacing(10)
        both.addLayout(self._aside, 6)
        column.addLayout(both)
        column.addStretch(1)
        return inside

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 10, 28, 10)
        row.setSpacing(12)
        self._acts = button(icon="inbox")
        self._acts.clicked.connect(self.acts_wanted)
        self._begin = button(primary=True, icon="key")
        self._begin.clicked.connect(self.first_use_wanted)
        row.addWidget(self._acts)
        row.addStretch(1)
        row.addWidget(self._begin)
        return foot

    def show_way(self, way: KeyWay) -> None:
        """Show where the key is."""
        if way != self.way:
            self.way = way
            self._show()

    def offer_first_use(self, offered: bool) -> None:
        """Whether there is a key to begin with, or none was registered yet."""
        self._begin.setVisible(offered)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        self._title.setText(self.tr("Your key"))
        self._lead.setText(
            self.tr("The platform does not issue keys: each step is what somebody has declared, unknown until then.")
        )
        self._acts.setText(self.tr("See my acts"))
        self._begin.setText(self.tr("I have my key: first use"))
        way = self.way
        if way is None:
            return
        self._timeline.show_way(way, self.language)
        clear(self._aside)
        self._aside.addWidget(self._next(way))
        if way.lapses_on is not None:
            self._aside.addWidget(self._lapse(way))
        self._aside.addWidget(self._waiting(way))
        self._aside.addWidget(self._meanwhile(way.meanwhile))
        self._aside.addStretch(1)

    def _next(self, way: KeyWay) -> Notice:
        if way.revoked is not None:
            return Notice("bad", way.revoked.name(self.language), [way.revoked.todo(self.language)])
        step = way.missing
        if step is None:
            return Notice("good", self.tr("Your key is ready: nothing is missing."))
        lines = [step.todo(self.language), self._who(step)]
        if step.state == "unknown" and step.step != "registered":
            lines.append(self.tr("If it is done already, ask the commune's services to declare it."))
        tone: Tone = "warning" if way.on_its_way else "plain"
        return Notice(tone, self.tr("What is missing: %1").replace("%1", step.name(self.language)), lines)

    def _who(self, step: KeyStepView) -> str:
        who = self.tr("you") if step.actor == "holder" else actor_name(step.actor, self.language)
        return self.tr("Who must act: %1").replace("%1", who)

    def _lapse(self, way: KeyWay) -> Notice:
        when = day(way.lapses_on, self.language) if way.lapses_on else ""
        return Notice(
            "warning",
            self.tr("The file lapses on %1").replace("%1", when),
            [
                self.tr(
                    "A file that is not complete six months after the order is closed: the key must be ordered again."
                )
            ],
        )

    def _waiting(self, way: KeyWay) -> Notice:
        if not way.waiting:
            return Notice("plain", self.tr("No act awaits your signature."))
        title = self.tr("%n act(s) await your signature", "", way.waiting)
        since = day(way.waiting_since.date(), self.language) if way.waiting_since else "?"
        one = self.tr("It has waited since %1.")
        lines = [(one if way.waiting == 1 else self.tr("The oldest has waited since %1.")).replace("%1", since)]
        if way.on_its_way:
            lines.append(self.tr("Everything can be read now, and signed once your key is ready."))
        return Notice("plain", title, lines)

    def _meanwhile(self, others: tuple[MeanwhileView, ...]) -> QFrame:
        frame, column = card()
        column.addWidget(label(self.tr("Who may sign meanwhile"), role="heading", wrap=True))
        if not others:
            column.addWidget(label(self.tr("The platform names nobody else for today."), wrap=True))
            column.addWidget(
                label(
                    self.tr(
                        "The president may delegate the signature to a vice-president by order (organic law 113-14, "
                        "article 103); the services then record it on the platform."
                    ),
                    role="muted",
                    wrap=True,
                )
            )
        for other in others:
            column.addSpacing(4)
            column.addWidget(label(other.name.text(self.language), role="strong", wrap=True))
            column.addWidget(label(other.capacity.text(self.language), wrap=True))
            column.addWidget(label(self._standing(other), role="muted", wrap=True))
        return frame

    def _standing(self, other: MeanwhileView) -> str:
        how = {
            "delegation_of_signature": self.tr("By delegation of signature"),
            "delegation_of_powers": self.tr("By delegation of powers"),
            "acting_vice_president": self.tr("Acting in the president's place"),
            "acting_councillor": self.tr("Acting in the president's place"),
        }.get(other.kind, "")
        key = {
            True: self.tr("key ready"),
            False: self.tr("key not ready"),
            None: self.tr("nothing is known of the key"),
        }[other.key_ready]
        until = self.tr("until %1").replace("%1", day(other.valid_to, self.language)) if other.valid_to else ""
        return " · ".join(part for part in (how, until, key) if part)
